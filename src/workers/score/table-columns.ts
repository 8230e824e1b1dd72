/** Reads any table's columns for scoring: numbers as they are, repeated words by their rarity, identifiers not at all. */
import { quantileOfSorted, countBelow } from './robust.ts';

/** A column ready for the models. */
export interface ScoredColumn {
  readonly column: number;
  readonly code: 'X1' | 'X2' | 'X3';
  readonly values: Float64Array;
  readonly argsOf: (row: number) => number[];
}

export interface LeftOut {
  readonly column: string;
  readonly why: string;
}

/** Share of a column's filled cells that must read as numbers, and of different words beyond which they are identifiers. */
const NUMERIC_SHARE = 0.95;
const IDENTIFIER_SHARE = 0.5;

/** A plain number, with or without grouping commas; NaN for anything else. */
export function numberOf(cell: string): number {
  const text = cell.trim();
  if (text === '') return NaN;
  const plain = Number(text);
  if (!Number.isNaN(plain)) return plain;
  return /^[-+]?\d{1,3}(,\d{3})+(\.\d+)?$/.test(text) ? Number(text.replaceAll(',', '')) : NaN;
}

const isMissing = (cell: string) => /^\s*(?:|na|n\/a|nan|null|none|-|\?)\s*$/i.test(cell);

/** Whether numbers are merely the rows' own numbering: whole and each one more than the last. */
function isNumbering(values: Float64Array): boolean {
  if (values.length < 3 || !Number.isInteger(values[0])) return false;
  for (let i = 1; i < values.length; i++) if (values[i] !== values[i - 1]! + 1) return false;
  return true;
}

function numeric(column: number, cells: readonly string[], values: Float64Array): ScoredColumn[] {
  const known = values.filter((value) => Number.isFinite(value)).sort();
  const median = quantileOfSorted(known, 0.5);
  const missing = cells.length - known.length;
  // A gap takes the median's place: what is missing must not look like an extreme.
  const filled = values.map((value) => (Number.isFinite(value) ? value : median));
  const scored: ScoredColumn[] = [
    {
      column,
      code: 'X1',
      values: filled,
      argsOf: (row) => [filled[row]!, median, countBelow(known, filled[row]!) / known.length, cells.length],
    },
  ];
  if (missing > 0) {
    const share = missing / cells.length;
    scored.push({
      column,
      code: 'X3',
      values: values.map((value) => (Number.isFinite(value) ? -Math.log(1 - share) : -Math.log(share))),
      argsOf: () => [missing, cells.length],
    });
  }
  return scored;
}

function rarity(column: number, cells: readonly string[], counts: ReadonlyMap<string, number>): ScoredColumn {
  const countOf = (row: number) => counts.get(cells[row]!.trim())!;
  return {
    column,
    code: 'X2',
    values: Float64Array.from(cells, (_, row) => -Math.log(countOf(row) / cells.length)),
    argsOf: (row) => [countOf(row), cells.length],
  };
}

/** Headings of numbers that name something: how large a supplier number is says nothing. */
const NAMING = /(?:^|[ _-])(?:id|no|num|number|code|zip|postcode|phone)\.?$/i;

/** Reads one column; a text says why it can't be used. */
export function readColumn(column: number, name: string, cells: readonly string[]): ScoredColumn[] | string {
  const filled = cells.filter((cell) => !isMissing(cell)).length;
  if (filled === 0) return 'it is empty';
  const values = Float64Array.from(cells, numberOf);
  const numbers = values.filter((value) => Number.isFinite(value)).length;
  const naming = NAMING.test(name.trim()) && values.every((value) => Number.isNaN(value) || Number.isInteger(value));
  if (isNumbering(values)) return 'it numbers the rows';
  if (numbers >= NUMERIC_SHARE * filled && !naming) return numeric(column, cells, values);
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell.trim(), (counts.get(cell.trim()) ?? 0) + 1);
  if (counts.size > IDENTIFIER_SHARE * cells.length && cells.length > 20) return 'nearly every row has another text';
  return [rarity(column, cells, counts)];
}
