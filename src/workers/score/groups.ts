/** Rows put in groups by counting, without comparisons: linear time and the same order on every run. */
import { NO_DAY } from '../../shared/columns.ts';

/** Rows of group g are order[starts[g] .. starts[g + 1]). Group 0 holds rows that belong to none. */
export interface Groups {
  readonly order: Int32Array;
  readonly starts: Int32Array;
}

/** Groups rows by number, keeping the order of `base` within each group. */
export function groupRows(ids: Int32Array, count: number, base: Int32Array): Groups {
  const starts = new Int32Array(count + 2);
  for (let i = 0; i < ids.length; i++) starts[ids[i]! + 1]!++;
  for (let g = 0; g <= count; g++) starts[g + 1]! += starts[g]!;
  const next = starts.slice();
  const order = new Int32Array(ids.length);
  for (const row of base) order[next[ids[row]!]!++] = row;
  return { order, starts };
}

/** Rows by day, then by position; undated rows come last. */
export function orderByDay(day: Int32Array): Int32Array {
  let low = Infinity;
  let high = -Infinity;
  for (const d of day) {
    if (d === NO_DAY) continue;
    if (d < low) low = d;
    if (d > high) high = d;
  }
  const span = high - low + 1;
  // Ten thousand years of days: a wider span can only come from damaged dates, and sorting handles it.
  if (span > 3_660_000) {
    const rows = Int32Array.from(day.keys());
    const key = (row: number) => (day[row] === NO_DAY ? Infinity : day[row]!);
    return rows.sort((p, q) => (key(p) === key(q) ? p - q : key(p) < key(q) ? -1 : 1));
  }
  const buckets = Number.isFinite(span) ? span : 0;
  const ids = new Int32Array(day.length);
  for (let i = 0; i < day.length; i++) ids[i] = day[i] === NO_DAY ? buckets : day[i]! - low;
  return groupRows(ids, buckets, Int32Array.from(day.keys())).order;
}
