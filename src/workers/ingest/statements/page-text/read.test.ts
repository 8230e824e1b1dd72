import { describe, expect, it } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { parseDate } from '../../../../shared/date-format.ts';
import { parseAmount } from '../../../../shared/money.ts';
import { decodeBytes } from '../../dialect.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements, type Collected } from '../collect.ts';
import type { ReaderOptions } from '../reader.ts';
import { readPageText } from './read.ts';
import { SAMPLES } from '../../../../../tests/samples/printed-statements.ts';

const read = (text: string | Uint8Array, options: ReaderOptions = {}): Promise<Collected> =>
  collectStatements(readPageText, bytesSource(typeof text === 'string' ? Buffer.from(text) : text), options);
const listed = (found: Collected): string[][] =>
  found.statements.map((each) => each.rows.map((row) => `${isoOfDay(row.day)} ${row.amountMinor}`));
const codes = (found: Collected): string[] => found.problems.map((each) => each.code);

describe.each(SAMPLES)('$name', ({ text, rows, balances }) => {
  it('gives every date and amount, proved by its balances', async () => {
    const found = await read(text);
    expect(listed(found)).toEqual(rows);
    expect(found.statements.map(({ tail }) => [tail.opening?.minor, tail.closing?.minor])).toEqual(balances);
    found.statements.forEach((each, i) =>
      expect(balances[i]![0] + each.rows.reduce((sum, row) => sum + row.amountMinor, 0)).toBe(balances[i]![1]),
    );
    expect(codes(found)).not.toContain('SIGN-UNPROVEN');
    expect(found.questions).toEqual([]);
  });

  it.each(['utf-8', 'windows-1252', 'utf-16le'] as const)('names the bytes of each value in %s', async (encoding) => {
    const bytes =
      encoding === 'utf-8'
        ? Buffer.from(text)
        : encoding === 'utf-16le'
          ? Buffer.from(`\ufeff${text}`, 'utf16le')
          : Buffer.from(text, 'latin1');
    const found = await read(bytes, encoding === 'windows-1252' ? { encoding } : {});
    expect(listed(found)).toEqual(rows);
    for (const row of found.statements.flatMap((each) => each.rows)) {
      const at = ([start, length]: readonly [number, number]): string => decodeBytes(bytes.subarray(start, start + length), encoding);
      const amount = parseAmount(at(row.spans!.amount!), found.decimalMark, 2);
      expect(amount.problem === undefined ? Math.abs(amount.minor) : amount.problem).toBe(Math.abs(row.amountMinor));
      const day = parseDate(at(row.spans!.date!), found.dateFormat);
      if (/\d{4}|\d\D+\d\D+\d|\d \D+ \d/.test(at(row.spans!.date!))) expect(day).toBe(row.day);
      if (row.spans!.description !== undefined) expect(at(row.spans!.description).replace(/\s+/g, ' ')).toBe(row.description);
      if (row.spans!.balance !== undefined)
        expect(parseAmount(at(row.spans!.balance), found.decimalMark, 2)).toEqual({ minor: row.balanceMinor });
      const record = at([row.byteStart, row.byteLength]);
      expect(record).toContain(at(row.spans!.amount!));
    }
  });

  it('never loses a movement without a finding or a broken equation', async () => {
    const lines = text.split('\n');
    for (let gone = 0; gone < lines.length; gone++) {
      const found = await read(lines.toSpliced(gone, 1).join('\n'));
      if (JSON.stringify(listed(found)) === JSON.stringify(rows) || found.problems.length > 0) continue;
      // Whole statements may go with their balances; what is left must still hold.
      for (const { rows: left, tail } of found.statements) {
        const sum = left.reduce((total, row) => total + row.amountMinor, 0);
        const same = JSON.stringify(left.map((row) => row.amountMinor).toSorted());
        const kept = rows.some((each) => JSON.stringify(each.map((row) => Number(row.split(' ')[1])).toSorted()) === same);
        expect(kept || tail.opening === null || tail.closing === null || tail.opening.minor + sum !== tail.closing.minor, lines[gone]).toBe(
          true,
        );
      }
    }
  });
});

describe('what is not proved', () => {
  const unsigned = 'Report\n2024-01-05  Coffee            4.50\n2024-01-07  Shop           2,000.00\n2024-01-19  Rent             900.00\n';

  it('is asked and reported', async () => {
    const found = await read(unsigned);
    expect(codes(found)).toContain('SIGN-UNPROVEN');
    expect(found.questions.map((each) => each.code)).toEqual(['sign']);
    expect(found.questions[0]!.choices.map((each) => each.patch)).toEqual([{ signRule: 'signed' }, { signRule: 'inverted' }]);
  });

  it('is not asked where marks say it, and still reported', async () => {
    const found = await read('13.04.2024 AAA 50.00-\n14.04.2024 BBB 20.00+\n15.04.2024 CCC 7.00-\n');
    expect(listed(found)).toEqual([['2024-04-13 -5000', '2024-04-14 2000', '2024-04-15 -700']]);
    expect(found.questions).toEqual([]);
    expect(codes(found)).toEqual(['SIGN-UNPROVEN']);
    const doubtful = await read('13.04.2024 AAA -50.00\n14.04.2024 Withdrawal 20.00\n15.04.2024 CCC 7.00\n');
    expect(doubtful.questions.map((each) => each.code)).toEqual(['sign']);
  });

  it('follows what a person says', async () => {
    const signed = await read(unsigned, { signRule: 'signed' });
    const inverted = await read(unsigned, { signRule: 'inverted' });
    expect(signed.questions).toEqual([]);
    expect(listed(signed)).toEqual([['2024-01-05 450', '2024-01-07 200000', '2024-01-19 90000']]);
    expect(listed(inverted)).toEqual([['2024-01-05 -450', '2024-01-07 -200000', '2024-01-19 -90000']]);
  });

  it('asks for the order of day and month, and takes the answer', async () => {
    const text = 'Opening balance 10.00\n03/04/2024 Deposit 5.00\n05/04/2024 Deposit 1.00\nClosing balance 16.00\n';
    const found = await read(text);
    expect(codes(found)).toContain('DATE-AMBIGUOUS');
    const question = found.questions.find((each) => each.code === 'date-order')!;
    expect(question.choices.map((each) => each.patch.dateFormat)).toEqual(['dd/MM/yyyy', 'MM/dd/yyyy']);
    expect(listed(await read(text, { dateFormat: 'MM/dd/yyyy' }))).toEqual([['2024-03-04 500', '2024-05-04 100']]);
  });

  it('finds the one choice of directions that closes, and says so', async () => {
    const found = await read(
      'Opening balance 100.00\n13.04.2024 AAA 50.00\n14.04.2024 BBB 20.00\n15.04.2024 CCC 7.00\nClosing balance 123.00\n',
    );
    expect(listed(found)).toEqual([['2024-04-13 5000', '2024-04-14 -2000', '2024-04-15 -700']]);
    expect(codes(found)).toContain('SIGN-BY-ARITHMETIC');
  });

  it('does not choose between two that close', async () => {
    const found = await read('Opening balance 100.00\n13.04.2024 AAA 50.00\n14.04.2024 BBB 50.00\nClosing balance 100.00\n');
    expect(codes(found)).toContain('SIGN-UNPROVEN');
  });

  it('keeps a damaged amount as a rejected record', async () => {
    const found = await read(
      'Opening balance 100.00\n13.04.2024 AAA 50.00\n14.04.2024 BBB 2O.OO\n15.04.2024 CCC 7.00\nClosing balance 123.00\n',
    );
    expect(found.rejected).toBe(1);
    expect(codes(found)).toEqual(expect.arrayContaining(['SIGN-UNPROVEN', 'AMT-MISSING']));
  });
});

describe('several senses', () => {
  const card =
    'Example VISA credit card statement\nPrevious balance 210.00\n05.01.2024 Payment thank you -210.00\n22.01.2024 Books 32.10\nNew balance 32.10\n';

  it('asks where only the name of a card says that debts are printed positive', async () => {
    const found = await read(card);
    expect(codes(found)).toContain('SIGN-UNPROVEN');
    expect(found.questions.map((each) => each.code)).toEqual(['sign']);
    expect(listed(await read(card, { signRule: 'inverted' }))).toEqual([['2024-01-05 21000', '2024-01-22 -3210']]);
    expect(listed(await read(card, { signRule: 'signed' }))).toEqual([['2024-01-05 -21000', '2024-01-22 3210']]);
  });

  it('turns unmarked amounts where CR marks leave one sense only', async () => {
    const found = await read(
      'Opening balance 100.00 CR\n13.01.2024 AAA 30.00\n14.01.2024 BBB 10.00 CR\n15.01.2024 CCC 5.00\nClosing balance 75.00 CR\n',
    );
    expect(listed(found)).toEqual([['2024-01-13 -3000', '2024-01-14 1000', '2024-01-15 -500']]);
    expect(found.questions).toEqual([]);
  });

  it('compares the totals that a statement prints', async () => {
    const text =
      'Anfangssaldo 0,00\n20.03.2024 Einzahlung +10,12\n25.03.2024 Auszahlung -5,00\nSumme Belastungen -5,00\nSumme Gutschriften +10,13\nEndsaldo 5,12\n';
    const found = await read(text);
    expect(listed(found)).toEqual([['2024-03-20 1012', '2024-03-25 -500']]);
    expect(found.statements[0]!.tail.controls).toEqual([
      { name: 'money out', stated: -500, counted: -500, line: 4, unit: 'money' },
      { name: 'money in', stated: 1013, counted: 1012, line: 5, unit: 'money' },
    ]);
    expect(codes(found)).toEqual(['CTRL-TOTAL']);
  });

  it('takes the currency of each account', async () => {
    const found = await read(
      'Account: 111111 Currency: USD\nOpening balance 1.00\n13/01/2024 Deposit 2.00\nClosing balance 3.00\nAccount: 222222 Currency: EUR\nOpening balance 5.00\n14/01/2024 Deposit 2.00\nClosing balance 7.00\n',
    );
    expect(found.statements.map(({ account, currency }) => [account, currency])).toEqual([
      ['111111', 'USD'],
      ['222222', 'EUR'],
    ]);
  });

  it('tells of two lost movements that cancel each other', async () => {
    const found = await read(
      'Alter Saldo 10,00\n1x.04.2024 Einzahlung 7,00\n1%.04.2024 Auszahlung -7,00\n13.04.2024 Gutschrift 5,00\nNeuer Saldo 15,00\n',
    );
    expect(codes(found)).toEqual(['ROW-REJECTED', 'ROW-REJECTED']);
    expect(found.rejected).toBe(2);
  });

  it('reads whole units only where the balances prove them', async () => {
    const proved = await read(
      'Currency: JPY\nOpening balance 100,000\n2024-01-05 Shop 12,000\n2024-01-07 Salary 300,000\nClosing balance 388,000\n',
    );
    expect(listed(proved)).toEqual([['2024-01-05 -12000', '2024-01-07 300000']]);
    expect(
      listed(
        await read('Saldo awal\nOpening balance 1.000.000\n05/01/2024 Toko -20.000\n17/01/2024 Gaji 300.000\nClosing balance 1.280.000\n'),
      ),
    ).toEqual([['2024-01-05 -2000000', '2024-01-17 30000000']]);
    expect(codes(await read('Notes\n2024-01-05 met 12 people in room 7\n2024-01-06 met 3\n'))).toEqual(['TXT-NO-MOVEMENTS']);
  });

  it('takes no total for a movement', async () => {
    const found = await read(
      'Opening balance 10.00\n13.04.2024 AAA -5.00\nBBB -2.00\nTotal -7.00\n14.04.2024 CCC 1.00\nClosing balance 4.00\n',
    );
    expect(listed(found)).toEqual([['2024-04-13 -500', '2024-04-13 -200', '2024-04-14 100']]);
    expect(codes(found)).toEqual(['DATE-INHERITED']);
  });
});

describe('hostile text', () => {
  it('reports empty, movement-less and long-lined files', async () => {
    expect(codes(await read(''))).toEqual(['FILE-EMPTY']);
    expect(codes(await read('Dear customer\nnothing here\n'))).toEqual(['TXT-NO-MOVEMENTS']);
    expect(codes(await read(`${'1'.repeat(3_000_000)}\n`))).toContain('DIA-RECORD-LONG');
    expect(codes(await read('%PDF-1.4\n'))).toContain('FILE-BINARY');
  });

  it('stays quick on many lines that nothing proves', async () => {
    const text = `Opening balance 1.00\n${'13.04.2024 AAA 50.00 7.00\n'.repeat(20_000)}Closing balance 3.00\n`;
    const start = performance.now();
    const found = await read(text);
    expect(found.statements[0]!.rows).toHaveLength(20_000);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('says where a statement between two others is missing', async () => {
    const page = (from: string, amount: string, to: string): string =>
      `Konto: 1234567\nAlter Saldo ${from}\n13.04.2024 Gutschrift ${amount}\nNeuer Saldo ${to}\n`;
    const whole = await read(page('10,00', '5,00', '15,00') + page('15,00', '3,00', '18,00') + page('18,00', '2,00', '20,00'));
    const gap = await read(page('10,00', '5,00', '15,00') + page('18,00', '2,00', '20,00'));
    expect(codes(whole)).toEqual([]);
    expect(codes(gap)).toEqual(['CONT-GAP']);
  });

  it('says that pages are missing', async () => {
    const found = await read('Seite 1 von 3\nAlter Saldo 10,00\n13.04.2024 Gutschrift 5,00\nNeuer Saldo 15,00\n');
    expect(found.problems.find((each) => each.code === 'FILE-TRUNCATED')?.message).toContain('page 3 of 3');
  });
});
