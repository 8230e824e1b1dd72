import type { ReportHead } from '../../../workers/report/input.ts';
import { nextTurn, type JobContext } from '../../jobs/runner.ts';
import type { OrderCache } from '../../listing/order.ts';
import { listSources } from '../../listing/sources.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import type { AuditVerdict } from '../../vault/audit/verify.ts';
import type { CaseStore, Store } from '../../vault/store.ts';

/** Rows read per turn of the event loop. */
export const SLICE_ROWS = 1_000;

export interface CollectOptions {
  readonly workspace: Store;
  readonly store: CaseStore;
  readonly orders: OrderCache;
  readonly appVersion: string;
  checkLog(caseId: string): Promise<AuditVerdict>;
  readonly context: Pick<JobContext, 'actor' | 'signal' | 'progress'>;
}

/** What stands on every export. With `sourceId` it rests on that file alone. */
export function reportHead(o: CollectOptions, holds: boolean, sourceId?: number): ReportHead {
  const log = o.store.audit.head();
  const row = o.workspace.read((db) =>
    db.get<{ name: string; reference: string; currency: string }>(
      `SELECT name, reference, currency FROM case_index WHERE id = ?`,
      o.store.id,
    ),
  )!;
  return {
    caseName: row.name,
    caseReference: row.reference,
    currency: row.currency,
    generatedAt: new Date().toISOString(),
    generatedBy: o.context.actor.name,
    programVersion: o.appVersion,
    sources: o.store.read((db) => listSources(db)).filter(({ id }) => sourceId === undefined || id === sourceId),
    audit: { entries: log.entries, head: log.hash, holds },
  };
}

/** Rows of a list by their ids, with a turn of the event loop between slices. */
export async function inSlices<T>(
  o: CollectOptions,
  ids: readonly number[],
  read: (db: ReadableCase, page: readonly number[]) => T[],
): Promise<T[]> {
  const rows: T[] = [];
  for (let from = 0; from < ids.length; from += SLICE_ROWS) {
    o.context.signal.throwIfAborted();
    rows.push(...o.store.read((db) => read(db, ids.slice(from, from + SLICE_ROWS))));
    o.context.progress('Reading', Math.min(from + SLICE_ROWS, ids.length), ids.length, 'rows');
    await nextTurn();
  }
  return rows;
}
