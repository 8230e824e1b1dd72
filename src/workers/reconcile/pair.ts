import { pack } from './model.ts';
import type { Sides } from './side.ts';
import { numberLevel, textLevel } from './text-level.ts';

/** The levels of the three text fields of left position `i` and right position `j`, packed with the given two. */
export function comparePair(sides: Sides, i: number, j: number, amount: number, day: number): number {
  const { left, right, words } = sides;
  const text = textLevel(words, left.text, i, left.lastWord[i]!, right.text, j, right.lastWord[j]!);
  const number = numberLevel(words, left.numbers, i, right.numbers, j);
  const name = sides.nameSeparate ? textLevel(words, left.name, i, -1, right.name, j, -1) : 0;
  return pack(amount, day, text, number, name);
}
