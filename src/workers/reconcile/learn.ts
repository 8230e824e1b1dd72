import { NO_DAY } from '../../shared/columns.ts';
import { AMOUNT_LEVELS, levelShare } from './amount-level.ts';
import { Candidates, type CandidateIndex, type Limits } from './candidate-index.ts';
import { DAY_LEVELS, dayRange } from './day-level.ts';
import {
  AMOUNT,
  DAY,
  FIELDS,
  LEVELS,
  levelOf,
  type Model,
  NAME,
  NUMBER,
  normalise,
  PRIOR_PAIRS,
  priorM,
  priorU,
  TEXT,
  weightsOf,
} from './model.ts';
import { comparePair } from './pair.ts';
import { seeded } from './random.ts';
import { KEPT, scoreRows } from './score.ts';
import type { Sides } from './side.ts';

/** Pairs drawn to see how random pairs compare. */
const DRAWN = 200_000;
/** Pseudo-pairs of the built-in expectation of random pairs. */
const PRIOR_DRAWN = 3;
/** Candidate pairs from which the model learns, and the rows they come from at most. */
const SAMPLE_PAIRS = 3_000_000;
const SAMPLE_ROWS = 20_000;
const LEAST_ROWS = 2_000;
const ROUNDS = 40;

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

/** Spreads the sample over the left rows, fewer where each has many candidates. */
function sampleRows(sides: Sides, index: CandidateIndex, limits: Limits): Int32Array {
  const { left, right } = sides;
  const candidates = new Candidates(index, right, limits);
  let probed = 0;
  const probes = Math.min(left.rows, 200);
  for (let k = 0; k < probes; k++) {
    const i = Math.floor((k * left.rows) / probes);
    candidates.list(left.amount[i]!, left.day[i]!, left.currency[i]!);
    probed += candidates.count;
  }
  const perRow = Math.max(1, probed / Math.max(1, probes));
  const rows = Math.min(left.rows, SAMPLE_ROWS, Math.max(LEAST_ROWS, Math.floor(SAMPLE_PAIRS / perRow)));
  return Int32Array.from({ length: rows }, (_, k) => Math.floor((k * left.rows) / rows));
}

/** Adds a pair's responsibility to the level counts of its fields. */
export function addCounts(counts: Float64Array[], pattern: number, weight: number): void {
  for (let field = 0; field < FIELDS.length; field++) counts[field]![levelOf(pattern, field)]! += weight;
}

/** Share of true pairs whose text is expected to tell no more than that of random pairs. */
const SILENT = 0.3;

/** Expectation of true pairs before learning: partly as good as random, where a text says little about anything. */
export function expectedM(u: readonly Float64Array[]): Float64Array[] {
  return priorM().map((prior, field) =>
    field === AMOUNT || field === DAY ? prior : prior.map((p, level) => (1 - SILENT) * p + SILENT * u[field]![level]!),
  );
}

/** New m from expected counts and `prior`; "missing" levels are left out of the text fields and of the day. */
export function mFromCounts(counts: readonly Float64Array[], prior: readonly Float64Array[]): Float64Array[] {
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
export function learn(
  sides: Sides,
  index: CandidateIndex,
  limits: Limits,
  seed: number,
  tick: (part: number) => void,
): { model: Model; limits: Limits } {
  const u = learnChance(sides, limits, seed);
  const leftRows = sides.left.rows;
  const rightRows = sides.right.rows;
  const prior = expectedM(u);
  let model: Model = { m: prior, u, expected: 0.7 * Math.min(leftRows, rightRows), leftRows, rightRows };
  const rows = sampleRows(sides, index, limits);
  const sample = scoreRows({ sides, index, limits, model }, rows, tick);
  const starts = new Uint32Array(rows.length + 1);
  for (let k = 0, e = 0; k < rows.length; k++) {
    while (e < sample.count && sample.left[e] === rows[k]) e++;
    starts[k + 1] = e;
  }
  const odds = new Float64Array(KEPT);
  let seen: readonly Float64Array[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const weights = weightsOf(model);
    // Here only the left row must be free, and the right rows are equally likely partners beforehand.
    const base = Math.log2(Math.max(0.5, model.expected) / Math.max(leftRows - model.expected, leftRows * 0.005, 0.5) / rightRows);
    const field = FIELDS.map((_, f) => weights.mBits[f]!.map((bits, level) => bits - (weights.uBits[f]![level] ?? 0)));
    const counts = LEVELS.map((n) => new Float64Array(n));
    let total = 0;
    for (let k = 0; k < rows.length; k++) {
      const from = starts[k]!;
      const to = starts[k + 1]!;
      let sum = 1;
      for (let p = from; p < to; p++) {
        const pattern = sample.pattern[p]!;
        let bits = base - sample.amountChance[p]! - sample.dayChance[p]!;
        for (let f = 0; f < FIELDS.length; f++) bits += field[f]![levelOf(pattern, f)]!;
        sum += odds[p - from] = 2 ** Math.min(50, bits);
      }
      for (let p = from; p < to; p++) {
        const share = odds[p - from]! / sum;
        if (share < 1e-6) continue;
        total += share;
        addCounts(counts, sample.pattern[p]!, share);
      }
    }
    const expected = Math.min(rightRows, (total * leftRows) / Math.max(1, rows.length));
    const moved = Math.abs(expected - model.expected);
    model = { ...model, m: mFromCounts(counts, prior), expected };
    seen = counts;
    if (round > 5 && moved < 1e-4 * leftRows) break;
  }
  return { model, limits: narrowed(limits, seen) };
}

/** A level that fewer of the likely pairs than this share is at is not searched again. */
const SELDOM = 0.0003;

/**
 * Limits as narrow as the likely pairs allow. Only limits that were set wide for want of knowledge (a relative
 * tolerance) are narrowed; what a person set stays.
 */
function narrowed(limits: Limits, seen: readonly Float64Array[]): Limits {
  const total = seen[AMOUNT]?.reduce((a, b) => a + b, 0) ?? 0;
  if (limits.toleranceShare === 0 || total < 200) return limits;
  let share = 0;
  for (let level = 0; level < AMOUNT_LEVELS; level++)
    if (seen[AMOUNT]![level]! >= SELDOM * total) share = Math.max(share, levelShare(level));
  let windowDays = 1;
  for (let level = 0; level < DAY_LEVELS; level++) {
    const range = dayRange(level, limits.windowDays);
    if (range && seen[DAY]![level]! >= SELDOM * total) windowDays = Math.max(windowDays, Math.abs(range.from), Math.abs(range.to));
  }
  return { ...limits, toleranceShare: Math.min(limits.toleranceShare, share), windowDays: Math.min(limits.windowDays, windowDays) };
}
