import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements, type Collected } from '../collect.ts';
import { readLooseAmount } from '../loose-amount.ts';
import type { ReaderOptions } from '../reader.ts';
import { looksLikeQif } from './detect.ts';
import { readQif } from './read.ts';

const read = (text: string | Uint8Array, options: ReaderOptions = {}): Promise<Collected> =>
  collectStatements(readQif, bytesSource(typeof text === 'string' ? Buffer.from(text) : text), options);
const rowsOf = (result: Collected) => result.statements.flatMap((one) => one.rows);
const codes = (result: Collected) => result.problems.map((problem) => `${problem.code}:${problem.line}`);
const minors = (result: Collected) => rowsOf(result).map((row) => row.amountMinor);

const TWO = "!Type:Bank\nD1/31'24\nT-12.50\nN101\nPBakery\nMBread\nLFood\n^\nD2/14'24\nT1,000.00\nPEmployer\n^\n";

describe('what a clean file gives', () => {
  test('rows with their places', async () => {
    const result = await read(TWO);
    expect(result).toMatchObject({ format: 'qif', dateFormat: 'MM/dd/yy', decimalMark: '.', questions: [], problems: [] });
    expect(result.statements).toMatchObject([{ account: null, currency: '', line: 1, tail: { opening: null, closing: null } }]);
    const [first, second] = rowsOf(result);
    expect(first).toMatchObject({
      line: 2,
      amountMinor: -1250,
      description: 'Bakery Bread',
      counterparty: 'Bakery',
      reference: '101',
      category: 'Food',
    });
    expect([first, second].map((row) => isoOfDay(row!.day))).toEqual(['2024-01-31', '2024-02-14']);
    expect(second!.amountMinor).toBe(100000);
    expect(TWO.slice(first!.byteStart, first!.byteStart + first!.byteLength)).toBe(TWO.slice(11, TWO.indexOf('^') + 1));
    expect(Object.fromEntries(Object.entries(first!.spans!).map(([field, [at, length]]) => [field, TWO.slice(at, at + length)]))).toEqual({
      date: "1/31'24",
      amount: '-12.50',
      description: 'Bakery',
      counterparty: 'Bakery',
      reference: '101',
      category: 'Food',
    });
  });

  test('the same with CR LF, CR, blanks before and behind, a byte order mark, in UTF-16, in lower case', async () => {
    const forms = [
      TWO.replace(/\n/g, '\r\n'),
      TWO.replace(/\n/g, '\r'),
      TWO.replace(/^/gm, ' ').replace(/$/gm, ' \t'),
      `\ufeff${TWO}`,
      TWO.replace('!Type:Bank', '!type:bank  '),
      TWO.replace(/\n/g, '\n\n'),
      TWO.trimEnd(),
    ];
    for (const form of [...forms, iconv.encode(TWO, 'utf-16le', { addBOM: true })]) {
      const result = await read(form);
      expect(minors(result)).toEqual([-1250, 100000]);
      expect(result.problems).toEqual([]);
      const bytes = Buffer.from(form);
      for (const row of rowsOf(result)) {
        const [at, length] = row.spans!.amount!;
        const text = bytes.subarray(at, at + length).toString(result.encoding === 'utf-16le' ? 'utf16le' : 'utf8');
        expect(readLooseAmount(text, '.', 2)).toMatchObject({ minor: row.amountMinor });
      }
    }
  });

  test('places count bytes, not letters, in every encoding', async () => {
    const text = TWO.replace('Bakery', 'Bäckerei Übel').replace('Bread', '€');
    for (const encoding of ['utf-8', 'windows-1252']) {
      const bytes = iconv.encode(text, encoding);
      const [row] = rowsOf(await read(bytes, { encoding }));
      const [at, length] = row!.spans!.description!;
      expect(iconv.decode(bytes.subarray(at, at + length), encoding)).toBe('Bäckerei Übel');
      expect(row!.description).toBe('Bäckerei Übel €');
    }
  });
});

describe('lists and accounts', () => {
  test('each account has its statement; lists of other things hold no movement', async () => {
    const result = await read(
      '!Option:AutoSwitch\n!Account\nNOne\nTBank\n^\nNTwo\nTCCard\n^\n!Clear:AutoSwitch\n!Type:Cat\nNFood\nE\n^\n!Type:Class\nNx\nDy\n^\n' +
        '!Account\nNTwo\nTCCard\nD[CHF]\n$1\u00a0000.50\n/13/01/2024\n^\n!Type:CCard\nD13/01/2024\nT-5.00\n^\n!Type:Memorized\nKC\nT-50.00\nPRent\n^\n' +
        '!Account\nNOne\n^\n!Type:Oth L\nD14/01/2024\nT6.00\n^\n!Type:Prices\n"IBM",141 9/16," 8/25/98"\n^\n',
    );
    expect(
      result.statements.map(({ account, currency, line, rows }) => [account, currency, line, rows.map((row) => row.amountMinor)]),
    ).toEqual([
      ['Two', 'CHF', 25, [-500]],
      ['One', '', 37, [600]],
    ]);
    expect(result.statements[0]!.tail.statedOnly).toMatchObject({ minor: 100050 });
    expect(isoOfDay(result.statements[0]!.tail.statedOnly!.day)).toBe('2024-01-13');
    expect(result.problems).toEqual([]);
  });

  test('an account that stands only in a list of all is not that of the movements behind it', async () => {
    const result = await read('!Account\nNOne\n^\nNTwo\n^\n!Clear:AutoSwitch\n!Type:Bank\nD13/01/2024\nT-5.00\n^\n');
    expect(result.statements[0]!.account).toBeNull();
  });

  test('an opening balance is a row, and said to be one; it names the account', async () => {
    const result = await read('!Type:Bank\nD13/01/2024\nT500.00\nPOpening Balance\nL[My bank]\n^\nD14/01/2024\nT-5.00\nL[Other]\n^\n');
    expect(minors(result)).toEqual([50000, -500]);
    expect(codes(result)).toEqual(['ROW-BALANCE:2']);
    expect(result.statements[0]!.account).toBe('My bank');
  });

  test('securities make no movement of money, plain cash in their list does', async () => {
    const result = await read(
      '!Account\nNFund\n^\n!Type:Invst\nD1/13/24\nNBuyX\nYX\nI1.5\nQ3\nT4.50\nL[Bank]\n$4.50\n^\nD1/14/24\nNCash\nT7.00\nPFee\n^\n',
    );
    expect(minors(result)).toEqual([700]);
    expect(codes(result)).toEqual(['ROW-SECURITIES:5']);
    expect(result.problems[0]!.message).toContain('BuyX, total 4.50');
  });
});

describe('amounts', () => {
  const amounts = (...written: string[]) => read(`!Type:Bank\n${written.map((text) => `D2024-01-31\nT${text}\n^\n`).join('')}`);

  test('decimal mark over the whole file', async () => {
    expect(minors(await amounts('1,234', '1,000.50'))).toEqual([123400, 100050]);
    expect(minors(await amounts('1.234', '-7,50', '1.000.000,00'))).toEqual([123400, -750, 100000000]);
    expect(minors(await amounts('5', '-0', '+3.', '$12.00'))).toEqual([500, 0, 300, 1200]);
    const open = await amounts('1,234', '5');
    expect(open.questions.map((question) => question.choices.map((choice) => choice.patch))).toEqual([
      [{ decimalMark: '.' }, { decimalMark: ',' }],
    ]);
    expect(minors(await read('!Type:Bank\nD2024-01-31\nT1,234\n^\n', { decimalMark: '.' }))).toEqual([123400]);
  });

  test('more decimals, U beside T, U alone', async () => {
    const precise = await amounts('-1.005');
    expect(rowsOf(precise)[0]).toMatchObject({ amountMinor: -101, amountExact: '-1.005' });
    expect(precise.problems.map((problem) => problem.code)).toContain('AMT-PRECISION');
    expect(codes(await read('!Type:Bank\nD2024-01-31\nU-5.00\nT-5.00\n^\n'))).toEqual([]);
    const other = await read('!Type:Bank\nD2024-01-31\nU-5.10\nT-5.00\n^\nD2024-01-31\nU-6.00\n^\n');
    expect([minors(other), codes(other)]).toEqual([[-500, -600], ['AMT-DIFFERS:3']]);
  });

  test('splits must add up; a split may have a date and a memo of its own', async () => {
    const split = (last: string) =>
      `!Type:Bank\nD1/31/24\nT-10.00\nPShop\nLFood\nSFood\nD1/30/24\nEone\n$-4.00\nSHome\nEtwo\n$${last}\n^\nD1/31/24\nT1\n^\n`;
    expect(codes(await read(split('-6.00')))).toEqual([]);
    const wrong = await read(split('-6.01'));
    expect(codes(wrong)).toEqual(['BATCH-SUM:2']);
    expect(minors(wrong)).toEqual([-1000, 100]);
    expect(isoOfDay(rowsOf(wrong)[0]!.day)).toBe('2024-01-31');
    expect(codes(await read(split('-6.00').replace('D1/31/24\nT-10', 'T-10')))).toEqual(['REC-MISPLACED:6']);
    expect(codes(await read('!Type:Bank\nD1/31/24\nT-10.00\nSFood\n%50\nSHome\n%50\n^\n'))).toEqual([]);
  });
});

describe('damage is said, and good rows are kept', () => {
  test.each([
    ['no date', "D1/31'24\n", '', [[-1250, 100000], 'DATE-MISSING:2']],
    ['no such date', "1/31'24", "1/32'24", [[-1250, 100000], 'DATE-UNREADABLE:2']],
    ['no amount', 'T-12.50\n', '', [[100000], 'AMT-MISSING:2']],
    ['an amount that is none', '-12.50', '-12.x', [[100000], 'AMT-UNREADABLE:2']],
    ['no mark between two movements', '^\nD2', 'D2', [[-1250, 100000], 'REC-MISSING:7']],
    ['no mark, and no amount behind', "^\nD2/14'24\nT1,000.00", "D2/14'24", [[-1250], 'REC-MISSING:7', 'AMT-MISSING:8']],
    ['a text without its letter', 'PBakery', 'Theatre', [[-1250, 100000], 'FLD-REPEATED:5']],
    ['such a text before the amount', 'T-12.50\n', 'Tea room\nT-12.50\n', [[-1250, 100000], 'REC-UNKNOWN:3']],
    ['a second amount', 'N101', 'T-9.99', [[-1250, -999, 100000], 'REC-MISSING:3', 'DATE-MISSING:4']],
    ['an unknown letter', 'N101', 'J101', [[-1250, 100000], 'REC-UNKNOWN:4']],
    ['an unknown list', '!Type:Bank', '!Type:Banq', [[-1250, 100000], 'REC-UNKNOWN:1']],
    ['no header', '!Type:Bank\n', '', [[-1250, 100000], 'REC-MISSING:1']],
    ['notes above the header', '!Type', '### made by a program ###\n!Type', [[-1250, 100000], 'REC-UNKNOWN:1']],
    ['an empty record', '!Type:Bank\n', '!Type:Bank\n^\n', [[-1250, 100000], 'ROW-NOT-A-MOVEMENT:2']],
    ['a record of nothing', '!Type:Bank\n', '!Type:Bank\nPnote\n^\n', [[-1250, 100000], 'ROW-NOT-A-MOVEMENT:2']],
    ['two numbers', 'N101', 'N101\nN102', [[-1250, 100000], 'FLD-REPEATED:5']],
    ['the last mark lost', 'PEmployer\n^\n', 'PEmployer\n', [[-1250, 100000], 'FILE-TRUNCATED:11']],
    ['a list in the middle of a record', 'MBread', 'MBread\n!Type:Cash', [[-1250, 100000], 'REC-MISSING:6', 'ROW-NOT-A-MOVEMENT:8']],
  ])('%s', async (_, from, to, expected) => {
    const result = await read(TWO.replace(from, to));
    expect([minors(result), ...codes(result)]).toEqual(expected);
  });

  test('a file that ends inside a record says so, and gives no amount that was cut', async () => {
    for (let end = 12; end < TWO.length; end++) {
      const text = TWO.slice(0, end);
      const result = await read(text);
      if (!/\^\s*$/.test(text)) expect(result.problems.map((problem) => problem.code)).toContain('FILE-TRUNCATED');
      for (const row of rowsOf(result)) expect([-1250, 100000]).toContain(row.amountMinor);
    }
  });

  test('an open order is asked and said', async () => {
    const result = await read('!Type:Bank\nD3/4/24\nT1.00\n^\nD5/6/24\nT2.00\n^\n');
    expect(codes(result)).toEqual(['DATE-AMBIGUOUS:0']);
    expect(result.questions[0]!.code).toBe('date-order');
    const told = await read('!Type:Bank\nD3/4/24\nT1.00\n^\nD5/6/24\nT2.00\n^\n', { dateFormat: 'MM/dd/yy' });
    expect([codes(told), rowsOf(told).map((row) => isoOfDay(row.day))]).toEqual([[], ['2024-03-04', '2024-05-06']]);
  });

  test('a told sign turns amounts', async () => {
    expect(minors(await read(TWO, { signRule: 'inverted' }))).toEqual([1250, -100000]);
  });

  test('nothing, no rows, one endless record', async () => {
    expect(codes(await read(''))).toEqual(['FILE-EMPTY:0']);
    expect(codes(await read('!Type:Bank\n'))).toEqual(['FILE-NO-ROWS:0']);
    const started = performance.now();
    const endless = await read(`!Type:Bank\nD1/31/24\nT1\n${'SFood\n$1\n'.repeat(300_000)}^\n`);
    expect(endless.problems.map((problem) => problem.code)).toContain('FILE-DAMAGED');
    expect(performance.now() - started).toBeLessThan(5000);
  });
});

describe('recognised by content', () => {
  test.each([
    ['!Type:Bank\nD', 'qif'],
    ['\ufeff\n\n!Account\nNx\n^\n', 'qif'],
    ['# notes\n!Type:CCard\nD1/1/24\nT1\n^\n', 'qif'],
    ["D1/31'24\nT-1.00\nPx\n^\nD1/31'24\nT-1.00\n^\n", 'qif'],
    ['!Typ:Bank\nD1/1/24\nT1\n^\n', 'qif'],
    ['Date,Amount\n1/31/24,1.00\n', null],
    ['!Important\nhello\n', null],
    ['<OFX>\n', null],
    ['', null],
  ])('%j', (text, format) => expect(looksLikeQif(Buffer.from(text))).toBe(format));
});
