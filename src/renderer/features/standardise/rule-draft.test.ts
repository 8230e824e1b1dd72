import { expect, test } from 'vitest';
import type { RuleBody } from '../../../shared/rules.ts';
import { draftOf, EMPTY_ACTION, EMPTY_CONDITION, readDraft } from './rule-draft.ts';

const BODY: RuleBody = {
  title: 'All kinds',
  conditions: [
    { on: 'text', column: 'vendor', test: 'starts', value: 'Qu', not: true },
    { on: 'text', column: 'counterparty', test: 'empty', value: '', not: false },
    { on: 'amount', fromMinor: 1050, toMinor: null },
    { on: 'sign', sign: 'in' },
    { on: 'date', from: '2024-01-01', to: null },
    { on: 'source', sourceIds: [3] },
  ],
  actions: [{ set: 'category', categoryId: 4 }, { set: 'vendor', name: 'V' }, { set: 'tag', tag: 't' }, { set: 'transfer' }, { set: 'excluded', reason: 'r' }],
  stop: true,
}; // prettier-ignore

test('a rule goes into the form and comes out as it was', () => {
  expect(readDraft(draftOf(BODY, 'GBP'), 'GBP')).toEqual(BODY);
});

test('amounts are read in the minor units of the currency', () => {
  const amount = (from: string, currency: string) =>
    readDraft(
      {
        title: 'A',
        stop: false,
        conditions: [{ ...EMPTY_CONDITION, kind: 'amount', from }],
        actions: [{ ...EMPTY_ACTION, kind: 'transfer' }],
      },
      currency,
    )?.conditions[0];
  expect(amount('12.5', 'GBP')).toEqual({ on: 'amount', fromMinor: 1250, toMinor: null });
  expect(amount('12', 'JPY')).toEqual({ on: 'amount', fromMinor: 12, toMinor: null });
  expect(amount('twelve', 'GBP')).toBeUndefined();
  expect(amount('-3', 'GBP')).toBeUndefined();
});

test('what can not be read yet is no rule', () => {
  const draft = draftOf(BODY, 'GBP');
  expect(readDraft({ ...draft, title: ' ' }, 'GBP')).toBeNull();
  expect(readDraft({ ...draft, conditions: [EMPTY_CONDITION] }, 'GBP')).toBeNull();
  expect(readDraft({ ...draft, actions: [EMPTY_ACTION] }, 'GBP')).toBeNull();
  expect(readDraft({ ...draft, conditions: [{ ...EMPTY_CONDITION, kind: 'date', from: '1.2.2024' }] }, 'GBP')).toBeNull();
});
