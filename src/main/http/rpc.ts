import { definitionOf } from '../../shared/contract/table.ts';
import type { CommandName } from '../../shared/contract/table.ts';
import { LIMITS } from '../../shared/limits.ts';
import type { Application, RequestContext } from './application.ts';
import { readBody } from './body.ts';
import { BASE_HEADERS, DATA_POLICY } from './headers.ts';
import { refusal, refusalOf } from './refuse.ts';
import type { FaultListener } from './refuse.ts';

export interface RpcOptions {
  /** Check outputs against the contract too. On in development and tests; costs a pass over every page of rows. */
  readonly validateOutput: boolean;
  readonly onFault: FaultListener;
}

/** POST /rpc/<name>: look up, check the form and the input, run, answer. */
export async function answerCommand(
  app: Application,
  name: string,
  request: Request,
  context: RequestContext,
  options: RpcOptions,
): Promise<Response> {
  const definition = definitionOf(name);
  if (!definition) return refusal({ code: 'not-found', message: 'There is no command of this name.' });
  if (mediaType(request) !== 'application/json') {
    return refusal({ code: 'bad-request', message: 'Commands are taken as application/json only.' }, { status: 415 });
  }
  try {
    const given = parseJson(await readBody(request, LIMITS.requestBytes));
    if (given === undefined) return refusal({ code: 'bad-request', message: 'The request does not hold valid JSON.' });
    const parsed = definition.input.safeParse(given.value);
    if (!parsed.success) return refusal(invalidInput(parsed.error.issues));
    const output = await app.execute(name as CommandName, parsed.data, context);
    if (options.validateOutput) {
      const checked = definition.output.safeParse(output);
      // The sentence for the log names fields only: outputs are case data.
      if (!checked.success) throw new Error(`The output of ${name} breaks its contract at ${fieldsOf(checked.error.issues)}`);
    }
    return json(output);
  } catch (error) {
    return refusalOf(error, `rpc ${name}`, options.onFault);
  }
}

/** A JSON answer with its length. */
export function json(value: unknown): Response {
  const body = new TextEncoder().encode(JSON.stringify(value));
  return new Response(body, {
    headers: {
      ...BASE_HEADERS,
      'content-security-policy': DATA_POLICY,
      'content-type': 'application/json',
      'content-length': String(body.byteLength),
    },
  });
}

/** The content type without parameters, lower case; empty where there is none. */
export function mediaType(request: Request): string {
  return (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase();
}

/** Strict UTF-8 and JSON; undefined where it is neither (a value is wrapped, as `null` is valid JSON). */
function parseJson(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return undefined;
  }
}

interface Issue {
  readonly code: string;
  readonly path: readonly PropertyKey[];
}

/** Names the fields that don't fit and how; never what was in them, as that may be case data or a passphrase. */
function invalidInput(issues: readonly Issue[]) {
  return {
    code: 'bad-request',
    message: `These fields of the request do not fit: ${fieldsOf(issues)}.`,
    facts: { fields: issues.slice(0, 20).map(pathOf).join(' ') },
  } as const;
}

function fieldsOf(issues: readonly Issue[]): string {
  const named = issues.slice(0, 20).map((issue) => `${pathOf(issue)} (${issue.code.replaceAll('_', ' ')})`);
  return issues.length > 20 ? `${named.join(', ')} and ${issues.length - 20} more` : named.join(', ');
}

/** Field names only as far as they look like names: a record's keys come from outside. */
function pathOf(issue: Issue): string {
  if (issue.path.length === 0) return 'the whole';
  return issue.path.map((step) => (/^[A-Za-z0-9]{1,40}$/.test(String(step)) ? String(step) : '…')).join('.');
}
