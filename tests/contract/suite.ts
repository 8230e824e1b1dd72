import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { AppEvent } from '../../src/shared/contract/events.ts';
import { createClient } from '../../src/shared/client.ts';
import type { FetchLike } from '../../src/shared/client.ts';
import { CONTRACT } from '../../src/shared/contract/table.ts';
import { LIMITS } from '../../src/shared/limits.ts';
import { FAKE_FILE, FAKE_TICKET, FAKE_UPLOAD } from './fake-application.ts';
import type { FakeApplication } from './fake-application.ts';

/** A host under test: how it carries requests of a page that has been let in, and the faults its door reported. */
export interface Host {
  readonly app: FakeApplication;
  readonly fetch: FetchLike;
  readonly faults: { readonly where: string; readonly error: unknown }[];
  stop(): Promise<void>;
}

/** What every host must do alike. Run once per host. */
export function contractSuite(title: string, start: () => Promise<Host>): void {
  describe(`contract: ${title}`, () => {
    let host: Host;
    beforeAll(async () => {
      host = await start();
    });
    afterAll(() => host.stop());
    const post = (path: string, body: string | Uint8Array<ArrayBuffer>, contentType = 'application/json') =>
      host.fetch(path, { method: 'POST', headers: { 'content-type': contentType }, body });

    test('a command runs with parsed input and its window named', async () => {
      const client = createClient(host.fetch, { windowId: 'window-under-test' });
      const status = await client.call('vault.status', {});
      expect(status.name).toBe('Fake vault');
      await expect(client.call('audit.page', { caseId: null })).rejects.toMatchObject({ data: { code: 'vault-locked' } });
      expect(host.app.calls.at(-1)).toEqual({
        name: 'audit.page',
        input: { caseId: null, filter: [], offset: 0, limit: 200 },
        context: { windowId: 'window-under-test' },
      });
    });

    test('an operating error arrives whole', async () => {
      await expect(createClient(host.fetch).call('job.list', {})).rejects.toMatchObject({
        data: { code: 'vault-locked', message: 'The vault is locked.', remedy: 'Unlock it.', facts: { waitSeconds: 3 } },
      });
      const response = await post('/rpc/job.list', '{}');
      expect(response.status).toBe(423);
      expect(response.headers.get('content-type')).toBe('application/problem+json');
      expect(await response.json()).toMatchObject({ type: 'urn:nexus-examiner:error:vault-locked', status: 423, id: expect.any(String) });
    });

    test('a fault of our own says nothing of its cause and is reported with its id', async () => {
      const response = await post('/rpc/settings.get', '{}');
      const problem = (await response.json()) as { id: string };
      expect(response.status).toBe(500);
      expect(JSON.stringify(problem)).not.toContain('secret');
      expect(host.faults.at(-1)).toMatchObject({ id: problem.id, where: 'rpc settings.get' });
    });

    test('unknown commands, also names every object has', async () => {
      for (const name of ['no.such', 'constructor', '__proto__', 'toString']) {
        expect((await post(`/rpc/${name}`, '{}')).status).toBe(404);
      }
    });

    test('only application/json, only POST', async () => {
      expect((await post('/rpc/vault.status', '{}', 'text/plain')).status).toBe(415);
      expect((await post('/rpc/vault.status', '{}', 'application/x-www-form-urlencoded')).status).toBe(415);
      expect((await post('/rpc/vault.status', '{}', 'application/json; charset=utf-8')).status).toBe(200);
      const get = await host.fetch('/rpc/vault.status', { method: 'GET', headers: {} });
      expect(get.status).toBe(405);
      expect(get.headers.get('allow')).toBe('POST');
      expect((await post('/events', '{}')).status).toBe(405);
    });

    test('invalid input names the fields, never their values', async () => {
      const before = host.app.calls.length;
      const secret = 'correct horse battery staple';
      const response = await post(
        '/rpc/vault.create',
        JSON.stringify({ name: 7, userName: '', role: secret, passphrase: secret.repeat(100) }),
      );
      const text = await response.text();
      expect(response.status).toBe(400);
      expect(text).toContain('userName');
      expect(text).toContain('passphrase');
      expect(text).not.toContain('horse');
      for (const broken of ['', '{', 'null', '[]', '"x"', '\u0000']) expect((await post('/rpc/vault.create', broken)).status).toBe(400);
      expect((await post('/rpc/case.list', new Uint8Array([0x22, 0xff, 0x22]))).status).toBe(400);
      expect(host.app.calls.length).toBe(before);
    });

    test('a body over the limit is refused', async () => {
      const response = await post('/rpc/vault.status', `{"a":"${'x'.repeat(LIMITS.requestBytes)}"}`);
      expect(response.status).toBe(413);
      const slice = await post(`/upload/${FAKE_UPLOAD}/0`, new Uint8Array(LIMITS.uploadSliceBytes + 1), 'application/octet-stream');
      expect(slice.status).toBe(413);
    });

    test('an output that breaks the contract stops the request', async () => {
      host.app.cases = { cases: [{ id: 'Eve Example, account 12345678' }] };
      const response = await post('/rpc/case.list', '{}');
      host.app.cases = { cases: [] };
      expect(response.status).toBe(500);
      expect(String(host.faults.at(-1)?.error)).toMatch(/case\.list breaks its contract at cases\.0\.id/);
      expect(String(host.faults.at(-1)?.error)).not.toContain('Eve');
    });

    test('every command of the table can be reached', async () => {
      for (const name of Object.keys(CONTRACT)) {
        expect({ name, status: (await post(`/rpc/${name}`, '{"neverAField":1}')).status }).not.toEqual({ name, status: 404 });
      }
    });

    test('an upload arrives slice by slice, byte for byte', async () => {
      host.app.slices.length = 0;
      const bytes = new Uint8Array(2_500_000).map((_, i) => i % 253);
      const progress: number[] = [];
      await createClient(host.fetch).upload(FAKE_UPLOAD, new Blob([bytes]), 1_000_000, (sent) => progress.push(sent));
      const sha = (from: number, to: number) => createHash('sha256').update(bytes.subarray(from, to)).digest('hex');
      expect(host.app.slices).toEqual([
        { slice: 0, bytes: 1_000_000, sha256: sha(0, 1_000_000) },
        { slice: 1, bytes: 1_000_000, sha256: sha(1_000_000, 2_000_000) },
        { slice: 2, bytes: 500_000, sha256: sha(2_000_000, 2_500_000) },
      ]);
      expect(progress).toEqual([1_000_000, 2_000_000, 2_500_000]);
      const whole = new Uint8Array(LIMITS.uploadSliceBytes);
      expect((await post(`/upload/${FAKE_UPLOAD}/3`, whole, 'application/octet-stream')).status).toBe(200);
    });

    test('uploads to odd addresses are refused', async () => {
      for (const path of ['/upload/x/0', `/upload/${FAKE_UPLOAD}/-1`, `/upload/${FAKE_UPLOAD}/1e3`, `/upload/${FAKE_UPLOAD}/01`]) {
        expect((await post(path, new Uint8Array(1), 'application/octet-stream')).status).toBe(404);
      }
      expect((await post(`/upload/${FAKE_UPLOAD}/0`, new Uint8Array(1), 'multipart/form-data')).status).toBe(415);
      const stranger = '01JC0000000000000000000001';
      expect((await post(`/upload/${stranger}/0`, new Uint8Array(1), 'application/octet-stream')).status).toBe(404);
    });

    test('an upload stops when its signal fires', async () => {
      host.app.slices.length = 0;
      const stop = new AbortController();
      const upload = createClient(host.fetch).upload(FAKE_UPLOAD, new Blob([new Uint8Array(500)]), 100, () => stop.abort(), stop.signal);
      await expect(upload).rejects.toMatchObject({ data: { code: 'cancelled' } });
      expect(host.app.slices).toHaveLength(1);
    });

    test('a download streams with its length and a safe name', async () => {
      const response = await host.fetch(createClient(host.fetch).downloadUrl(FAKE_TICKET), { method: 'GET', headers: {} });
      expect(response.headers.get('content-length')).toBe(String(FAKE_FILE.length));
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="__d_ _report_ 1_2.csv"; filename*=UTF-8''%C5%81%C3%B3d%C5%BA%20%E2%80%9Creport%E2%80%9D%201_2.csv`,
      );
      expect(Buffer.compare(Buffer.from(await response.arrayBuffer()), Buffer.from(FAKE_FILE))).toBe(0);
      expect((await host.fetch('/download/unknown-ticket-00000', { method: 'GET', headers: {} })).status).toBe(404);
    });

    test('the event stream begins with hello, carries events and ends on both sides', async () => {
      const heard: AppEvent[] = [];
      const close = createClient(host.fetch).events((event) => heard.push(event));
      await vi.waitFor(() => expect(heard).toEqual([{ type: 'hello', state: host.app.state() }]));
      host.app.emit({ type: 'changed', caseId: null, topics: ['case'] });
      host.app.emit({ type: 'changed', caseId: 'ünïcode \n two', topics: ['audit'] });
      await vi.waitFor(() => expect(heard).toHaveLength(3));
      expect(heard[2]).toEqual({ type: 'changed', caseId: 'ünïcode \n two', topics: ['audit'] });
      expect(host.app.listeners).toBe(1);
      close();
      await vi.waitFor(() => expect(host.app.listeners).toBe(0));
    });

    test('a reader that falls far behind is cut off instead of filling memory', async () => {
      const response = await host.fetch('/events', { method: 'GET', headers: {} });
      await vi.waitFor(() => expect(host.app.listeners).toBe(1));
      const long = 'x'.repeat(20_000);
      for (let i = 0; i < 5_000 && host.app.listeners > 0; i++) host.app.emit({ type: 'changed', caseId: long, topics: [] });
      expect(host.app.listeners).toBe(0);
      await response.body?.cancel();
    });

    test('the page has its policy and a nonce of its own each time', async () => {
      const [first, second] = await Promise.all([1, 2].map(() => host.fetch('/', { method: 'GET', headers: {} })));
      const policy = first!.headers.get('content-security-policy')!;
      const nonce = /style-src 'self' 'nonce-([^']+)'/.exec(policy)![1]!;
      expect(await first!.text()).toContain(`nonce="${nonce}"`);
      expect(policy).toContain("default-src 'none'; script-src 'self';");
      expect(policy).toContain("require-trusted-types-for 'script'");
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(second!.headers.get('content-security-policy')).not.toBe(policy);
      expect(first!.headers.get('cache-control')).toBe('no-store');
      await second!.body?.cancel();
    });

    test('hashed files are kept for ever, data never', async () => {
      const script = await host.fetch('/assets/main-abc123.js', { method: 'GET', headers: {} });
      expect(script.headers.get('cache-control')).toContain('immutable');
      expect(script.headers.get('content-type')).toContain('text/javascript');
      expect(script.headers.get('x-content-type-options')).toBe('nosniff');
      await script.body?.cancel();
      const data = await post('/rpc/case.list', '{}');
      expect(data.headers.get('cache-control')).toBe('no-store');
      expect(data.headers.get('access-control-allow-origin')).toBeNull();
      expect((await host.fetch('/nothing.js', { method: 'GET', headers: {} })).status).toBe(404);
    });
  });
}
