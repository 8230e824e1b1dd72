/** From rule terms and model tails to a risk of 0 to 100 with its reasons. */
import { encodeReasons, type Reason } from '../../shared/reasons.ts';
import { combinedTail, type Ensemble } from './ensemble.ts';
import type { RowTerm } from './rules/run.ts';

/** Share of irregular rows assumed before anything is known: 2 %. */
export const BASE_RATE = 0.02;
export const BASE_LOGIT = Math.log(BASE_RATE / (1 - BASE_RATE));
/**
 * Log-odds per unit of the combined tail. At 0.2 a row that all models place in the top 1 % comes to a risk near 25, in the
 * top 0.01 % near 85: a model alone has to be very sure.
 */
export const MODEL_SLOPE = 0.2;
/** Reasons kept per row. */
const TOP_REASONS = 5;

export interface Ranking {
  /** Ranking value: the log-odds, unrounded. */
  readonly score: Float64Array;
  readonly risk: Uint8Array;
}

export const riskOf = (logit: number) => Math.round(100 / (1 + Math.exp(-logit)));

/** Adds up base rate, rules and models. `ensemble` is null where no column varies. */
export function rankRows(rows: number, ensemble: Ensemble | null, terms: ReadonlyMap<number, readonly RowTerm[]>): Ranking {
  const score = new Float64Array(new SharedArrayBuffer(Math.max(1, rows) * 8), 0, rows);
  const risk = new Uint8Array(new SharedArrayBuffer(Math.max(1, rows)), 0, rows);
  for (let row = 0; row < rows; row++) score[row] = BASE_LOGIT + (ensemble ? MODEL_SLOPE * combinedTail(ensemble, row) : 0);
  for (const [row, list] of terms) for (const term of list) score[row]! += term.logit;
  for (let row = 0; row < rows; row++) risk[row] = riskOf(score[row]!);
  return { score, risk };
}

/** One additive part of a row's log-odds above the base rate. */
export interface Term {
  readonly code: string;
  readonly logit: number;
  readonly args: () => readonly number[];
  readonly evidence: readonly number[];
  /** Feature column of a model term; -1 for a rule. */
  readonly feature: number;
}

/** All terms of a row: rules first, then the models' parts per column (`parts` has the row's `width` entries). */
export function termsOf(
  rules: readonly RowTerm[],
  parts: Float64Array,
  codes: readonly string[],
  argsOf: (feature: number) => number[],
): Term[] {
  const terms: Term[] = rules.map(({ code, logit, hit }) => ({ code, logit, args: () => hit.args, evidence: hit.evidence, feature: -1 }));
  for (const [feature, part] of parts.entries()) {
    terms.push({ code: codes[feature]!, logit: MODEL_SLOPE * part, args: () => argsOf(feature), evidence: [], feature });
  }
  return terms;
}

/** A term as it is kept: its share of the risk in points. */
export interface Weighed {
  readonly term: Term;
  readonly points: number;
}

/** The strongest terms with their shares of the risk; ties keep rule order, so that the outcome is stable. */
export function strongest(terms: readonly Term[], risk: number): Weighed[] {
  let sum = 0;
  for (const term of terms) sum += term.logit;
  if (sum <= 0) return [];
  return terms
    .map((term) => ({ term, points: Math.round((risk * term.logit * 10) / sum) / 10 }))
    .filter(({ points }) => points > 0)
    .sort((a, b) => b.term.logit - a.term.logit)
    .slice(0, TOP_REASONS);
}

const finite = (value: number) => (Number.isFinite(value) ? (Number.isInteger(value) ? value : Number(value.toPrecision(6))) : 0);

/** Reasons in stored form. `idOf` turns evidence rows into transaction identifiers. */
export function reasonsOf(weighed: readonly Weighed[], idOf: (row: number) => number): Reason[] {
  return weighed.map(({ term, points }) => ({
    code: term.code,
    points,
    args: term.args().map(finite),
    evidence: term.evidence.map(idOf),
  }));
}

/** Packed reasons of many rows: row i is bytes[ends[i-1] ?? 0 .. ends[i]). */
export interface PackedReasons {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
}

/** The stored form of one row's reasons, on memory of its own. */
export function reasonBytes({ bytes, ends }: PackedReasons, row: number): Uint8Array {
  return bytes.slice(row === 0 ? 0 : ends[row - 1], ends[row]);
}

/** Packs reasons of the listed rows (ascending); all other rows have none. */
export function packReasons(rows: number, listed: Int32Array, reasonsAt: (index: number) => Reason[]): PackedReasons {
  const ends = new Uint32Array(new SharedArrayBuffer(Math.max(1, rows) * 4), 0, rows);
  const chunks: Uint8Array[] = [];
  let length = 0;
  let next = 0;
  for (let row = 0; row < rows; row++) {
    if (listed[next] === row) {
      const chunk = encodeReasons(reasonsAt(next++));
      chunks.push(chunk);
      length += chunk.length;
    }
    ends[row] = length;
  }
  const bytes = new Uint8Array(new SharedArrayBuffer(Math.max(1, length)), 0, length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return { bytes, ends };
}
