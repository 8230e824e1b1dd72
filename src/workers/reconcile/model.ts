import { AMOUNT_LEVELS } from './amount-level.ts';
import { DAY_LEVELS } from './day-level.ts';
import { NUMBER_LEVELS, TEXT_LEVELS } from './text-level.ts';

/** The compared fields of a transaction, in the order of the packed levels and of the parts. */
export const FIELDS = ['amount', 'date', 'description', 'reference', 'counterparty'] as const;
export const AMOUNT = 0;
export const DAY = 1;
export const TEXT = 2;
export const NUMBER = 3;
export const NAME = 4;
export const LEVELS = [AMOUNT_LEVELS, DAY_LEVELS, TEXT_LEVELS, NUMBER_LEVELS, TEXT_LEVELS] as const;

/** Bit positions of the five levels in one integer: the pattern of a pair. */
export function pack(amount: number, day: number, text: number, number: number, name: number): number {
  return amount | (day << 4) | (text << 9) | (number << 14) | (name << 17);
}
const SHIFT = [0, 4, 9, 14, 17] as const;
const MASK = [15, 31, 31, 7, 31] as const;

/** The level of one field in a pattern. */
export function levelOf(pattern: number, field: number): number {
  return (pattern >>> SHIFT[field]!) & MASK[field]!;
}

/**
 * A Fellegi-Sunter model: m[f][level] = chance of the level for a true pair, u[f][level] for a random pair.
 * Amount and day take their u from `Chance`, row by row, so their u here stays empty.
 */
export interface Model {
  readonly m: readonly Float64Array[];
  readonly u: readonly Float64Array[];
  /** Number of true pairs the model expects. */
  readonly expected: number;
  readonly leftRows: number;
  readonly rightRows: number;
}

/** The model's weights in bits, ready for adding up. */
export interface Weights {
  readonly mBits: readonly Float64Array[];
  readonly uBits: readonly Float64Array[];
  /** log2 odds that a given pair is a true one before anything is compared, given that both rows are free. */
  readonly base: number;
}

/** Share of a side that is taken to be without partner at the least: keeps the base finite where all match. */
const LEAST_UNMATCHED = 0.005;

/** log2 of expected / ((left - expected) × (right - expected)), each rest at least half a percent and half a row. */
export function baseBits(expected: number, leftRows: number, rightRows: number): number {
  const n = Math.max(0.5, Math.min(expected, leftRows, rightRows));
  const rest = (rows: number): number => Math.max(rows - n, rows * LEAST_UNMATCHED, 0.5);
  return Math.log2(n / (rest(leftRows) * rest(rightRows)));
}

/** Turns probabilities into bits. A level that says "missing" (0) of a text field weighs nothing. */
export function weightsOf(model: Model): Weights {
  const bits = (values: Float64Array): Float64Array => values.map((value) => Math.log2(Math.max(1e-9, value)));
  const mBits = model.m.map(bits);
  const uBits = model.u.map(bits);
  for (const field of [TEXT, NUMBER, NAME]) mBits[field]![0] = uBits[field]![0] = 0;
  mBits[DAY]![0] = 0;
  return { mBits, uBits, base: baseBits(model.expected, model.leftRows, model.rightRows) };
}

/** Pseudo-pairs with which the built-in expectations enter learning: decisive for ten rows, nothing for thousands. */
export const PRIOR_PAIRS = 20;

/** What is expected of true pairs before anything is known; only the shape matters. */
export function priorM(): Float64Array[] {
  const amount = Float64Array.of(0.86, 0.02, 0.005, 0.01, 0.02, 0.01, 0.008, 0.004, 0.001, 0.01, 0.01, 0.005, 0.002, 0.001);
  const later = [0.4, 0.2, 0.1, 0.07, 0.04, 0.03, 0.03, 0.01, 0.006, 0.003, 0.003, 0.002, 0.001];
  const day = new Float64Array(DAY_LEVELS);
  for (let bin = 0; bin < 13; bin++) {
    day[13 + bin] = later[bin]!;
    if (bin > 0) day[13 - bin] = later[bin]! * 0.4;
  }
  const text = Float64Array.of(
    0,
    0.14,
    0.01,
    0.01,
    0.01,
    0.02,
    0.02,
    0.03,
    0.03,
    0.05,
    0.02,
    0.04,
    0.06,
    0.1,
    0.01,
    0.04,
    0.08,
    0.15,
    0.28,
  );
  const number = Float64Array.of(0, 0.3, 0.03, 0.07, 0.2, 0.4);
  return [amount, day, text, number, text.slice()].map(normalise);
}

/** What is expected of random pairs; used where the drawn pairs show too few of a level. */
export function priorU(): Float64Array[] {
  const text = Float64Array.of(
    0,
    0.7,
    0.12,
    0.05,
    0.02,
    0.01,
    0.04,
    0.02,
    0.01,
    0.005,
    0.008,
    0.004,
    0.002,
    0.001,
    0.0005,
    0.0003,
    0.0001,
    5e-5,
    5e-5,
  );
  const number = Float64Array.of(0, 0.98, 0.002, 0.015, 0.003, 0.0005);
  return [new Float64Array(0), new Float64Array(0), text, number, text.slice()].map(normalise);
}

/** Scales values to a sum of one. */
export function normalise(values: Float64Array): Float64Array {
  let sum = 0;
  for (const value of values) sum += value;
  return sum > 0 ? values.map((value) => value / sum) : values;
}
