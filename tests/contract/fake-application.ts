import { createHash } from 'node:crypto';
import type { AppEvent } from '../../src/shared/contract/events.ts';
import type { CommandName } from '../../src/shared/contract/table.ts';
import { OperatingError } from '../../src/shared/errors.ts';
import type { DownloadFile, HostedApplication, LockReason, RequestContext } from '../../src/main/http/application.ts';

export const FAKE_STATUS = {
  state: 'locked',
  location: 'somewhere',
  name: 'Fake vault',
  message: null,
  users: [],
  user: null,
  keyring: { available: false, enrolled: false, reason: null },
  waitSeconds: 0,
  lastOpenedAt: null,
  autoLockMinutes: 10,
  appVersion: '0.0.0',
} as const;

/** A 1 MiB + 17 byte file, so that streaming crosses chunk borders. */
export const FAKE_FILE = new Uint8Array(1024 * 1024 + 17).map((_, i) => (i * 31) % 251);
export const FAKE_TICKET = 'ticket-0123456789abcdef';
export const FAKE_UPLOAD = '01JC0000000000000000000000';

/** An application of canned answers that writes down what it was asked. */
export class FakeApplication implements HostedApplication {
  readonly calls: { readonly name: CommandName; readonly input: unknown; readonly context: RequestContext }[] = [];
  readonly slices: { readonly slice: number; readonly sha256: string; readonly bytes: number }[] = [];
  readonly locks: LockReason[] = [];
  closed = 0;
  current: 'none' | 'locked' | 'unlocked' = 'locked';
  /** What `case.list` answers; a test may break it. */
  cases: unknown = { cases: [] };
  readonly #listeners = new Set<(event: AppEvent) => void>();

  get listeners(): number {
    return this.listenerCount();
  }

  listenerCount(): number {
    return this.#listeners.size;
  }

  emit(event: AppEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  execute(name: CommandName, input: unknown, context: RequestContext): Promise<unknown> {
    this.calls.push({ name, input, context });
    if (name === 'vault.status') return Promise.resolve({ ...FAKE_STATUS, state: this.current });
    if (name === 'case.list') return Promise.resolve(this.cases);
    if (name === 'settings.get') return Promise.reject(new Error('/home/somebody/secret: a broken invariant'));
    return Promise.reject(new OperatingError('vault-locked', 'The vault is locked.', { remedy: 'Unlock it.', facts: { waitSeconds: 3 } }));
  }

  upload(uploadId: string, slice: number, bytes: Uint8Array): Promise<void> {
    if (uploadId !== FAKE_UPLOAD) return Promise.reject(new OperatingError('not-found', 'There is no such upload.'));
    this.slices.push({ slice, sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.byteLength });
    return Promise.resolve();
  }

  download(ticket: string): Promise<DownloadFile | null> {
    if (ticket !== FAKE_TICKET) return Promise.resolve(null);
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        for (let at = 0; at < FAKE_FILE.length; at += 65_536) controller.enqueue(FAKE_FILE.slice(at, at + 65_536));
        controller.close();
      },
    });
    return Promise.resolve({ fileName: 'Łódź “report” 1/2.csv', contentType: 'text/csv', bytes: FAKE_FILE.length, stream });
  }

  subscribe(listener: (event: AppEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  state(): 'none' | 'locked' | 'unlocked' {
    return this.current;
  }

  lock(reason: LockReason): Promise<void> {
    this.locks.push(reason);
    this.current = 'locked';
    this.emit({ type: 'locked', reason });
    return Promise.resolve();
  }

  close(): Promise<void> {
    this.closed++;
    return Promise.resolve();
  }
}

export const FAKE_PAGE = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>NEXUS Examiner</title>
<meta property="csp-nonce" nonce="__NEXUS_STYLE_NONCE__"><link rel="icon" href="data:,">
<script type="module" src="/assets/main-abc123.js"></script></head><body><p id="out">waiting</p></body></html>`;

export const FAKE_FILES: Readonly<Record<string, string>> = {
  '/index.html': FAKE_PAGE,
  '/assets/main-abc123.js': `const answer = await fetch('/rpc/vault.status', { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' });
document.getElementById('out').textContent = answer.status + ' ' + (await answer.json()).name;
const events = await fetch('/events', { headers: { accept: 'text/event-stream' } });
const { value } = await events.body.getReader().read();
document.title = new TextDecoder().decode(value).includes('hello') ? 'hello heard' : 'no hello';`,
};
