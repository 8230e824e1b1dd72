import { NO_DAY } from '../../shared/columns.ts';

/**
 * How two days agree: the signed distance, right minus left, in bins that widen. A bank posts after the ledger more
 * often than before it, so early and late are kept apart; the learned weights form the lag curve.
 */
const EDGES = [0, 1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 60] as const;
/** Level 0 is "no date on a side", level 13 is the same day, 14..25 later, 12..1 earlier. */
export const DAY_MISSING = 0;
const SAME_DAY = 13;
export const DAY_LEVELS = 26;

const BIN = new Uint8Array(91);
for (let gap = 0; gap <= 90; gap++) {
  let bin = 0;
  while (bin < EDGES.length && gap > EDGES[bin]!) bin++;
  BIN[gap] = bin;
}

/** The level of day `b` of the right side against day `a` of the left side. */
export function dayLevel(a: number, b: number): number {
  if (a === NO_DAY || b === NO_DAY) return DAY_MISSING;
  const gap = b - a;
  if (gap >= 0) return SAME_DAY + BIN[gap > 90 ? 90 : gap]!;
  return SAME_DAY - BIN[gap < -90 ? 90 : -gap]!;
}

/** The lags [from, to], in days, that a level covers, cut at `windowDays`; null where it covers none. */
export function dayRange(level: number, windowDays: number): { from: number; to: number } | null {
  if (level === DAY_MISSING) return null;
  const bin = Math.abs(level - SAME_DAY);
  const near = bin === 0 ? 0 : EDGES[bin - 1]! + 1;
  const far = Math.min(windowDays, bin < EDGES.length ? EDGES[bin]! : 90);
  if (near > windowDays) return null;
  return level >= SAME_DAY ? { from: near, to: far } : { from: -far, to: -near };
}

/** A sentence for the distance of two days. */
export function daySentence(a: number, b: number): string {
  if (a === NO_DAY || b === NO_DAY) return 'One of the two has no date.';
  if (a === b) return 'Both bear the same date.';
  const gap = Math.abs(b - a);
  return `The right one is ${gap} ${gap === 1 ? 'day' : 'days'} ${b > a ? 'later' : 'earlier'}.`;
}
