import { expect, test } from 'vitest';
import { checkAttempts, waitSeconds } from './attempts.ts';

test('the pause doubles up to a minute and runs out', () => {
  const waits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 99].map((count) => waitSeconds({ count, lastAt: 1000 }, 1000));
  expect(waits).toEqual([0, 1, 2, 4, 8, 16, 32, 60, 60, 60]);
  expect(waitSeconds({ count: 3, lastAt: 1000 }, 3500)).toBe(2);
  expect(waitSeconds({ count: 3, lastAt: 1000 }, 5000)).toBe(0);
});

test('a clock that was set back does not lengthen the pause', () => {
  expect(waitSeconds({ count: 3, lastAt: 10_000_000 }, 0)).toBe(4);
});

test('after a hundred wrong ones only the recovery code is left', () => {
  expect(() => checkAttempts({ count: 100, lastAt: 0 }, 1e12)).toThrow(/recovery code/);
  expect(() => checkAttempts({ count: 99, lastAt: 0 }, 1e12)).not.toThrow();
});
