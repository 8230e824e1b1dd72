/** From a sheet to plain CSV: one physical line for each row of the sheet, so that line and row number are the same. */
import { LIMITS } from '../../../shared/limits.ts';
import { BOUNDS } from './bounds.ts';
import { WorkbookFault } from './fault.ts';
import type { SheetTable } from './sheet-table.ts';

/** Fields that rows are filled up to add bytes; beyond this many of them only rows that need the width get it. */
const PADDED_FIELDS = 64_000_000;

/**
 * Comma, double quote, LF, UTF-8. Every row with cells is as wide as the table; empty rows are empty lines. Deterministic.
 * Throws FILE-LIMIT where it would not fit in memory.
 */
export function renditionOf(sheet: SheetTable): Uint8Array {
  const width = padWidth(sheet);
  const pieces: Uint8Array[] = [];
  let text = '';
  let size = 0;
  const flush = () => {
    const bytes = Buffer.from(text, 'utf8');
    size += bytes.length;
    if (size > BOUNDS.csvBytes) throw new WorkbookFault('FILE-LIMIT', `the sheet "${sheet.name}" is larger than ${BOUNDS.csvBytes} bytes`);
    pieces.push(bytes);
    text = '';
  };
  for (let i = 0; i < sheet.rows.length; i++) {
    const cells = sheet.rows[i];
    if (cells !== undefined) {
      for (let column = 0; column < cells.length; column++) {
        if (column > 0) text += ',';
        const cell = cells[column];
        if (cell !== undefined) text += field(cell);
      }
      if (cells.length < width) text += ','.repeat(width - cells.length);
    }
    text += '\n';
    if (text.length > 1_000_000) flush();
  }
  flush();
  return Buffer.concat(pieces);
}

function field(text: string): string {
  if (!/["',;\t|\ufeff]/.test(text) && !/^\s|\s$/.test(text)) return text;
  return `"${text.replaceAll('"', '""')}"`;
}

/** A single cell far to the right must not make every row as wide. */
function padWidth(sheet: SheetTable): number {
  const widths = new Map<number, number>();
  let rows = 0;
  for (const cells of sheet.rows) {
    if (cells === undefined) continue;
    rows++;
    widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  }
  const most = Math.min(LIMITS.csvColumns, Math.floor(PADDED_FIELDS / Math.max(1, rows)));
  let width = 0;
  for (const candidate of widths.keys()) if (candidate <= most && candidate > width) width = candidate;
  return width;
}
