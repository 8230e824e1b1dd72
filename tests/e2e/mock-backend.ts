/**
 * The renderer without a vault behind it: a tiny server with made-up answers, for looking at screens and for tests of the
 * page alone. It never runs in the product.
 *   node tests/e2e/mock-backend.ts [dist folder] [port]
 */
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { answer, type MockState } from './mock-answers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.map': 'application/json',
};
const NONCE = 'bW9jay1ub25jZS1mb3ItdGVzdHM';
/** The policy of the product's pages (src/main/http/headers.ts), so that a violation shows here too. */
const POLICY = [
  "default-src 'none'", "script-src 'self'", `style-src 'self' 'nonce-${NONCE}'`, "font-src 'self'", "img-src 'self' blob: data:",
  "connect-src 'self'", "worker-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'",
].join('; '); // prettier-ignore

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return parts.length === 0 ? {} : JSON.parse(Buffer.concat(parts).toString('utf8'));
}

function page(response: ServerResponse, dist: string): void {
  const html = readFileSync(join(dist, 'index.html'), 'utf8').replaceAll('__NEXUS_STYLE_NONCE__', NONCE);
  response.writeHead(200, { 'content-type': TYPES['.html'], 'content-security-policy': POLICY });
  response.end(html);
}

/** Starts the mock on a port of 127.0.0.1; 0 takes a free one. */
export function startMock(
  dist: string,
  port = 0,
  state: MockState = { vault: 'unlocked' },
): Promise<{ server: Server; origin: string; state: MockState }> {
  const streams = new Set<ServerResponse>();
  const tell = (event: unknown) => {
    for (const stream of streams) stream.write(`data: ${JSON.stringify(event)}\n\n`);
  };
  const server = createServer((request, response) => void handle(request, response));
  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', 'http://mock').pathname;
    if (path === '/events') {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      streams.add(response);
      response.on('close', () => streams.delete(response));
      const name = state.vault === 'unlocked' || state.vault === 'none' ? state.vault : 'locked';
      response.write(`data: ${JSON.stringify({ type: 'hello', state: name })}\n\n`);
      return;
    }
    if (path.startsWith('/rpc/')) {
      const { status, body } = answer(path.slice(5), (await bodyOf(request)) as Record<string, unknown>, state, tell);
      response.writeHead(status, { 'content-type': status === 200 ? 'application/json' : 'application/problem+json' });
      response.end(JSON.stringify(body));
      return;
    }
    const file = join(dist, normalize(path));
    if (path === '/' || !file.startsWith(dist) || !existsSync(file)) return page(response, dist);
    response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' });
    createReadStream(file).pipe(response);
  }
  return new Promise((resolve) => {
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve({ server, state, origin: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : port}` });
    });
  });
}

if (process.argv[1] === import.meta.filename) {
  const { origin } = await startMock(process.argv[2] ?? 'dist/renderer', Number(process.argv[3] ?? 4180));
  process.stdout.write(`${origin}\n`);
}
