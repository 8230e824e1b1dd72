/** Text of a part of a package. XML says its encoding by a byte order mark or in its first line; UTF-8 unless told. */
import { decodeBytes } from '../dialect.ts';
import type { ZipParts } from './zip-parts.ts';

export function partText(parts: ZipParts, name: string): string | null {
  const bytes = parts.read(name);
  return bytes === null ? null : xmlText(bytes);
}

export function xmlText(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeBytes(bytes.subarray(2), 'utf-16le');
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeBytes(bytes.subarray(2), 'utf-16be');
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  const first = Buffer.from(bytes.subarray(marked, marked + 200)).toString('latin1');
  const told = /^<\?xml[^>]*encoding=["']([\w-]+)["']/i.exec(first)?.[1]?.toLowerCase() ?? 'utf-8';
  const single = ['iso-8859-1', 'windows-1252', 'windows-1250', 'windows-1251', 'iso-8859-15'].includes(told) && marked === 0;
  return decodeBytes(bytes.subarray(marked), single ? told : 'utf-8');
}
