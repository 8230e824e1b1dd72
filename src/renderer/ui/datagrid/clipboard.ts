import { cellText, type Column } from './column.ts';

/** Rows that one copy takes: a clipboard holds text in memory on both sides; more than this is an export. */
export const COPY_ROWS = 5_000;

/** One field of tab-separated text: tabs and line ends would shift every cell after them. */
function field(text: string): string {
  return text.replaceAll(/[\t\r\n]+/g, ' ');
}

/**
 * Selected cells as tab-separated text. Money is plain (`-3150.00`, ASCII minus, no grouping), so that a spreadsheet reads
 * a number.
 */
export function tsvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[], headers: boolean): string {
  const lines = rows.map((row) => columns.map((column) => field(plainText(column, row))).join('\t'));
  if (headers) lines.unshift(columns.map((column) => field(column.title)).join('\t'));
  return lines.join('\r\n');
}

function plainText<Row>(column: Column<Row>, row: Row): string {
  const value = column.value(row);
  if (typeof value !== 'number' || column.words) return cellText(column, row);
  return cellText(column, row).replaceAll(',', '').replace('\u2212', '-');
}
