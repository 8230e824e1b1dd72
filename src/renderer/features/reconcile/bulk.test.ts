import { expect, test } from 'vitest';
import type { MatchRow } from '../../../shared/contract/reconcile.ts';
import { bulkOf } from './bulk.ts';

const row = (id: number, confidence: number, amountMinor: number, currency = 'GBP') =>
  ({ id, confidence, left: { amountMinor, currency } }) as Pick<MatchRow, 'id' | 'confidence' | 'left'>;

test('counts, sums per currency, and names the weakest', () => {
  expect(bulkOf([row(1, 99, -500), row(2, 91, 1200), row(3, 95, 100, 'EUR')])).toEqual({
    ids: [1, 2, 3],
    sums: [{ currency: 'GBP', minor: 700 }, { currency: 'EUR', minor: 100 }],
    lowest: 91,
    highest: 99,
  }); // prettier-ignore
});

test('nothing taken is nothing summed', () => {
  expect(bulkOf([])).toMatchObject({ ids: [], sums: [] });
});
