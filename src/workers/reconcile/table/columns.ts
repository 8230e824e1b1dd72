import { dateOrder, dayOfText, folded, minorOfText } from './parse.ts';
import { NO_DAY } from '../../../shared/columns.ts';

/** A table as it comes from a CSV file. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What a column holds; decides how its values are compared. */
export type ColumnKind = 'category' | 'date' | 'amount' | 'code' | 'name' | 'text';

/** Two columns that hold the same thing. */
export interface ColumnPair {
  readonly name: string;
  readonly left: number;
  readonly right: number;
  readonly kind: ColumnKind;
}

const SAMPLE = 2_000;
/** Up to this many different values on each side a column is a category: how values go together is learned. */
const CATEGORIES = 40;
/** Columns without a namesake that are compared with each other by content; each pair of them reads both samples. */
const COLUMNS_BY_CONTENT = 30;
const RECORD_ID = /^(id|idx|index|key|row|row ?no|row ?number|rec(ord)? ?id|unique ?id|row ?id|line|nr|no)$/;

function headerKey(header: string): string {
  return folded(header)
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim();
}

function sampled(table: Table, column: number): string[] {
  const step = Math.max(1, Math.floor(table.rows.length / SAMPLE));
  const values: string[] = [];
  for (let row = 0; row < table.rows.length; row += step) {
    const value = (table.rows[row]![column] ?? '').trim();
    if (value !== '') values.push(value);
  }
  return values;
}

/** Pairs the columns of two tables by header, then by content; leaves out record numbers and columns without a partner. */
export function alignColumns(left: Table, right: Table, idColumn?: string): ColumnPair[] {
  const id = idColumn === undefined ? undefined : headerKey(idColumn);
  const open = (table: Table): number[] =>
    table.header.map((_, c) => c).filter((c) => headerKey(table.header[c]!) !== id && !isRecordId(table, c));
  const leftOpen = open(left);
  const rightOpen = new Set(open(right));
  const pairs: { left: number; right: number }[] = [];
  const leftKeys = left.header.map(headerKey);
  const rightKeys = right.header.map(headerKey);
  const take = (score: (a: number, b: number) => number, least: number, most: number): void => {
    const options = leftOpen
      .filter((a) => !pairs.some((p) => p.left === a))
      .slice(0, most)
      .flatMap((a) => [...rightOpen].slice(0, most).map((b) => ({ a, b, score: score(a, b) })))
      .filter((o) => o.score >= least)
      .sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
    for (const { a, b } of options) {
      if (!rightOpen.has(b) || pairs.some((p) => p.left === a)) continue;
      pairs.push({ left: a, right: b });
      rightOpen.delete(b);
    }
  };
  take((a, b) => (leftKeys[a] === rightKeys[b] ? 1 : 0), 1, Infinity);
  take((a, b) => headerLikeness(left.header[a]!, right.header[b]!) * sameShape(left, a, right, b), 0.5, COLUMNS_BY_CONTENT);
  take((a, b) => overlap(left, a, right, b), 0.3, COLUMNS_BY_CONTENT);
  return pairs
    .sort((x, y) => x.left - y.left)
    .map((p) => ({ ...p, name: left.header[p.left]!, kind: kindOf(sampled(left, p.left), sampled(right, p.right), left, right, p) }));
}

/** A column that numbers the records: named so and without repeats. It says nothing about what the record is. */
function isRecordId(table: Table, column: number): boolean {
  if (!RECORD_ID.test(headerKey(table.header[column]!))) return false;
  const seen = new Set<string>();
  for (const row of table.rows) seen.add((row[column] ?? '').trim());
  return seen.size >= table.rows.length * 0.98;
}

function headerLikeness(a: string, b: string): number {
  const x = new Set(headerKey(a).split(' '));
  const y = new Set(headerKey(b).split(' '));
  const shared = [...x].filter((word) => y.has(word)).length;
  return shared / Math.min(x.size, y.size);
}

/** 1 where both columns hold the same kind of value, else 0: "amount" is not joined with "amount in words". */
function sameShape(left: Table, a: number, right: Table, b: number): number {
  const shape = (values: readonly string[]): string => (isDates(values) ? 'date' : isNumbers(values) ? 'number' : 'text');
  return shape(sampled(left, a)) === shape(sampled(right, b)) ? 1 : 0;
}

/** Share of the words of one column that also stand in the other; dates and numbers must agree in shape. */
function overlap(left: Table, a: number, right: Table, b: number): number {
  if (sameShape(left, a, right, b) === 0) return 0;
  const words = (values: readonly string[]): Set<string> =>
    new Set(values.flatMap((value) => folded(value).split(/[^\p{L}\p{N}]+/u)).filter((w) => w.length > 1));
  const x = words(sampled(left, a));
  const y = words(sampled(right, b));
  if (isDates(sampled(left, a)) && isDates(sampled(right, b))) return 0.5;
  const shared = [...x].filter((word) => y.has(word)).length;
  return shared / Math.max(1, Math.min(x.size, y.size));
}

function isDates(values: readonly string[]): boolean {
  const order = dateOrder(values);
  return values.length > 0 && values.filter((value) => dayOfText(value, order) !== NO_DAY).length >= 0.8 * values.length;
}

function isNumbers(values: readonly string[]): boolean {
  return values.length > 0 && values.filter((value) => minorOfText(value) !== null).length >= 0.95 * values.length;
}

function kindOf(
  leftValues: readonly string[],
  rightValues: readonly string[],
  left: Table,
  right: Table,
  pair: { left: number; right: number },
): ColumnKind {
  const all = [...leftValues, ...rightValues];
  if (all.length === 0) return 'category';
  const distinct = (table: Table, column: number): number => new Set(table.rows.map((row) => folded(row[column] ?? ''))).size;
  const few =
    Math.max(distinct(left, pair.left), distinct(right, pair.right)) <=
    Math.min(CATEGORIES, Math.min(left.rows.length, right.rows.length) / 5);
  if (few) return 'category';
  if (isDates(all)) return 'date';
  if (isNumbers(all)) {
    if (all.filter((value) => /[.,]\d{1,2}\D*$/.test(value)).length > 0.2 * all.length) return 'amount';
    return /amount|betrag|value|price|total|debit|credit|montant|importe/i.test(left.header[pair.left]!) ? 'amount' : 'code';
  }
  const digits = all.filter((value) => /\d/.test(value) && !/\s/.test(value)).length;
  if (digits > 0.6 * all.length) return 'code';
  const words = all.reduce((sum, value) => sum + value.split(/\s+/).length, 0) / all.length;
  return words <= 1.6 ? 'name' : 'text';
}
