/**
 * Tells the program's own page from everybody else who can reach the port: other sites in the browser, other programs,
 * other users of the machine. Judges the raw request, before any parsing that could lose what was really sent.
 */
export interface SeenRequest {
  readonly method: string;
  /** The request target exactly as sent. */
  readonly target: string;
  /** Names and values in turn, as sent, duplicates included. */
  readonly rawHeaders: readonly string[];
}

export interface GuardPolicy {
  /** `nexus-xxxxxxxx.localhost:port`; nothing else is our name, whatever address it resolves to. */
  readonly host: string;
  /** Whether a cookie value is the session's; compared in constant time. */
  readonly isSession: (value: string) => boolean;
}

export type Verdict =
  /** `launch`: may post a launch token. `pass`: the page's own request. */
  { readonly kind: 'launch' | 'pass' } | { readonly kind: 'refuse'; readonly status: number; readonly why: string };

export const COOKIE_NAME = '__Host-nexus';
export const LAUNCH_PATH = '/launch';

/** Judges one request. Anything missing, doubled or unknown is refused. */
export function judge(request: SeenRequest, policy: GuardPolicy): Verdict {
  const header = singleHeaders(request.rawHeaders);
  if (!header) return refuse(400, 'A header that decides was sent twice.');
  if (header.get('host') !== policy.host) return refuse(421, 'This is not a name of this program.');
  if (!isPlainPath(request.target)) return refuse(400, 'The address is not a plain path.');
  if (request.method !== 'GET' && request.method !== 'POST') return refuse(405, 'Only GET and POST are taken.');
  if (header.has('upgrade') || header.has('expect')) return refuse(400, 'Upgrades and expectations are not taken.');

  const site = header.get('sec-fetch-site');
  const mode = header.get('sec-fetch-mode');
  const dest = header.get('sec-fetch-dest');
  if (!site || !mode || !dest) return refuse(403, 'The request does not say where it comes from.');
  const navigation = mode === 'navigate' && dest === 'document';
  const origin = header.get('origin');

  if (request.target === LAUNCH_PATH) {
    // The launch page is a local file: its origin is opaque and every browser calls that "null" and "cross-site".
    const fromLocalFile = origin === 'null' && site === 'cross-site' && navigation;
    const plainForm = header.get('content-type') === 'application/x-www-form-urlencoded';
    if (request.method === 'POST' && fromLocalFile && plainForm) return { kind: 'launch' };
    return refuse(403, 'The program is opened through its launch page only.');
  }

  const typedAddress = request.method === 'GET' && request.target === '/' && site === 'none' && navigation;
  if (site !== 'same-origin' && !typedAddress) return refuse(403, 'The request comes from another site.');
  const ours = `http://${policy.host}`;
  if (request.method === 'POST' ? origin !== ours : origin !== undefined && origin !== ours) {
    return refuse(403, 'The request comes from another origin.');
  }
  const session = sessionCookie(header.get('cookie') ?? '');
  if (session === null || !policy.isSession(session)) return refuse(401, 'Open the program through its launch page.');
  return { kind: 'pass' };
}

function refuse(status: number, why: string): Verdict {
  return { kind: 'refuse', status, why };
}

/** The headers the judgement rests on, as a map; null where one of them occurs twice. */
function singleHeaders(raw: readonly string[]): Map<string, string> | null {
  const single = new Map<string, string>();
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    if (!DECIDING.has(name)) continue;
    if (single.has(name)) return null;
    single.set(name, raw[i + 1]!);
  }
  return single;
}

const DECIDING = new Set([
  'host',
  'origin',
  'cookie',
  'content-type',
  'content-length',
  'transfer-encoding',
  'sec-fetch-site',
  'sec-fetch-mode',
  'sec-fetch-dest',
  'upgrade',
  'expect',
]);

/**
 * A path from the root with nothing in it that a later parser could read differently: no scheme, no dot segments, no
 * encoded separators, no backslash, no empty segment.
 */
function isPlainPath(target: string): boolean {
  if (!/^\/[!-~]*$/.test(target) || target.length > 2_048) return false;
  const path = target.split(/[?#]/)[0]!;
  return !/\/\/|\\|%2e|%2f|%5c|%00|(?:^|\/)\.{1,2}(?:\/|$)/i.test(path);
}

/** The session's value; null where there is none or more than one. */
function sessionCookie(cookies: string): string | null {
  const found = cookies
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${COOKIE_NAME}=`));
  return found.length === 1 ? found[0]!.slice(COOKIE_NAME.length + 1) : null;
}
