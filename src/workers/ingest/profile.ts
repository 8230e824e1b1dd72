/** What a column of the sample holds. */
import { isCurrency } from '../../shared/currency.ts';
import { parseAmount, type DecimalMark } from '../../shared/money.ts';
import { dateFormatsOf, isNumberLike } from './cell-kind.ts';
import { signOfWord } from './sign-words.ts';

export interface ColumnProfile {
  readonly index: number;
  readonly name: string;
  /** Trimmed cells, one per sample row; empty where the row is short. */
  readonly cells: readonly string[];
  readonly filled: number;
  /** Cells that are a date under some format; compact digits count only with a plausible year. */
  readonly dates: number;
  readonly numbers: number;
  /** Numbers that carry a decimal mark, a sign, parentheses or a currency sign: money rather than counts. */
  readonly moneyLike: number;
  readonly negatives: number;
  readonly currencies: number;
  readonly signs: number;
  readonly distinct: number;
  readonly meanLength: number;
}

/** Rows profiled; every decision is checked on the whole file afterwards. */
const PROFILE_ROWS = 1000;

export function profileColumns(body: readonly (readonly string[])[], header: readonly string[], width: number): ColumnProfile[] {
  const rows = body.slice(0, PROFILE_ROWS).filter((row) => row.length > Math.min(2, width - 1));
  return Array.from({ length: width }, (_, index) => profile(index, (header[index] ?? '').trim(), rows));
}

function profile(index: number, name: string, rows: readonly (readonly string[])[]): ColumnProfile {
  const cells = rows.map((row) => (row[index] ?? '').trim());
  let filled = 0;
  let dates = 0;
  let numbers = 0;
  let moneyLike = 0;
  let negatives = 0;
  let currencies = 0;
  let signs = 0;
  let length = 0;
  for (const cell of cells) {
    if (cell === '') continue;
    filled++;
    length += cell.length;
    if (isDateCell(cell)) dates++;
    if (isNumberLike(cell)) {
      numbers++;
      if (/[.,]\d{1,2}\D*$|[-+()\u2212$€£]/.test(cell)) moneyLike++;
      if (/[-(\u2212]|DR$/i.test(cell)) negatives++;
    }
    if (isCurrency(cell.toUpperCase())) currencies++;
    if (signOfWord(cell) !== 0) signs++;
  }
  const distinct = new Set(cells.filter((cell) => cell !== '')).size;
  return {
    index,
    name,
    cells,
    filled,
    dates,
    numbers,
    moneyLike,
    negatives,
    currencies,
    signs,
    distinct,
    meanLength: filled === 0 ? 0 : length / filled,
  };
}

function isDateCell(cell: string): boolean {
  const formats = dateFormatsOf(cell);
  if (formats.length === 0) return false;
  if (/^\d+$/.test(cell)) return /^(?:19[7-9]|20[0-9])\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?:\d{6})?$/.test(cell);
  // 12.50 and 1.5.20 differ: a date has three parts.
  return !/^[-+]?\d+[.,]\d+$/.test(cell);
}

export const isNumberColumn = (column: ColumnProfile) => column.filled > 0 && column.numbers >= column.filled * 0.8;
export const isDateColumn = (column: ColumnProfile) => column.filled > 0 && column.dates >= column.filled * 0.6;

/**
 * The decimal mark of money columns. One or two digits behind a mark, or both marks in one number, prove it; groups of three
 * alone can't be decimals of a currency with two.
 */
export function decimalMarkOf(columns: readonly ColumnProfile[]): {
  mark: DecimalMark;
  because: string;
  confidence: number;
  unsure: string | null;
} {
  const strong = { '.': 0, ',': 0 };
  const grouped = { '.': 0, ',': 0 };
  let example = '';
  for (const column of columns) {
    for (const cell of column.cells) {
      const match = /([.,])(\d+)\D*$/.exec(cell);
      if (!match) continue;
      const mark = match[1] as DecimalMark;
      if (parseAmount(cell, mark, 4).problem !== undefined) {
        const other = mark === '.' ? ',' : '.';
        if (parseAmount(cell, other, 4).problem === undefined) strong[other]++;
        continue;
      }
      const other = mark === '.' ? ',' : '.';
      // A group of more than three digits before the mark is no group: what follows it are decimals.
      if (match[2]!.length !== 3 || cell.includes(other) || /^\D*(?:0|\d{4,})[.,]\d+\D*$/.test(cell)) strong[mark]++;
      else {
        grouped[mark]++;
        example ||= cell;
      }
    }
  }
  const seen = (mark: DecimalMark) => `${strong[mark]} amounts can only be read with "${mark}" as the decimal mark`;
  if (strong['.'] > strong[',']) return { mark: '.', because: seen('.'), confidence: strong[','] === 0 ? 99 : 80, unsure: null };
  if (strong[','] > strong['.']) return { mark: ',', because: seen(','), confidence: strong['.'] === 0 ? 99 : 80, unsure: null };
  if (grouped['.'] === 0 && grouped[','] === 0)
    return { mark: '.', because: 'all amounts are whole numbers', confidence: 90, unsure: null };
  const mark = grouped[','] >= grouped['.'] ? '.' : ',';
  return { mark, because: `three digits stand behind every mark, as in ${example}`, confidence: 50, unsure: example };
}
