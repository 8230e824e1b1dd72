import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findOverlap, type HeldRows } from './overlap.ts';

const held = (sourceId: number, keys: readonly number[]): HeldRows => ({
  sourceId,
  rowKey: Float64Array.from(keys),
  id: Int32Array.from(keys.map((_, i) => sourceId * 1000 + i + 1)),
});
const run = (keys: readonly number[], ...sources: HeldRows[]) => findOverlap(Float64Array.from(keys), sources);

test('two equal rows inside one file stay two', () => {
  expect(run([7, 7]).newRows).toBe(2);
});

test('the same two in the next file add none, a third one is new', () => {
  expect([...run([7, 7], held(1, [7, 7])).repeats]).toEqual([1001, 1002]);
  expect([...run([7, 7, 7], held(1, [7, 7])).repeats]).toEqual([1001, 1002, 0]);
});

test('a movement held twice because two sources overlap counts once', () => {
  // Sources 1 and 2 both hold the movement; the new file has it twice, so one of them is new.
  expect(run([7, 7], held(1, [7]), held(2, [7])).newRows).toBe(1);
  // The source that has it most often counts, in whatever order they come.
  expect(run([7, 7], held(1, [7, 7]), held(2, [7])).newRows).toBe(0);
});

test('repeats are counted by source', () => {
  const overlap = run([1, 2, 3], held(1, [1]), held(2, [2, 9]));
  expect([...overlap.bySource]).toEqual([
    [1, 1],
    [2, 1],
  ]);
  expect([...overlap.repeats]).toEqual([1001, 2001, 0]);
});

test('for any two overlapping files, in any order, the union holds each movement as often as the file that has it most', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 30 }),
      (first, second) => {
        const { repeats } = run(second, held(1, first));
        const union = [...first, ...second.filter((_, i) => repeats[i] === 0)];
        for (let key = 1; key <= 6; key++) {
          const count = (list: readonly number[]) => list.filter((value) => value === key).length;
          expect(count(union)).toBe(Math.max(count(first), count(second)));
        }
        const ids = [...repeats].filter((id) => id !== 0);
        expect(new Set(ids).size).toBe(ids.length);
      },
    ),
  );
});
