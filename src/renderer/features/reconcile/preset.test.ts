import { expect, test } from 'vitest';
import { presetSides } from './preset.ts';

const source = (id: number, kind: 'bank' | 'ledger' | 'payments', currency = 'GBP', state: 'ready' | 'undone' = 'ready') => ({
  id,
  kind,
  currency,
  state,
});

test('bank left, ledger right, payments left out where both are there', () => {
  expect(presetSides([source(1, 'bank'), source(2, 'bank'), source(3, 'ledger'), source(4, 'payments')])).toEqual({
    leftSources: [1, 2],
    rightSources: [3],
  });
});

test('payments stand in for the side that is missing', () => {
  expect(presetSides([source(1, 'payments'), source(2, 'ledger')])).toEqual({ leftSources: [1], rightSources: [2] });
  expect(presetSides([source(1, 'bank'), source(2, 'payments')])).toEqual({ leftSources: [1], rightSources: [2] });
});

test('one currency, nothing undone', () => {
  expect(presetSides([source(1, 'bank', 'EUR'), source(2, 'bank'), source(3, 'ledger'), source(5, 'ledger', 'GBP', 'undone')])).toEqual({
    leftSources: [2],
    rightSources: [3],
  });
});
