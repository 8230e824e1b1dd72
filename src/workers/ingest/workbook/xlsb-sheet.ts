/** Worksheets of a binary package ([MS-XLSB]). Values are those saved in the file; formulas are counted, never calculated. */
import { BOUNDS } from './bounds.ts';
import type { SheetTable } from './sheet-table.ts';
import { builtInKind, formatKind, type FormatKind } from './typed-text.ts';
import { XlsbRecords } from './xlsb-records.ts';
import { putNumber } from './xlsx-sheet.ts';

/** Record types (2.3.2). */
const R = {
  ...{ row: 0, blank: 1, rk: 2, error: 3, bool: 4, real: 5, text: 6, shared: 7, formulaText: 8, formulaNumber: 9, formulaBool: 10 },
  ...{
    formulaError: 11,
    shortBlank: 12,
    shortShared: 18,
    sharedText: 19,
    format: 44,
    style: 47,
    column: 60,
    richText: 62,
    endSheet: 130,
    properties: 153,
    sheet: 156,
  },
  ...{ beginRows: 145, endRows: 146, merge: 176, beginStyles: 617, endStyles: 618 },
} as const;

const ERRORS: Readonly<Record<number, string>> = {
  ...{
    0x00: '#NULL!',
    0x07: '#DIV/0!',
    0x0f: '#VALUE!',
    0x17: '#REF!',
    0x1d: '#NAME?',
    0x24: '#NUM!',
    0x2a: '#N/A',
    0x2b: '#GETTING_DATA',
  },
};

/** What stands between the rows: cells, what belongs to formulas and to cells, and parts for newer programs. */
const AMONG_CELLS = new Set([
  ...Array.from({ length: 19 }, (_, type) => type),
  35,
  36,
  37,
  38,
  49,
  50,
  62,
  426,
  427,
  428,
  1045,
  1046,
  1127,
]);

export function errorText(code: number): string {
  return ERRORS[code] ?? `#ERROR${code}`;
}

export interface XlsbShared {
  readonly dates: 1900 | 1904;
  readonly strings: readonly string[];
  readonly styles: readonly FormatKind[];
}

/** Names of the sheets with the ids of their parts' relationships. */
export function xlsbSheets(workbook: Uint8Array): { dates: 1900 | 1904; sheets: { name: string; hidden: boolean; id: string }[] } {
  const records = new XlsbRecords(workbook);
  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  let dates: 1900 | 1904 = 1900;
  while (records.next()) {
    if (records.type === R.properties) dates = records.byte(0) & 1 ? 1904 : 1900;
    else if (records.type === R.sheet && sheets.length <= BOUNDS.sheets) {
      const id = records.text(8);
      const name = records.text(12 + (id?.length ?? 0) * 2);
      sheets.push({ name: name ?? `Sheet ${sheets.length + 1}`, hidden: records.long(0) !== 0, id: id ?? '' });
    }
  }
  return { dates, sheets };
}

export function xlsbStrings(part: Uint8Array | null): string[] {
  const strings: string[] = [];
  const records = new XlsbRecords(part ?? new Uint8Array(0));
  while (records.next()) if (records.type === R.sharedText) strings.push(records.text(1) ?? '');
  return strings;
}

export function xlsbStyles(part: Uint8Array | null): FormatKind[] {
  const codes = new Map<number, FormatKind>();
  const styles: FormatKind[] = [];
  let inside = false;
  const records = new XlsbRecords(part ?? new Uint8Array(0));
  while (records.next()) {
    if (records.type === R.format) codes.set(records.word(0), formatKind(records.text(2) ?? ''));
    else if (records.type === R.beginStyles) inside = true;
    else if (records.type === R.endStyles) inside = false;
    else if (records.type === R.style && inside) styles.push(codes.get(records.word(2)) ?? builtInKind(records.word(2)));
  }
  return styles;
}

/** @returns false where the part ends before its sheet does */
export function readXlsbSheet(part: Uint8Array, shared: XlsbShared, sheet: SheetTable): boolean {
  const records = new XlsbRecords(part);
  let row = 0;
  let column = 0;
  let closed = false;
  let inside = false;
  while (records.next()) {
    const { type } = records;
    if (type === R.beginRows || type === R.endRows) inside = type === R.beginRows;
    else if (inside && !AMONG_CELLS.has(type)) sheet.strange.add(type);
    if (type === R.row) {
      if (records.long(0) < row) sheet.note('CELL-UNREADABLE', records.long(0) + 1, 1, 'its row stands behind a later one');
      row = records.long(0) + 1;
      column = 0;
      if (records.byte(11) & 0x10) sheet.hiddenRows++;
    } else if ((type >= R.blank && type <= R.formulaError) || type === R.richText) {
      column = records.long(0) + 1;
      if (type !== R.blank) readCell(records, type, 4, row, column, shared, sheet);
    } else if (type >= R.shortBlank && type <= R.shortShared) {
      // A cell beside the one before it leaves its column out; its kinds are numbered in the same order.
      column++;
      if (type !== R.shortBlank) readCell(records, type - R.shortBlank + R.blank, 0, row, column, shared, sheet);
    } else if (type === R.column && records.byte(16) & 1) {
      sheet.hiddenColumns += Math.max(1, Math.min(BOUNDS.columns, records.long(4) - records.long(0) + 1));
    } else if (type === R.merge) sheet.merges.count++;
    else if (type === R.endSheet) closed = true;
  }
  return closed;
}

/** @param at where the style stands, the value four bytes behind it */
function readCell(
  records: XlsbRecords,
  type: number,
  at: number,
  row: number,
  column: number,
  { dates, strings, styles }: XlsbShared,
  sheet: SheetTable,
): void {
  const value = at + 4;
  if (row === 0) row = 1;
  if (type >= R.formulaText && type <= R.formulaError) sheet.formula(row, column);
  if (type === R.text || type === R.formulaText || type === R.shared || type === R.richText) {
    const text = type === R.shared ? strings[records.long(value)] : records.text(type === R.richText ? value + 1 : value);
    if (text === undefined || text === null) sheet.note('CELL-UNREADABLE', row, column, 'its text is not there');
    else sheet.put(row, column, 'text', text);
  } else if (type === R.bool || type === R.formulaBool) sheet.put(row, column, 'boolean', records.byte(value) === 1 ? 'TRUE' : 'FALSE');
  else if (type === R.error || type === R.formulaError) {
    const text = errorText(records.byte(value));
    sheet.note('CELL-ERROR', row, column, text);
    sheet.put(row, column, 'error', text);
  } else {
    const number = type === R.rk && records.length >= value + 4 ? records.rk(value) : type === R.rk ? NaN : records.double(value);
    const style = records.long(at) & 0xffffff;
    const kind = styles[style];
    if (!Number.isFinite(number)) sheet.note('CELL-UNREADABLE', row, column, 'its number is no number');
    if (kind === undefined && style > 0) sheet.note('CELL-UNREADABLE', row, column, `the file has no style number ${style}`);
    putNumber(number, kind ?? 'number', dates, row, column, sheet);
  }
}
