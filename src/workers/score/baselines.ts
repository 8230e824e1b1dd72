/** What is usual for each counterparty, category and segment: robust amount statistics and payment rhythm. */
import { NO_DAY } from '../../shared/columns.ts';
import type { Frame } from './frame.ts';
import { groupRows, type Groups } from './groups.ts';
import { MAD_TO_SIGMA, medianMad } from './robust.ts';

/** Natural-log amounts of groups: entry g describes group g. */
export interface AmountBaseline {
  readonly groups: Groups;
  readonly n: Int32Array;
  readonly median: Float64Array;
  readonly mad: Float64Array;
}

export interface Baselines {
  /** Natural log of the amount in minor units (of 1 for zero). */
  readonly logAmount: Float64Array;
  readonly segment: AmountBaseline;
  readonly category: AmountBaseline;
  readonly party: AmountBaseline;
  readonly partyTotal: Float64Array;
  /** First and last dated day of each counterparty, NO_DAY without one. */
  readonly partyFirst: Int32Array;
  readonly partyLast: Int32Array;
  /** Median gap between the different days of a counterparty; NaN below three days. */
  readonly partyGap: Float64Array;
}

/** Rows a group needs until its own statistics weigh as much as its parent's. */
const SHRINK = 15;
/** Spread below which amounts count as equal: a tenth in log units is about 10 %. */
export const SPREAD_FLOOR = 0.1;

function amountBaseline(groups: Groups, logAmount: Float64Array): AmountBaseline {
  const count = groups.starts.length - 1;
  const n = new Int32Array(count);
  const median = new Float64Array(count);
  const mad = new Float64Array(count);
  for (let g = 0; g < count; g++) {
    const from = groups.starts[g]!;
    const size = (n[g] = groups.starts[g + 1]! - from);
    if (size === 0) continue;
    if (size === 1) {
      median[g] = logAmount[groups.order[from]!]!;
      continue;
    }
    const values = new Float64Array(size);
    for (let i = 0; i < size; i++) values[i] = logAmount[groups.order[from + i]!]!;
    const found = medianMad(values);
    median[g] = found.median;
    mad[g] = found.mad;
  }
  return { groups, n, median, mad };
}

/** Computes all baselines of a frame once. */
export function buildBaselines(frame: Frame): Baselines {
  const logAmount = Float64Array.from(frame.magnitude, (minor) => Math.log(Math.max(1, minor)));
  const parties = frame.party.count + 1;
  const partyTotal = new Float64Array(parties);
  const partyFirst = new Int32Array(parties).fill(NO_DAY);
  const partyLast = new Int32Array(parties).fill(NO_DAY);
  const partyGap = new Float64Array(parties).fill(NaN);
  const { order, starts } = frame.byParty;
  for (let p = 1; p < parties; p++) {
    const gaps: number[] = [];
    for (let i = starts[p]!; i < starts[p + 1]!; i++) {
      const row = order[i]!;
      partyTotal[p]! += frame.magnitude[row]!;
      const day = frame.columns.day[row]!;
      if (day === NO_DAY) continue;
      if (partyFirst[p] === NO_DAY) partyFirst[p] = day;
      else if (day > partyLast[p]!) gaps.push(day - partyLast[p]!);
      partyLast[p] = day;
    }
    if (gaps.length >= 2) partyGap[p] = medianMad(Float64Array.from(gaps)).median;
  }
  return {
    logAmount,
    segment: amountBaseline(groupRows(frame.segment, frame.segments - 1, frame.byDay), logAmount),
    category: amountBaseline(groupRows(frame.category.ids, frame.category.count, frame.byDay), logAmount),
    party: amountBaseline(frame.byParty, logAmount),
    partyTotal,
    partyFirst,
    partyLast,
    partyGap,
  };
}

/** Median and robust spread (log units) expected of one row. */
export interface Expected {
  median: number;
  sigma: number;
}

function shrink(baseline: AmountBaseline, group: number, into: Expected): void {
  const weight = baseline.n[group]! / (baseline.n[group]! + SHRINK);
  into.median += weight * (baseline.median[group]! - into.median);
  into.sigma += weight * (MAD_TO_SIGMA * baseline.mad[group]! - into.sigma);
}

/**
 * What a row's amount is measured against: its segment, moved towards its category and, for `party`, towards its
 * counterparty, each by n / (n + 15).
 */
export function expectedOf(frame: Frame, baselines: Baselines, row: number, level: 'category' | 'party', into: Expected): void {
  const segment = frame.segment[row]!;
  into.median = baselines.segment.median[segment]!;
  into.sigma = MAD_TO_SIGMA * baselines.segment.mad[segment]!;
  const category = frame.category.ids[row]!;
  if (category !== 0) shrink(baselines.category, category, into);
  const party = frame.party.ids[row]!;
  if (level === 'party' && party !== 0) shrink(baselines.party, party, into);
  into.sigma = Math.max(into.sigma, SPREAD_FLOOR);
}
