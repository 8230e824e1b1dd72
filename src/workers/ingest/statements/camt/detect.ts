/** Tells a bank-to-customer message from other files by its content. */
import type { StatementFormat } from '../reader.ts';
import { messageFormat } from './message.ts';

const HEAD_BYTES = 64 * 1024;
/** The message's own element, with whatever prefix, or the name space bound to any element. */
const MESSAGE =
  /<(?:[\w.-]+:)?(BkToCstmr(?:AcctRpt|Stmt|DbtCdtNtfctn)\w*)[\s/>]|xmlns(?::[\w.-]+)?\s*=\s*["'][^"'<>]{0,200}?(camt\.05[234]\.)/;

/**
 * @param head beginning of the file, any encoding
 * @returns the format of the first message; null where there is none
 */
export function looksLikeCamt(head: Uint8Array): StatementFormat | null {
  const bytes = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES));
  // NULs are half of every UTF-16 text; the names looked for are plain ASCII.
  const text = bytes.toString('latin1').replaceAll('\0', '');
  const found = MESSAGE.exec(text);
  return found === null ? null : messageFormat(found[1] ?? found[2]!);
}
