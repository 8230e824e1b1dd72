import { expect, test } from 'vitest';
import { startCase } from './case-fixture.ts';

const HEAD = 'Date,Counterparty,Description,Amount\n';
const ROWS = [
  '2024-01-05,Northern Water,January,-40.00',
  '2024-02-05,Northern Water,February,-41.00',
  '2024-03-05,Northern Water,March,-42.00',
];

test('a vendor’s sums count money once that two files hold, and follow what is decided later', async () => {
  const one = await startCase();
  const { caseId } = one;
  const water = async () => (await one.call('vendor.page', { caseId })).rows.find(({ name }) => name === 'Northern Water')!;
  await one.importText(caseId, 'a.csv', `${HEAD}${ROWS.slice(0, 2).join('\n')}\n`, { kind: 'bank', account: 'A' });
  await one.importText(caseId, 'b.csv', `${HEAD}${ROWS.join('\n')}\n`, { kind: 'bank', account: 'A' });
  const { sources } = await one.call('source.list', { caseId });
  expect(sources.map(({ duplicates }) => duplicates)).toEqual([0, 2]);
  await one.finish((await one.call('standardise.run', { caseId })).jobId);
  expect(await water()).toMatchObject({ rows: 3, outMinor: 12_300 });
  const { rows } = await one.call('transaction.page', { caseId, sourceId: sources[1]!.id });
  const january = rows.find(({ description }) => description === 'January')!;
  await one.call('overlap.decide', { caseId, transactionIds: [january.id], verdict: 'own', reason: 'Paid twice' });
  expect(await water()).toMatchObject({ rows: 4, outMinor: 16_300 });
  await one.close();
});
