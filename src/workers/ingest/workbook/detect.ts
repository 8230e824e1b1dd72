/** Spreadsheets told by their content, never by the file's name. */
import { decodeBytes } from '../dialect.ts';

/** `zip` is a package whose directory has to say what is inside: xlsx, xlsb, ods, or no workbook at all. */
export const WORKBOOK_KINDS = ['zip', 'xls', 'xml', 'html'] as const;
export type WorkbookKind = (typeof WORKBOOK_KINDS)[number];

const PAGE =
  /^\s*(?:<\?xml[^>]*>\s*)?(?:<!--[\s\S]{0,2000}?-->\s*)?<(?:!doctype\s+html|html|head|body|table|meta|style|title|center|div|font)\b/i;

/**
 * What kind of spreadsheet a file begins like, or null. A ZIP archive or a compound file that holds something else is only told
 * apart when it is rendered.
 * @param head the first 64 KB
 */
export function detectWorkbook(head: Uint8Array): WorkbookKind | null {
  if (head[0] === 0x50 && head[1] === 0x4b && ((head[2] === 3 && head[3] === 4) || (head[2] === 5 && head[3] === 6))) return 'zip';
  if (head[0] === 0xd0 && head[1] === 0xcf && head[2] === 0x11 && head[3] === 0xe0) return 'xls';
  // Workbooks before 1993 are the record stream itself: a BOF record of BIFF2, 3 or 4 (or 5 and 8 without their container).
  if (head[0] === 0x09 && [0, 2, 4, 8].includes(head[1] ?? -1) && (head[2] ?? 0) >= 4 && (head[2] ?? 0) <= 16 && head[3] === 0)
    return 'xls';
  const text = headText(head);
  if (/^\s*<\?xml/.test(text) || /^\s*<(?:\w+:)?Workbook\b/.test(text)) {
    if (/<(?:\w+:)?Workbook\b[^>]{0,2000}urn:schemas-microsoft-com:office:spreadsheet/.test(text)) return 'xml';
  }
  return PAGE.test(text) && /<table\b/i.test(text) ? 'html' : null;
}

function headText(head: Uint8Array): string {
  const part = head.subarray(0, 65_536);
  if (part[0] === 0xff && part[1] === 0xfe) return decodeBytes(part.subarray(2, part.length - (part.length % 2)), 'utf-16le');
  if (part[0] === 0xfe && part[1] === 0xff) return decodeBytes(part.subarray(2, part.length - (part.length % 2)), 'utf-16be');
  return Buffer.from(part[0] === 0xef ? part.subarray(3) : part).toString('latin1');
}
