/** The byte-level shape of a delimited file, fixed before any record is cut. */
import iconv from 'iconv-lite';

/** What the scanner and papaparse have to agree on. */
export interface Dialect {
  readonly delimiter: string;
  /** Empty where the file uses no quotes. */
  readonly quote: string;
  readonly escape: string;
  /** `\n` covers CRLF and LF (a lone CR is then text); `\r` is for files that know nothing else. */
  readonly newline: '\n' | '\r';
}

/** Encodings whose code unit is two bytes. */
export function unitBytes(encoding: string): 1 | 2 {
  return encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1;
}

/** The code units of a short text in an encoding, for comparing with raw bytes. */
export function unitsOf(text: string, encoding: string): number[] {
  if (unitBytes(encoding) === 2) return Array.from({ length: text.length }, (_, i) => text.charCodeAt(i));
  return [...iconv.encode(text, encoding)];
}

/** Decodes whole records. Unmappable bytes become U+FFFD; nothing throws. */
export function decodeBytes(bytes: Uint8Array, encoding: string): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (encoding === 'utf-8') return buffer.toString('utf8');
  if (encoding === 'utf-16le') return buffer.toString('utf16le');
  if (encoding === 'utf-16be') {
    const even = Buffer.from(buffer.subarray(0, buffer.length - (buffer.length % 2)));
    return even.swap16().toString('utf16le');
  }
  return iconv.decode(buffer, encoding, { stripBOM: false });
}
