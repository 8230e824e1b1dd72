import { folded } from './parse.ts';

/** Hashes of the letter triples of a value, blanks and marks dropped, ascending without repeats. */
export function trigramsOf(value: string): Int32Array {
  const text = folded(value).replaceAll(/[^\p{L}\p{N}]+/gu, '');
  if (text === '') return new Int32Array(0);
  const padded = `^${text}$`;
  const set = new Set<number>();
  for (let i = 0; i + 3 <= padded.length; i++) {
    let hash = 0x811c9dc5;
    for (let k = i; k < i + 3; k++) hash = Math.imul(hash ^ padded.charCodeAt(k), 0x01000193);
    set.add(hash ^ (hash >>> 15));
  }
  return Int32Array.from(set).sort();
}

/** Dice coefficient of two ascending sets, 0 to 1. */
export function trigramDice(a: Int32Array, b: Int32Array): number {
  if (a.length === 0 || b.length === 0) return 0;
  let shared = 0;
  for (let p = 0, q = 0; p < a.length && q < b.length;) {
    if (a[p] === b[q]) {
      shared++;
      p++;
      q++;
    } else if (a[p]! < b[q]!) p++;
    else q++;
  }
  return (2 * shared) / (a.length + b.length);
}
