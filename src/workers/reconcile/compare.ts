import { NO_DAY, type TransactionColumns } from '../../shared/columns.ts';
import { amountLevel, amountSentence } from './amount-level.ts';
import { buildIndex } from './candidate-index.ts';
import { Chance } from './chance.ts';
import { dayLevel, daySentence } from './day-level.ts';
import { explainBits } from './explain-bits.ts';
import { comparePair } from './pair.ts';
import { priorM, priorU, weightsOf } from './model.ts';
import { pointsOf } from './parts.ts';
import { PART_NAMES, type ReconcileParams } from './result.ts';
import { pairBits } from './score.ts';
import { detectSigns, readSides } from './side.ts';
import { textSentence } from './text-sentence.ts';

/** A transaction as far as an explanation speaks of it. */
export interface ExplainedTransaction {
  readonly amountMinor: number;
  /** YYYY-MM-DD */
  readonly date: string | null;
  readonly description: string;
  readonly reference: string;
  readonly counterparty: string;
}

/** One named part of a confidence, with a sentence that says what it rests on. */
export interface ExplainedPart {
  readonly name: string;
  readonly points: number;
  readonly because: string;
}

/** A row of the other side compared with one transaction. */
export interface Candidate {
  /** Row index within the others. */
  readonly row: number;
  readonly confidence: number;
  readonly parts: ExplainedPart[];
}

const decoder = new TextDecoder();
const DAY_MS = 86_400_000;

function isoOf(day: number): string | null {
  return day === NO_DAY ? null : new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function dayOf(date: string | null): number {
  const ms = date === null ? Number.NaN : Date.parse(date);
  return Number.isFinite(ms) ? Math.floor(ms / DAY_MS) : NO_DAY;
}

function rowOf(columns: TransactionColumns, row: number): ExplainedTransaction {
  const text = ({ bytes, ends }: TransactionColumns['description']): string =>
    decoder.decode(bytes.slice(row === 0 ? 0 : ends[row - 1], ends[row]));
  return {
    amountMinor: columns.amountMinor[row]!,
    date: isoOf(columns.day[row]!),
    description: text(columns.description),
    reference: text(columns.reference),
    counterparty: text(columns.counterparty),
  };
}

/**
 * The rows of `others` that fit one transaction best, best first, with the built-in expectations instead of a run's
 * learned ones. The limits of `params` widen the search here, they do not end it: near misses are what a person looks
 * for by hand.
 * @param one one row
 * @param limit at most this many
 */
export function candidatesFor(one: TransactionColumns, others: TransactionColumns, params: ReconcileParams, limit: number): Candidate[] {
  if (one.rows === 0 || others.rows === 0) return [];
  const sides = readSides(one, others, detectSigns(one, others, params.windowDays), () => undefined);
  const { left, right } = sides;
  const index = buildIndex(left, right);
  const limits = { toleranceMinor: Math.max(params.toleranceMinor, Math.abs(left.amount[0]!) * 2), toleranceShare: 1, windowDays: 90 };
  const chance = new Chance(index, limits);
  // One row of a side has a partner more often than not; 0.8 of them is the usual rate of a first run.
  const weights = weightsOf({ m: priorM(), u: priorU(), expected: 0.8, leftRows: 1, rightRows: right.rows });
  const prior = Math.log2(0.8 / 0.2 / right.rows);
  const scored = Array.from({ length: right.rows }, (_, j) => {
    const amount = amountLevel(left.amount[0]!, right.amount[j]!);
    const day = dayLevel(left.day[0]!, right.day[j]!);
    const aChance = chance.ofAmount(left.amount[0]!, amount);
    const dChance = chance.ofDay(left.day[0]!, day);
    const pattern = comparePair(sides, 0, j, amount, day);
    const bits = pairBits({ ...weights, base: prior }, pattern, aChance, dChance, 1, right.rows);
    return { j, pattern, aChance, dChance, odds: 2 ** Math.min(40, bits) };
  });
  const total = scored.reduce((sum, s) => sum + s.odds, 1);
  scored.sort((a, b) => b.odds - a.odds || a.j - b.j);
  return scored.slice(0, limit).map((s) => {
    const p = s.odds / total;
    const confidence = Math.round(100 * p);
    const points = new Int8Array(PART_NAMES.length);
    pointsOf(confidence, explainBits({ ...weights, base: prior }, s.pattern, s.aChance, s.dChance, p), points, 0);
    const row = right.order[s.j]!;
    return { row, confidence, parts: explainParts(points, rowOf(one, 0), rowOf(others, row)) };
  });
}

/**
 * Names the points of one pair and says in plain sentences what they rest on.
 * @param points PART_NAMES.length points of the pair, as the engine returned them
 */
export function explainParts(points: Int8Array, left: ExplainedTransaction, right: ExplainedTransaction): ExplainedPart[] {
  return PART_NAMES.map((name, k) => ({ name, points: points[k] ?? 0, because: sentence(name, points[k] ?? 0, left, right) }));
}

function sentence(name: (typeof PART_NAMES)[number], points: number, left: ExplainedTransaction, right: ExplainedTransaction): string {
  switch (name) {
    case 'base':
      return 'Before anything is compared, two rows picked at random are rarely the same movement.';
    case 'amount':
      return Math.abs(left.amountMinor) === Math.abs(right.amountMinor) && left.amountMinor !== right.amountMinor
        ? 'The amounts are equal; the two sides state them with opposite signs.'
        : amountSentence(left.amountMinor, right.amountMinor);
    case 'date':
      return daySentence(dayOf(left.date), dayOf(right.date));
    case 'description':
      return textSentence('description', textOf(left), textOf(right));
    case 'reference':
      return textSentence('reference', `${left.reference} ${left.description}`, `${right.reference} ${right.description}`, true);
    case 'counterparty':
      return left.counterparty === '' || right.counterparty === ''
        ? 'At least one side names no counterparty; what is named was compared with the description.'
        : textSentence('counterparty', left.counterparty, right.counterparty);
    case 'rivals':
      return points < 0
        ? 'Other rows, or other payments of the same series, could be the partner as well.'
        : 'No other row competes for the partner.';
  }
}

/** The text the engine compares as description where only one side names a counterparty. */
function textOf(row: ExplainedTransaction): string {
  return `${row.counterparty} ${row.description}`.trim();
}
