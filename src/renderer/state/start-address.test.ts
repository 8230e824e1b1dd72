import { expect, test } from 'vitest';
import { readStart, wantsSample } from './start-address.ts';

test('the sample case is asked for by its own parameter of the start address and by nothing else', () => {
  expect(wantsSample('#/?sample=true')).toBe(true);
  expect(wantsSample('#/?a=1&sample=true&b=2')).toBe(true);
  for (const hash of ['', '#/', '#/?sample=false', '#/?resample=true', '#/?sample=truely', '#/cases?sample=true']) {
    expect(wantsSample(hash)).toBe(false);
  }
  expect(readStart({ sample: true })).toEqual({ sample: true });
  expect(readStart({ sample: 'yes', tab: 'a' })).toEqual({});
});
