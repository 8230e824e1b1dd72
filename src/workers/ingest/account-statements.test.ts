import { expect, test } from 'vitest';
import { bytesSource } from './source.ts';
import { inspectSource } from './inspect.ts';
import { inspectToJson } from './to-json.ts';

const TWO = `Account,Date,Text,Amount,Balance
A-1,2024-01-02,Rent,-100.00,900.00
B-2,2024-01-02,Pay,50.00,550.00
A-1,2024-01-13,Food,-10.00,890.00
B-2,2024-01-15,Tax,-20.00,531.00
`;

test('a file of two accounts is two statements, each proved by itself', async () => {
  const json = await inspectToJson(bytesSource(Buffer.from(TWO)));
  expect(json.accounts).toMatchObject([
    { id: 'A-1', opening: 100_000, closing: 89_000, balanceHolds: true, transactions: [{ amountMinor: -10_000 }, { amountMinor: -1_000 }] },
    { id: 'B-2', balanceHolds: false, transactions: [{ amountMinor: 5_000 }, { amountMinor: -2_000 }] },
  ]);
  expect(json.problems).toMatchObject([{ code: 'BAL-ROW', line: 5 }]);
});

test('a column of one account, or of a different one in every row, splits nothing', async () => {
  const one = await inspectSource(bytesSource(Buffer.from(TWO.replaceAll('B-2', 'A-1'))));
  expect(one).toMatchObject({ statementsTotal: 1, account: 'A-1' });
  let n = 0;
  const many = await inspectSource(bytesSource(Buffer.from(TWO.replace(/^[AB]-\d/gm, () => `C-${++n}`))));
  expect(many.statementsTotal).toBe(1);
});
