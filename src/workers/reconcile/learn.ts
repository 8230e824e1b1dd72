import { NO_DAY } from '../../shared/columns.ts';
import { amountLevel } from './amount-level.ts';
import { Candidates, type CandidateIndex, type Limits } from './candidate-index.ts';
import { Chance } from './chance.ts';
import { dayLevel } from './day-level.ts';
import {
  AMOUNT,
  FIELDS,
  LEVELS,
  levelOf,
  type Model,
  NAME,
  NUMBER,
  normalise,
  pack,
  PRIOR_PAIRS,
  priorM,
  priorU,
  TEXT,
  weightsOf,
} from './model.ts';
import { seeded } from './random.ts';
import type { Sides } from './side.ts';
import { numberLevel, textLevel } from './text-level.ts';

/** Pairs drawn to see how random pairs compare. */
const DRAWN = 200_000;
/** Pseudo-pairs of the built-in expectation of random pairs. */
const PRIOR_DRAWN = 3;
/** Candidate pairs from which the model learns, and the rows they come from at most. */
const SAMPLE_PAIRS = 1_500_000;
const SAMPLE_ROWS = 20_000;
const ROUNDS = 40;

/** The levels of the three text fields of left position `i` and right position `j`, packed with the given two. */
export function comparePair(sides: Sides, i: number, j: number, amount: number, day: number): number {
  const { left, right, words } = sides;
  const text = textLevel(words, left.text, i, left.lastWord[i]!, right.text, j, right.lastWord[j]!);
  const number = numberLevel(words, left.numbers, i, right.numbers, j);
  const name = sides.nameSeparate ? textLevel(words, left.name, i, -1, right.name, j, -1) : 0;
  return pack(amount, day, text, number, name);
}

/** How random pairs compare in the text fields. Pairs that could be true ones (amount and day agree) are passed over. */
export function learnChance(sides: Sides, limits: Limits, seed: number): Float64Array[] {
  const random = seeded(seed);
  const { left, right } = sides;
  const u = priorU();
  const counts = LEVELS.map((n) => new Float64Array(n));
  const draws = left.rows === 0 || right.rows === 0 ? 0 : Math.min(DRAWN, left.rows * right.rows * 4);
  for (let d = 0; d < draws; d++) {
    const i = Math.floor(random() * left.rows);
    const j = Math.floor(random() * right.rows);
    const gap = Math.abs(left.amount[i]! - right.amount[j]!);
    const near = gap <= Math.max(limits.toleranceMinor, Math.abs(left.amount[i]!) * Math.min(0.01, limits.toleranceShare));
    const days = left.day[i] === NO_DAY || right.day[j] === NO_DAY ? 0 : Math.abs(left.day[i]! - right.day[j]!);
    if (near && days <= limits.windowDays) continue;
    const pattern = comparePair(sides, i, j, 0, 0);
    for (const field of [TEXT, NUMBER, NAME]) counts[field]![levelOf(pattern, field)]!++;
  }
  for (const field of [TEXT, NUMBER, NAME]) {
    const seen = counts[field]!;
    seen[0] = 0;
    u[field] = normalise(u[field]!.map((prior, level) => seen[level]! + prior * PRIOR_DRAWN));
  }
  return u;
}

/** Candidate pairs of some left rows: pattern and the log2 chance of amount and day together. */
interface Sample {
  rows: number;
  starts: Uint32Array;
  patterns: Int32Array;
  chance: Float32Array;
}

function drawSample(sides: Sides, index: CandidateIndex, limits: Limits, tick: (part: number) => void): Sample {
  const { left, right } = sides;
  const candidates = new Candidates(index, right, limits);
  const listAt = (i: number): void => candidates.list(left.amount[i]!, left.day[i]!, left.currency[i]!);
  let probed = 0;
  const probes = Math.min(left.rows, 200);
  for (let k = 0; k < probes; k++) {
    listAt(Math.floor((k * left.rows) / probes));
    probed += candidates.count;
  }
  const perRow = Math.max(1, probed / Math.max(1, probes));
  const rows = Math.min(left.rows, SAMPLE_ROWS, Math.max(500, Math.floor(SAMPLE_PAIRS / perRow)));
  const chance = new Chance(index, limits);
  const starts = new Uint32Array(rows + 1);
  let patterns = new Int32Array(1 << 16);
  let bits = new Float32Array(1 << 16);
  let used = 0;
  for (let k = 0; k < rows; k++) {
    if ((k & 255) === 0) tick(k / rows);
    const i = Math.floor((k * left.rows) / rows);
    listAt(i);
    if (used + candidates.count > patterns.length) {
      const size = Math.max(patterns.length * 2, used + candidates.count);
      const widerPatterns = new Int32Array(size);
      widerPatterns.set(patterns);
      patterns = widerPatterns;
      const widerBits = new Float32Array(size);
      widerBits.set(bits);
      bits = widerBits;
    }
    for (let c = 0; c < candidates.count; c++) {
      const j = candidates.found[c]!;
      const amount = amountLevel(left.amount[i]!, right.amount[j]!);
      const day = dayLevel(left.day[i]!, right.day[j]!);
      patterns[used] = comparePair(sides, i, j, amount, day);
      bits[used++] = chance.ofAmount(left.amount[i]!, amount) + chance.ofDay(left.day[i]!, day);
    }
    starts[k + 1] = used;
  }
  return { rows, starts, patterns: patterns.subarray(0, used), chance: bits.subarray(0, used) };
}

/** Adds a pair's responsibility to the level counts of its fields. */
export function addCounts(counts: Float64Array[], pattern: number, weight: number): void {
  for (let field = 0; field < FIELDS.length; field++) counts[field]![levelOf(pattern, field)]! += weight;
}

/** New m from expected counts and the built-in expectation; "missing" levels are left out of the text fields and of the day. */
export function mFromCounts(counts: readonly Float64Array[]): Float64Array[] {
  const prior = priorM();
  return counts.map((seen, field) => {
    const known = seen.slice();
    if (field !== AMOUNT) known[0] = 0;
    return normalise(known.map((count, level) => count + PRIOR_PAIRS * prior[field]![level]!));
  });
}

/**
 * Learns m by expectation-maximisation over the candidates of a sample of left rows, u held fixed (left free, the two
 * classes change places inside blocks of equal amounts). Each left row has one partner or none, so its candidates
 * share one unit of responsibility.
 */
export function learn(sides: Sides, index: CandidateIndex, limits: Limits, seed: number, tick: (part: number) => void): Model {
  const u = learnChance(sides, limits, seed);
  const sample = drawSample(sides, index, limits, tick);
  const leftRows = sides.left.rows;
  const rightRows = sides.right.rows;
  let model: Model = { m: priorM(), u, expected: 0.5 * Math.min(leftRows, rightRows), leftRows, rightRows };
  let odds = new Float64Array(256);
  for (let round = 0; round < ROUNDS; round++) {
    const weights = weightsOf(model);
    // Here only the left row must be free, and the right rows are equally likely partners beforehand.
    const base = Math.log2(Math.max(0.5, model.expected) / Math.max(leftRows - model.expected, leftRows * 0.005, 0.5) / rightRows);
    const field = FIELDS.map((_, f) => weights.mBits[f]!.map((bits, level) => bits - (weights.uBits[f]![level] ?? 0)));
    const counts = LEVELS.map((n) => new Float64Array(n));
    let total = 0;
    for (let k = 0; k < sample.rows; k++) {
      const from = sample.starts[k]!;
      const to = sample.starts[k + 1]!;
      if (to - from > odds.length) odds = new Float64Array(2 * (to - from));
      let sum = 1;
      for (let p = from; p < to; p++) {
        const pattern = sample.patterns[p]!;
        let bits = base - sample.chance[p]!;
        for (let f = 0; f < FIELDS.length; f++) bits += field[f]![levelOf(pattern, f)]!;
        sum += odds[p - from] = 2 ** Math.min(50, bits);
      }
      for (let p = from; p < to; p++) {
        const share = odds[p - from]! / sum;
        if (share < 1e-6) continue;
        total += share;
        addCounts(counts, sample.patterns[p]!, share);
      }
    }
    const expected = Math.min(rightRows, (total * leftRows) / Math.max(1, sample.rows));
    const moved = Math.abs(expected - model.expected);
    model = { ...model, m: mFromCounts(counts), expected };
    if (round > 5 && moved < 1e-4 * leftRows) break;
  }
  return model;
}
