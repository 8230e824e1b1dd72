import { distance } from 'fastest-levenshtein';
import { expect, test } from 'vitest';
import { seeded } from './random.ts';
import { editDistance, jaroWinkler } from './strings.ts';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const edits = (a: string, b: string, limit = 64): number => editDistance(bytes(a), 0, a.length, bytes(b), 0, b.length, limit);

test.each([
  ['martha', 'marhta', 0.9611],
  ['dwayne', 'duane', 0.84],
  ['dixon', 'dicksonx', 0.8133],
  ['jones', 'johnson', 0.8324],
  ['abc', 'xyz', 0],
  ['same', 'same', 1],
  ['', 'a', 0],
])('Jaro-Winkler of %s and %s is %f', (a, b, expected) => {
  expect(jaroWinkler(a, b)).toBeCloseTo(expected, 4);
  expect(jaroWinkler(b, a)).toBeCloseTo(expected, 4);
});

test.each([
  ['kitten', 'sitting', 3],
  ['ca', 'abc', 3],
  ['acme', 'amce', 1],
  ['', 'abc', 3],
  ['invoice', 'invoice', 0],
])('the alignment distance of %s and %s is %i', (a, b, expected) => {
  expect(edits(a, b)).toBe(expected);
});

test('without swaps the distance is Levenshtein’s, and a limit only cuts it', () => {
  const random = seeded(3);
  for (let round = 0; round < 500; round++) {
    const word = (): string => Array.from({ length: 1 + Math.floor(random() * 9) }, () => 'abcd'[Math.floor(random() * 4)]).join('');
    const a = word();
    const b = word();
    const plain = distance(a, b);
    const ours = edits(a, b);
    expect(ours).toBeLessThanOrEqual(plain);
    // A swap saves at most one of two edits.
    expect(ours * 2).toBeGreaterThanOrEqual(plain);
    expect(edits(a, b, 1)).toBe(Math.min(2, ours));
  }
});
