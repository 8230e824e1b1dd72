import { expect, test } from 'vitest';
import { pointsOf } from './parts.ts';

const points = (confidence: number, bits: number[]): number[] => {
  const out = new Int8Array(bits.length);
  pointsOf(confidence, bits, out, 0);
  return [...out];
};

test('what speaks for a pair shares 100 points, what speaks against it takes away the rest', () => {
  expect(points(80, [-4, 10, 5, 5, 0, 0, -4])).toEqual([-10, 50, 25, 25, 0, 0, -10]);
});

test('rounding is settled by the largest remainder, so the sum is exact', () => {
  expect(points(100, [1, 1, 1])).toEqual([34, 33, 33]);
});

test('with nothing in favour the confidence stands at the base', () => {
  expect(points(3, [-5, -1, 0])).toEqual([3, 0, 0]);
});
