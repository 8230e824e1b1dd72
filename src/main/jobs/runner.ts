import { OperatingError, toErrorData, type ErrorData } from '../../shared/errors.ts';
import { newId, type CaseId, type JobId } from '../../shared/ids.ts';
import type { JobRow } from '../../shared/contract/jobs.ts';
import type { Actor } from '../vault/audit/append.ts';
import type { Store } from '../vault/store.ts';

export type JobKind = JobRow['kind'];

/** What a running job may use. */
export interface JobContext {
  readonly jobId: JobId;
  readonly caseId: CaseId | null;
  readonly actor: Actor;
  /** Aborted when a person cancels, or when the vault locks. Check it between slices. */
  readonly signal: AbortSignal;
  /** Says what is going on: at most four times a second reach the window, the last one always does. */
  progress(stage: string, done?: number, total?: number, unit?: string): void;
}

/**
 * The code of one kind of job. `run` must leave nothing half done: either it finishes, or `clear` makes good. `clear` is
 * called after a cancel, a failure, and at unlock for a job that a crash left behind, before it runs again.
 */
export interface JobHandler {
  run(context: JobContext, input: unknown): Promise<Record<string, unknown>>;
  clear(context: Pick<JobContext, 'jobId' | 'caseId' | 'actor'>): Promise<void>;
}

interface StoredJob {
  id: JobId;
  case_id: CaseId | null;
  kind: JobKind;
  title: string;
  input: string;
  state: JobRow['state'];
  attempts: number;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  started_by: string;
  actor: string;
  result: string | null;
  error: string | null;
}

interface Live {
  stage: string;
  done: number;
  total: number;
  unit: string;
  stageStartedMs: number;
  lastSentMs: number;
  readonly abort: AbortController;
  cancelledByUser: boolean;
  finished: Promise<void>;
}

/** Starts of one job before it counts as failed: a job that kills the program must not do so at every unlock. */
const MAX_ATTEMPTS = 3;

/**
 * Runs jobs one after another (engines use all cores themselves; two at once would only fight over them), keeps their
 * state in the workspace so that they survive a restart, and reports progress.
 */
export class JobRunner {
  readonly #store: Store;
  readonly #handlers: Readonly<Record<JobKind, JobHandler>>;
  readonly #emit: (job: JobRow) => void;
  readonly #live = new Map<string, Live>();
  #running: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(store: Store, handlers: Readonly<Record<JobKind, JobHandler>>, emit: (job: JobRow) => void) {
    this.#store = store;
    this.#handlers = handlers;
    this.#emit = emit;
  }

  /** Puts a job in the queue. The audit record of the wish to run it is the caller's. */
  start(kind: JobKind, title: string, caseId: CaseId | null, input: unknown, actor: Actor): JobId {
    const id = newId<JobId>();
    const now = new Date().toISOString();
    this.#store.stage((tx) =>
      tx.run(
        `INSERT INTO job (id, case_id, kind, title, input, state, created_at, started_by, actor) VALUES (?, ?, ?, ?, ?, 'queued', ?, ?, ?)`,
        id,
        caseId,
        kind,
        title,
        JSON.stringify(input),
        now,
        actor.name,
        JSON.stringify(actor),
      ),
    );
    this.#enqueue(id);
    return id;
  }

  /** At unlock: jobs that a crash or a lock interrupted are cleared and run again. */
  resume(): void {
    const left = this.#store.read((db) => db.all<StoredJob>(`SELECT * FROM job WHERE state IN ('queued', 'running') ORDER BY created_at`));
    for (const job of left) this.#enqueue(job.id);
  }

  list(): JobRow[] {
    const rows = this.#store.read((db) => db.all<StoredJob>(`SELECT * FROM job ORDER BY created_at DESC LIMIT 50`));
    return rows.map((row) => this.#row(row));
  }

  get(id: string): JobRow {
    return this.#row(this.#stored(id));
  }

  /** Stops a job. Resolves when it has stopped and left nothing behind. A finished job stays as it is. */
  async cancel(id: string): Promise<JobRow> {
    const stored = this.#stored(id);
    const live = this.#live.get(id);
    if (live) {
      live.cancelledByUser = true;
      live.abort.abort();
      await live.finished;
    } else if (stored.state === 'queued') {
      this.#finish(id, 'cancelled', null, null);
    }
    return this.get(id);
  }

  /** Waits until the queue is empty. */
  async idle(): Promise<void> {
    let seen: Promise<void> | undefined;
    while (seen !== this.#running) {
      seen = this.#running;
      await seen;
    }
  }

  /** Before the vault locks: running work is interrupted and goes back to the queue, to run again at the next unlock. */
  async stop(): Promise<void> {
    this.#stopped = true;
    for (const live of this.#live.values()) live.abort.abort();
    await this.#running;
  }

  #enqueue(id: string): void {
    this.#emit(this.get(id));
    this.#running = this.#running.then(() => this.#run(id));
  }

  async #run(id: string): Promise<void> {
    if (this.#stopped) return;
    const job = this.#stored(id);
    if (job.state !== 'queued' && job.state !== 'running') return;
    const handler = this.#handlers[job.kind];
    const actor = JSON.parse(job.actor) as Actor;
    const base = { jobId: job.id, caseId: job.case_id, actor };
    let settle = (): void => undefined;
    const live: Live = {
      stage: '',
      done: 0,
      total: 0,
      unit: '',
      stageStartedMs: performance.now(),
      lastSentMs: 0,
      abort: new AbortController(),
      cancelledByUser: false,
      finished: new Promise((resolve) => (settle = resolve)),
    };
    this.#live.set(id, live);
    try {
      if (job.attempts > 0) await handler.clear(base);
      if (job.attempts >= MAX_ATTEMPTS) {
        throw new OperatingError(
          'conflict',
          `This job was interrupted ${job.attempts} times and was not started again. Nothing of it was kept.`,
        );
      }
      this.#store.stage((tx) =>
        tx.run(`UPDATE job SET state = 'running', attempts = attempts + 1, started_at = ? WHERE id = ?`, new Date().toISOString(), id),
      );
      const result = await handler.run(
        { ...base, signal: live.abort.signal, progress: (stage, done, total, unit) => this.#progress(id, live, stage, done, total, unit) },
        JSON.parse(job.input),
      );
      this.#finish(id, 'done', result, null);
    } catch (error) {
      await handler.clear(base);
      if (live.abort.signal.aborted && !live.cancelledByUser) {
        this.#store.stage((tx) => tx.run(`UPDATE job SET state = 'queued', attempts = 0, started_at = NULL WHERE id = ?`, id));
      } else if (live.abort.signal.aborted) {
        this.#finish(id, 'cancelled', null, null);
      } else {
        this.#finish(id, 'failed', null, toErrorData(error));
        if (toErrorData(error).code === 'internal') console.error(error);
      }
    } finally {
      this.#live.delete(id);
      settle();
    }
    if (!this.#stopped) this.#emit(this.get(id));
  }

  #progress(id: string, live: Live, stage: string, done = 0, total = 0, unit = ''): void {
    const now = performance.now();
    if (stage !== live.stage) live.stageStartedMs = now;
    const fresh = stage !== live.stage || (total > 0 && done === total);
    Object.assign(live, { stage, done, total, unit });
    if (!fresh && now - live.lastSentMs < 250) return;
    live.lastSentMs = now;
    this.#emit(this.get(id));
  }

  #finish(id: string, state: JobRow['state'], result: Record<string, unknown> | null, error: ErrorData | null): void {
    this.#store.stage((tx) =>
      tx.run(
        `UPDATE job SET state = ?, finished_at = ?, result = ?, error = ? WHERE id = ?`,
        state,
        new Date().toISOString(),
        result ? JSON.stringify(result) : null,
        error ? JSON.stringify(error) : null,
        id,
      ),
    );
  }

  #stored(id: string): StoredJob {
    const job = this.#store.read((db) => db.get<StoredJob>(`SELECT * FROM job WHERE id = ?`, id));
    if (!job) throw new OperatingError('not-found', 'There is no such job in this vault.');
    return job;
  }

  #row(job: StoredJob): JobRow {
    const live = this.#live.get(job.id);
    const elapsed = live ? (performance.now() - live.stageStartedMs) / 1000 : 0;
    const perSecond = live && elapsed > 0.2 ? live.done / elapsed : 0;
    return {
      id: job.id,
      caseId: job.case_id,
      kind: job.kind,
      title: job.title,
      state: job.state,
      stage: live?.stage ?? '',
      done: live?.done ?? 0,
      total: live?.total ?? 0,
      unit: live?.unit ?? '',
      perSecond,
      secondsLeft: live && perSecond > 0 && live.total > 0 ? Math.max(0, (live.total - live.done) / perSecond) : null,
      startedAt: job.started_at,
      finishedAt: job.finished_at,
      startedBy: job.started_by,
      attempts: job.attempts,
      result: job.result ? JSON.parse(job.result) : null,
      error: job.error ? JSON.parse(job.error) : null,
    };
  }
}

/** Gives the event loop a turn, so that other requests are answered between two slices of a job. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
