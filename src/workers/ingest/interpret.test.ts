import { describe, expect, test } from 'vitest';
import type { Layout } from '../../shared/contract/import.ts';
import { inspectSource } from './inspect.ts';
import { bytesSource } from './source.ts';

const inspect = (text: string, layout?: Partial<Layout>, fileName?: string) =>
  inspectSource(bytesSource(Buffer.from(text)), { layout, fileName });
const roles = ({ layout }: { layout: Layout }) =>
  Object.fromEntries(layout.columns.filter(({ role }) => role !== 'ignore').map(({ role, index }) => [role, index]));
const values = (result: Awaited<ReturnType<typeof inspect>>) => result.preview.map((row) => [row.date, row.amountMinor]);
const asked = (result: Awaited<ReturnType<typeof inspect>>) => result.questions.map(({ code }) => code);

describe('dates', () => {
  test('a day above 12 settles the order', async () => {
    const result = await inspect('Date,Text,Amount\n03/04/2024,a,-1.00\n25/04/2024,b,-2.00\n');
    expect(result.layout.dateFormat).toBe('dd/MM/yyyy');
    expect(asked(result)).toEqual([]);
  });

  test('a day above 12 at the very end of a long file settles it too', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `0${(i % 9) + 1}/04/2024,Payment number ${i},-1.00`);
    const result = await inspect(`Date,Text,Amount\n${rows.join('\n')}\n04/25/2024,last,-1.00\n`);
    expect(result.layout.dateFormat).toBe('MM/dd/yyyy');
    expect(asked(result)).toEqual([]);
  });

  test('otherwise it is asked, each choice with an example and a patch that is then obeyed', async () => {
    const text = 'Date,Text,Amount\n03/04/2024,a,-1.00\n05/04/2024,b,-2.00\n';
    const result = await inspect(text);
    expect(asked(result)).toEqual(['date-order']);
    const { choices } = result.questions[0]!;
    expect(choices.map(({ example }) => example)).toEqual(['03/04/2024 is 2024-04-03', '03/04/2024 is 2024-03-04']);
    const answered = await inspect(text, choices[1]!.patch);
    expect(asked(answered)).toEqual([]);
    expect(values(answered)[0]).toEqual(['2024-03-04', -100]);
  });

  test('US dollars put the month first among the choices, but it is asked', async () => {
    const result = await inspect('Date,Text,Amount (USD)\n03/04/2024,a,-1.00\n');
    expect(result.questions[0]!.choices.map(({ label }) => label)).toEqual(['MM/dd/yyyy', 'dd/MM/yyyy']);
    expect(result.layout.dateFormat).toBe('MM/dd/yyyy');
  });

  test('rows in order of time settle it where only one order gives that', async () => {
    const dates = ['01/02/2024', '03/02/2024', '07/02/2024', '02/03/2024', '05/03/2024', '01/04/2024'];
    const result = await inspect(`Date,Text,Amount\n${dates.map((date) => `${date},x,-1.00`).join('\n')}\n`);
    expect(result.layout.dateFormat).toBe('dd/MM/yyyy');
  });

  test('a year in front is no reading where it puts one month’s rows years apart', async () => {
    const result = await inspect('Date,Text,Amount\n25/01/24,a,-1.00\n26/01/24,b,-2.00\n');
    expect(result.layout.dateFormat).toBe('dd/MM/yy');
    expect(asked(result)).toEqual([]);
  });

  test('no booking is later than the date in the file name', async () => {
    const result = await inspect('Date,Text,Amount\n20.02.18,a,-1.00\n', undefined, 'export-20180227.csv');
    expect(values(result)).toEqual([['2018-02-20', -100]]);
    expect(asked(result)).toEqual([]);
  });
});

describe('signs', () => {
  const balances = (amounts: string[], totals: string[]) =>
    `Date,Text,Amount,Balance\n${amounts.map((amount, i) => `2024-01-1${i},x,${amount},${totals[i]}`).join('\n')}\n`;

  test('a running balance proves signs as written, in both directions of time', async () => {
    const result = await inspect(balances(['-10.00', '30.00', '-5.00'], ['90.00', '120.00', '115.00']));
    expect(result).toMatchObject({ layout: { signRule: 'signed' }, balance: 'proved', openingMinor: 10000, closingMinor: 11500 });
    const newest = await inspect(balances(['-5.00', '30.00', '-10.00'], ['115.00', '120.00', '90.00']));
    expect(newest).toMatchObject({ layout: { signRule: 'signed' }, balance: 'proved', openingMinor: 10000, closingMinor: 11500 });
  });

  test('a running balance proves that positive means money out', async () => {
    const result = await inspect(balances(['10.00', '-30.00', '5.00'], ['90.00', '120.00', '115.00']));
    expect(result).toMatchObject({ layout: { signRule: 'inverted' }, balance: 'proved', outMinor: 1500, inMinor: 3000 });
    expect(asked(result)).toEqual([]);
  });

  test('amounts without any sign are asked about', async () => {
    const text = 'Date,Text,Amount\n2024-01-10,a,10.00\n2024-01-11,b,20.00\n';
    const result = await inspect(text);
    expect(asked(result)).toEqual(['sign']);
    expect(result.problemCounts).toHaveProperty('SIGN-UNPROVEN');
    expect((await inspect(text, { signRule: 'inverted' })).outMinor).toBe(3000);
  });

  test('a published list of payments is kept as written, and says so; a merchant alone doesn’t make one', async () => {
    const list = await inspect(
      'Service area,Supplier name,Paid date,Amount\nParks,A Ltd,2024-01-10,500.00\nParks,B Ltd,2024-01-11,700.00\n',
    );
    expect(asked(list)).toEqual([]);
    expect(list).toMatchObject({ inMinor: 120_000, problemCounts: { 'SIGN-UNPROVEN': 1 } });
    expect(asked(await inspect('Payment date,Vendor,Amount\n2024-01-10,A Ltd,5.00\n2024-01-11,B Ltd,7.00\n'))).toEqual(['sign']);
  });

  test('a list with few negative amounts may be a card’s: asked', async () => {
    const rows = ['Bistro,12.00', 'Cinema,20.00', 'Hotel,100.00', 'Shoes,60.00', 'Settlement,-192.00'];
    expect(asked(await inspect(`Date,Text,Amount\n${rows.map((row, i) => `2024-01-1${i},${row}`).join('\n')}\n`))).toEqual(['sign']);
  });

  test('debit and credit columns, and a balance that shows them swapped', async () => {
    const plain = await inspect('Date,Text,Debit,Credit\n2024-01-10,a,10.00,\n2024-01-11,b,,20.00\n');
    expect(values(plain)).toEqual([
      ['2024-01-10', -1000],
      ['2024-01-11', 2000],
    ]);
    const swapped = await inspect(
      'Date,Text,Debit,Credit,Balance\n2024-01-10,a,10.00,,110.00\n2024-01-11,b,,20.00,90.00\n2024-01-12,c,5.00,,95.00\n',
    );
    expect(swapped).toMatchObject({ balance: 'proved', inMinor: 1500, outMinor: 2000 });
    expect(asked(swapped)).toEqual([]);
  });

  test('several accounts in one file have a running balance each', async () => {
    const rows = [
      '111,2024-01-10,a,-10.00,90.00',
      '222,2024-01-10,b,50.00,150.00',
      '111,2024-01-11,c,20.00,110.00',
      '222,2024-01-12,d,-30.00,120.00',
    ];
    const text = `Account Number,Date,Text,Amount,Balance\n${rows.join('\n')}\n`;
    expect(await inspect(text)).toMatchObject({ balance: 'proved', problemCounts: {} });
    expect(await inspect(text.replace('110.00', '111.00'))).toMatchObject({ balance: 'differs', problemCounts: { 'BAL-ROW': 1 } });
  });

  test('a ledger’s debit is asked about', async () => {
    expect(asked(await inspect('Posting date,Voucher,Text,Debit,Credit\n2024-01-10,1,a,10.00,\n2024-01-11,2,b,,20.00\n'))).toEqual([
      'sign',
    ]);
  });

  test('a column of words', async () => {
    const result = await inspect('Datum;Bedrag;Af Bij;Omschrijving\n20240110;10,00;Af;a\n20240111;20,00;Bij;b\n');
    expect(result.layout).toMatchObject({ signRule: 'sign-word', decimalMark: ',', dateFormat: 'yyyyMMdd' });
    expect(values(result).map(([, minor]) => minor)).toEqual([-1000, 2000]);
  });
});

describe('tables', () => {
  test('titles above, a total below, opening and closing stated', async () => {
    const text = [
      'Account statement;;;',
      'Opening balance;;100,00;',
      ';;;',
      'Date;Description;Amount EUR;',
      '13.01.2024;Rent;-60,00;',
      '14.01.2024;Salary;500,00;',
      ';Total;440,00;',
      'Closing balance;;540,00;',
    ].join('\r\n');
    const result = await inspect(text);
    expect(result.layout).toMatchObject({ preambleRows: 3, hasHeader: true, delimiter: ';', decimalMark: ',', currency: 'EUR' });
    expect(result).toMatchObject({ rowsKept: 2, balance: 'proved', openingMinor: 10000, closingMinor: 54000 });
    expect((await inspect(text.replace('540,00', '541,00'))).problemCounts).toMatchObject({ 'BAL-EQUATION': 1 });
  });

  test('no header: the balance proves which column is which', async () => {
    const result = await inspect(
      '13/01/2024,1,Coffee,4.50,0,95.50\n14/01/2024,2,Salary,0,500.00,595.50\n15/01/2024,3,Rent,60.00,0,535.50\n',
    );
    expect(roles(result)).toMatchObject({ date: 0, debit: 3, credit: 4, balance: 5 });
    expect(result).toMatchObject({ balance: 'proved', rowsKept: 3 });
  });

  test('two amounts that differ are asked about; secondary ones are not taken', async () => {
    expect(asked(await inspect('Date,Text,Gross,Net\n2024-01-10,a,-10.00,-9.00\n2024-01-11,b,20.00,18.00\n'))).toEqual(['columns']);
    const fee = await inspect('Date,Text,Amount,Fee\n2024-01-10,a,-10.00,-1.00\n2024-01-11,b,-20.00,2.00\n');
    expect(roles(fee)).toMatchObject({ amount: 2 });
    expect(asked(fee)).toEqual([]);
  });

  test('three digits behind every mark: thousands, unless the currency has three decimals', async () => {
    const text = 'Date,Text,Amount EUR\n2024-01-10,a,"-1,250"\n2024-01-11,b,"-20,000"\n';
    expect((await inspect(text)).preview.map((row) => row.amountMinor)).toEqual([-125_000, -2_000_000]);
    expect(asked(await inspect(text))).toEqual([]);
    expect(asked(await inspect(text.replace('EUR', 'KWD')))).toEqual(['columns']);
  });

  test('no amount column at all: asked, never an empty import without a word', async () => {
    expect((await inspect('Date,Text,Colour\n2024-01-10,a,red\n')).problemCounts).toHaveProperty('COL-UNSURE');
    expect(asked(await inspect('Date,Text,Colour\n2024-01-10,a,red\n2024-01-11,b,blue\n'))).toContain('columns');
  });

  test('a person’s layout wins', async () => {
    const text = 'A,B,C\n2024-01-10,5.00,-7.00\n2024-01-11,6.00,-8.00\n';
    const { layout } = await inspect(text);
    const columns = layout.columns.map((column, i) => ({ ...column, role: (['date', 'amount', 'ignore'] as const)[i]! }));
    const result = await inspect(text, { columns, signRule: 'inverted', currency: 'CHF' });
    expect(values(result).map(([, minor]) => minor)).toEqual([-500, -600]);
    expect(result.layout.currency).toBe('CHF');
    expect(asked(result)).toEqual([]);
  });

  test('the fingerprint is the layout’s, not the file’s', async () => {
    const first = await inspect('Date,Text,Amount\n2024-01-10,a,-1.00\n');
    const second = await inspect('Date,Text,Amount\n2025-03-11,b,7.00\n2025-03-12,c,-7.00\n');
    const other = await inspect('Date,Text,Amount,Fee\n2024-01-10,a,-1.00,0\n');
    expect(second.fingerprint).toBe(first.fingerprint);
    expect(other.fingerprint).not.toBe(first.fingerprint);
  });
});
