import { OperatingError } from '../../shared/errors.ts';
import type { Scoring } from './score.ts';
import type { Signs } from './side.ts';

export interface ReconcileParams {
  /** Largest difference of the amounts of a pair, in minor units. A hard limit. */
  readonly toleranceMinor: number;
  /** Largest distance of the days of a pair. A hard limit. */
  readonly windowDays: number;
  /** Pairs under this confidence (0 to 100) are not proposed. */
  readonly threshold: number;
  readonly seed: number;
  /** Widens the tolerance to this share of the left amount (0 to 1); for tables whose amounts bear fees or rates. */
  readonly toleranceShare?: number;
}

/** Names of the points of a pair, in order; the points add up to its confidence. */
export const PART_NAMES = ['base', 'amount', 'date', 'description', 'reference', 'counterparty', 'rivals'] as const;

export interface ReconcileReport {
  readonly signs: Signs;
  /** True pairs the model expects: the forecast of the reconciliation rate. */
  readonly expectedPairs: number;
  /** Expected share of right pairs among the proposed ones, and of true pairs that are proposed. */
  readonly expectedPrecision: number;
  readonly expectedRecall: number;
  readonly visitedPairs: number;
  readonly scoredPairs: number;
  /** Limits that were hit, with the rows they touched; empty in an ordinary run. */
  readonly caps: readonly { readonly cap: string; readonly rows: number }[];
  /** The assignment's total and its dual bound; equal values prove that no other assignment is better. */
  readonly assignment: { readonly total: number; readonly bound: number };
  /** Weights in bits per field and level: log2 m, and log2 u where it is not taken row by row. */
  readonly weights: readonly { readonly field: string; readonly m: readonly number[]; readonly u: readonly number[] }[];
  readonly seconds: Readonly<Record<string, number>>;
}

/** Row indices of the input throughout; pairs in the order of the left rows. */
export interface ReconcileResult {
  readonly pairs: number;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly confidence: Uint8Array;
  /** pairs × PART_NAMES.length points. */
  readonly parts: Int8Array;
  /** The best other right row of each pair's left row, -1 if none, and its confidence. */
  readonly runnerUp: Int32Array;
  readonly runnerUpConfidence: Uint8Array;
  readonly unmatchedLeft: Int32Array;
  readonly unmatchedRight: Int32Array;
  /** Indices into UNMATCHED_KINDS. */
  readonly unmatchedLeftKind: Uint8Array;
  readonly unmatchedRightKind: Uint8Array;
  readonly report: ReconcileReport;
}

export const STAGES = ['read', 'index', 'learn', 'score', 'assign'] as const;
export type Stage = (typeof STAGES)[number];

export interface Hooks {
  /** Called often; `done` of `total` units of the stage. */
  onProgress?(stage: Stage, done: number, total: number): void;
  /** Asked between pieces of work; true ends the run with a `cancelled` error. */
  cancelled?(): boolean;
}

/** What is ready before pairs are scored. */
export interface Prepared {
  readonly scoring: Scoring;
  readonly signs: Signs;
  readonly seconds: Record<string, number>;
}

/** Throws the operating error of a cancelled run. */
export function stopIfCancelled(hooks: Hooks): void {
  if (hooks.cancelled?.()) throw new OperatingError('cancelled', 'The reconciliation was cancelled. Nothing was changed.');
}

/** Returns a function that books the seconds since its last call under a name. */
export function stopwatch(seconds: Record<string, number>): (name: string) => void {
  let since = performance.now();
  return (name) => {
    const now = performance.now();
    seconds[name] = (seconds[name] ?? 0) + Math.round(now - since) / 1000;
    since = now;
  };
}
