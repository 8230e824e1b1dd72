import { request as httpRequest } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { Readable } from 'node:stream';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { ClientRequest, FetchLike } from '../../src/shared/client.ts';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly stream: ReadableStream<Uint8Array>;
}

/** One HTTP request to 127.0.0.1 with exactly these headers (`fetch` would put in its own). */
export function rawRequest(
  port: number,
  method: string,
  path: string,
  headers: Record<string, string | string[]>,
  body?: string | Uint8Array,
  signal?: AbortSignal,
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      method,
      path,
      headers,
      setHost: false,
      agent: false,
      ...(signal ? { signal } : {}),
    });
    request.on('error', reject);
    request.on('response', (response) => {
      const stream = Readable.toWeb(response) as ReadableStream<Uint8Array>;
      resolve({ status: response.statusCode ?? 0, headers: response.headers, stream });
    });
    request.end(body);
  });
}

/** The token now in the launch page. */
export async function launchToken(launchAddress: string): Promise<string> {
  const html = await readFile(fileURLToPath(launchAddress), 'utf8');
  return /name="token" value="([^"]+)"/.exec(html)![1]!;
}

/** What a browser sends when the launch page posts its form. */
export const launchHeaders = (host: string): Record<string, string> => ({
  host,
  origin: 'null',
  'content-type': 'application/x-www-form-urlencoded',
  'sec-fetch-site': 'cross-site',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
});

/** What the program's own page sends with a fetch. */
export const pageHeaders = (host: string, cookie: string): Record<string, string> => ({
  host,
  cookie,
  'sec-fetch-site': 'same-origin',
  'sec-fetch-mode': 'cors',
  'sec-fetch-dest': 'empty',
});

/** Goes through the launch as a browser does. @returns the cookie pair */
export async function launchSession(origin: string, launchAddress: string): Promise<string> {
  const { host, port } = new URL(origin);
  const answer = await rawRequest(Number(port), 'POST', '/launch', launchHeaders(host), `token=${await launchToken(launchAddress)}`);
  await answer.stream.cancel();
  const cookie = answer.headers['set-cookie']?.[0];
  if (answer.status !== 200 || !cookie) throw new Error(`The launch was answered with ${answer.status}`);
  return cookie.split(';')[0]!;
}

/** A `fetch` that speaks as the launched page would, for tests without a browser. */
export function pageFetch(origin: string, cookie: string): FetchLike {
  const { host, port } = new URL(origin);
  return async (path: string, init: ClientRequest) => {
    const headers: Record<string, string> = {
      ...pageHeaders(host, cookie),
      ...(init.method === 'POST' ? { origin } : {}),
      ...init.headers,
    };
    const length: Record<string, string> = init.body === undefined ? {} : { 'content-length': String(Buffer.byteLength(init.body)) };
    const answer = await rawRequest(Number(port), init.method, path, { ...headers, ...length }, init.body, init.signal);
    return new Response(answer.stream, { status: answer.status, headers: collapsed(answer.headers) });
  };
}

function collapsed(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
