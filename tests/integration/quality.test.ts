import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCase, type Fixture } from './case-fixture.ts';

const JANUARY = `Date,Description,Reference,Amount,Balance
2025-01-03,RENT UNIT 4,R1,-500.00,1500.00
2025-01-10,GRANT,R2,250.00,1750.00
2025-01-31,FEE,,-5.00,1745.00
`;
const MARCH = `Date,Description,Reference,Amount,Balance
2025-03-03,RENT UNIT 4,R3,-500.00,1200.00
2025-03-09,,,0.00,1200.00
2025-03-10,=CMD(),R4,not money,1200.00
2025-03-31,GRANT,R5,100.00,1300.00
`;

describe('the quality of what was imported', () => {
  let one: Fixture & { caseId: string; recoveryCode: string };
  beforeAll(async () => {
    one = await startCase();
    await one.importText(one.caseId, 'january.csv', JANUARY, { kind: 'bank', account: 'A 1' });
    await one.importText(one.caseId, 'march.csv', MARCH, { kind: 'bank', account: 'A1' });
  });
  afterAll(() => one.close());

  test('a file read without exception has every point', async () => {
    const report = await one.call('quality.source', { caseId: one.caseId, sourceId: 1 });
    expect(report).toMatchObject({ score: 100, repeats: 0, findingsComplete: true, statementsTotal: 1, statementsProved: 1 });
    expect(report.columns.find(({ field }) => field === 'reference')).toMatchObject({ filled: 2, of: 3, distinct: 2, type: 'code' });
    expect(report.missing).toContainEqual({ field: 'reference', rows: 1, of: 3 });
    expect(report.columns.find(({ field }) => field === 'amount')).toMatchObject({ min: -50_000, max: 25_000, currency: '' });
  });

  test('a rejected row is counted by code with its line and raw text, and every part says why it is less', async () => {
    const report = await one.call('quality.source', { caseId: one.caseId, sourceId: 2 });
    expect(report.source).toMatchObject({ rowsRead: 4, rowsKept: 3, rowsRejected: 1 });
    const rejected = report.findings.filter((group) => group.rejects);
    expect(rejected).toMatchObject([{ code: 'AMT-UNREADABLE', count: 1, examples: [{ line: 4 }] }]);
    expect(rejected[0]!.examples[0]!.raw).toContain('not money');
    const { rows } = await one.call('import.problems', { caseId: one.caseId, sourceId: 2 });
    expect(rows[rejected[0]!.firstAt]).toMatchObject({ code: 'AMT-UNREADABLE', line: 4 });
    expect(report.outOfRange).toMatchObject([{ code: 'amount-zero', rows: 1, examples: [{ line: 3 }] }]);
    expect(report.parts.find(({ name }) => name === 'Rows read')).toMatchObject({
      points: 0,
      because: '1 of 4 rows could not be read as transactions.',
    });
    expect(report.parts.reduce((sum, part) => sum + part.points, 0)).toBe(report.score);
    await expect(one.call('quality.source', { caseId: one.caseId, sourceId: 99 })).rejects.toMatchObject({ data: { code: 'not-found' } });
  });

  test('files side by side, and the account’s coverage with the gap and what the balance did over it', async () => {
    const whole = await one.call('quality.case', { caseId: one.caseId });
    expect(whole.files.map(({ source }) => source.fileName)).toEqual(['january.csv', 'march.csv']);
    expect(whole.parts.reduce((sum, part) => sum + part.points, 0)).toBe(whole.score);
    const { accounts } = await one.call('coverage.map', { caseId: one.caseId });
    expect(accounts).toHaveLength(1);
    expect(accounts[0]).toMatchObject({
      account: 'A 1',
      state: 'broken',
      gaps: [{ from: '2025-02-01', to: '2025-03-02', days: 30, differenceMinor: -4_500 }],
      held: [{ sourceId: 1, stated: false }, { sourceId: 2 }],
    });
  });

  test('repeats follow the marks of later imports and their undoing; an import taken out is in no map', async () => {
    await one.importText(one.caseId, 'january again.csv', `${JANUARY}2025-02-03,LATER,R9,1.00,1746.00\n`, { kind: 'bank', account: 'A 1' });
    expect(await one.call('quality.source', { caseId: one.caseId, sourceId: 3 })).toMatchObject({ repeats: 3 });
    const both = (await one.call('coverage.map', { caseId: one.caseId })).accounts[0]!;
    expect(both.overlaps).toMatchObject([{ from: '2025-01-03', to: '2025-01-31', differenceMinor: 0 }]);
    await one.call('import.undo', { caseId: one.caseId, sourceId: 1, reason: 'Only the longer one' });
    expect(await one.call('quality.source', { caseId: one.caseId, sourceId: 3 })).toMatchObject({ repeats: 0 });
    const { accounts } = await one.call('coverage.map', { caseId: one.caseId });
    expect(accounts[0]!.held.map(({ sourceId }) => sourceId)).toEqual([3, 2]);
    expect((await one.call('quality.case', { caseId: one.caseId })).files).toHaveLength(2);
  });
});
