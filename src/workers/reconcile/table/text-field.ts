import { priorM, TEXT } from '../model.ts';
import type { Bags } from '../bags.ts';
import { gridLevel, TEXT_LEVELS, TEXT_MISSING, TEXT_SAME, textLevel } from '../text-level.ts';
import { Vocabulary } from '../vocabulary.ts';
import type { Field } from './field.ts';
import { folded } from './parse.ts';
import { trigramDice, trigramsOf } from './trigrams.ts';

const encoder = new TextEncoder();
const WORDS = 40;

/**
 * Texts of several words: the levels of `textLevel`, lifted where the letters agree better than the words do (words
 * joined, split or misspelt beyond two letters).
 */
export function textField(name: string, left: readonly string[], right: readonly string[]): Field {
  const vocabulary = new Vocabulary();
  const read = (values: readonly string[], base: number): number[][] =>
    values.map((value, row) => {
      const words = folded(value)
        .replaceAll("'", '')
        .split(/[^\p{L}\p{N}]+/u)
        .filter((w) => w !== '')
        .slice(0, WORDS);
      return words.map((word) => {
        const bytes = encoder.encode(word);
        const id = vocabulary.add(bytes, 0, bytes.length, 0);
        vocabulary.countRow(id, base + row);
        return id;
      });
    });
  const leftIds = read(left, 0);
  const rightIds = read(right, left.length);
  const { words, renamed } = vocabulary.finish(left.length + right.length);
  const bagsOf = (rows: readonly number[][]): Bags => {
    const starts = new Uint32Array(rows.length + 1);
    const items: number[] = [];
    rows.forEach((ids, row) => {
      items.push(...[...new Set(ids.map((id) => renamed[id]!))].sort((x, y) => x - y));
      starts[row + 1] = items.length;
    });
    return { starts, items: Int32Array.from(items) };
  };
  const a = bagsOf(leftIds);
  const b = bagsOf(rightIds);
  const triA = left.map(trigramsOf);
  const triB = right.map(trigramsOf);
  const weigh = (bags: Bags, row: number): number => {
    let sum = 0;
    for (let k = bags.starts[row]!; k < bags.starts[row + 1]!; k++) sum += words.rarity[bags.items[k]!]!;
    return sum;
  };
  return {
    name,
    levels: TEXT_LEVELS,
    top: TEXT_SAME,
    compare(i, j) {
      const level = textLevel(words, a, i, -1, b, j, -1);
      if (level === TEXT_MISSING || level === TEXT_SAME) return level;
      const dice = trigramDice(triA[i]!, triB[j]!);
      if (dice < 0.45) return level;
      // The share of letters stands in for the share of words; rarity is that of the shorter text.
      const total = Math.min(weigh(a, i), weigh(b, j));
      const part = dice >= 0.85 ? 0.98 : dice >= 0.65 ? 0.8 : 0.5;
      return Math.max(level, gridLevel(total * part, total * (1 - part)));
    },
    chance: () => Number.NaN,
    prior: priorM()[TEXT]!,
  };
}
