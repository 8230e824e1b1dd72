import { popcount } from './bits.ts';
import type { Bags } from './bags.ts';
import { editDistance } from './strings.ts';
import { kinship, unlike } from './kinship.ts';
import { NUMBER_MARK, type Words } from './vocabulary.ts';

/**
 * How two texts agree, as one level of (rarity of what they share) × (share of the shorter text that is shared).
 * Levels: 0 one side has no text, 1 nothing shared, 2..17 the grid, 18 the same words.
 */
export const TEXT_LEVELS = 19;
export const TEXT_MISSING = 0;
export const TEXT_NOTHING = 1;
export const TEXT_SAME = 18;
/** The highest level with less than seven bits shared: what common words alone can reach. */
export const TEXT_FAINT = 9;
/** Bounds of the shared rarity, sixteenths of a bit: 3, 7 and 12 bits. */
const STRENGTH = [48, 112, 192] as const;
const CONTAINED = [0.4, 0.75, 0.97] as const;

/** Levels of reference numbers: missing, none shared, one digit apart, shared but common, shared, shared and rare. */
export const NUMBER_LEVELS = 6;
export const NUMBER_MISSING = 0;
export const NUMBER_DIFFERS = 1;

const leftOver = new Int32Array(64);
const rightOver = new Int32Array(64);
const rightHead = new Int32Array(64);
const taken = new Uint8Array(64);

/** The text level of row `i` of one bag against row `j` of the other. `cutA`, `cutB`: the words that stand last. */
export function textLevel(words: Words, one: Bags, i: number, cutA: number, two: Bags, j: number, cutB: number): number {
  let p = one.starts[i]!;
  let q = two.starts[j]!;
  const pEnd = one.starts[i + 1]!;
  const qEnd = two.starts[j + 1]!;
  if (p === pEnd || q === qEnd) return TEXT_MISSING;
  const { rarity } = words;
  let shared = 0;
  let onlyA = 0;
  let onlyB = 0;
  let countA = 0;
  let countB = 0;
  while (p < pEnd && q < qEnd) {
    const a = one.items[p]!;
    const b = two.items[q]!;
    if (a === b) {
      shared += rarity[a]!;
      p++;
      q++;
    } else if (a < b) {
      leftOver[countA++] = a;
      onlyA += rarity[a]!;
      p++;
    } else {
      rightOver[countB++] = b;
      onlyB += rarity[b]!;
      q++;
    }
  }
  for (; p < pEnd; p++) {
    const a = (leftOver[countA++] = one.items[p]!);
    onlyA += rarity[a]!;
  }
  for (; q < qEnd; q++) {
    const b = (rightOver[countB++] = two.items[q]!);
    onlyB += rarity[b]!;
  }
  if (countA === 0 && countB === 0) return TEXT_SAME;
  if (countA > 0 && countB > 0) {
    for (let y = 0; y < countB; y++) {
      taken[y] = 0;
      rightHead[y] = words.heads[rightOver[y]!]!;
    }
    for (let x = 0; x < countA; x++) {
      const a = leftOver[x]!;
      const head = words.heads[a]!;
      let best = 0;
      let at = -1;
      for (let y = 0; y < countB; y++) {
        if (taken[y]) continue;
        const b = rightOver[y]!;
        if (unlike(head, rightHead[y]!, words.pairs, a, b)) continue;
        const kin = kinship(words, a, b, a === cutA, b === cutB);
        // A kin word is as rare as the commoner of the two: a typing error makes any word rare.
        const value = kin * (rarity[a]! < rarity[b]! ? rarity[a]! : rarity[b]!);
        if (value > best) {
          best = value;
          at = y;
        }
      }
      if (at < 0) continue;
      taken[at] = 1;
      shared += best >> 4;
      onlyA -= rarity[a]!;
      onlyB -= rarity[rightOver[at]!]!;
    }
  }
  return gridLevel(shared, onlyA < onlyB ? onlyA : onlyB);
}

/** The grid level of `shared` against what the shorter text has alone, both in sixteenths of a bit. */
export function gridLevel(shared: number, alone: number): number {
  if (shared < 8) return TEXT_NOTHING;
  const part = shared / (shared + Math.max(0, alone));
  const c = part < CONTAINED[0] ? 0 : part < CONTAINED[1] ? 1 : part < CONTAINED[2] ? 2 : 3;
  const s = shared < STRENGTH[0] ? 0 : shared < STRENGTH[1] ? 1 : shared < STRENGTH[2] ? 2 : 3;
  return 2 + s * 4 + c;
}

/** The level of the reference numbers of two rows. */
export function numberLevel(words: Words, one: Bags, i: number, two: Bags, j: number): number {
  let p = one.starts[i]!;
  let q = two.starts[j]!;
  const pEnd = one.starts[i + 1]!;
  const qEnd = two.starts[j + 1]!;
  if (p === pEnd || q === qEnd) return NUMBER_MISSING;
  let shared = 0;
  while (p < pEnd && q < qEnd) {
    const a = one.items[p]!;
    const b = two.items[q]!;
    if (a === b) {
      if (words.rarity[a]! > shared) shared = words.rarity[a]!;
      p++;
      q++;
    } else if (a < b) p++;
    else q++;
  }
  if (shared > 0) return shared < 96 ? 3 : shared < 160 ? 4 : 5;
  for (p = one.starts[i]!; p < pEnd; p++)
    for (q = two.starts[j]!; q < qEnd; q++) if (nearNumber(words, one.items[p]!, two.items[q]!)) return 2;
  return NUMBER_DIFFERS;
}

/** Whether two reference numbers of five digits or more are one edit (or a swap of neighbours) apart. */
function nearNumber(words: Words, a: number, b: number): boolean {
  const a0 = a === 0 ? 0 : words.ends[a - 1]!;
  const b0 = b === 0 ? 0 : words.ends[b - 1]!;
  const a1 = words.ends[a]!;
  const b1 = words.ends[b]!;
  const mark = words.bytes[a0] === NUMBER_MARK ? 1 : 0;
  if (Math.min(a1 - a0, b1 - b0) - mark < 5 || Math.abs(a1 - a0 - (b1 - b0)) > 1) return false;
  if (popcount(words.pairs[a]! ^ words.pairs[b]!) > 6) return false;
  return editDistance(words.bytes, a0, a1, words.bytes, b0, b1, 1) === 1;
}
