/** B1: first-two digits against Benford's law, on segments where the law can be expected to hold at all. */
import { benfordShare, firstTwo } from '../digits.ts';
import { segmentName, unitOf } from '../frame.ts';
import { quantileOfSorted } from '../robust.ts';
import type { Rule, RuleContext } from './rule.ts';

const ROWS = 300;
/** Excess MAD over which first-two digits do not conform (Nigrini's 0.0022), and the z of a single pair (Bonferroni over 90). */
const EXCESS_MAD = 0.0022;
const PAIR_Z = 4;
/** Large samples make tiny differences significant; a pair has to be a fifth more frequent than expected to be named. */
const PAIR_RATIO = 1.2;
const COMMONEST = 0.1;
/** Width of a density bin in log units: 25 %. */
const BIN = Math.log(1.25);

/** Mean absolute deviation that chance alone gives in n first-two digits (Barney and Schulzke 2016). */
export const expectedMad = (n: number) => 1 / Math.sqrt(158.8 * n);

/** z of one digit pair; the continuity term only where it is smaller than the difference itself. */
export function pairZ(observed: number, expected: number, n: number): number {
  const difference = Math.abs(observed - expected);
  const correction = 1 / (2 * n);
  return (difference - (correction < difference ? correction : 0)) / Math.sqrt((expected * (1 - expected)) / n);
}

/**
 * Whether counts jump from next to nothing to near the peak within one bin while a quarter of the rows at most lies before: a
 * reporting limit, with the few exceptions that real files have.
 */
function hasCliff(bins: Int32Array, n: number): boolean {
  const peak = Math.max(...bins);
  let before = 0;
  for (let i = 0; i < bins.length && before <= n / 4; i++) {
    const previous = i === 0 ? 0 : bins[i - 1]!;
    if (bins[i]! >= peak / 2 && bins[i]! > 3 * previous) return true;
    before += bins[i]!;
  }
  return false;
}

/**
 * Why Benford's law is not to be expected of these amounts, or null where it may be. Sorted amounts above zero.
 * A floor or a cap shows as a cliff in the density of the log amounts.
 */
export function notApplicable(sorted: Float64Array): string | null {
  const n = sorted.length;
  if (n < ROWS) return `only ${n} amounts, ${ROWS} are needed`;
  const low = quantileOfSorted(sorted, 0.005);
  const high = quantileOfSorted(sorted, 0.995);
  if (high < 100 * low) return 'the amounts span less than two orders of magnitude';
  let run = 1;
  let longest = 1;
  for (let i = 1; i < n; i++) {
    run = sorted[i] === sorted[i - 1] ? run + 1 : 1;
    if (run > longest) longest = run;
  }
  if (longest > COMMONEST * n) return 'one amount makes up more than a tenth of them';
  const lowest = Math.log(sorted[0]!);
  const bins = new Int32Array(Math.floor((Math.log(sorted[n - 1]!) - lowest) / BIN) + 1);
  for (const value of sorted) bins[Math.floor((Math.log(value) - lowest) / BIN)]!++;
  if (hasCliff(bins, n)) return 'the amounts are cut off at the low end';
  if (hasCliff(bins.toReversed(), n)) return 'the amounts are cut off at the high end';
  return null;
}

function judge({ frame, hit }: RuleContext, rows: Int32Array): string | null {
  const sorted = Float64Array.from(rows, (row) => frame.magnitude[row]!)
    .filter((minor) => minor > 0)
    .sort();
  const reason = notApplicable(sorted);
  if (reason !== null) return reason;
  const pairs = new Uint8Array(rows.length);
  const counts = new Float64Array(100);
  let n = 0;
  for (let i = 0; i < rows.length; i++) {
    if (frame.magnitude[rows[i]!]! < 10 * unitOf(frame, rows[i]!)) continue;
    counts[(pairs[i] = firstTwo(frame.magnitude[rows[i]!]!))]!++;
    n++;
  }
  if (n < ROWS) return `only ${n} amounts of 10 or more, ${ROWS} are needed`;
  let deviation = 0;
  for (let pair = 10; pair < 100; pair++) deviation += Math.abs(counts[pair]! / n - benfordShare(pair));
  if (deviation / 90 - expectedMad(n) <= EXCESS_MAD) return null;
  for (let i = 0; i < rows.length; i++) {
    const pair = pairs[i]!;
    if (pair === 0) continue;
    const observed = counts[pair]! / n;
    const expected = benfordShare(pair);
    if (observed < PAIR_RATIO * expected || pairZ(observed, expected, n) <= PAIR_Z) continue;
    hit('B1', rows[i]!, 0.5, [frame.magnitude[rows[i]!]!, pair, observed, expected, n]);
  }
  return null;
}

/** B1: counterparties and categories of 300 rows or more, then everything of one currency and direction. */
export const leadingDigits: Rule = {
  codes: ['B1'],
  needs: [],
  run: (context) => {
    const { frame, baselines, note } = context;
    for (const groups of [frame.byParty, baselines.category.groups]) {
      for (let g = 1; g + 1 < groups.starts.length; g++) {
        if (groups.starts[g + 1]! - groups.starts[g]! >= ROWS)
          judge(context, groups.order.subarray(groups.starts[g], groups.starts[g + 1]));
      }
    }
    const all = baselines.segment.groups;
    for (let g = 0; g + 1 < all.starts.length; g++) {
      const rows = all.order.subarray(all.starts[g], all.starts[g + 1]);
      if (rows.length === 0) continue;
      const reason = judge(context, rows);
      if (reason !== null) note('B1', `Benford’s law was not applied to all ${segmentName(frame, g)}: ${reason}.`);
    }
  },
};
