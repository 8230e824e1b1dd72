import { describe, expect, it } from 'vitest';
import { EXAMPLE_HEAD } from './example.ts';
import { longDate, percent, sideNames, unmatchedWord, utcTime } from './words.ts';

describe('words of a report', () => {
  it('never says 100 % for less than all, nor 0 % for more than none', () => {
    expect([0, 0.00001, 0.9166, 0.99999, 1].map(percent)).toEqual(['0.0 %', '0.1 %', '91.7 %', '99.9 %', '100.0 %']);
  });

  it('writes dates and times without a time zone of its own', () => {
    expect(longDate('2026-01-05')).toBe('5 January 2026');
    expect(utcTime('2026-01-05T23:30:00.000-02:00')).toBe('2026-01-06 01:30 UTC');
    expect([longDate('never'), utcTime('never')]).toEqual(['never', 'never']);
  });

  it('names the sides after their sources, unless both are of one kind', () => {
    const settings = { leftSources: [1], rightSources: [2], toleranceMinor: 0, windowDays: 5, threshold: 50 };
    const sides = sideNames(EXAMPLE_HEAD.sources, settings);
    expect(sides).toEqual({ left: 'Bank', right: 'Ledger' });
    expect(unmatchedWord('missing-right', sides)).toBe('Missing: ledger');
    expect(sideNames(EXAMPLE_HEAD.sources, { ...settings, rightSources: [1] })).toEqual({ left: 'Left', right: 'Right' });
    expect(sideNames(EXAMPLE_HEAD.sources, { ...settings, leftSources: [1, 2] })).toEqual({ left: 'Left', right: 'Right' });
    expect(sideNames([], null)).toEqual({ left: 'Left', right: 'Right' });
  });
});
