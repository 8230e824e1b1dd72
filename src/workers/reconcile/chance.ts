import { NO_DAY } from '../../shared/columns.ts';
import { AMOUNT_EXACT, AMOUNT_LEVELS, levelRange } from './amount-level.ts';
import { lowerBound } from './bits.ts';
import type { CandidateIndex, Limits } from './candidate-index.ts';
import { DAY_LEVELS, dayRange } from './day-level.ts';

/** Smallest number of rows expected by chance: even an amount nobody else has can be met by accident. */
const LEAST = 0.02;
/** Half width of the neighbourhood from which the density of amounts is read. */
const NEAR = 0.05;
/** Digit pairs that can be exchanged in an amount of usual length. */
const SWAPS = 6;

/**
 * How likely a right row that is NOT the partner shows a level with a given left row: the `u` of Fellegi and Sunter,
 * taken row by row from the distribution of the right side's amounts and days, so that a rare amount weighs more
 * than 50.00 and a busy day less than a quiet one. Values are log2 of a probability.
 */
export class Chance {
  private readonly index: CandidateIndex;
  private readonly limits: Limits;
  private readonly leftRows: number;
  private readonly rightRows: number;
  private amount = Number.NaN;
  private readonly amountBits = new Float64Array(AMOUNT_LEVELS);
  private density = 0;
  private day = Number.NaN;
  private readonly dayBits = new Float64Array(DAY_LEVELS);

  constructor(index: CandidateIndex, limits: Limits) {
    this.index = index;
    this.limits = limits;
    this.leftRows = index.leftAmounts.length;
    this.rightRows = index.amounts.length;
  }

  /** log2 of the chance that a random right row is at this amount level with left amount `a`. */
  ofAmount(a: number, level: number): number {
    if (a !== this.amount) this.startAmount(a);
    const known = this.amountBits[level]!;
    if (known === known) return known;
    return (this.amountBits[level] = Math.log2(Math.max(LEAST, this.expected(a, level)) / Math.max(1, this.rightRows)));
  }

  /** log2 of the chance that a random right row is at this lag level from left day `a`. */
  ofDay(a: number, level: number): number {
    if (a !== this.day) this.startDay(a);
    return this.dayBits[level]!;
  }

  private startAmount(a: number): void {
    this.amount = a;
    this.amountBits.fill(Number.NaN);
    const reach = Math.max(100, Math.abs(a) * NEAR);
    const { amounts } = this.index;
    const from = lowerBound(amounts, a - reach);
    const to = lowerBound(amounts, a + reach, from);
    this.density = (to - from) / (2 * reach);
  }

  private expected(a: number, level: number): number {
    const { amounts, leftAmounts } = this.index;
    if (level === AMOUNT_EXACT) {
      // Each side's repeats of the amount tell how common it is; the partner itself is not a repeat.
      const right = count(amounts, a, a) - 1;
      const left = count(leftAmounts, a, a) - 1;
      return (Math.max(0, right) + (Math.max(0, left) * this.rightRows) / Math.max(1, this.leftRows)) / 2 + this.density;
    }
    const tolerance = Math.max(this.limits.toleranceMinor, Math.floor(this.limits.toleranceShare * Math.abs(a)));
    const { from, to } = levelRange(a, level);
    if (from === to) return SWAPS * this.density;
    const low = Math.max(from, a - tolerance);
    const high = Math.min(to, a + tolerance);
    return Math.max(0, count(amounts, low, high) - 1) + Math.min(1, this.density * Math.max(0, high - low)) + LEAST;
  }

  private startDay(a: number): void {
    this.day = a;
    const { dayStarts, firstDay } = this.index;
    const span = dayStarts.length - 1;
    const rowsBefore = (d: number): number => dayStarts[Math.max(0, Math.min(span, d - firstDay))]!;
    for (let level = 0; level < DAY_LEVELS; level++) {
      const range = a === NO_DAY || span <= 0 ? null : dayRange(level, this.limits.windowDays);
      if (!range) {
        this.dayBits[level] = 0;
        continue;
      }
      // One of them may be the partner; what counts is how many others are there.
      const rows = rowsBefore(a + range.to + 1) - rowsBefore(a + range.from);
      this.dayBits[level] = Math.log2((Math.max(0, rows - 1) + 0.5) / (this.rightRows + 1));
    }
  }
}

/** How many values of an ascending array lie in [from, to]. */
function count(values: Float64Array, from: number, to: number): number {
  const low = lowerBound(values, from);
  return lowerBound(values, to === from ? nextUp(to) : to + 0.5, low) - low;
}

/** The smallest integer amount above `x`. */
function nextUp(x: number): number {
  return Math.floor(x) + 1;
}
