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

/** How a job ended. `queued`: it was interrupted by a lock and runs again after the next unlock. */
interface Outcome {
  readonly state: 'queued' | 'done' | 'failed' | 'cancelled';
  readonly result: Record<string, unknown> | null;
  readonly error: ErrorData | null;
  readonly at: string;
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
  /** Ends that a full or missing disk did not let us put away and write down yet. Made good before the next job begins. */
  readonly #owed = new Map<string, { readonly job: StoredJob; readonly outcome: Outcome }>();
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
    } else if (stored.state === 'queued' && !this.#owed.has(id)) {
      this.#finish(id, outcomeOf('cancelled'));
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
    // A fault of our own in one job must not keep the others from running, nor the vault from being locked.
    this.#running = this.#running.then(() => this.#run(id)).catch((error: unknown) => console.error(error));
  }

  async #run(id: string): Promise<void> {
    if (this.#stopped) return;
    const job = this.#stored(id);
    if (job.state !== 'queued' && job.state !== 'running') return;
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
      const outcome = await this.#attempt(job, live);
      this.#owed.set(id, { job, outcome });
      try {
        await this.#settle();
      } catch (error) {
        // The disk refuses: the job keeps its end in memory, and at the next unlock it is cleared and run again.
        if (toErrorData(error).code === 'internal') throw error;
      }
    } finally {
      this.#live.delete(id);
      settle();
    }
    if (!this.#stopped) this.#emit(this.get(id));
  }

  async #attempt(job: StoredJob, live: Live): Promise<Outcome> {
    const handler = this.#handlers[job.kind];
    const base = { jobId: job.id, caseId: job.case_id, actor: JSON.parse(job.actor) as Actor };
    try {
      await this.#settle();
      if (job.attempts > 0) await handler.clear(base);
      if (job.attempts >= MAX_ATTEMPTS) {
        throw new OperatingError(
          'conflict',
          `This job was interrupted ${job.attempts} times and was not started again. Nothing of it was kept.`,
        );
      }
      this.#store.stage((tx) =>
        tx.run(`UPDATE job SET state = 'running', attempts = attempts + 1, started_at = ? WHERE id = ?`, new Date().toISOString(), job.id),
      );
      const progress: JobContext['progress'] = (stage, done, total, unit) => this.#progress(job.id, live, stage, done, total, unit);
      return outcomeOf('done', await handler.run({ ...base, signal: live.abort.signal, progress }, JSON.parse(job.input)));
    } catch (error) {
      if (live.abort.signal.aborted) return outcomeOf(live.cancelledByUser ? 'cancelled' : 'queued');
      const data = toErrorData(error);
      if (data.code === 'internal') console.error(error);
      return outcomeOf('failed', null, data);
    }
  }

  /** Takes away what ended jobs left and writes down how they ended. Throws where the disk still refuses. */
  async #settle(): Promise<void> {
    for (const [id, { job, outcome }] of this.#owed) {
      if (outcome.state !== 'done') {
        await this.#handlers[job.kind].clear({ jobId: job.id, caseId: job.case_id, actor: JSON.parse(job.actor) as Actor });
      }
      this.#finish(job.id, outcome);
      this.#owed.delete(id);
    }
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

  #finish(id: string, { state, result, error, at }: Outcome): void {
    const queued = state === 'queued';
    this.#store.stage((tx) =>
      tx.run(
        `UPDATE job SET state = ?, finished_at = ?, result = ?, error = ? ${queued ? ', attempts = 0, started_at = NULL' : ''} WHERE id = ?`,
        state,
        queued ? null : at,
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
    const owed = live ? undefined : this.#owed.get(job.id)?.outcome;
    const elapsed = live ? (performance.now() - live.stageStartedMs) / 1000 : 0;
    const perSecond = live && elapsed > 0.2 ? live.done / elapsed : 0;
    return {
      id: job.id,
      caseId: job.case_id,
      kind: job.kind,
      title: job.title,
      state: owed?.state ?? job.state,
      stage: live?.stage ?? '',
      done: live?.done ?? 0,
      total: live?.total ?? 0,
      unit: live?.unit ?? '',
      perSecond,
      secondsLeft: live && perSecond > 0 && live.total > 0 ? Math.max(0, (live.total - live.done) / perSecond) : null,
      startedAt: job.started_at,
      finishedAt: owed?.at ?? job.finished_at,
      startedBy: job.started_by,
      attempts: job.attempts,
      result: owed?.result ?? (job.result ? JSON.parse(job.result) : null),
      error: owed?.error ?? (job.error ? JSON.parse(job.error) : null),
    };
  }
}

function outcomeOf(state: Outcome['state'], result: Outcome['result'] = null, error: ErrorData | null = null): Outcome {
  return { state, result, error, at: new Date().toISOString() };
}

/** Gives the event loop a turn, so that other requests are answered between two slices of a job. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
