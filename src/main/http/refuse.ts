import { randomUUID } from 'node:crypto';
import { toErrorData } from '../../shared/errors.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { problemOf, PROBLEM_TYPE } from '../../shared/problem.ts';
import { BASE_HEADERS, DATA_POLICY } from './headers.ts';

/** Told of every fault of our own (a broken invariant, an output that breaks the contract), with the id the caller was given. */
export type FaultListener = (fault: { readonly id: string; readonly where: string; readonly error: unknown }) => void;

/** A refusal as problem+json. `status` overrides the code's own, `allow` names the methods of a 405. */
export function refusal(
  error: ErrorData,
  more: { readonly status?: number; readonly id?: string; readonly allow?: string } = {},
): Response {
  const problem = problemOf(error, more.id ?? randomUUID(), more.status);
  const body = new TextEncoder().encode(JSON.stringify(problem));
  return new Response(body, {
    status: problem.status,
    headers: {
      ...BASE_HEADERS,
      'content-security-policy': DATA_POLICY,
      'content-type': PROBLEM_TYPE,
      'content-length': String(body.byteLength),
      ...(more.allow ? { allow: more.allow } : {}),
    },
  });
}

/** Turns anything thrown into a refusal, and reports it where it is a fault of our own. */
export function refusalOf(error: unknown, where: string, onFault: FaultListener): Response {
  const data = toErrorData(error);
  const id = randomUUID();
  if (data.code === 'internal') onFault({ id, where, error });
  return refusal(data, { id });
}
