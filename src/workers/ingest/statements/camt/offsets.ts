/** Where each character of a decoded text begins in its bytes. */
import iconv from 'iconv-lite';

/** Byte offset of every UTF-16 code unit of a validly encoded text, and behind it the length in bytes. */
export function offsetsOf(text: string, encoding: string): Uint32Array {
  const offsets = new Uint32Array(text.length + 1);
  const utf8 = encoding === 'utf-8';
  let at = 0;
  for (let i = 0; i < text.length; i++) {
    offsets[i] = at;
    const unit = text.charCodeAt(i);
    if (unit < 0x80) at++;
    else if (utf8 && (unit < 0xd800 || unit > 0xdfff)) at += unit < 0x800 ? 2 : 3;
    else {
      const code = text.codePointAt(i)!;
      const start = at;
      at += utf8 ? 4 : iconv.encode(String.fromCodePoint(code), encoding).length;
      if (code > 0xffff) offsets[++i] = start;
    }
  }
  offsets[text.length] = at;
  return offsets;
}

/** Decodes UTF-8 in which some bytes are wrong: each of those becomes one U+FFFD, so that the places of all others stay exact. */
export function decodeDamagedUtf8(bytes: Uint8Array): { text: string; offsets: Uint32Array; bad: number[] } {
  const units = new Uint16Array(bytes.length);
  const offsets = new Uint32Array(bytes.length + 1);
  const bad: number[] = [];
  let n = 0;
  for (let i = 0; i < bytes.length;) {
    const [code, length] = characterAt(bytes, i);
    offsets[n] = i;
    if (code < 0) {
      bad.push(n);
      units[n++] = 0xfffd;
    } else if (code > 0xffff) {
      units[n++] = 0xd7c0 + (code >> 10);
      offsets[n] = i;
      units[n++] = 0xdc00 + (code & 0x3ff);
    } else units[n++] = code;
    i += length;
  }
  offsets[n] = bytes.length;
  return { text: Buffer.from(units.buffer, 0, n * 2).toString('utf16le'), offsets: offsets.subarray(0, n + 1), bad };
}

/** Code point and length at `i`; -1 and 1 where the bytes are no UTF-8 (RFC 3629: no overlong form, no surrogate). */
function characterAt(bytes: Uint8Array, i: number): readonly [code: number, length: number] {
  const lead = bytes[i]!;
  if (lead < 0x80) return [lead, 1];
  const more = lead >= 0xf0 ? 3 : lead >= 0xe0 ? 2 : 1;
  if (lead < 0xc2 || lead > 0xf4) return [-1, 1];
  let code = lead & (0x3f >> more);
  for (let k = 1; k <= more; k++) {
    const next = bytes[i + k];
    if (next === undefined || (next & 0xc0) !== 0x80) return [-1, 1];
    code = (code << 6) | (next & 0x3f);
  }
  const least = [0, 0x80, 0x800, 0x10000][more]!;
  if (code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return [-1, 1];
  return [code, more + 1];
}
