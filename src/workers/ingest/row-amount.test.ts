import { expect, test } from 'vitest';
import { bytesSource } from './source.ts';
import { inspectToJson } from './to-json.ts';

test('an amount with more decimals than its currency is rounded half away from zero, and its exact value kept and told', async () => {
  const json = await inspectToJson(
    bytesSource(
      Buffer.from(
        'Date,Text,Amount,Currency\n2024-01-13,a,-8.4850,USD\n2024-01-14,b,115.8331,USD\n2024-01-15,c,1.00,USD\n2024-01-16,d,2.5,JPY\n',
      ),
    ),
  );
  const rows = json.accounts.flatMap(({ transactions }) => transactions);
  expect(rows.map(({ amountMinor, amountExact }) => [amountMinor, amountExact])).toEqual([
    [-849, '-8.485'],
    [11_583, '115.8331'],
    [100, undefined],
    [3, '2.5'],
  ]);
  expect(json.problems.filter(({ code }) => code === 'AMT-PRECISION').map(({ line, column }) => [line, column])).toEqual([
    [2, 3],
    [3, 3],
    [5, 3],
  ]);
});
