import { plainDecimal } from '../../shared/money.ts';
import type { CellKind, CellValue, ReportTable } from './document.ts';

/** Rows per chunk of text: about half a megabyte. */
const CHUNK_ROWS = 2_000;

/** Text that a spreadsheet would take for a formula (OWASP, CSV injection). */
const FORMULA = /^[=+\-@\t\r\n]/;

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * One field as RFC 4180 has it. Text that starts like a formula gets a leading apostrophe; amounts and counts stay numbers,
 * also below zero, since they come from integers and never from text.
 */
export function csvField(kind: CellKind, value: CellValue, currency: string): string {
  if (value === null || value === '') return '';
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) return '';
    return kind === 'money' ? plainDecimal(value, currency) : String(value);
  }
  const text = value.toWellFormed();
  return quoted(FORMULA.test(text) ? `'${text}` : text);
}

/** A table as CSV in UTF-8 with LF, in chunks. Columns that exist for printed pages only are left out. */
export function* csvChunks(table: ReportTable): Generator<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const columns = table.columns
    .map((column, i) => ({ ...column, i }))
    .filter((column) => column.page === undefined || column.sheet !== undefined);
  let text = `${columns.map((column) => quoted(column.title)).join(',')}\n`;
  for (let row = 0; row < table.rows; row++) {
    for (const [at, { kind, i }] of columns.entries()) {
      const currency = kind === 'money' ? table.currency(row, i) : '';
      text += (at === 0 ? '' : ',') + csvField(kind, table.value(row, i), currency);
    }
    text += '\n';
    if ((row + 1) % CHUNK_ROWS === 0) {
      yield encoder.encode(text);
      text = '';
    }
  }
  if (text !== '') yield encoder.encode(text);
}
