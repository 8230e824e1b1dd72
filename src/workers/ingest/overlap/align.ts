/** Sets two files side by side, row by row: what both have, what only one has, and where the two differ. */

/** A row as it is aligned. Texts are as stored. */
export interface AlignedRow {
  readonly id: number;
  readonly account: string;
  readonly date: string;
  readonly amountMinor: number;
  readonly currency: string;
  readonly description: string;
  readonly reference: string;
  readonly counterparty: string;
  readonly balanceMinor: number | null;
}

/** The fields that are compared, in the order of their bits in `differs`. */
export const ALIGNED_FIELDS = ['date', 'amountMinor', 'currency', 'description', 'reference', 'counterparty', 'balanceMinor'] as const;

/** One line of the comparison; a side that has no such row is null. `differs` has a bit for each of `ALIGNED_FIELDS`. */
export interface AlignedPair {
  readonly a: AlignedRow | null;
  readonly b: AlignedRow | null;
  readonly differs: number;
}

/**
 * Pairs the rows of two files. Rows of one date and amount belong together, those with equal words or identifiers first; what
 * is left over is paired where an identifier, or date and words, stand once in each file: there the amount or date differs.
 * @returns the lines in the order of dates, those of the first file first
 */
export function align(a: readonly AlignedRow[], b: readonly AlignedRow[]): AlignedPair[] {
  const folded = new Map<AlignedRow, { readonly description: string; readonly reference: string }>();
  const words = (row: AlignedRow): { readonly description: string; readonly reference: string } => {
    let one = folded.get(row);
    if (one === undefined) folded.set(row, (one = { description: plain(row.description), reference: plain(row.reference) }));
    return one;
  };
  const free = new Set(b);
  const partner = new Map<AlignedRow, AlignedRow>();
  const pass = (keyOf: (row: AlignedRow) => string | null, once: boolean): void => {
    const mine = grouped(a, keyOf, (row) => !partner.has(row));
    const theirs = grouped(b, keyOf, (row) => free.has(row));
    for (const [key, rows] of mine) {
      const others = theirs.get(key) ?? [];
      if (once && (rows.length !== 1 || others.length !== 1)) continue;
      for (const [i, row] of rows.slice(0, others.length).entries()) {
        partner.set(row, others[i]!);
        free.delete(others[i]!);
      }
    }
  };
  const place = (row: AlignedRow): string => `${row.account}\u0001${row.date}\u0001${row.amountMinor}`;
  pass((row) => `${place(row)}\u0001${words(row).description}\u0001${words(row).reference}`, false);
  pass((row) => (row.reference === '' ? null : `${place(row)}\u0001${words(row).reference}`), false);
  pass((row) => `${place(row)}\u0001${words(row).description}`, false);
  pass(place, false);
  pass((row) => (row.reference === '' ? null : `${row.account}\u0001${words(row).reference}`), true);
  pass((row) => (row.description === '' ? null : `${row.account}\u0001${row.date}\u0001${words(row).description}`), true);

  const lines: AlignedPair[] = a.map((row) => {
    const other = partner.get(row) ?? null;
    return { a: row, b: other, differs: other === null ? 0 : differences(row, other) };
  });
  for (const row of free) lines.push({ a: null, b: row, differs: 0 });
  const dateOf = (line: AlignedPair): string => (line.a ?? line.b)!.date;
  return lines.sort((x, y) => (dateOf(x) < dateOf(y) ? -1 : dateOf(x) > dateOf(y) ? 1 : 0));
}

function grouped(
  rows: Iterable<AlignedRow>,
  keyOf: (row: AlignedRow) => string | null,
  wanted: (row: AlignedRow) => boolean,
): Map<string, AlignedRow[]> {
  const groups = new Map<string, AlignedRow[]>();
  for (const row of rows) {
    const key = wanted(row) ? keyOf(row) : null;
    if (key === null) continue;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return groups;
}

/** Case, composition of accents and runs of blanks do not count, as in the keys of repeats. */
const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\u00a0]+/g, ' ')
    .trim();

/** What both files state and state differently. A value that only one of them has is no difference. */
function differences(a: AlignedRow, b: AlignedRow): number {
  let bits = 0;
  for (const [bit, field] of ALIGNED_FIELDS.entries()) {
    const [x, y] = [a[field], b[field]];
    if (x === null || y === null || x === '' || y === '') continue;
    if (x !== y && (typeof x !== 'string' || typeof y !== 'string' || plain(x) !== plain(y))) bits |= 1 << bit;
  }
  return bits;
}
