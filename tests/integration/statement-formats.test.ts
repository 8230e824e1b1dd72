import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as XLSX from 'xlsx';
import { pdfStatement } from '../samples/pdf-statement.ts';
import { startCase, type Fixture } from './case-fixture.ts';

const MT940 = `:20:STARTUMS
:25:10020030/1234567
:28C:11/1
:60F:C240101EUR1000,00
:61:2401020102D200,50NTRFRENT//B1
:86:Rent January
:61:2401030103C50,25NTRFNONREF
:86:Refund of a deposit
:62F:C240103EUR849,75
:20:STARTUMS
:25:10020030/1234567
:28C:12/1
:60F:C240103EUR849,75
:61:2401040104D49,75NTRFNONREF
:86:Electricity
:62F:C240104EUR801,00
`;

function workbook(): Uint8Array {
  const book = XLSX.utils.book_new();
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet([['Read me'], ['Nothing here']]), 'Cover');
  const rows = [
    ['Statement of account'],
    [],
    ['Date', 'Text', 'Amount', 'Balance'],
    [new Date(Date.UTC(2024, 0, 2)), 'Rent', -200.5, 799.5],
    [new Date(Date.UTC(2024, 0, 3)), 'Refund', 50.25, 849.75],
  ];
  XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows, { cellDates: true, UTC: true }), 'Movements');
  return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
}

describe('formats beside delimited text', () => {
  let one: Fixture & { caseId: string };
  let caseId: string;
  beforeAll(async () => {
    one = await startCase();
    caseId = one.caseId;
  });
  afterAll(() => one.close());

  test('MT940: two statements, one that holds and one that does not, each row with its bytes', async () => {
    const job = await one.importText(caseId, 'march.txt', MT940, { kind: 'bank' });
    expect(job.result).toMatchObject({ rowsKept: 3, rowsRejected: 0, balance: 'differs' });
    const sourceId = (job.result as { sourceId: number }).sourceId;
    const detail = await one.call('source.detail', { caseId, sourceId });
    expect(detail.source).toMatchObject({ format: 'mt940', currency: 'EUR', account: '10020030/1234567' });
    expect(detail.statements).toMatchObject([
      { seq: 0, number: expect.stringContaining('11'), rows: 2, openingMinor: 100_000, closingMinor: 84_975, balance: 'proved' },
      { seq: 1, rows: 1, openingMinor: 84_975, closingMinor: 80_100, balance: 'differs' },
    ]);
    const { rows } = await one.call('transaction.page', { caseId, sourceId });
    const rent = rows.find((row) => row.amountMinor === -20_050)!;
    const source = await one.call('transaction.source', { caseId, transactionId: rent.id });
    expect(source.raw).toContain(':61:2401020102D200,50NTRFRENT//B1');
    expect(
      Buffer.from(MT940)
        .subarray(source.byteStart, source.byteStart + source.byteLength)
        .toString(),
    ).toContain('200,50');
    const amount = source.fields.find((field) => field.role === 'amount')!;
    expect(amount.value).toContain('200,50');
    expect(source.raw.slice(amount.at!.start, amount.at!.start + amount.at!.length)).toBe(amount.value);
    const { rows: problems } = await one.call('import.problems', { caseId, sourceId });
    expect(problems.map(({ code }) => code)).toContain('BAL-EQUATION');
  });

  test('a workbook: the sheet with the movements is read, and each value leads to its cell', async () => {
    const job = await one.importText(caseId, 'statement.csv', workbook(), { kind: 'bank', account: 'X' });
    expect(job.result).toMatchObject({ rowsKept: 2, balance: 'proved' });
    const sourceId = (job.result as { sourceId: number }).sourceId;
    expect(await one.call('source.detail', { caseId, sourceId })).toMatchObject({ source: { format: 'xlsx' }, sheet: 'Movements' });
    const { rows } = await one.call('transaction.page', { caseId, sourceId });
    const rent = rows.find((row) => row.amountMinor === -20_050)!;
    expect(rent.date).toBe('2024-01-02');
    const source = await one.call('transaction.source', { caseId, transactionId: rent.id });
    expect(source).toMatchObject({ sheet: 'Movements', line: 4 });
    expect(source.fields.find((field) => field.role === 'amount')).toMatchObject({ value: '-200.5', cell: 'C4' });
    expect(source.before.at(-1)).toContain('Date | Text | Amount');
  });

  test('a PDF: movements lead to their place on the page', async () => {
    const job = await one.importText(caseId, 'march.pdf', await pdfStatement(), { kind: 'bank' });
    expect(job).toMatchObject({ state: 'done', error: null });
    expect(job.result).toMatchObject({ rowsKept: 3, balance: 'proved' });
    const sourceId = (job.result as { sourceId: number }).sourceId;
    const { rows } = await one.call('transaction.page', { caseId, sourceId });
    const rent = rows.find((row) => row.amountMinor === -20_050)!;
    expect(rent).toMatchObject({ date: '2024-01-02', currency: 'EUR' });
    const source = await one.call('transaction.source', { caseId, transactionId: rent.id });
    expect(source.raw).toContain('200.50');
    expect(source.page).toMatchObject({ number: 2 });
    const amount = source.fields.find((field) => field.role === 'amount')!;
    expect(amount.value).toContain('200.50');
    expect(amount.box![0]).toBeGreaterThan(300);
    // The line stands 100 points below the top of the page.
    expect(amount.box![1]).toBeGreaterThan(85);
    expect(amount.box![1] + amount.box![3]).toBeLessThan(104);
  });

  test('everything still verifies', async () => {
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true });
  });
});
