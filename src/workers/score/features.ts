/**
 * The columns the models see of a transaction: one number each, in a fixed order. A feature whose data are absent stays
 * constant and drops out of the models. `argsOf` gives the figures of its sentence when a row is explained.
 */
import { NO_DAY } from '../../shared/columns.ts';
import { partsOfDay, weekdayOf } from '../../shared/calendar.ts';
import { expectedOf, type Baselines, type Expected } from './baselines.ts';
import { firstTwo, trailingZeros } from './digits.ts';
import { unitOf, type Frame } from './frame.ts';
import { countsOf, type Counts } from './feature-counts.ts';
import { countBelow } from './robust.ts';

/** Codes of the features in column order. */
export const FEATURE_CODES = [
  'M1',
  'M2',
  'M3',
  'M4',
  'M5',
  'M6',
  'M7',
  'M8',
  'M9',
  'M10',
  'M11',
  'M12',
  'M13',
  'M14',
  'M15',
  'M16',
  'M17',
  'M18',
] as const;

export interface FeatureTable {
  readonly codes: readonly string[];
  /** Row-major, rows × codes. */
  readonly values: Float32Array;
  /** Figures for the sentence of one feature of one row. */
  readonly argsOf: (row: number, feature: number) => number[];
}

/** Highest threshold at or above an amount, within 20 % of it; 0 where none is near. */
function nextThreshold(thresholds: Float64Array, minor: number): number {
  for (const threshold of thresholds) if (minor < threshold) return minor >= 0.8 * threshold ? threshold : 0;
  return 0;
}

const logOf = (value: number) => Math.log(Math.max(value, 1e-12));

/** Computes all features. `thresholds` are per segment, ascending, in minor units. */
export function buildFeatures(frame: Frame, baselines: Baselines, thresholds: readonly Float64Array[]): FeatureTable {
  const width = FEATURE_CODES.length;
  const { rows, columns, magnitude, party, category } = frame;
  const values = new Float32Array(new SharedArrayBuffer(rows * width * 4));
  const counts = countsOf(frame);
  const expected: Expected = { median: 0, sigma: 1 };
  for (let row = 0; row < rows; row++) {
    const at = row * width;
    const minor = magnitude[row]!;
    const log = baselines.logAmount[row]!;
    const segment = frame.segment[row]!;
    const p = party.ids[row]!;
    const day = columns.day[row]!;
    values[at] = log - baselines.segment.median[segment]!;
    if (p !== 0) {
      expectedOf(frame, baselines, row, 'party', expected);
      values[at + 1] = (log - expected.median) / expected.sigma;
      values[at + 3] = -Math.log(baselines.party.n[p]!);
      values[at + 14] = logOf(minor / baselines.partyTotal[p]!);
      values[at + 15] = Math.log(counts.partyAmount[frame.partyAmount.ids[row]!]!);
    }
    if (category.ids[row] !== 0) {
      expectedOf(frame, baselines, row, 'category', expected);
      values[at + 2] = (log - expected.median) / expected.sigma;
      // Observed over expected if counterparty and category were independent.
      if (p !== 0) {
        const n = baselines.party.n[p]! * baselines.category.n[category.ids[row]!]!;
        values[at + 4] = -Math.log((counts.pair[counts.pairIds[row]!]! * rows) / n);
      }
    }
    if (day !== NO_DAY) {
      const gap = counts.sinceLast[row]!;
      if (gap >= 0) {
        values[at + 5] = Math.log1p(gap);
        const usual = baselines.partyGap[p]!;
        if (usual > 0) values[at + 6] = Math.log((gap + 1) / (usual + 1));
      }
      values[at + 7] = -logOf(counts.weekday[weekdayOf(day)]! / counts.dated);
      values[at + 8] = -logOf(counts.monthDay[partsOfDay(day).day]! / counts.dated);
      if (p !== 0) {
        values[at + 9] = Math.log1p(day - baselines.partyFirst[p]!);
        values[at + 17] = Math.log(counts.within7[row]! / usualWithin7(baselines, p));
      }
    }
    const threshold = nextThreshold(thresholds[segment]!, minor);
    values[at + 10] = threshold === 0 ? 0 : (minor / threshold - 0.8) / 0.2;
    values[at + 11] = minor === 0 ? 0 : trailingZeros(minor) - Math.log10(unitOf(frame, row));
    values[at + 12] = -logOf(counts.leading[firstTwo(minor)]! / rows);
    values[at + 13] = -logOf(counts.wordShare[row]!);
    values[at + 16] = -Math.log(counts.amount[frame.amount.ids[row]!]!);
  }
  return { codes: FEATURE_CODES, values, argsOf: argumentsOf(frame, baselines, thresholds, counts) };
}

/** Rows of a counterparty that an even spread over its days would put into one week (at least the row itself). */
function usualWithin7(baselines: Baselines, party: number): number {
  const span = baselines.partyLast[party]! - baselines.partyFirst[party]! + 1;
  return Math.max(1, (baselines.party.n[party]! * 7) / Math.max(7, span));
}

function argumentsOf(frame: Frame, baselines: Baselines, thresholds: readonly Float64Array[], counts: Counts): FeatureTable['argsOf'] {
  const { columns, magnitude, party, category, rows } = frame;
  const expected: Expected = { median: 0, sigma: 1 };
  let sorted: Float64Array[] | null = null;
  let zeros: Float64Array | null = null;
  const deviation = (row: number, level: 'category' | 'party', n: number): number[] => {
    expectedOf(frame, baselines, row, level, expected);
    const z = Math.abs(baselines.logAmount[row]! - expected.median) / expected.sigma;
    return [magnitude[row]!, Math.round(Math.exp(expected.median)), n, z];
  };
  const rhythm = (row: number, p: number): number[] => {
    const usual = baselines.partyGap[p]!;
    return [
      Math.max(0, counts.sinceLast[row]!),
      usual > 0 ? Math.round(usual) : Math.max(0, counts.sinceLast[row]!),
      baselines.party.n[p]!,
    ];
  };
  const byFeature: readonly ((row: number, p: number, minor: number, day: number) => number[])[] = [
    (row, _p, minor) => {
      // Sorted once, on the first explanation: a run without explained rows never pays for it.
      sorted ??= Array.from({ length: frame.segments }, (_, s) => magnitude.filter((_m, i) => frame.segment[i] === s).sort());
      const peers = sorted[frame.segment[row]!]!;
      return [minor, countBelow(peers, minor) / peers.length, peers.length];
    },
    (row, p) => deviation(row, 'party', baselines.party.n[p]!),
    (row) => deviation(row, 'category', baselines.category.n[category.ids[row]!]!),
    (_row, p) => [baselines.party.n[p]!, rows],
    (row, p) => [counts.pair[counts.pairIds[row]!]!, baselines.party.n[p]!, baselines.category.n[category.ids[row]!]!],
    rhythm,
    rhythm,
    (_row, _p, _minor, day) => [weekdayOf(day), counts.weekday[weekdayOf(day)]! / counts.dated, counts.dated],
    (_row, _p, _minor, day) => [partsOfDay(day).day, counts.monthDay[partsOfDay(day).day]! / counts.dated, counts.dated],
    (_row, p, _minor, day) => [day === NO_DAY ? 0 : day - baselines.partyFirst[p]!],
    (row, _p, minor) => {
      const near = thresholds[frame.segment[row]!]!;
      const threshold = nextThreshold(near, minor) || [...near].find((one) => minor < one) || near.at(-1)!;
      return [minor, minor / threshold, threshold];
    },
    (_row, _p, minor) => {
      zeros ??= Float64Array.from(magnitude, trailingZeros).sort();
      return [minor, trailingZeros(minor), 1 - countBelow(zeros, trailingZeros(minor)) / rows, rows];
    },
    (_row, _p, minor) => [minor, firstTwo(minor), counts.leading[firstTwo(minor)]! / rows, rows],
    (row) => [Math.max(1, Math.round(counts.wordShare[row]! * rows)), rows],
    (_row, p, minor) => [minor, baselines.partyTotal[p]! > 0 ? minor / baselines.partyTotal[p]! : 0, baselines.party.n[p]!],
    (row, p, minor) => [minor, counts.partyAmount[frame.partyAmount.ids[row]!]!, baselines.party.n[p]!],
    (row, _p, minor) => [minor, counts.amount[frame.amount.ids[row]!]!, rows],
    (row, p) => [counts.within7[row]!, usualWithin7(baselines, p)],
  ];
  return (row, feature) => byFeature[feature]!(row, party.ids[row]!, magnitude[row]!, columns.day[row]!);
}
