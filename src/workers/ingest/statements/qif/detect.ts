/** Whether bytes are QIF, from their beginning. */

/**
 * By content alone: a line `!Type:…`, `!Account`, `!Option:…` or `!Clear:…` near the beginning, or, where the header is lost, records of
 * a date, an amount and `^` on lines of their own.
 * @param head first 64 KB
 */
export function looksLikeQif(head: Uint8Array): 'qif' | null {
  const latin = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, 65_536)).toString('latin1');
  const text = latin.replaceAll('\0', '').replace(/^(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)/, '');
  const lines = text
    .split(/[\r\n]+/, 4000)
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const header = lines.slice(0, 30).findIndex((line) => /^!\s*(?:Type\s*:|Account\b|Option\s*:|Clear\s*:)/i.test(line));
  if (header === 0) return 'qif';
  const marks = lines.filter((line) => line === '^').length;
  // Below notes of the program that wrote it.
  if (header > 0 && (marks > 0 || lines.length < header + 5)) return 'qif';
  if (marks === 0) return null;
  if (/^![A-Za-z]/.test(lines[0] ?? '')) return 'qif';
  const dates = lines.filter((line) => /^D\s*\d{1,4}\s*[/.'-]\s*\d/.test(line)).length;
  const amounts = lines.filter((line) => /^[TU]\s*[-+]?[\d.,' ]*\d/.test(line)).length;
  const fields = lines.filter((line) => /^[A-Z$%^!]/.test(line)).length;
  return dates > 0 && amounts > 0 && fields >= lines.length * 0.8 ? 'qif' : null;
}
