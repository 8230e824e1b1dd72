import { expect, test } from 'vitest';
import { REPEAT_VERDICTS } from '../../../shared/contract/overlaps.ts';
import { effectOf, evidenceLines, ruleText, verdictTitle } from './words.ts';

test('each verdict has a word of its own and says what it does to the totals', () => {
  expect(new Set(REPEAT_VERDICTS.map(verdictTitle)).size).toBe(REPEAT_VERDICTS.length);
  expect(REPEAT_VERDICTS.map(effectOf).every((text) => text.endsWith('.'))).toBe(true);
});

test('evidence is said part by part; what was not kept is left out', () => {
  expect(evidenceLines({})).toEqual([]);
  expect(evidenceLines({ account: 'same', identifier: 'renumbered', inFile: 1200, held: 2 })).toEqual([
    { label: 'Account', value: 'the same' },
    { label: 'Identifier', value: 'different in every row: each file numbers its lines anew' },
    { label: 'Counts', value: '1,200 in this file, 2 held before it' },
  ]);
});

test('a rule that this version does not know is a decision, not a gap', () => {
  expect(ruleText('something-newer')).toBe('Decided by a person.');
  const rules = [
    'identifier',
    'count',
    'identifier-differs',
    'balance-differs',
    'follows-on',
    'account-unknown',
    'text-differs',
    'import-undone',
  ];
  expect(new Set(rules.map(ruleText)).size).toBe(rules.length);
});
