import { NO_DAY } from '../../shared/columns.ts';
import { identity, radixByAmount, radixByInt, radixByKey } from './argsort.ts';
import { lowerBound } from './bits.ts';
import type { Side } from './side.ts';

/** Hard limits of a pair. `toleranceShare` widens the amount tolerance to a share of the left amount. */
export interface Limits {
  readonly toleranceMinor: number;
  readonly toleranceShare: number;
  readonly windowDays: number;
}

/** Candidates visited per left row: beyond this a row is like thousands of others; the cut is counted and reported. */
export const VISITS_PER_ROW = 50_000;
/** A row without a date has no window: only this many candidates of its amount are visited. */
const UNDATED_VISITS = 2_000;
/** Up to this many rows of an amount band are simply read through; beyond it, searching pays. */
const SCAN = 48;

/** The right side sorted for searching, and what both sides say about chance. All arrays lie in shared memory. */
export interface CandidateIndex {
  /** Right positions by (amount, day), with both values beside them. */
  readonly byAmount: Int32Array;
  readonly amounts: Float64Array;
  readonly days: Int32Array;
  /** Left amounts ascending. */
  readonly leftAmounts: Float64Array;
  /** Right positions (day, amount order) of day `firstDay + d` are dayStarts[d]..dayStarts[d+1]; undated rows stand before. */
  readonly firstDay: number;
  readonly dayStarts: Uint32Array;
  readonly undated: number;
  /** How many rows of the same side bear the same amount and the same words: weekly payments, standing orders. */
  readonly leftRepeats: Uint16Array;
  readonly rightRepeats: Uint16Array;
}

/** Longest span of days that is indexed day by day (about 270 years); dates beyond it are damage. */
const DAY_SPAN = 100_000;

/** Sorts the right side for searching and counts repeats on both. */
export function buildIndex(left: Side, right: Side): CandidateIndex {
  const n = right.rows;
  const byAmount = new Int32Array(new SharedArrayBuffer(n * 4));
  byAmount.set(radixByAmount(radixByInt(identity(n), right.day), right.amount));
  const amounts = new Float64Array(new SharedArrayBuffer(n * 8));
  const days = new Int32Array(new SharedArrayBuffer(n * 4));
  for (let i = 0; i < n; i++) {
    amounts[i] = right.amount[byAmount[i]!]!;
    days[i] = right.day[byAmount[i]!]!;
  }
  const leftAmounts = new Float64Array(new SharedArrayBuffer(left.rows * 8));
  leftAmounts.set(left.amount);
  leftAmounts.sort();
  const undated = lowerBound(right.day, NO_DAY + 1);
  const firstDay = undated < n ? right.day[undated]! : 0;
  const span = undated < n ? Math.min(DAY_SPAN, right.day[n - 1]! - firstDay + 1) : 0;
  const dayStarts = new Uint32Array(new SharedArrayBuffer((span + 1) * 4));
  let at = undated;
  for (let d = 0; d <= span; d++) {
    while (at < n && right.day[at]! < firstDay + d) at++;
    dayStarts[d] = at;
  }
  return {
    byAmount,
    amounts,
    days,
    leftAmounts,
    firstDay,
    dayStarts,
    undated,
    leftRepeats: countRepeats(left),
    rightRepeats: countRepeats(right),
  };
}

function countRepeats(side: Side): Uint16Array {
  const n = side.rows;
  const counts = new Uint16Array(new SharedArrayBuffer(n * 2));
  const order = radixByAmount(
    radixByKey(identity(n), (row) => side.textDigest[row]!),
    side.amount,
  );
  for (let from = 0; from < n;) {
    const first = order[from]!;
    let to = from + 1;
    while (to < n && side.amount[order[to]!] === side.amount[first] && side.textDigest[order[to]!] === side.textDigest[first]) to++;
    for (let i = from; i < to; i++) counts[order[i]!] = Math.min(65535, to - from);
    from = to;
  }
  return counts;
}

/** Lists the right positions that a left row may be matched with; reused from row to row. */
export class Candidates {
  /** The positions found; only the first `count` are valid. */
  found = new Int32Array(4096);
  count = 0;
  /** Whether the last listing was cut at VISITS_PER_ROW. */
  cut = false;
  private readonly index: CandidateIndex;
  private readonly right: Side;
  private readonly limits: Limits;

  constructor(index: CandidateIndex, right: Side, limits: Limits) {
    this.index = index;
    this.right = right;
    this.limits = limits;
  }

  /** Lists the candidates of a left row with this amount, day and currency (0 = not stated). */
  list(amount: number, day: number, currency: number): void {
    this.count = 0;
    this.cut = false;
    const { index, limits } = this;
    const tolerance = Math.max(limits.toleranceMinor, Math.floor(limits.toleranceShare * Math.abs(amount)));
    const low = lowerBound(index.amounts, amount - tolerance);
    const high = lowerBound(index.amounts, amount + tolerance + 1, low);
    if (high === low) return;
    if (day === NO_DAY) {
      this.cut = high - low > UNDATED_VISITS;
      for (let i = low; i < Math.min(high, low + UNDATED_VISITS); i++) this.take(index.byAmount[i]!, currency);
      return;
    }
    const { windowDays } = limits;
    if (high - low <= SCAN) {
      for (let i = low; i < high; i++) {
        const other = index.days[i]!;
        if (other === NO_DAY || (other >= day - windowDays && other <= day + windowDays)) this.take(index.byAmount[i]!, currency);
      }
      return;
    }
    if (tolerance === 0) {
      const dated = lowerBound(index.days, NO_DAY + 1, low, high);
      for (let i = low; i < Math.min(dated, low + UNDATED_VISITS); i++) this.take(index.byAmount[i]!, currency);
      for (let i = lowerBound(index.days, day - windowDays, dated, high); i < high && index.days[i]! <= day + windowDays; i++) {
        if (!this.take(index.byAmount[i]!, currency)) return;
      }
      return;
    }
    const { amount: rightAmount } = this.right;
    this.takeBand(rightAmount, 0, Math.min(index.undated, UNDATED_VISITS), amount, tolerance, currency);
    const span = index.dayStarts.length - 1;
    const from = Math.max(0, day - windowDays - index.firstDay);
    const to = Math.min(span - 1, day + windowDays - index.firstDay);
    for (let d = from; d <= to; d++) this.takeBand(rightAmount, index.dayStarts[d]!, index.dayStarts[d + 1]!, amount, tolerance, currency);
  }

  private takeBand(amounts: Float64Array, from: number, to: number, amount: number, tolerance: number, currency: number): void {
    if (from === to) return;
    for (let i = lowerBound(amounts, amount - tolerance, from, to); i < to && amounts[i]! <= amount + tolerance; i++) {
      if (!this.take(i, currency)) return;
    }
  }

  private take(position: number, currency: number): boolean {
    if (currency !== 0) {
      const other = this.right.currency[position]!;
      if (other !== 0 && other !== currency) return true;
    }
    if (this.count >= VISITS_PER_ROW) {
      this.cut = true;
      return false;
    }
    if (this.count === this.found.length) {
      const wider = new Int32Array(this.found.length * 2);
      wider.set(this.found);
      this.found = wider;
    }
    this.found[this.count++] = position;
    return true;
  }
}
