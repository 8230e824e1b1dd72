import { expect, test } from 'vitest';
import { decodeReasons, encodeReasons, REASONS, sentenceOf, type Reason } from './reasons.ts';

test('codes and stored numbers are unique', () => {
  expect(new Set(REASONS.map((kind) => kind.code)).size).toBe(REASONS.length);
  expect(new Set(REASONS.map((kind) => kind.number)).size).toBe(REASONS.length);
});

test('every figure a sentence names is filled, in plain words', () => {
  for (const { code, sentence } of REASONS) {
    const figures = [...sentence.matchAll(/\{(\d) \w+\}/g)].map((match) => Number(match[1]));
    const args = Array.from({ length: Math.max(...figures, 0) + 1 }, () => 3);
    const text = sentenceOf({ code, args }, { currency: 'GBP' });
    expect(text).not.toMatch(/[{}?]|fraud|suspicious/i);
    expect(text).toMatch(/\.$/);
  }
});

test('a sentence shows money, shares, dates and counts with their units', () => {
  expect(sentenceOf({ code: 'A1', args: [500_000, 100_000, 0.0301, 38_665] }, { currency: 'GBP' })).toBe(
    'GBP 5,000.00 is a whole multiple of GBP 1,000.00; 3.0 % of the 38,665 amounts examined are.',
  );
  expect(sentenceOf({ code: 'A1', args: [500_000, 100_000, 0.0301, 5] }, { currency: 'JPY' })).toContain('JPY 500,000 is');
  expect(sentenceOf({ code: 'T1', args: [17_320, 0.0004, 100] }, { currency: 'GBP' })).toContain('Saturday 2017-06-03; 0.04 %');
  expect(sentenceOf({ code: 'ZZ', args: [] }, { currency: 'GBP' })).toContain('newer version');
});

test('reasons survive packing exactly', () => {
  const list: Reason[] = [
    { code: 'D1', points: 31.4, args: [Number.MAX_SAFE_INTEGER, 2, 0, -17, 0.0301, -0], evidence: [1, 2_000_000_000] },
    { code: 'M2', points: 0.1, args: [], evidence: [] },
  ];
  const bytes = encodeReasons(list);
  expect(decodeReasons(bytes)).toEqual(list);
  expect(encodeReasons([])).toHaveLength(0);
  expect(decodeReasons(new Uint8Array(0))).toEqual([]);
});

test('damaged bytes are refused, not read in part', () => {
  const bytes = encodeReasons([{ code: 'A1', points: 5, args: [100, 2.5], evidence: [7] }]);
  expect(() => decodeReasons(bytes.subarray(0, bytes.length - 1))).toThrow('bounds');
  expect(() => decodeReasons(Uint8Array.from([...bytes, 0]))).toThrow('damaged');
});
