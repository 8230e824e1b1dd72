import { expect, test } from 'vitest';
import { packSpans, unpackSpans } from './spans.ts';

test('spans come back as they were, also one that stands before its record and one far away', () => {
  const spans = { date: [1000, 8], amount: [1010, 300], currency: [12, 3], balance: [5_000_000_000, 7] } as const;
  expect(unpackSpans(packSpans({ byteStart: 1000, spans }), 1000)).toEqual(spans);
});

test('a row without spans packs to nothing, and damage ends quietly', () => {
  expect(packSpans({ byteStart: 5 })).toHaveLength(0);
  expect(unpackSpans(Uint8Array.of(0, 2), 5)).toEqual({ date: [6, 0] });
  expect(unpackSpans(Uint8Array.of(99, 2, 3), 5)).toEqual({});
});
