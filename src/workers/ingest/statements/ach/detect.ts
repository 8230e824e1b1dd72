/** Tells NACHA files from others by their records. */
import type { StatementFormat } from '../reader.ts';

const HEAD_BYTES = 64 * 1024;
/** File header: priority, and further on record size 094, blocking factor 10, format 1. */
const FILE_HEADER = /(?:^|[\r\n])1\d\d.{31}094101/;
const BATCH_HEADER = /(?:^|[\r\n])5(?:200|220|225|280).{46}[A-Z]{3}.{26}\d/;
const ENTRY_OR_CONTROL = /[\r\n](?:6\d{2}\d{8}.{68}|8(?:200|220|225|280)\d{40})/;

/**
 * @param head beginning of the file, any encoding
 * @returns `ach`, or null
 */
export function looksLikeAch(head: Uint8Array): StatementFormat | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES));
  const text = bytes
    .toString('latin1')
    .replaceAll('\0', '')
    .replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*/, '');
  return FILE_HEADER.test(text) || (BATCH_HEADER.test(text) && ENTRY_OR_CONTROL.test(text)) ? 'ach' : null;
}
