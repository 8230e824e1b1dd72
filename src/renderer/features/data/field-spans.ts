export interface RawPiece {
  readonly text: string;
  /** Index of the field this piece is the text of; null for delimiters, quotes and what belongs to no field. */
  readonly field: number | null;
}

/**
 * Cuts the raw text of a record into its fields and what stands between them. Values are looked for in order, as written
 * and with doubled quotes; one that can not be found (another escape) is left unmarked, and the text stays whole.
 */
export function rawPieces(raw: string, values: readonly string[]): RawPiece[] {
  const pieces: RawPiece[] = [];
  let at = 0;
  values.forEach((value, field) => {
    if (value === '') return;
    const written = [value, value.replaceAll('"', '""')].find((each) => raw.includes(each, at));
    if (written === undefined) return;
    const from = raw.indexOf(written, at);
    if (from > at) pieces.push({ text: raw.slice(at, from), field: null });
    pieces.push({ text: written, field });
    at = from + written.length;
  });
  if (at < raw.length) pieces.push({ text: raw.slice(at), field: null });
  return pieces;
}

/** The same where the places are known exactly. Of values that overlap the earlier one is marked. */
export function placedPieces(
  raw: string,
  fields: readonly { readonly at?: { readonly start: number; readonly length: number } | undefined }[],
): RawPiece[] {
  const placed = fields
    .flatMap(({ at }, field) => (at === undefined || at.length === 0 ? [] : [{ ...at, field }]))
    .toSorted((a, b) => a.start - b.start);
  const pieces: RawPiece[] = [];
  let at = 0;
  for (const { start, length, field } of placed) {
    if (start < at || start + length > raw.length) continue;
    if (start > at) pieces.push({ text: raw.slice(at, start), field: null });
    pieces.push({ text: raw.slice(start, start + length), field });
    at = start + length;
  }
  if (at < raw.length) pieces.push({ text: raw.slice(at), field: null });
  return pieces;
}
