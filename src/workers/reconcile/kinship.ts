import { popcount } from './bits.ts';
import { editDistance } from './strings.ts';
import type { Words } from './vocabulary.ts';

/** Whether two words certainly are no kin, from their heads and letter pairs alone. */
export function unlike(headA: number, headB: number, pairs: Int32Array, a: number, b: number): boolean {
  const apart = headA ^ headB;
  // The same beginning: one may be the other, cut.
  if ((apart & 0xffffff) === 0) return false;
  const n = headA >>> 24;
  const m = headB >>> 24;
  if ((apart & 0xff) === 0 && (n === 1 || m === 1 || ((n === 2 || m === 2) && (apart & 0xffff) === 0))) return false;
  if (n < 4 || m < 4 || n - m > 2 || m - n > 2 || ((n === 4 || m === 4) && (apart & 0xff) !== 0)) return true;
  // One edit changes at most six letter pairs, two in a long word usually no more than eight.
  return popcount(pairs[a]! ^ pairs[b]!) > (n >= 8 && m >= 8 ? 8 : 6);
}

/** How two different words relate: 0 not, else the share (of 16) of the rarer-or-equal word that counts as shared. */
export function kinship(words: Words, a: number, b: number, aCut: boolean, bCut: boolean): number {
  const { bytes, ends } = words;
  const a0 = a === 0 ? 0 : ends[a - 1]!;
  const b0 = b === 0 ? 0 : ends[b - 1]!;
  const n = ends[a]! - a0;
  const m = ends[b]! - b0;
  const short = n < m ? n : m;
  let same = 0;
  while (same < short && bytes[a0 + same] === bytes[b0 + same]) same++;
  if (same === short) {
    // One word begins the other: cut by the width of a column (likely when it stands last), or an abbreviation.
    if (short >= 3) return (n < m ? aCut : bCut) ? 15 : 12;
    return (n < m ? aCut : bCut) ? 5 + short * 3 : 2 + short * 2;
  }
  if (short < 4 || Math.abs(n - m) > 2) return 0;
  // One edit spoils one end at most.
  if (bytes[a0] !== bytes[b0] && bytes[ends[a]! - 1] !== bytes[ends[b]! - 1]) return 0;
  return editKinship(words, a, b);
}

const SLOTS = 1 << 16;
const slotA = new Int32Array(SLOTS);
const slotB = new Int32Array(SLOTS);
const slotValue = new Uint8Array(SLOTS);
let remembered: Words | undefined;

/** The part of kinship that rests on edits, remembered: the same few thousand word pairs come again and again. */
function editKinship(words: Words, a: number, b: number): number {
  if (remembered !== words) {
    slotA.fill(-1);
    remembered = words;
  }
  const slot = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b)) >>> 16;
  if (slotA[slot] === a && slotB[slot] === b) return slotValue[slot]!;
  const { bytes, ends } = words;
  const a0 = a === 0 ? 0 : ends[a - 1]!;
  const b0 = b === 0 ? 0 : ends[b - 1]!;
  const limit = Math.min(ends[a]! - a0, ends[b]! - b0) >= 8 ? 2 : 1;
  const edits = editDistance(bytes, a0, ends[a]!, bytes, b0, ends[b]!, limit);
  slotA[slot] = a;
  slotB[slot] = b;
  return (slotValue[slot] = edits > limit ? 0 : edits === 1 ? 14 : 11);
}
