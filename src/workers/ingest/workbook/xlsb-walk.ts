/** Walks over the records of a binary worksheet ([MS-XLSB] 2.1.4): what is hidden, and how many cells there are to be read. */

export interface XlsbFigures {
  readonly formulas: number;
  /** Cells with a value. */
  readonly cells: number;
  readonly hiddenRows: number;
  readonly hiddenColumns: number;
  /** Whether the records end where the part ends, behind the end of the sheet. */
  readonly whole: boolean;
}

const ROW = 0;
const FIRST_CELL = 2;
const LAST_CELL = 11;
/** BrtFmlaString and its three sisters. */
const FIRST_FORMULA = 8;
const COLUMN_INFO = 60;
const END_SHEET = 130;
const ROW_HIDDEN = 0x10;

export function walkXlsb(bytes: Uint8Array): XlsbFigures {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const found = { formulas: 0, cells: 0, hiddenRows: 0, hiddenColumns: 0, whole: false };
  let at = 0;
  while (at < bytes.length) {
    let type = bytes[at++]!;
    if (type & 0x80) type = (type & 0x7f) | ((bytes[at++] ?? 0) << 7);
    let length = 0;
    for (let shift = 0; shift < 28 && at < bytes.length; shift += 7) {
      const byte = bytes[at++]!;
      length |= (byte & 0x7f) << shift;
      if ((byte & 0x80) === 0) break;
    }
    if (at + length > bytes.length) return { ...found, whole: false };
    if (type >= FIRST_CELL && type <= LAST_CELL) {
      found.cells++;
      if (type >= FIRST_FORMULA) found.formulas++;
    } else if (type === ROW && length >= 12) {
      if (bytes[at + 11]! & ROW_HIDDEN) found.hiddenRows++;
    } else if (type === COLUMN_INFO && length >= 18) {
      const span = view.getUint32(at + 4, true) - view.getUint32(at, true) + 1;
      if (bytes[at + 16]! & 1) found.hiddenColumns += Math.max(1, Math.min(16_384, span));
    } else if (type === END_SHEET) found.whole = true;
    at += length;
  }
  return found;
}
