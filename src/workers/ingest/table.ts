/** Where the table stands in a file: titles above it, its header, its first data row, its usual width. */
import type { ColumnRole } from '../../shared/contract/import.ts';
import { kindOf, type CellKind } from './cell-kind.ts';
import { joinedHeader } from './header-rows.ts';
import { isColumnName, roleScore } from './vocabulary.ts';

export interface Table {
  /** Records above the header (or above the data where there is no header), blank ones counted. */
  readonly preambleRows: number;
  readonly hasHeader: boolean;
  readonly width: number;
  readonly header: readonly string[];
  /** Sample rows below the header. */
  readonly body: readonly (readonly string[])[];
  readonly because: string;
  readonly confidence: number;
}

/** Rows looked at; a preamble is never longer than a page. */
const LOOK = 400;

const filled = (row: readonly string[]) => row.reduce((count, cell) => count + (cell.trim() === '' ? 0 : 1), 0);

export function findTable(rows: readonly (readonly string[])[]): Table {
  const look = rows.slice(0, LOOK);
  const width = usualWidth(look);
  const kinds = look.map((row) => row.slice(0, 300).map(kindOf));
  const fills = look.filter((row) => row.length === width).map(filled);
  const usualFill = fills.length === 0 ? 1 : [...fills].sort((a, b) => a - b)[fills.length >> 1]!;
  const isFull = (i: number) => filled(look[i]!) >= Math.max(width === 1 ? 1 : 2, usualFill * 0.5) && look[i]!.length >= Math.min(width, 2);
  const typed = typedColumns(look, kinds, width);

  const named = namedHeader(look, kinds);
  if (named >= 0) return withParts(rows, kinds, tableAt(rows, named, true, width, 'its cells are names of statement columns', 97));
  const data = look.findIndex((row, i) => isFull(i) && isData(kinds[i]!, row, typed));
  if (typed.length > 0 && data >= 0) {
    for (let i = data - 1; i >= 0; i--) {
      if (!isFull(i) || !look[i]!.some((cell) => /\p{L}/u.test(cell))) continue;
      const texts = kinds[i]!.filter((kind) => kind === 'text').length;
      if (texts >= Math.min(filled(look[i]!), kinds[i]!.length) * 0.5)
        return withParts(rows, kinds, tableAt(rows, i, true, width, 'text stands above columns of numbers or dates', 90));
      break;
    }
    if (data === 0 || !isFull(data - 1)) {
      const years = yearHeader(look, kinds, data, typed);
      if (years) return tableAt(rows, data, true, width, 'names and years stand above columns of other numbers', 70);
    }
    let first = data;
    while (first > 0 && look[first - 1]!.length === width && filled(look[first - 1]!) > 1) first--;
    return tableAt(rows, first, false, width, 'the first full row already holds numbers or dates', 85);
  }
  const first = look.findIndex((_, i) => isFull(i));
  if (first < 0) return tableAt(rows, 0, false, Math.max(1, width), 'no row looks like a header', 50);
  const cells = look[first]!.map((cell) => cell.trim()).filter((cell) => cell !== '');
  const distinct = new Set(cells).size === cells.length && kinds[first]!.every((kind) => kind === 'text' || kind === 'empty');
  return tableAt(rows, first, distinct, width, distinct ? 'the first full row holds distinct texts' : 'no row looks like a header', 60);
}

/** The same table with a header of two rows, where there is one. */
function withParts(rows: readonly (readonly string[])[], kinds: readonly (readonly CellKind[])[], table: Table): Table {
  const joined = joinedHeader(rows, kinds, table.preambleRows);
  if (joined === null) return table;
  const whole = tableAt(rows, joined.last, true, table.width, `${table.because}; it has two rows`, table.confidence - 5);
  return { ...whole, width: Math.max(whole.width, joined.names.length), header: joined.names };
}

function tableAt(
  rows: readonly (readonly string[])[],
  at: number,
  hasHeader: boolean,
  width: number,
  because: string,
  confidence: number,
): Table {
  const header = hasHeader ? rows[at]! : [];
  // Exports joined together repeat their header.
  const key = header.join('\u0001');
  const body = rows
    .slice(at + (hasHeader ? 1 : 0))
    .filter((row) => (row.length > 1 || (row[0] ?? '').trim() !== '') && (!hasHeader || row.join('\u0001') !== key));
  return { preambleRows: at, hasHeader, width: Math.max(width, header.length), header, body, because, confidence };
}

/** The width that most of the sample has, wide rows weighing more: (w - 1) / w as in the dialect score. */
function usualWidth(rows: readonly (readonly string[])[]): number {
  const weights = new Map<number, number>();
  for (const row of rows) {
    if (row.length === 1 && row[0]!.trim() === '') continue;
    weights.set(row.length, (weights.get(row.length) ?? 0) + Math.max(0.01, row.length - 1) / row.length);
  }
  let best = 1;
  let most = 0;
  for (const [width, weight] of weights) if (weight > most || (weight === most && width > best)) [best, most] = [width, weight];
  return best;
}

/** Columns whose cells are mostly numbers or dates, the first rows left out of the count. */
function typedColumns(rows: readonly (readonly string[])[], kinds: readonly (readonly CellKind[])[], width: number): number[] {
  const found: number[] = [];
  for (let column = 0; column < width; column++) {
    let typed = 0;
    let text = 0;
    for (let i = 1; i < rows.length; i++) {
      if (rows[i]!.length !== width) continue;
      const kind = kinds[i]![column];
      if (kind === 'number' || kind === 'date') typed++;
      else if (kind === 'text') text++;
    }
    if (typed > 0 && typed >= (typed + text) * 0.6) found.push(column);
  }
  return found;
}

function isData(kinds: readonly CellKind[], row: readonly string[], typed: readonly number[]): boolean {
  let hits = 0;
  let full = 0;
  for (const column of typed) {
    const kind = kinds[column];
    if (kind === undefined || kind === 'empty') continue;
    full++;
    if (kind !== 'text') hits++;
  }
  return hits > 0 && hits >= full * 0.5 && row.length > 1;
}

/** The first row with several column names and nothing but text; one that names a date and an amount goes first. */
function namedHeader(rows: readonly (readonly string[])[], kinds: readonly (readonly CellKind[])[]): number {
  let first = -1;
  for (let i = 0; i < Math.min(rows.length, 100); i++) {
    const row = rows[i]!;
    const names = row.filter((cell) => isColumnName(cell)).length;
    const texts = filled(row);
    const others = kinds[i]!.filter((kind) => kind === 'number' || kind === 'date').length;
    const values = row.filter((cell) => cell.length > 60).length;
    const next = rows[i + 1];
    // A narrower row of labels above a wider table is a title block.
    if (next && next.length > row.length + 2 && i + 1 < rows.length) continue;
    if (!(names >= 2 && names >= texts * 0.25 && others === 0 && values <= 1)) continue;
    if (namesMovement(row)) return i;
    if (first < 0) first = i;
  }
  return first;
}

/** Whether a header has what a movement needs: blocks above the table name accounts and periods, not both of these. */
function namesMovement(row: readonly string[]): boolean {
  const names = (roles: readonly ColumnRole[]) => row.some((cell) => cell.length < 60 && roles.some((role) => roleScore(cell, role) >= 60));
  return names(['date', 'valueDate']) && names(['amount', 'debit', 'credit']);
}

/** `Country, 2004, 2005`: numbers in a header that are years in order, while the column below holds other numbers. */
function yearHeader(
  rows: readonly (readonly string[])[],
  kinds: readonly (readonly CellKind[])[],
  at: number,
  typed: readonly number[],
): boolean {
  const years = rows[at]!.filter((cell, i) => kinds[at]![i] === 'number' && /^(?:19|20)\d\d$/.test(cell.trim()));
  const numbers = kinds[at]!.filter((kind) => kind === 'number').length;
  if (years.length < 2 || years.length !== numbers) return false;
  const ordered = years.every((year, i) => i === 0 || Math.abs(Number(year) - Number(years[i - 1])) === 1);
  const below = rows[at + 1];
  return ordered && below !== undefined && typed.some((column) => !/^(?:19|20)\d\d$/.test((below[column] ?? '').trim()));
}
