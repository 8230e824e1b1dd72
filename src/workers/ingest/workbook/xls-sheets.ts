/** Old binary workbooks (XLS) through SheetJS. Only saved values are taken; formulas, styles and pictures are not read. */
import * as sheetjs from 'xlsx';
import type { CellObject, ParsingOptions, WorkBook, WorkSheet } from 'xlsx';
import { BOUNDS } from './bounds.ts';
import { WorkbookFault } from './fault.ts';
import { SheetTable } from './sheet-table.ts';
import { formatKind } from './typed-text.ts';
import { putNumber } from './xlsx-sheet.ts';
import { errorText } from './xlsb-sheet.ts';

/** No text is formatted: that would bring a locale into it. */
const OPTIONS: ParsingOptions = {
  dense: true,
  cellDates: false,
  cellNF: true,
  cellText: false,
  cellFormula: false,
  cellHTML: false,
  nodim: true,
};

/**
 * @param stream record stream of the workbook
 * @param old whether its texts are in a code page (before BIFF8)
 * @param unknown gets the kinds of records that the library does not know
 */
export async function readXls(stream: Uint8Array, old: boolean, unknown: Set<string>): Promise<SheetTable[]> {
  if (old) sheetjs.set_cptable(await import('xlsx/dist/cpexcel.full.mjs'));
  return tablesOf(guarded(() => sheetjs.read(Buffer.from(stream), { ...OPTIONS, cellStyles: true, type: 'buffer' }), unknown));
}

/** The library throws for what it can not read: that is damage of the file, told in its words. */
function guarded(readAll: () => WorkBook, unknown: Set<string>): WorkBook {
  // The library tells unknown records to the console and to nobody else. It reads in one go, so nothing else speaks meanwhile.
  const { error: speak } = console;
  console.error = (said: unknown) => {
    const type = /XLS Record (0x[\da-f]+)/.exec(String(said))?.[1];
    if (type !== undefined && unknown.size < 20) unknown.add(type);
  };
  try {
    return readAll();
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error);
    if (/password|encrypt/i.test(said)) throw new WorkbookFault('FILE-ENCRYPTED');
    throw new WorkbookFault('FILE-DAMAGED', `its records can not be read (${said.slice(0, 60)})`);
  } finally {
    console.error = speak;
  }
}

function tablesOf(workbook: WorkBook): SheetTable[] {
  const dates = workbook.Workbook?.WBProps?.date1904 ? 1904 : 1900;
  return (workbook.SheetNames ?? []).slice(0, BOUNDS.sheets).map((name, index) => {
    const sheet = new SheetTable(String(name), (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0);
    const from = workbook.Sheets[name];
    if (from !== undefined) fill(sheet, from, dates);
    return sheet;
  });
}

function fill(sheet: SheetTable, from: WorkSheet, dates: 1900 | 1904): void {
  const data = (from['!data'] ?? []) as (CellObject[] | undefined)[];
  // A place far beyond a sheet is damage; walking the holes up to it would take long.
  if (data.length > BOUNDS.rows) throw new WorkbookFault('FILE-DAMAGED', `the sheet "${sheet.name}" has a row ${data.length}`);
  data.forEach((row, r) =>
    row?.forEach((cell, c) => {
      if (cell) put(sheet, cell, r + 1, c + 1, dates);
    }),
  );
  for (const row of from['!rows'] ?? []) if (row?.hidden) sheet.hiddenRows++;
  for (const column of from['!cols'] ?? []) if (column?.hidden) sheet.hiddenColumns++;
  sheet.merges.count = from['!merges']?.length ?? 0;
}

function put(sheet: SheetTable, cell: CellObject, row: number, column: number, dates: 1900 | 1904): void {
  const { t, v } = cell;
  if (t === 'n' && typeof v === 'number') {
    if (!Number.isFinite(v)) sheet.note('CELL-UNREADABLE', row, column, 'its number is no number');
    putNumber(v, typeof cell.z === 'string' ? formatKind(cell.z) : 'number', dates, row, column, sheet);
  } else if (t === 'b') sheet.put(row, column, 'boolean', v === true ? 'TRUE' : 'FALSE');
  else if (t === 'e') {
    const text = errorText(Number(v));
    sheet.note('CELL-ERROR', row, column, text);
    sheet.put(row, column, 'error', text);
  } else if (v !== undefined && v !== null && t !== 'z') sheet.put(row, column, 'text', String(v));
}
