import iconv from 'iconv-lite';

/** Bytes that a text takes in an encoding. */
export function encodedLength(text: string, encoding: string): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text, 'utf8');
  if (encoding.startsWith('utf-16')) return text.length * 2;
  // Plain ASCII and nearly everything else that is met here is one byte a character.
  return /^[\0-\x7f]*$/.test(text) ? text.length : iconv.encode(text, encoding).length;
}
