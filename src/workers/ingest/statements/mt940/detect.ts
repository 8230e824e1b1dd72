/** Whether bytes are the beginning of an MT940 or MT942 file. */

const BALANCE = /(?:^|[\r\n}@])[^\S\r\n]*:6[02][FM]?:[CD]\d{6}[A-Z]{3}\d/;
const ENTRY = /(?:^|[\r\n}])[^\S\r\n]*:61:\s?\d{6}(?:\d{4})?(?:E|R)?[CD]/;
const FLOOR = /(?:^|[\r\n}])[^\S\r\n]*:34F:[A-Z]{3}[CD]?\d/;
const HEADER = /[{äÄ]2:[IO]?94([0-2])/;

/**
 * Judges by content alone: a balance, a movement or a floor limit in its field, or the header of a FIN message 94x.
 * @param head up to 64 KB from the beginning of the file
 */
export function looksLikeMt94x(head: Uint8Array): 'mt940' | 'mt942' | null {
  // NULs of UTF-16 go; all that is looked for is ASCII.
  const text = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 65_536)).toString('latin1').replaceAll('\0', '');
  const header = HEADER.exec(text)?.[1];
  const balance = BALANCE.test(text);
  const floor = FLOOR.test(text);
  const entry = ENTRY.test(text) && /(?:^|[\r\n}])[^\S\r\n]*:(?:20|25P?|28C?|86):/.test(text);
  if (!balance && !entry && !floor && (header === undefined || !/:(?:20|25):/.test(text))) return null;
  if (header !== undefined) return header === '2' ? 'mt942' : 'mt940';
  return floor && !balance ? 'mt942' : 'mt940';
}
