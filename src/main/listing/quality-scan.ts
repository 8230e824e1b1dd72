import type { SourceSummary } from '../../shared/contract/cases.ts';
import type { QualityRow, ScanFrame } from '../../workers/quality/row.ts';
import { QualityScan, type ScanResult } from '../../workers/quality/scan.ts';
import { nextTurn } from '../jobs/runner.ts';
import type { ReaderStore } from '../vault/reader.ts';
import type { OrderCache } from './order.ts';

/** Rows read per turn of the event loop: some 20 ms, so that other queries are answered in between. */
const SLICE_ROWS = 4_000;

/** Rows of which only the mark of a repeat is read per turn. */
const REPEAT_SLICE_ROWS = 50_000;

const COLUMNS =
  'id, line, date, amount_minor, currency, description, reference, counterparty, category, balance_minor, statement, value_date, amount_exact, duplicate_of';

/** Scans kept by what they follow from. They live as long as the session's lists: a lock drops both. */
const kept = new WeakMap<OrderCache, Map<string, Promise<ScanResult>>>();

export interface RowRange {
  readonly firstId: number | null;
  readonly lastId: number | null;
  readonly digest: string | null;
}

/** The rows of a source as a range of ids, with the digest over them. */
export function rowRange(store: ReaderStore, sourceId: number): RowRange {
  return store.read((db) =>
    db.get<RowRange>(`SELECT first_id AS firstId, last_id AS lastId, rows_digest AS digest FROM source WHERE id = ?`, sourceId)!,
  );
}

/** Reads every row of a source once per session, in slices with a turn of the event loop between them. */
export function scanSource(
  store: ReaderStore,
  orders: OrderCache,
  caseId: string,
  source: SourceSummary,
  errorLines: ReadonlySet<number>,
  signal?: AbortSignal,
): Promise<ScanResult> {
  let scans = kept.get(orders);
  if (!scans) kept.set(orders, (scans = new Map()));
  const range = rowRange(store, source.id);
  const key = `${caseId}/${source.id}/${range.digest}`;
  const held = scans.get(key);
  if (held) return held;
  const importedOn = source.importedAt.slice(0, 10);
  const scan = run(store, range, { firstId: range.firstId ?? 1, importedOn, periods: periodsOf(store, source.id), errorLines }, signal);
  scans.set(key, scan);
  const { entries } = store.audit.head();
  scan.then(
    // The scan has counted the repeats on its way; that count is good as long as nothing was changed.
    ({ repeats }) => countsOf(orders).set(`${caseId}/${source.id}`, { entries, repeats }),
    // What was stopped is done anew when it is asked for again.
    () => scans.delete(key),
  );
  return scan;
}

async function run(store: ReaderStore, range: RowRange, frame: ScanFrame, signal?: AbortSignal): Promise<ScanResult> {
  const scan = new QualityScan(frame);
  const { firstId, lastId } = range;
  if (firstId !== null && lastId !== null) {
    for (let from = firstId; from <= lastId; from += SLICE_ROWS) {
      signal?.throwIfAborted();
      const to = Math.min(lastId, from + SLICE_ROWS - 1);
      scan.add(store.read((db) => db.all<QualityRow>(`SELECT ${COLUMNS} FROM txn WHERE id BETWEEN ? AND ? ORDER BY id`, from, to)));
      await nextTurn();
    }
  }
  return scan.finish();
}

function periodsOf(store: ReaderStore, sourceId: number): ScanFrame['periods'] {
  const rows = store.read((db) =>
    db.all<{ seq: number; from: string | null; to: string | null }>(
      `SELECT seq, period_from AS "from", period_to AS "to" FROM statement WHERE source_id = ? AND (period_from IS NOT NULL OR period_to IS NOT NULL)`,
      sourceId,
    ),
  );
  return new Map(rows.map(({ seq, from, to }) => [seq, { from, to }]));
}

type Counts = Map<string, { readonly entries: number; readonly repeats: number }>;
/** Counts of repeats kept by source, each with the length of the audit log that it was counted at. */
const counted = new WeakMap<OrderCache, Counts>();

function countsOf(orders: OrderCache): Counts {
  let counts = counted.get(orders);
  if (!counts) counted.set(orders, (counts = new Map()));
  return counts;
}

/**
 * Rows of a source that are marked as repeats now. The import of another file and its undoing change the marks, and every
 * change lengthens the audit log: while that is as long as it was, so is the count.
 */
export async function countRepeats(
  store: ReaderStore,
  orders: OrderCache,
  caseId: string,
  sourceId: number,
  signal?: AbortSignal,
): Promise<number> {
  const counts = countsOf(orders);
  const key = `${caseId}/${sourceId}`;
  const { entries } = store.audit.head();
  const held = counts.get(key);
  if (held?.entries === entries) return held.repeats;
  const { firstId, lastId } = rowRange(store, sourceId);
  if (firstId === null || lastId === null) return 0;
  let repeats = 0;
  for (let from = firstId; from <= lastId; from += REPEAT_SLICE_ROWS) {
    signal?.throwIfAborted();
    const to = Math.min(lastId, from + REPEAT_SLICE_ROWS - 1);
    repeats += store.read((db) => db.get<{ n: number }>(`SELECT count(duplicate_of) AS n FROM txn WHERE id BETWEEN ? AND ?`, from, to)!.n);
    await nextTurn();
  }
  counts.set(key, { entries, repeats });
  return repeats;
}
