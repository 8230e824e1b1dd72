import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { getRequestListener } from '@hono/node-server';
import type { HostedApplication } from '../../http/application.ts';
import type { AssetSource } from '../../http/assets.ts';
import { createDoor } from '../../http/door.ts';
import type { DoorOptions } from '../../http/door.ts';
import { BASE_HEADERS, DATA_POLICY, newNonce } from '../../http/headers.ts';
import { Absence } from './absence.ts';
import { judge } from './guard.ts';
import { arrivalHtml, LaunchPage } from './launch-page.ts';
import { Session } from './session.ts';

export interface LoopbackOptions {
  readonly door?: Omit<DoorOptions, 'onStreams'>;
  /** The folder for the launch page; the browser must be able to read it. Default: the system's temporary folder. */
  readonly launchParent?: string;
  /** Where the page goes after the launch, e.g. `/#/?sample=true`. Default `/`. */
  readonly startAt?: string;
  /** Default 30 s and 5 min. */
  readonly lockAfterMs?: number;
  readonly exitAfterMs?: number;
  /** Hears that the program should end, after long absence. */
  readonly onExit?: () => void;
  readonly onStreams?: (open: number) => void;
}

export interface Loopback {
  /** `http://nexus-xxxxxxxx.localhost:port` */
  readonly origin: string;
  /** The `file:` address that opens the program. */
  readonly launchAddress: string;
  /** Stops listening and removes the launch page; the application stays open. */
  close(): Promise<void>;
}

/** A launch form is one 43-character token; more than this is not one. */
const LAUNCH_BYTES = 512;

/** Serves the application to a browser on this machine, and to nobody else. */
export async function startLoopback(app: HostedApplication, assets: AssetSource, options: LoopbackOptions = {}): Promise<Loopback> {
  const session = new Session();
  const absence = new Absence({
    lockAfterMs: options.lockAfterMs ?? 30_000,
    exitAfterMs: options.exitAfterMs ?? 300_000,
    onLock: () => {
      if (app.state() === 'unlocked') void app.lock('idle');
    },
    onExit: () => options.onExit?.(),
  });
  const onStreams = (open: number) => {
    absence.streams(open);
    options.onStreams?.(open);
  };
  const door = createDoor(app, assets, { ...options.door, onStreams });
  // A name of its own per run: cookies don't know ports, and a name that can't be guessed can't be rebound to us.
  const name = `nexus-${randomBytes(4).toString('hex')}.localhost`;
  const serve = getRequestListener((request) => door.fetch(request), { overrideGlobalObjects: false, hostname: name });

  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 120_000, headersTimeout: 20_000 });
  server.maxConnections = 100;
  await listen(server);
  const host = `${name}:${(server.address() as AddressInfo).port}`;
  const origin = `http://${host}`;
  const page = await LaunchPage.create(options.launchParent ?? tmpdir(), origin, session.token);

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const seen = { method: request.method ?? '', target: request.url ?? '', rawHeaders: request.rawHeaders };
    const verdict = judge(seen, { host, isSession: (value) => session.isSession(value) });
    if (verdict.kind === 'refuse') answer(response, verdict.status, 'text/plain', DATA_POLICY, `${verdict.why}\n`);
    else if (verdict.kind === 'pass') void serve(request, response);
    else
      void launch(request, response, session, page, options.startAt ?? '/').catch(() => {
        if (response.headersSent) response.destroy();
        else answer(response, 500, 'text/plain', DATA_POLICY, 'The launch page could not be renewed. Start the program again.\n');
      });
  });
  // Both would otherwise be answered by Node itself, past the guard.
  server.on('upgrade', (_request, socket) => socket.destroy());
  server.on('checkContinue', (_request, response: ServerResponse) => answer(response, 400, 'text/plain', DATA_POLICY, 'Not taken.\n'));

  return {
    origin,
    launchAddress: page.address,
    async close() {
      absence.stop();
      await page.remove();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function launch(
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  page: LaunchPage,
  startAt: string,
): Promise<void> {
  const form = new URLSearchParams(await readText(request, LAUNCH_BYTES));
  const cookie = session.redeem(form.get('token') ?? '');
  if (!cookie) {
    answer(response, 403, 'text/plain', DATA_POLICY, 'This launch page was used already. Start the program again.\n');
    return;
  }
  await page.write(session.token);
  const nonce = newNonce();
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  answer(response, 200, 'text/html', policy, arrivalHtml(nonce, startAt), { 'set-cookie': cookie });
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A short answer of the guard itself; the connection ends with it, so that an unread body is not waited for. */
function answer(
  response: ServerResponse,
  status: number,
  type: string,
  policy: string,
  text: string,
  more: Record<string, string> = {},
): void {
  response.writeHead(status, {
    ...BASE_HEADERS,
    ...more,
    'content-security-policy': policy,
    'content-type': `${type}; charset=utf-8`,
    'content-length': Buffer.byteLength(text),
    connection: 'close',
  });
  response.end(text);
}

async function readText(request: IncomingMessage, limitBytes: number): Promise<string> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > limitBytes) return '';
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
