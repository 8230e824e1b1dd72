import { amountLevel } from './amount-level.ts';
import { Candidates, type CandidateIndex, type Limits } from './candidate-index.ts';
import { Chance } from './chance.ts';
import { dayLevel } from './day-level.ts';
import { AMOUNT, DAY, levelOf, type Model, NAME, NUMBER, TEXT, type Weights, weightsOf } from './model.ts';
import { comparePair } from './pair.ts';
import type { Sides } from './side.ts';
import { disjoint } from './signature.ts';
import { TEXT_FAINT } from './text-level.ts';

/** Left rows of one piece of work: large enough that a message costs nothing, small enough to share evenly. */
export const BLOCK_ROWS = 8_192;
/** Partners kept per left row, best first. */
export const KEPT = 24;
/** Pairs below these odds (log2) can neither be matched nor weaken a rival by a point. */
const FLOOR_BITS = -9;
/** Partners this far behind the best of their row have no chance beside it. */
const BEHIND_BITS = 16;

/** Scored pairs of consecutive left positions, as positions of both sides. */
export interface Edges {
  readonly count: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly pattern: Int32Array;
  /** log2 chance of the amount level and of the lag level for a random right row. */
  readonly amountChance: Float32Array;
  readonly dayChance: Float32Array;
  readonly visited: number;
  /** Left rows whose candidates were cut. */
  readonly cutRows: number;
}

/** Everything a thread needs to score a block; all arrays shared. */
export interface Scoring {
  readonly sides: Sides;
  readonly index: CandidateIndex;
  readonly limits: Limits;
  readonly model: Model;
}

/**
 * The bits for a pair being true against it being there by chance. Of two chances the larger counts: an unrelated row that
 * happens to agree, and another payment of the same series (same amount and words on one side `repeats` times).
 */
export function pairBits(
  weights: Weights,
  pattern: number,
  amountChance: number,
  dayChance: number,
  repeats: number,
  rightRows: number,
): number {
  const { mBits, uBits } = weights;
  const text = levelOf(pattern, TEXT);
  const number = levelOf(pattern, NUMBER);
  const name = levelOf(pattern, NAME);
  const like = mBits[AMOUNT]![levelOf(pattern, AMOUNT)]! + mBits[TEXT]![text]! + mBits[NAME]![name]!;
  const true_ = like + mBits[DAY]![levelOf(pattern, DAY)]! + mBits[NUMBER]![number]!;
  const random = amountChance + dayChance + uBits[TEXT]![text]! + uBits[NUMBER]![number]! + uBits[NAME]![name]!;
  if (repeats <= 1) return weights.base + true_ - random;
  const series = Math.log2((repeats - 1) / rightRows) + like + dayChance + uBits[NUMBER]![number]!;
  return weights.base + true_ - Math.max(random, series);
}

/** Scores the left positions [from, to): keeps the best partners of each above the floor. */
export function scoreBlock(scoring: Scoring, from: number, to: number): Edges {
  return scoreRows(
    scoring,
    Int32Array.from({ length: to - from }, (_, k) => from + k),
    () => undefined,
  );
}

/** Scores the given left positions, ascending. `tick` hears the share done from time to time. */
export function scoreRows(scoring: Scoring, rows: Int32Array, tick: (part: number) => void): Edges {
  const { sides, index, limits, model } = scoring;
  const { left, right } = sides;
  const weights = weightsOf(model);
  const candidates = new Candidates(index, right, limits);
  const chance = new Chance(index, limits);
  const gain = (field: number, level: number): number => weights.mBits[field]![level]! - weights.uBits[field]![level]!;
  const most = (field: number): number => Math.max(0, ...weights.mBits[field]!.map((_, level) => gain(field, level)));
  // The most the text fields can add, and the most they can where only common words can agree.
  const mostTold = most(TEXT) + most(NUMBER) + most(NAME);
  const mostSilent = Math.max(0, ...Array.from({ length: TEXT_FAINT + 1 }, (_, level) => gain(TEXT, level))) + most(NUMBER) + most(NAME);
  const out = new EdgeBuilder(Math.max(1024, rows.length * 3));
  const row = new RowBest();
  let later = new Int32Array(4096);
  let visited = 0;
  let cutRows = 0;
  for (let r = 0; r < rows.length; r++) {
    if ((r & 511) === 0) tick(r / rows.length);
    const i = rows[r]!;
    const a = left.amount[i]!;
    const day = left.day[i]!;
    candidates.list(a, day, left.currency[i]!);
    if (candidates.cut) cutRows++;
    visited += candidates.count;
    row.clear();
    if (later.length < candidates.count) later = new Int32Array(candidates.found.length);
    let waiting = 0;
    const consider = (j: number, mostText: number): void => {
      const aLevel = amountLevel(a, right.amount[j]!);
      const dLevel = dayLevel(day, right.day[j]!);
      const aChance = chance.ofAmount(a, aLevel);
      const dChance = chance.ofDay(day, dLevel);
      const start = weights.base + weights.mBits[AMOUNT]![aLevel]! - aChance + weights.mBits[DAY]![dLevel]! - dChance;
      if (start + mostText < row.least) return;
      const pattern = comparePair(sides, i, j, aLevel, dLevel);
      const repeats = Math.max(index.leftRepeats[i]!, index.rightRepeats[j]!);
      const bits = pairBits(weights, pattern, aChance, dChance, repeats, model.rightRows);
      if (bits >= row.least) row.offer(j, bits, pattern, aChance, dChance);
    };
    // Rows whose words can agree come first: once a good partner is known, most of the others need no comparison.
    for (let c = 0; c < candidates.count; c++) {
      const j = candidates.found[c]!;
      if (right.amount[j] !== a && disjoint(left.textSet, i, right.textSet, j)) later[waiting++] = j;
      else consider(j, mostTold);
    }
    for (let c = 0; c < waiting; c++) consider(later[c]!, mostSilent);
    row.flush(i, out);
  }
  return out.finish(visited, cutRows);
}

/** The best candidates of one row, best first; equal bits by position. */
class RowBest {
  private readonly right = new Int32Array(KEPT + 1);
  private readonly bits = new Float64Array(KEPT + 1);
  private readonly pattern = new Int32Array(KEPT + 1);
  private readonly amount = new Float32Array(KEPT + 1);
  private readonly day = new Float32Array(KEPT + 1);
  private count = 0;
  /** Bits below which a candidate no longer matters for this row. */
  least = FLOOR_BITS;

  clear(): void {
    this.count = 0;
    this.least = FLOOR_BITS;
  }

  offer(j: number, bits: number, pattern: number, amount: number, day: number): void {
    let at = this.count;
    if (at === KEPT && !this.before(bits, j, KEPT - 1)) return;
    while (at > 0 && this.before(bits, j, at - 1)) {
      this.right[at] = this.right[at - 1]!;
      this.bits[at] = this.bits[at - 1]!;
      this.pattern[at] = this.pattern[at - 1]!;
      this.amount[at] = this.amount[at - 1]!;
      this.day[at] = this.day[at - 1]!;
      at--;
    }
    this.right[at] = j;
    this.bits[at] = bits;
    this.pattern[at] = pattern;
    this.amount[at] = amount;
    this.day[at] = day;
    if (this.count < KEPT) this.count++;
    this.least = Math.max(FLOOR_BITS, this.bits[0]! - BEHIND_BITS);
  }

  flush(i: number, out: EdgeBuilder): void {
    for (let k = 0; k < this.count; k++) out.push(i, this.right[k]!, this.pattern[k]!, this.amount[k]!, this.day[k]!);
  }

  private before(bits: number, j: number, at: number): boolean {
    return bits > this.bits[at]! || (bits === this.bits[at]! && j < this.right[at]!);
  }
}

/** Growing edge arrays. */
class EdgeBuilder {
  private left: Int32Array;
  private right: Int32Array;
  private pattern: Int32Array;
  private amount: Float32Array;
  private day: Float32Array;
  private count = 0;

  constructor(size: number) {
    this.left = new Int32Array(size);
    this.right = new Int32Array(size);
    this.pattern = new Int32Array(size);
    this.amount = new Float32Array(size);
    this.day = new Float32Array(size);
  }

  push(i: number, j: number, pattern: number, amount: number, day: number): void {
    if (this.count === this.left.length) this.grow();
    this.left[this.count] = i;
    this.right[this.count] = j;
    this.pattern[this.count] = pattern;
    this.amount[this.count] = amount;
    this.day[this.count++] = day;
  }

  finish(visited: number, cutRows: number): Edges {
    const { count } = this;
    return {
      count,
      visited,
      cutRows,
      left: this.left.slice(0, count),
      right: this.right.slice(0, count),
      pattern: this.pattern.slice(0, count),
      amountChance: this.amount.slice(0, count),
      dayChance: this.day.slice(0, count),
    };
  }

  private grow(): void {
    const size = this.left.length * 2;
    const wider = <T extends Int32Array | Float32Array>(fresh: T, old: T): T => {
      fresh.set(old);
      return fresh;
    };
    this.left = wider(new Int32Array(size), this.left);
    this.right = wider(new Int32Array(size), this.right);
    this.pattern = wider(new Int32Array(size), this.pattern);
    this.amount = wider(new Float32Array(size), this.amount);
    this.day = wider(new Float32Array(size), this.day);
  }
}

/** Joins the edges of consecutive blocks. */
export function joinEdges(blocks: readonly Edges[]): Edges {
  const count = blocks.reduce((sum, block) => sum + block.count, 0);
  const ints = (pick: (block: Edges) => Int32Array): Int32Array => {
    const all = new Int32Array(count);
    let at = 0;
    for (const block of blocks) {
      all.set(pick(block), at);
      at += block.count;
    }
    return all;
  };
  const floats = (pick: (block: Edges) => Float32Array): Float32Array => {
    const all = new Float32Array(count);
    let at = 0;
    for (const block of blocks) {
      all.set(pick(block), at);
      at += block.count;
    }
    return all;
  };
  return {
    count,
    left: ints((b) => b.left),
    right: ints((b) => b.right),
    pattern: ints((b) => b.pattern),
    amountChance: floats((b) => b.amountChance),
    dayChance: floats((b) => b.dayChance),
    visited: blocks.reduce((sum, b) => sum + b.visited, 0),
    cutRows: blocks.reduce((sum, b) => sum + b.cutRows, 0),
  };
}
