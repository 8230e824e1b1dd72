/** Headers of more than one row: a second row names the parts of a spanned or repeated name. The names are joined. */
import type { CellKind } from './cell-kind.ts';

/** Longer cells are sentences, not names. */
const NAME_CHARACTERS = 50;

/** Which row ends the header, and its joined names. */
export interface JoinedHeader {
  readonly last: number;
  readonly names: readonly string[];
}

/** @param at row that was taken for the header; null where it stands alone */
export function joinedHeader(
  rows: readonly (readonly string[])[],
  kinds: readonly (readonly CellKind[])[],
  at: number,
): JoinedHeader | null {
  const header = rows[at]!;
  const below = nextFilled(rows, at);
  if (below >= 0 && isNameRow(rows[below]!, kinds[below]) && fillsGaps(header, rows[below]!) && hasDataBelow(rows, kinds, below))
    return { last: below, names: join(header, rows[below]!) };
  const above = rows[at - 1];
  if (
    above &&
    isNameRow(above, kinds[at - 1]) &&
    above.length >= header.length - 1 &&
    filledCells(above) >= 2 &&
    hasRepeats(header) &&
    fillsGaps(above, header)
  )
    return { last: at, names: join(above, header) };
  return null;
}

const filledCells = (row: readonly string[]) => row.filter((cell) => cell.trim() !== '').length;

/** The next row with cells, one blank row in between at most. */
function nextFilled(rows: readonly (readonly string[])[], at: number): number {
  for (let i = at + 1; i <= at + 2 && i < rows.length; i++) if (filledCells(rows[i]!) > 0) return i;
  return -1;
}

function isNameRow(row: readonly string[], kinds: readonly CellKind[] | undefined): boolean {
  if (!kinds || filledCells(row) < 2) return false;
  // Rules of dashes are no names.
  if (!row.some((cell) => /\p{L}/u.test(cell))) return false;
  return row.every((cell, i) => cell.trim() === '' || (kinds[i] === 'text' && cell.length <= NAME_CHARACTERS));
}

/** Whether the lower row names parts: where the upper one is empty behind a name, or repeats one; and never a lone new column. */
function fillsGaps(upper: readonly string[], lower: readonly string[]): boolean {
  let parts = 0;
  for (let i = 0; i < lower.length; i++) {
    if (lower[i]!.trim() === '') continue;
    const own = (upper[i] ?? '').trim();
    const before = (upper[i - 1] ?? '').trim();
    const spanned = own === '' && upper.slice(0, i).some((cell) => cell.trim() !== '');
    if (spanned || (own !== '' && own === before)) parts++;
  }
  return parts > 0;
}

function hasRepeats(row: readonly string[]): boolean {
  const names = row.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return new Set(names).size < names.length;
}

/** A header stands above numbers or dates; texts below texts may be data as well. */
function hasDataBelow(rows: readonly (readonly string[])[], kinds: readonly (readonly CellKind[])[], at: number): boolean {
  const next = nextFilled(rows, at);
  return next >= 0 && (kinds[next] ?? []).some((kind) => kind === 'number' || kind === 'date');
}

function join(upper: readonly string[], lower: readonly string[]): string[] {
  let spanned = '';
  return Array.from({ length: Math.max(upper.length, lower.length) }, (_, i) => {
    const own = (upper[i] ?? '').trim();
    const part = (lower[i] ?? '').trim();
    if (own !== '') spanned = own;
    const head = own !== '' ? own : part !== '' ? spanned : '';
    return head === '' || part === '' || head === part ? head || part : `${head} ${part}`;
  });
}
