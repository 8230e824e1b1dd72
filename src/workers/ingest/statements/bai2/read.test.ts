import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements, type Collected } from '../collect.ts';
import type { ReaderOptions } from '../reader.ts';
import { looksLikeBai2 } from './detect.ts';
import { readBai2 } from './read.ts';

const read = (text: string, options?: ReaderOptions): Promise<Collected> =>
  collectStatements(readBai2, bytesSource(Buffer.from(text)), options);
const codes = ({ problems }: Collected) => problems.map(({ code }) => code);

/** A file of one account; totals and counts are made to fit unless told. */
function file(account: string, details: string[], more: { currency?: string; sum?: number; status?: string; date?: string } = {}): string {
  const body = [account, ...details];
  const amounts = body.map((line) => line.split(','));
  const written = amounts.reduce((sum, fields) => sum + (fields[0] === '16' ? Number(fields[2]) || 0 : 0), 0);
  const total = more.sum ?? written;
  const n = body.length + 1;
  return [
    '01,BANK,CUST,240131,0600,1,,,2/',
    `02,CUST,BANK,${more.status ?? '1'},${more.date ?? '240130'},2400,${more.currency ?? 'USD'},2/`,
    ...body,
    `49,${total},${n}/`,
    `98,${total},1,${n + 2}/`,
    `99,${total},1,${n + 4}/`,
    '',
  ].join('\n');
}

test('credits, debits, balances and control totals', async () => {
  const got = await read(
    file(
      '03,123,USD,010,10000,,,015,10500,,,040,9000,,,100,800,1,,400,300,1,/',
      ['16,142,800,Z,B1,C1,some text/', '16,475,300,0,B2,,CHECK/'],
      { sum: 10000 + 10500 + 9000 + 800 + 300 + 800 + 300 },
    ),
  );
  expect(got.problems).toEqual([]);
  const [statement] = got.statements;
  expect(statement).toMatchObject({
    account: '123',
    currency: 'USD',
    tail: { opening: { minor: 10000, line: 3 }, closing: { minor: 10500 } },
  });
  expect(statement!.rows).toMatchObject([
    { amountMinor: 800, reference: 'C1', description: 'some text B1', category: '142', line: 4 },
    { amountMinor: -300, reference: 'B2', description: 'CHECK', category: '475' },
  ]);
  expect(isoOfDay(statement!.rows[0]!.day)).toBe('2024-01-30');
  expect(statement!.tail.controls!.map(({ unit }) => unit)).toHaveLength(12);
});

describe('continuations', () => {
  test('a summary goes on anywhere between its fields', async () => {
    for (const account of [
      '03,1,USD,010,5,,,100,7/\n88,1,,400,9,2,/',
      '03,1,USD,010,5,,,100,7,1,,/\n88,400,9,2,/',
      '03,1,USD,010,5,/\n88,100,7,1,,400,9,2,/',
      '03,1,USD,010,5/\n88,100,7,1,,400,9,2,/',
      '03,1,USD,010,5,,\n88,100,7,1,,400,9,2,',
    ]) {
      const got = await read(
        file(account, ['16,475,9,Z,,,x/'], { sum: 5 + 7 + 9 + 9 })
          .replace(/49,(\d+),3/, '49,$1,4')
          .replace(',1,5/', ',1,6/')
          .replace(',1,7/', ',1,8/'),
      );
      const stated = got.statements[0]!.tail.controls!.filter(({ name }) => name.includes('(')).map((control) => control.stated);
      expect(stated, account).toEqual([7, 1, 9, 2]);
    }
  });
  test('a text goes on, with commas and slashes in it', async () => {
    const got = await read(
      file('03,1,USD,/', ['16,195,500,,,,PAID 12/16,500 A/B 7/88,9', '88,/second, line 5/7/', '88,third']).replace(',5/', ',5/'),
    );
    expect(got.problems).toEqual([]);
    expect(got.statements[0]!.rows).toMatchObject([{ amountMinor: 500, description: 'PAID 12/16,500 A/B 7/88,9 /second, line 5/7 third' }]);
  });
  test('text behind references that were left out', async () => {
    const got = await read(file('03,1,USD,/', ['16,699,971,,,/', '88,LVP XYZ TRANSFER', '16,699,29,Z/', '88,DEPOSIT, ITEM 4']));
    expect(got.statements[0]!.rows.map(({ reference, description }) => [reference, description])).toEqual([
      ['', 'LVP XYZ TRANSFER'],
      ['', 'DEPOSIT, ITEM 4'],
    ]);
  });
  test('a line without record code belongs to the text, and is said', async () => {
    const got = await read(file('03,1,USD,/', ['16,195,500,,,,first']).replace('first\n', 'first\nand more\n'));
    expect(got.statements[0]!.rows[0]!.description).toBe('first and more');
    expect(codes(got)).toEqual(['REC-WRAPPED']);
  });
});

describe('physical form', () => {
  test('several records in a line', async () => {
    const plain = file('03,1,USD,/', ['16,195,500,,,,A B/', '88,MORE/', '16,475,200,Z,,,C/']);
    const packed = plain.trimEnd().replaceAll('\n', '   ');
    const [one, other] = [await read(plain), await read(packed)];
    expect(other.problems).toEqual([]);
    expect(other.statements[0]!.rows.map(({ amountMinor, description }) => [amountMinor, description])).toEqual(
      one.statements[0]!.rows.map(({ amountMinor, description }) => [amountMinor, description]),
    );
  });
  test('fixed records without line ends', async () => {
    const text = file('03,1,USD,/', ['16,195,500,,,,A, B/C', '88,MORE', '16,475,200,Z,,,C/']).replace('1,,,2/', '1,40,,2/');
    const padded = text
      .trimEnd()
      .split('\n')
      .map((line) => line.padEnd(40))
      .join('');
    const got = await read(padded);
    expect(got.problems).toEqual([]);
    expect(got.statements[0]!.rows.map(({ description, line }) => [description, line])).toEqual([
      ['A, B/C MORE', 4],
      ['C', 6],
    ]);
  });
  test('padded lines, no delimiters, DOS line ends', async () => {
    const text = file('03,1,USD,/', ['16,195,500,,,,A/']).replaceAll('/\n', '        \r\n');
    const got = await read(text);
    expect(got.problems).toEqual([]);
    expect(got.statements[0]!.rows[0]).toMatchObject({ amountMinor: 500, description: 'A' });
  });
});

describe('values', () => {
  test('funds types take their own fields', async () => {
    const got = await read(
      file(
        '03,1,USD,100,900,3,S,300,300,300,400,0,,/',
        ['16,165,300,S,100,100,100,R1,,a/', '16,165,300,V,240201,1200,R2,,b/', '16,165,300,D,2,0,100,1,200,R3,,c/'],
        { sum: 1800 },
      ),
    );
    expect(got.problems).toEqual([]);
    expect(
      got.statements[0]!.rows.map(({ reference, description, valueDay }) => [
        reference,
        description,
        valueDay === undefined ? '' : isoOfDay(valueDay),
      ]),
    ).toEqual([
      ['R1', 'a', ''],
      ['R2', 'b', '2024-02-01'],
      ['R3', 'c', ''],
    ]);
  });
  test('minor units of the currency are implied; a decimal point is taken for what it is and reported', async () => {
    const yen = await read(file('03,1,JPY,/', ['16,195,500,Z,,,x/']));
    expect(yen.statements[0]).toMatchObject({ currency: 'JPY', rows: [{ amountMinor: 500 }] });
    const pointed = await read(file('03,1,KWD,/', ['16,195,5.25,Z,,,x/'], { sum: 5250 }));
    expect(pointed.statements[0]!.rows[0]!.amountMinor).toBe(5250);
    expect(codes(pointed)).toEqual(['FLD-UNREADABLE']);
  });
  test('currency: account, then group, then what was told, then the standard', async () => {
    const currency = async (account: string, group: string, told?: string) =>
      (await read(file(account, ['16,195,5,Z,,,x/'], { currency: group }), { currency: told })).statements[0]!.currency;
    expect(await currency('03,1,EUR,/', 'GBP')).toBe('EUR');
    expect(await currency('03,1,,/', 'GBP', 'CHF')).toBe('GBP');
    expect(await currency('03,1,,/', '', 'CHF')).toBe('CHF');
    expect(await currency('03,1,,/', '')).toBe('USD');
  });
  test('type codes that do not say a direction reject the record; custom ones are reported', async () => {
    const got = await read(
      file(
        '03,1,USD,/',
        [
          '16,910,5,Z,,,x/',
          '16,930,5,Z,,,x/',
          '16,970,5,Z,,,x/',
          '16,890,,,,,hello/',
          '16,1X5,5,Z,,,x/',
          '16,195,,Z,,,x/',
          '16,195,5O,Z,,,x/',
        ],
        { sum: 20 },
      ),
    );
    expect(got.statements[0]!.rows.map(({ amountMinor }) => amountMinor)).toEqual([5, -5]);
    expect(got.rejected).toBe(4);
    expect(codes(got)).toEqual([
      'SIGN-UNKNOWN',
      'SIGN-CUSTOM',
      'SIGN-CUSTOM',
      'ROW-NOT-A-MOVEMENT',
      'SIGN-UNKNOWN',
      'AMT-MISSING',
      'AMT-UNREADABLE',
    ]);
  });
  test('who is named in the text', async () => {
    const got = await read(
      file('03,1,USD,/', [
        '16,195,5,Z,,,FED 1',
        '88,ORG:=ACME PAYER LLC',
        '16,495,6,Z,,,WIRE BNF NAME:=SOME PAYEE  BNF ID:=1/',
        '16,142,7,Z,,,ORIG CO NAME:PAYROLL INC ORIG ID:9/',
      ]),
    );
    expect(got.statements[0]!.rows.map(({ counterparty }) => counterparty)).toEqual(['ACME PAYER LLC', 'SOME PAYEE', 'PAYROLL INC']);
  });
});

describe('structure', () => {
  const good = file('03,1,USD,/', ['16,195,500,,,,A/']);
  test('totals that differ are findings with their lines', async () => {
    const got = await read(good.replace('49,500', '49,501').replace('98,500,1,', '98,500,2,').replace('99,500,1,7', '99,500,1,8'));
    expect(got.problems.map(({ code, line }) => [code, line])).toEqual([
      ['CTRL-TOTAL', 5],
      ['CTRL-TOTAL', 6],
      ['CTRL-TOTAL', 7],
    ]);
  });
  test.each([
    [/49,.*\n/, ['REC-MISSING', 'CTRL-TOTAL', 'CTRL-TOTAL']],
    [/98,.*\n/, ['REC-MISSING', 'CTRL-TOTAL']],
    [/99,.*\n/, ['FILE-TRUNCATED']],
    [/98,[^]*/, ['FILE-TRUNCATED']],
    [/02,.*\n/, ['REC-MISSING', 'DATE-MISSING', 'CTRL-TOTAL', 'CTRL-TOTAL', 'CTRL-TOTAL']],
    [/03,.*\n/, ['REC-MISPLACED', 'CTRL-TOTAL', 'CTRL-TOTAL', 'CTRL-TOTAL']],
    [/01,.*\n/, ['REC-MISSING', 'CTRL-TOTAL']],
  ])('without %s the row is kept and the gap is said', async (cut, expected) => {
    const got = await read(good.replace(cut, ''));
    expect(got.statements.flatMap(({ rows }) => rows)).toHaveLength(1);
    expect(codes(got).toSorted()).toEqual(expect.arrayContaining(expected.toSorted().slice(0, 1)));
    expect(new Set(codes(got))).toEqual(new Set(expected));
  });
  test('an account with totals only proves nothing and says what is missing', async () => {
    const got = await read(file('03,1,USD,010,100,,,015,300,,,100,200,2,/', [], { sum: 600 }));
    expect(got.statements[0]!.tail).toMatchObject({ opening: null, closing: null, statedOnly: { minor: 300 } });
    expect(codes(got)).toEqual(['REC-MISSING']);
  });
  test('a test or a deletion is named', async () => {
    expect(codes(await read(file('03,1,USD,/', ['16,195,5,Z,,,x/'], { status: '4' })))).toEqual(['GRP-STATUS']);
  });
  test('an unreadable as-of date leaves rows without a date', async () => {
    expect(codes(await read(file('03,1,USD,/', ['16,195,5,Z,,,x/'], { date: '240230' })))).toEqual(['FLD-UNREADABLE', 'DATE-MISSING']);
  });
});

test('the places of the values hold the values', async () => {
  const text = file('03,1,USD,/', ['16,195,500,V,240201,,BANKREF,CUSTREF,Größe und Ärger/', '88,mehr']);
  const bytes = Buffer.from(text);
  const got = await read(text);
  const row = got.statements[0]!.rows[0]!;
  const at = ([start, length]: readonly [number, number]) => bytes.subarray(start, start + length).toString();
  expect(at(row.spans!.amount!)).toBe('500');
  expect(at(row.spans!.date!)).toBe('240130');
  expect(at(row.spans!.reference!)).toBe('CUSTREF');
  expect(at(row.spans!.sign!)).toBe('195');
  expect(at(row.spans!.description!)).toBe('Größe und Ärger/\n88,mehr');
  expect(at([row.byteStart, row.byteLength])).toBe('16,195,500,V,240201,,BANKREF,CUSTREF,Größe und Ärger/\n88,mehr');
});

test('recognised by content', () => {
  const bytes = (text: string) => Buffer.from(text);
  expect(looksLikeBai2(bytes(`\ufeff\n  ${file('03,1,USD,/', [])}`))).toBe('bai2');
  expect(looksLikeBai2(bytes('03,123456,USD,010,5,,,015,5,,/\n49,10,2/\n'))).toBe('bai2');
  expect(looksLikeBai2(bytes('01,02,2024,5.00\n03,04,2024,6.00\n'))).toBeNull();
  expect(looksLikeBai2(bytes('01,a,b,c,d,e,f,2\n02,a,b,c,d,e,f,2\n'))).toBeNull();
  expect(looksLikeBai2(bytes('date,amount\n01,2\n'))).toBeNull();
});

test('no bytes and no account are findings, not faults', async () => {
  expect(codes(await read(''))).toEqual(['FILE-EMPTY']);
  expect(codes(await read('hello'))).toEqual(['REC-UNKNOWN', 'FILE-NO-ROWS']);
});
