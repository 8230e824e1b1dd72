import { NO_DAY } from '../../shared/columns.ts';
import { UNMATCHED_KINDS, type UnmatchedKind } from '../../shared/contract/reconcile.ts';
import type { Limits } from './candidate-index.ts';
import type { Bags } from './bags.ts';
import type { Side, Sides } from './side.ts';
import type { Words } from './vocabulary.ts';

const KIND = Object.fromEntries(UNMATCHED_KINDS.map((kind, i) => [kind, i])) as Record<UnmatchedKind, number>;
const FEE_WORDS = new Set([
  'fee',
  'fees',
  'charge',
  'charges',
  'interest',
  'commission',
  'surcharge',
  'overdraft',
  'gebuehr',
  'zinsen',
  'frais',
  'comision',
]);
/** Rarity (sixteenths of a bit) from which one shared reference number ties two rows together. */
const RARE_NUMBER = 112;
/** A twin stands at most this many days away: a payment entered or presented twice. */
const TWIN_DAYS = 3;

/** What one side's unmatched rows are judged by. */
interface Judge {
  readonly own: Side;
  readonly other: Side;
  readonly ownMatched: Uint8Array;
  readonly otherMatched: Uint8Array;
  /** Whether a row had any scored candidate. */
  readonly hadCandidate: Uint8Array;
  readonly limits: Limits;
  readonly missing: UnmatchedKind;
  readonly words: Words;
}

/** Kinds (indices into UNMATCHED_KINDS) of the unmatched positions of one side, in the order of `positions`. */
export function unmatchedKinds(
  positions: Int32Array,
  sides: Sides,
  left: boolean,
  matched: [Uint8Array, Uint8Array],
  hadCandidate: Uint8Array,
  limits: Limits,
): Uint8Array {
  const judge: Judge = {
    own: left ? sides.left : sides.right,
    other: left ? sides.right : sides.left,
    ownMatched: matched[left ? 0 : 1],
    otherMatched: matched[left ? 1 : 0],
    hadCandidate,
    limits,
    missing: left ? 'missing-right' : 'missing-left',
    words: sides.words,
  };
  const fee = feeWords(sides.words);
  const small = medianSize(judge.own);
  const byNumber = openNumbers(judge);
  const byText = openTexts(judge);
  const twins = twinIndex(judge.own, positions, judge.ownMatched);
  const { own, other } = judge;
  const dated = other.rows > 0 && other.day[other.rows - 1] !== NO_DAY;
  let first = 0;
  while (first < other.rows && other.day[first] === NO_DAY) first++;
  const period = dated ? [other.day[first]!, other.day[other.rows - 1]!] : null;
  const edge = Math.max(1, limits.windowDays);
  return Uint8Array.from(positions, (i) => {
    if (hasMatchedTwin(i, judge, twins)) return KIND.duplicate;
    if (Math.abs(own.amount[i]!) <= small && has(own.text, i, fee)) return KIND.fee;
    if (differsElsewhere(i, judge, byNumber, byText)) return KIND['amount-differs'];
    const day = own.day[i]!;
    if (period && day !== NO_DAY && (day > period[1]! - edge || day < period[0]! + edge)) return KIND.timing;
    return hadCandidate[i] ? KIND.unexplained : KIND[judge.missing];
  });
}

function feeWords(words: Words): Set<number> {
  const found = new Set<number>();
  const decoder = new TextDecoder();
  for (let w = 0; w < words.count; w++) {
    const from = w === 0 ? 0 : words.ends[w - 1]!;
    const length = words.ends[w]! - from;
    if (length < 3 || length > 10) continue;
    if (FEE_WORDS.has(decoder.decode(words.bytes.slice(from, words.ends[w]!)))) found.add(w);
  }
  return found;
}

function has(bags: Bags, i: number, wanted: Set<number>): boolean {
  for (let k = bags.starts[i]!; k < bags.starts[i + 1]!; k++) if (wanted.has(bags.items[k]!)) return true;
  return false;
}

function medianSize(side: Side): number {
  const sizes = side.amount.map(Math.abs).sort();
  return sizes.length ? sizes[sizes.length >> 1]! : 0;
}

/** Open (unmatched) rows of the other side by rare reference number and by words. */
function openNumbers(judge: Judge): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  const { other, otherMatched, words } = judge;
  for (let j = 0; j < other.rows; j++) {
    if (otherMatched[j]) continue;
    for (let k = other.numbers.starts[j]!; k < other.numbers.starts[j + 1]!; k++) {
      const number = other.numbers.items[k]!;
      if (words.rarity[number]! >= RARE_NUMBER) push(rows, number, j);
    }
  }
  return rows;
}

function openTexts(judge: Judge): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  const { other, otherMatched } = judge;
  for (let j = 0; j < other.rows; j++) {
    if (!otherMatched[j] && other.text.starts[j + 1]! > other.text.starts[j]!) push(rows, other.textDigest[j]!, j);
  }
  return rows;
}

function push(map: Map<number, number[]>, key: number, value: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else if (list.length < 64) list.push(value);
}

/** Whether an open row of the other side, within the window, names the same thing with an amount beyond the tolerance. */
function differsElsewhere(i: number, judge: Judge, byNumber: Map<number, number[]>, byText: Map<number, number[]>): boolean {
  const { own, other, limits } = judge;
  const day = own.day[i]!;
  const fits = (j: number): boolean =>
    Math.abs(own.amount[i]! - other.amount[j]!) > limits.toleranceMinor &&
    Math.sign(own.amount[i]!) === Math.sign(other.amount[j]!) &&
    (day === NO_DAY || other.day[j] === NO_DAY || Math.abs(day - other.day[j]!) <= limits.windowDays);
  for (let k = own.numbers.starts[i]!; k < own.numbers.starts[i + 1]!; k++)
    if (byNumber.get(own.numbers.items[k]!)?.some(fits)) return true;
  return own.text.starts[i + 1]! > own.text.starts[i]! + 1 && (byText.get(own.textDigest[i]!)?.some(fits) ?? false);
}

function twinKey(side: Side, i: number): number {
  return (side.fullDigest[i]! ^ Math.imul(side.amount[i]! | 0, 0x9e3779b1)) | 0;
}

/** Matched rows that share words and amount (by digest) with one of `positions`. */
function twinIndex(side: Side, positions: Int32Array, matched: Uint8Array): Map<number, number[]> {
  const rows = new Map<number, number[]>();
  for (const i of positions) rows.set(twinKey(side, i), []);
  if (rows.size === 0) return rows;
  for (let i = 0; i < side.rows; i++) if (matched[i]) rows.get(twinKey(side, i))?.push(i);
  return rows;
}

function hasMatchedTwin(i: number, judge: Judge, twins: Map<number, number[]>): boolean {
  const { own } = judge;
  const twin = (k: number): boolean =>
    own.amount[k] === own.amount[i] && own.fullDigest[k] === own.fullDigest[i] && Math.abs(own.day[k]! - own.day[i]!) <= TWIN_DAYS;
  return twins.get(twinKey(own, i))?.some(twin) ?? false;
}
