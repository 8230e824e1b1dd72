import { connect } from 'node:net';
import { stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { memoryAssets } from '../../src/main/http/assets.ts';
import { startLoopback } from '../../src/main/hosts/loopback/host.ts';
import type { Loopback } from '../../src/main/hosts/loopback/host.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import { FAKE_FILES, FAKE_UPLOAD, FakeApplication } from '../contract/fake-application.ts';
import { launchHeaders, launchSession, launchToken, pageHeaders, rawRequest } from '../contract/page-fetch.ts';

const app = new FakeApplication();
let host: Loopback;
let name: string;
let port: number;
let cookie: string;
let page: Record<string, string>;

beforeAll(async () => {
  host = await startLoopback(app, memoryAssets(FAKE_FILES));
  name = new URL(host.origin).host;
  port = Number(new URL(host.origin).port);
});
beforeEach(async () => {
  cookie = await launchSession(host.origin, host.launchAddress);
  page = { ...pageHeaders(name, cookie), origin: host.origin, 'content-type': 'application/json' };
  app.calls.length = 0;
});
afterAll(() => host.close());

async function status(
  method: string,
  path: string,
  headers: Record<string, string | string[]>,
  body?: string | Uint8Array,
): Promise<number> {
  const answer = await rawRequest(port, method, path, headers, body);
  expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  await answer.stream.cancel();
  return answer.status;
}
const command = (headers: Record<string, string | string[]>) => status('POST', '/rpc/vault.status', headers, '{}');
const without = (field: string) => Object.fromEntries(Object.entries(page).filter(([key]) => key !== field));

/** Sends bytes as they are and returns the status lines of all answers. */
function rawBytes(text: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.setTimeout(3_000, () => socket.destroy());
    socket.on('data', (data) => (heard += data.toString('latin1')));
    socket.on('error', (error) => (heard === '' ? reject(error) : undefined));
    socket.on('close', () => resolve([...heard.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((m) => m[1]!)));
    socket.write(text, 'latin1');
  });
}
const rawHeaders = (more = '') =>
  `Host: ${name}\r\nCookie: ${cookie}\r\nSec-Fetch-Site: same-origin\r\nSec-Fetch-Mode: cors\r\nSec-Fetch-Dest: empty\r\nConnection: close\r\n${more}\r\n`;

describe('who is let in', () => {
  test('the page itself', async () => {
    expect(await command(page)).toBe(200);
    expect(app.calls).toHaveLength(1);
  });

  test('no foreign Host: a name rebound to 127.0.0.1 stays outside', async () => {
    for (const foreign of [
      'evil.example',
      `evil.example:${port}`,
      `127.0.0.1:${port}`,
      `localhost:${port}`,
      name.split(':')[0]!,
      `x.${name}`,
      name.toUpperCase(),
    ]) {
      expect({ foreign, status: await command({ ...page, host: foreign }) }).toEqual({ foreign, status: 421 });
    }
    expect(await command(without('host'))).toBe(400);
    expect(app.calls).toHaveLength(0);
  });

  test('no second Host, no absolute address in its place', async () => {
    expect(await rawBytes(`GET / HTTP/1.1\r\nHost: evil.example\r\n${rawHeaders()}`)).toEqual(['400']);
    expect(await rawBytes(`GET / HTTP/1.1\r\n${rawHeaders('Host: evil.example\r\n')}`)).toEqual(['400']);
    expect(await rawBytes(`GET http://evil.example/ HTTP/1.1\r\n${rawHeaders()}`)).toEqual(['400']);
    expect(await rawBytes(`GET ${host.origin}/ HTTP/1.1\r\n${rawHeaders()}`)).toEqual(['400']);
    expect(await rawBytes(`GET / HTTP/1.0\r\nConnection: close\r\n\r\n`)).toEqual(['421']);
  });

  test('no foreign, null or missing Origin on POST, and none that is foreign on GET', async () => {
    for (const origin of ['http://evil.example', 'null', `https://${name}`, `${host.origin}.evil.example`, `${host.origin}/`, '']) {
      expect({ origin, status: await command({ ...page, origin }) }).toEqual({ origin, status: 403 });
    }
    expect(await command(without('origin'))).toBe(403);
    expect(await status('GET', '/', { ...page, origin: 'http://evil.example' })).toBe(403);
    expect(app.calls).toHaveLength(0);
  });

  test('no request that hides where it comes from', async () => {
    for (const field of ['sec-fetch-site', 'sec-fetch-mode', 'sec-fetch-dest']) expect(await command(without(field))).toBe(403);
    for (const site of ['cross-site', 'same-site', 'none', 'Same-Origin'])
      expect(await command({ ...page, 'sec-fetch-site': site })).toBe(403);
    expect(await rawBytes(`GET / HTTP/1.1\r\n${rawHeaders('Sec-Fetch-Site: cross-site\r\n')}`)).toEqual(['400']);
  });

  test('an address typed by the user opens the page only, and only with the cookie', async () => {
    const { origin: _, ...rest } = page;
    const typed = { ...rest, 'sec-fetch-site': 'none', 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
    expect(await status('GET', '/', typed)).toBe(200);
    expect(await status('GET', '/assets/main-abc123.js', typed)).toBe(403);
    expect(await status('GET', '/download/ticket-0123456789abcdef', typed)).toBe(403);
    expect(await status('GET', '/', { ...typed, 'sec-fetch-dest': 'iframe' })).toBe(403);
    expect(await status('GET', '/', { ...typed, cookie: '' })).toBe(401);
  });

  test('nobody without the cookie: another user of this machine sees nothing, not even a file of the page', async () => {
    for (const path of ['/', '/assets/main-abc123.js', '/events', '/download/ticket-0123456789abcdef', '/nothing']) {
      const { cookie: _, origin: __, ...rest } = page;
      expect({ path, status: await status('GET', path, rest) }).toEqual({ path, status: 401 });
    }
    expect(await command(without('cookie'))).toBe(401);
    for (const wrong of ['', '__Host-nexus=', '__Host-nexus=guess', `${cookie}x`, cookie.slice(0, -1), cookie.replace('__Host-', '')]) {
      expect({ wrong, status: await command({ ...page, cookie: wrong }) }).toEqual({ wrong, status: 401 });
    }
    expect(await command({ ...page, cookie: `__Host-nexus=tossed; ${cookie}` })).toBe(401);
    expect(await command({ ...page, cookie: `other=1; ${cookie}` })).toBe(200);
  });
});

describe('the launch', () => {
  const post = (headers: Record<string, string>, body: string) => status('POST', '/launch', headers, body);

  test('the page that holds the token is its owner’s alone', async () => {
    const file = fileURLToPath(host.launchAddress);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
    expect(Buffer.from(await launchToken(host.launchAddress), 'base64url')).toHaveLength(32);
  });

  test('a token is good once, and a new launch ends the session before', async () => {
    const token = await launchToken(host.launchAddress);
    expect(await post(launchHeaders(name), `token=${token}`)).toBe(200);
    expect(await post(launchHeaders(name), `token=${token}`)).toBe(403);
    expect(await launchToken(host.launchAddress)).not.toBe(token);
    expect(await command(page)).toBe(401);
  });

  test('no token, a wrong token, a token in the address, a long body: all refused and nothing is spent', async () => {
    const token = await launchToken(host.launchAddress);
    for (const body of ['', 'token=', 'token=x', `token=${token}x`, `Token=${token}`, `${'x'.repeat(2_000)}&token=${token}`]) {
      expect(await post(launchHeaders(name), body)).toBe(403);
    }
    expect(await status('POST', `/launch?token=${token}`, launchHeaders(name), '')).toBe(403);
    expect(await status('GET', `/launch?token=${token}`, launchHeaders(name))).toBe(403);
    expect(await launchToken(host.launchAddress)).toBe(token);
    expect(await command(page)).toBe(200);
  });

  test('only a form of a local file may post it', async () => {
    const token = `token=${await launchToken(host.launchAddress)}`;
    const right = launchHeaders(name);
    for (const wrong of [
      { ...right, origin: 'http://evil.example' },
      { ...right, origin: host.origin },
      { ...right, 'sec-fetch-site': 'same-origin' },
      { ...right, 'sec-fetch-mode': 'cors' },
      { ...right, 'sec-fetch-dest': 'iframe' },
      { ...right, 'content-type': 'text/plain' },
    ]) {
      expect(await post(wrong, token)).toBe(403);
    }
    expect(await post({ ...right, host: `localhost:${port}` }, token)).toBe(421);
    expect(await post(right, token)).toBe(200);
  });

  test('the cookie can be neither read by scripts, nor sent by other sites, nor set by other names', async () => {
    const answer = await rawRequest(port, 'POST', '/launch', launchHeaders(name), `token=${await launchToken(host.launchAddress)}`);
    const html = await new Response(answer.stream).text();
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-nexus=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Strict$/),
    ]);
    expect(html).not.toContain(answer.headers['set-cookie']![0]!.slice(13, 56));
    expect(answer.headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'nonce-/);
    expect(answer.headers.location).toBeUndefined();
  });
});

describe('odd requests', () => {
  test('path traversal in every spelling', async () => {
    for (const path of [
      '/../package.json',
      '/..%2fpackage.json',
      '/%2e%2e/package.json',
      '/assets/../../package.json',
      '/assets/%2E%2e%5cpackage.json',
      '/..\\package.json',
      '//etc/passwd',
      '/assets//etc/passwd',
      '/./index.html',
      '/etc/passwd%00.js',
      'etc/passwd',
      '/a b',
      '/\u00e9',
      `/${'a'.repeat(3_000)}`,
    ]) {
      expect({ path, statuses: await rawBytes(`GET ${path} HTTP/1.1\r\n${rawHeaders()}`) }).toEqual({ path, statuses: ['400'] });
    }
    expect(await rawBytes(`GET /etc/passwd HTTP/1.1\r\n${rawHeaders()}`)).toEqual(['404']);
    expect(await rawBytes(`GET /package.json HTTP/1.1\r\n${rawHeaders()}`)).toEqual(['404']);
  });

  test('other methods, preflights, upgrades', async () => {
    for (const method of ['OPTIONS', 'HEAD', 'PUT', 'DELETE', 'PATCH', 'TRACE'])
      expect(await status(method, '/rpc/vault.status', page)).toBe(405);
    expect(await command({ ...page, 'x-http-method-override': 'GET' })).toBe(200);
    expect(await status('GET', '/rpc/vault.status', page)).toBe(405);
    expect(await status('POST', '/', page, '{}')).toBe(405);
    expect(await rawBytes(`CONNECT evil.example:443 HTTP/1.1\r\n${rawHeaders()}`)).toEqual([]);
    const upgrade = rawHeaders('Upgrade: websocket\r\n').replace('Connection: close', 'Connection: Upgrade');
    expect(await rawBytes(`GET /events HTTP/1.1\r\n${upgrade}`)).toEqual([]);
    expect(await rawBytes(`POST /rpc/vault.status HTTP/1.1\r\n${rawHeaders('Expect: 100-continue\r\nContent-Length: 2\r\n')}{}`)).toEqual([
      '400',
    ]);
  });

  test('one request can not hide a second one', async () => {
    const inner = `POST /rpc/vault.status HTTP/1.1\r\n${rawHeaders()}`;
    const both = `Origin: ${host.origin}\r\nContent-Type: application/json\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n`;
    expect(await rawBytes(`POST /rpc/vault.status HTTP/1.1\r\n${rawHeaders(both)}0\r\n\r\n${inner}`)).toEqual(['400']);
    const twice = `Origin: ${host.origin}\r\nContent-Type: application/json\r\nContent-Length: 2\r\nContent-Length: 9\r\n`;
    expect(await rawBytes(`POST /rpc/vault.status HTTP/1.1\r\n${rawHeaders(twice)}{}`)).toEqual(['400']);
    expect(app.calls).toHaveLength(0);
  });

  test('bodies over the limit, declared or not', async () => {
    const big = new Uint8Array(LIMITS.uploadSliceBytes + 1);
    const slice = { ...page, 'content-type': 'application/octet-stream' };
    expect(await status('POST', `/upload/${FAKE_UPLOAD}/0`, { ...slice, 'content-length': String(big.length) }, big)).toBe(413);
    expect(await status('POST', `/upload/${FAKE_UPLOAD}/0`, { ...slice, 'transfer-encoding': 'chunked' }, big)).toBe(413);
    expect(await status('POST', '/rpc/vault.status', { ...page, 'content-length': '99999999999' }, undefined).catch(() => 413)).toBe(413);
    expect(await command({ ...page, 'x-padding': 'x'.repeat(20_000) })).toBe(431);
    expect(await command(page)).toBe(200);
  });

  test('it listens on 127.0.0.1 only', async () => {
    const other = await new Promise<string>((resolve) => {
      const socket = connect(port, '::1');
      socket.on('connect', () => resolve('connected'));
      socket.on('error', () => resolve('refused'));
    });
    expect(other).toBe('refused');
  });
});
