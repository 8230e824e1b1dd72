import { ERROR_CODES, fromErrorData, OperatingError } from './errors.ts';
import type { ErrorCode, ErrorData } from './errors.ts';

/** The media type of every refusal at the door (RFC 9457). */
export const PROBLEM_TYPE = 'application/problem+json';

/** A refusal as it crosses the door: RFC 9457 problem details with our code, the remedy and an id to look up in the log. */
export interface Problem {
  /** `urn:nexus-examiner:error:<code>`; stable, made for programs. */
  readonly type: string;
  /** Short and the same for every occurrence of this type. */
  readonly title: string;
  readonly status: number;
  /** This occurrence, in a whole sentence. */
  readonly detail: string;
  readonly code: ErrorCode;
  readonly remedy?: string;
  readonly facts?: ErrorData['facts'];
  /** Names this occurrence in the log. */
  readonly id: string;
}

/** Builds the problem details of an operating error. `status` overrides the code's own where HTTP has a finer one (405, 415). */
export function problemOf(error: ErrorData, id: string, status: number = ERROR_CODES[error.code]): Problem {
  return {
    type: `urn:nexus-examiner:error:${error.code}`,
    title: error.code.replaceAll('-', ' '),
    status,
    detail: error.message,
    code: error.code,
    ...(error.remedy === undefined ? {} : { remedy: error.remedy }),
    ...(error.facts === undefined ? {} : { facts: error.facts }),
    id,
  };
}

/**
 * Rebuilds the operating error behind a refusal. Anything that isn't one of our problem documents (a page of some other
 * program that took the port, an empty body) becomes `internal` with the status named.
 */
export function errorOfProblem(body: unknown, status: number): OperatingError {
  if (body && typeof body === 'object') {
    const { code, detail, remedy, facts } = body as Partial<Problem>;
    if (typeof code === 'string' && Object.hasOwn(ERROR_CODES, code) && typeof detail === 'string') {
      return fromErrorData({
        code,
        message: detail,
        ...(typeof remedy === 'string' ? { remedy } : {}),
        ...(facts && typeof facts === 'object' ? { facts } : {}),
      });
    }
  }
  return new OperatingError('internal', `The program answered with status ${status} and without an explanation.`, {
    remedy: 'Try again. If it happens again, restart the program.',
  });
}
