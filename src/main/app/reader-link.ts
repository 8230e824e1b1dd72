import { Worker } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { fromErrorData, OperatingError } from '../../shared/errors.ts';
import type { Answer } from '../../workers/vault/answer.ts';
import type { VaultReaderThread } from '../../workers/vault/reader.ts';
import type { Actor } from '../vault/audit/append.ts';
import { wipeGrant } from '../vault/reader.ts';
import type { OpenVault } from '../vault/vault.ts';
import { PendingCalls } from './pending-calls.ts';
import type { ReadQueryName } from './query-handlers.ts';

/**
 * The reader thread of an unlocked vault, seen from the vault thread. Messages keep their order: an invalidation sent
 * after a commit is there before any query that is asked after it.
 */
export class ReaderLink {
  readonly #worker: Worker;
  readonly #thread: Comlink.Remote<VaultReaderThread>;
  readonly #calls = new PendingCalls();
  #closing = false;

  constructor(vault: OpenVault) {
    this.#worker = new Worker(new URL('../../workers/vault/reader.ts', import.meta.url), { name: 'reader' });
    this.#thread = Comlink.wrap<VaultReaderThread>(nodeEndpoint(this.#worker));
    this.#worker.once('error', (error) => this.#calls.fail(error as Error));
    this.#worker.once('exit', () => this.#calls.fail(new OperatingError('vault-locked', 'The vault was locked before this was answered.')));
    this.#worker.unref();
    this.#send(vault, (grant) => this.#thread.open(vault.location, grant));
  }

  /** After a case was made. */
  renew(vault: OpenVault): void {
    this.#send(vault, (grant) => this.#thread.renew(grant));
  }

  invalidate(scope: string): void {
    this.#ignore(this.#thread.invalidate(scope));
  }

  /** Runs a query there. Rejects with its OperatingError. */
  async query(name: ReadQueryName, input: unknown, actor: Actor): Promise<unknown> {
    const answer = await this.#calls.orGone(this.#thread.query(name, input, actor) as Promise<Answer<unknown>>);
    if (!answer.ok) throw fromErrorData(answer.error);
    return answer.value;
  }

  /** Lets the reader close its connections and wipe its keys, then ends it. */
  async close(): Promise<void> {
    if (this.#closing) return;
    this.#closing = true;
    await this.#calls.orGone(this.#thread.close()).catch(() => undefined);
    await this.#worker.terminate();
  }

  #send(vault: OpenVault, use: (grant: ReturnType<OpenVault['readerGrant']>) => Promise<void>): void {
    const grant = vault.readerGrant();
    this.#ignore(use(grant));
    // Posting has copied the keys; this copy is not needed any more.
    wipeGrant(grant);
  }

  /** A thread that has ended is met by the next query; these messages need no answer. */
  #ignore(sent: Promise<void>): void {
    sent.catch(() => undefined);
  }
}
