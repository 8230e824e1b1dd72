import { availableParallelism } from 'node:os';
import { CONTRACT, type CommandName } from '../../shared/contract/table.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import { OperatingError, toErrorData } from '../../shared/errors.ts';
import type { CaseId } from '../../shared/ids.ts';
import { may } from '../../shared/roles.ts';
import type { FeatureContext, PreparedDownload, SessionState } from '../features/context.ts';
import { receiveSlice } from '../features/import/uploads.ts';
import { JobRunner } from '../jobs/runner.ts';
import { OrderCache } from '../listing/order.ts';
import type { CaseStore } from '../vault/store.ts';
import { checkLog } from '../verification/check-thread.ts';
import { vaultStatus, type OpenVault } from '../vault/vault.ts';
import { HANDLERS } from './handlers.ts';
import { jobHandlers } from './job-handlers.ts';
import { tidyCase } from './tidy.ts';
import { isReadQuery, type ReadQueryName } from './query-handlers.ts';
import { ReaderLink } from './reader-link.ts';
import { runVaultCommand, statusOf, type VaultCommandName } from './vault-commands.ts';

export interface BackendOptions {
  readonly vaultDir: string;
  readonly appVersion: string;
  readonly resourcesDir: string;
  readonly emit: (event: AppEvent) => void;
}

type LockReason = Extract<AppEvent, { type: 'locked' }>['reason'];

/** The unlocked vault and all that lives and dies with it. */
interface Unlocked {
  readonly vault: OpenVault;
  readonly jobs: JobRunner;
  readonly orders: OrderCache;
  readonly session: SessionState;
  readonly tidied: Set<string>;
  readonly reader: ReaderLink;
}

/**
 * The application itself, without any thread or wire: commands in, answers out. It lives in the vault thread. What the
 * contract says of a command (permission, audit verb) is enforced here, once, for every host.
 */
export class Backend {
  readonly #options: BackendOptions;
  #unlocked: Unlocked | null = null;
  #lastActiveMs = Date.now();
  #idleTimer: NodeJS.Timeout | undefined;
  #locking: Promise<void> = Promise.resolve();
  #entering: Promise<unknown> = Promise.resolve();

  constructor(options: BackendOptions) {
    this.#options = options;
  }

  state(): 'none' | 'locked' | 'unlocked' {
    if (this.#unlocked) return 'unlocked';
    return vaultStatus(this.#options.vaultDir).state === 'none' ? 'none' : 'locked';
  }

  /** Runs a command whose input has passed its schema. Rejects with an OperatingError. */
  async execute(name: CommandName, input: unknown): Promise<unknown> {
    const definition = CONTRACT[name];
    if (!this.#unlocked) {
      if (definition.permission !== 'anyone')
        throw new OperatingError('vault-locked', 'The vault is locked.', { remedy: 'Unlock it to go on.' });
    } else if (!may(this.#unlocked.vault.user.role, definition.permission)) {
      throw new OperatingError('forbidden', 'Your role does not allow this.', { facts: { permission: definition.permission } });
    }
    if (definition.kind !== 'query' || name === 'vault.touch') this.#lastActiveMs = Date.now();
    if (name.startsWith('vault.') && name !== 'vault.verify') return await this.#vaultCommand(name as VaultCommandName, input);
    if (isReadQuery(name)) return await this.#read(name, input);
    const handler = HANDLERS[name as keyof typeof HANDLERS] as (context: FeatureContext, input: unknown) => unknown;
    return await handler(this.#context(name), input);
  }

  /** Queries run in the reader thread. What a case needs before it is read (it is there, it is tidy) is seen to here. */
  async #read(name: ReadQueryName, input: unknown): Promise<unknown> {
    const { vault, tidied, reader } = this.#open();
    const caseId = (input as { caseId?: string | null }).caseId;
    if (typeof caseId === 'string') this.#case(vault, tidied, caseId);
    try {
      return await reader.query(name, input, vault.actor);
    } catch (error) {
      // Locked while the query was under way: that, and not a closed connection, is the answer.
      if (this.#unlocked?.vault !== vault) this.#open();
      throw error;
    }
  }

  receive(uploadId: string, slice: number, bytes: Uint8Array): void {
    this.#lastActiveMs = Date.now();
    receiveSlice({ session: this.#open().session }, uploadId, slice, bytes);
  }

  /** Cashes a download ticket: each works once, within its time. */
  takeDownload(ticket: string): PreparedDownload | null {
    // An export that one user began can end after another has unlocked the vault: the right is asked of who fetches it.
    const unlocked = this.#unlocked;
    if (!unlocked || !may(unlocked.vault.user.role, 'report.export')) return null;
    const { downloads } = unlocked.session;
    const held = downloads.get(ticket);
    downloads.delete(ticket);
    return held && held.expiresAtMs > Date.now() ? held : null;
  }

  /** Locks. Whatever a broken disk answers on the way, the keys are wiped and the vault is let go at the end. */
  async lock(reason: LockReason): Promise<void> {
    const unlocked = this.#unlocked;
    if (!unlocked) return await this.#locking;
    // From here on every request is answered with "locked"; running jobs go back to the queue.
    this.#unlocked = null;
    clearInterval(this.#idleTimer);
    this.#options.emit({ type: 'locked', reason });
    this.#locking = this.#letGo(unlocked, reason);
    await this.#locking;
  }

  async #letGo({ jobs, session, orders, reader, vault }: Unlocked, reason: LockReason): Promise<void> {
    try {
      await jobs.stop();
      for (const upload of session.uploads.values()) upload.writer.abort();
    } catch (error) {
      // An upload's part that can not be removed is swept when the case is next opened.
      if (toErrorData(error).code === 'internal') console.error(error);
    } finally {
      orders.clear();
      await reader.close();
      vault.lock(reason);
    }
  }

  /** Waits for the jobs in the queue: for the command line, which has nothing else to do. */
  async idle(): Promise<void> {
    await this.#unlocked?.jobs.idle();
  }

  async #vaultCommand(name: VaultCommandName, input: unknown): Promise<unknown> {
    if (name === 'vault.lock') {
      await this.lock((input as { reason: LockReason }).reason);
      return statusOf(this.#options, null);
    }
    if (name !== 'vault.unlock' && name !== 'vault.create') return await this.#runVaultCommand(name, input);
    // One after another, and after a lock that is under way: the second of two would meet the first's hold on the folder.
    const entering = this.#entering.then(async () => {
      await this.#locking;
      return await this.#runVaultCommand(name, input);
    });
    this.#entering = entering.catch(() => undefined);
    return await entering;
  }

  async #runVaultCommand(name: VaultCommandName, input: unknown): Promise<unknown> {
    const before = this.#unlocked?.vault ?? null;
    const outcome = await runVaultCommand(this.#options, before, name, input);
    if (outcome.vault !== before && outcome.vault) this.#attach(outcome.vault);
    return outcome.output;
  }

  #attach(vault: OpenVault): void {
    const reader = new ReaderLink(vault);
    const orders = new OrderCache((scope) => reader.invalidate(scope));
    const session: SessionState = { uploads: new Map(), downloads: new Map(), inspections: new Map() };
    const tidied = new Set<string>();
    const caseOf = (id: string): CaseStore => this.#case(vault, tidied, id);
    const handlers = jobHandlers({
      vault,
      workspace: vault.workspace,
      case: caseOf,
      orders,
      session,
      changed: (caseId, topics) => this.#options.emit({ type: 'changed', caseId, topics }),
      workers: Math.max(1, Math.min(8, availableParallelism())),
      appVersion: this.#options.appVersion,
      resourcesDir: this.#options.resourcesDir,
    });
    const jobs = new JobRunner(vault.workspace, handlers, (job) => this.#options.emit({ type: 'job', job }));
    this.#unlocked = { vault, jobs, orders, session, tidied, reader };
    this.#lastActiveMs = Date.now();
    this.#idleTimer = setInterval(() => this.#lockWhenIdle(), 5_000);
    this.#idleTimer.unref();
    this.#options.emit({ type: 'unlocked' });
    jobs.resume();
  }

  #lockWhenIdle(): void {
    const vault = this.#unlocked?.vault;
    if (vault && Date.now() - this.#lastActiveMs > vault.autoLockMinutes * 60_000) {
      this.lock('idle').catch((error: unknown) => console.error(error));
    }
  }

  #open(): Unlocked {
    if (!this.#unlocked) throw new OperatingError('vault-locked', 'The vault is locked.', { remedy: 'Unlock it to go on.' });
    return this.#unlocked;
  }

  #case(vault: OpenVault, tidied: Set<string>, id: string): CaseStore {
    const known = vault.workspace.read((db) => db.get(`SELECT 1 FROM case_index WHERE id = ?`, id));
    if (!known) throw new OperatingError('not-found', 'This vault holds no such case.');
    const store = vault.case(id as CaseId);
    if (!tidied.has(id)) {
      tidied.add(id);
      try {
        tidyCase(store);
      } catch (error) {
        // Tidying waits for a disk with room: reading the case does not depend on it.
        if (toErrorData(error).code === 'internal') throw error;
        tidied.delete(id);
      }
    }
    return store;
  }

  #context(name: CommandName): FeatureContext {
    const { vault, jobs, orders, session, tidied, reader } = this.#open();
    const definition = CONTRACT[name];
    const action = definition.audit ?? name;
    const context: FeatureContext = {
      actor: vault.actor,
      workspace: vault.workspace,
      case: (id) => this.#case(vault, tidied, id),
      createCaseStore: (id) => {
        tidied.add(id);
        const store = vault.createCase(id);
        reader.renew(vault);
        return store;
      },
      write: (store, entry, use) =>
        store.write(
          vault.actor,
          definition.permission,
          (result) => ({ ...(typeof entry === 'function' ? entry(result) : entry), action }),
          use,
        ),
      startJob: (kind, title, caseId, input, entry) => {
        // The wish is on record before the work begins, in the log of the case where there is one.
        const store = caseId === null ? vault.workspace : context.case(caseId);
        store.write(vault.actor, definition.permission, { ...entry, action }, () => undefined);
        return jobs.start(kind, title, caseId, input, vault.actor);
      },
      changed: (caseId, topics) => this.#options.emit({ type: 'changed', caseId, topics }),
      checkLog: (caseId) => checkLog(vault, caseId ?? 'workspace'),
      jobs,
      orders,
      session,
      appVersion: this.#options.appVersion,
      resourcesDir: this.#options.resourcesDir,
    };
    return context;
  }
}
