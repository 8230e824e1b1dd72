import type { CoverageMap, HeldPeriod } from '../../shared/contract/quality.ts';
import { coverageOf, pairKey, type CoverageStatement } from '../../workers/quality/coverage.ts';
import { nextTurn } from '../jobs/runner.ts';
import type { ReaderStore } from '../vault/reader.ts';
import { rowRange } from './quality-scan.ts';

/** Overlaps whose balances are compared by adding up rows; a case with more has its reasons, and they stay unknown. */
const COMPARED = 40;
const SLICE_ROWS = 50_000;

/** The statements of all files in the case, by account and time. An account that a statement doesn't name is its file's. */
export async function coverageMapOf(store: ReaderStore): Promise<CoverageMap> {
  const statements = store.read((db) =>
    db.all<CoverageStatement>(
      `SELECT s.id AS sourceId, s.name AS sourceName, s.kind, coalesce(nullif(t.account, ''), s.account) AS account, t.currency, t.seq, t.number,
         t.first_date AS firstDate, t.last_date AS lastDate, t.period_from AS periodFrom, t.period_to AS periodTo, t.rows,
         t.opening_minor AS openingMinor, t.closing_minor AS closingMinor
       FROM source s JOIN statement t ON t.source_id = s.id WHERE s.state = 'ready' ORDER BY s.id, t.seq`,
    ),
  );
  const first = coverageOf(statements);
  const pairs = first.accounts
    .flatMap(({ held, overlaps }) => overlaps.map(({ before, after }) => ({ before: held[before], after: held[after] })))
    .slice(0, COMPARED);
  const agreed = new Map<string, number>();
  for (const { before, after } of pairs) {
    const difference = before && after ? await differenceOf(store, before, after) : null;
    if (difference !== null) agreed.set(pairKey(before!, after!), difference);
  }
  return agreed.size === 0 ? first : coverageOf(statements, agreed);
}

/** What the later statement makes the balance at the end of the earlier one, less what that one says; null where either is silent. */
async function differenceOf(store: ReaderStore, before: HeldPeriod, after: HeldPeriod): Promise<number | null> {
  if (before.closingMinor === null || after.openingMinor === null || after.to <= before.to) return null;
  const { firstId, lastId } = rowRange(store, after.sourceId);
  if (firstId === null || lastId === null) return null;
  let sum = after.openingMinor;
  let size = Math.abs(sum);
  for (let from = firstId; from <= lastId; from += SLICE_ROWS) {
    const slice = store.read((db) =>
      db.get<{ sum: number; size: number; undated: number }>(
        `SELECT total(CASE WHEN date <= ? THEN amount_minor END) AS sum, total(CASE WHEN date <= ? THEN abs(amount_minor) END) AS size, total(date IS NULL) AS undated FROM txn WHERE id BETWEEN ? AND ? AND statement = ?`,
        before.to,
        before.to,
        from,
        Math.min(lastId, from + SLICE_ROWS - 1),
        after.seq,
      )!,
    );
    // A row without a date may lie on either side.
    if (slice.undated > 0) return null;
    sum += slice.sum;
    // Sums in floating point are exact while the sizes of all that was added are.
    size += slice.size;
    if (!Number.isSafeInteger(size)) return null;
    await nextTurn();
  }
  return sum - before.closingMinor;
}
