import { describe, expect, test } from 'vitest';
import { carriesBalance } from './carried-balance.ts';
import { inspectSource } from './inspect.ts';
import { statusOf } from './row-status.ts';
import { bytesSource } from './source.ts';

const inspect = (...lines: string[]) => inspectSource(bytesSource(Buffer.from(`${lines.join('\n')}\n`)));
const values = (result: Awaited<ReturnType<typeof inspect>>) =>
  result.preview.filter(({ row, amountMinor }) => row > 0 && amountMinor !== null).map((row) => [row.date, row.amountMinor]);

describe('a column that says whether a row was booked', () => {
  test('rows that never moved money make no transaction, pending ones stay with a finding', async () => {
    const result = await inspect(
      'Started Date,Completed Date,Description,Amount,State,Balance',
      '2023-03-01 10:00:00,2023-03-02 08:00:00,Shop,-12.50,COMPLETED,87.50',
      '2023-03-02 10:00:00,2023-03-02 10:00:01,Cab,-7.10,DECLINED,',
      '2023-03-03 10:00:00,2023-03-03 10:00:01,Salary,100.00,COMPLETED,187.50',
      '2023-03-04 10:00:00,,Cafe,-3.10,PENDING,',
      '2023-03-05 10:00:00,,Cab,-7.10,REVERTED,',
    );
    expect(values(result)).toEqual([
      ['2023-03-02', -1250],
      ['2023-03-03', 10000],
      [null, -310],
    ]);
    expect(result.problemCounts).toEqual({ 'ROW-CANCELLED': 2, 'ROW-PENDING': 1, 'DATE-MISSING': 1 });
    expect(result).toMatchObject({ balance: 'proved', rowsRead: 5, rowsKept: 3 });
    expect(result.problems.find(({ code }) => code === 'ROW-CANCELLED')).toMatchObject({ line: 3, column: 5 });
  });

  test('words of several languages; what a bank books with a counterpart is booked', () => {
    expect(['Vorgemerkt', 'En attente', 'W toku', 'в обработке'].map(statusOf)).toEqual(Array.from({ length: 4 }, () => 'pending'));
    expect(['Abgelehnt', 'Annulé', 'Odrzucona'].map(statusOf)).toEqual(Array.from({ length: 3 }, () => 'not-moved'));
    expect(['Reversed', 'Refunded', 'Completed', '', 'Storno'].map(statusOf)).toEqual(Array.from({ length: 5 }, () => 'booked'));
  });

  test('the same words in another column mean nothing', async () => {
    const result = await inspect('Date,Text,Amount', '2023-03-02,Declined,-12.50', '2023-03-03,Failed,100.00');
    expect(result.rowsKept).toBe(2);
  });
});

describe('balances carried forward', () => {
  const head = 'Date,Details,Amount,Balance';
  const rows = ['30/01/2023,Shop,-12.00,88.00', '31/01/2023,Salary,100.00,188.00'];

  test('are no movements where the balance beside them is the same', async () => {
    const result = await inspect(
      head,
      '30/01/2023,Balance brought forward,100.00,100.00',
      ...rows,
      '31/01/2023,Balance carried forward,188.00,188.00',
    );
    expect(values(result)).toEqual([
      ['2023-01-30', -1200],
      ['2023-01-31', 10000],
    ]);
    expect(result).toMatchObject({ balance: 'proved', problemCounts: { 'ROW-BALANCE': 2 } });
  });

  test('but stay where it is another one', async () => {
    expect((await inspect(head, ...rows, '31/01/2023,Opening balance correction,5.00,193.00')).rowsKept).toBe(3);
  });

  test('their names', () => {
    for (const name of ['BALANCE B/F', 'Brought forward', 'Saldovortrag', 'Solde précédent', 'Saldo anterior'])
      expect(carriesBalance(name)).toBe(true);
    for (const name of ['Übertrag', 'Forward contract', 'Balance transfer', 'Saldo credit card']) expect(carriesBalance(name)).toBe(false);
  });
});

describe('proofs and the order of time', () => {
  test('balances before each movement do not turn the signs', async () => {
    const result = await inspect(
      'Date,Text,Amount,Balance',
      '2023-01-10,a,-12.00,100.00',
      '2023-01-11,b,100.00,88.00',
      '2023-01-12,c,-7.50,188.00',
    );
    expect(result.layout.signRule).toBe('signed');
    expect(result.questions.map(({ code }) => code)).toEqual(['sign']);
  });

  test('without names, the balance behind the movement is taken', async () => {
    const result = await inspect(
      '1;20230110;100,00;88,00;-12,00;a',
      '1;20230111;88,00;188,00;100,00;b',
      '1;20230112;188,00;180,50;-7,50;c',
    );
    expect(values(result).map(([, minor]) => minor)).toEqual([-1200, 10000, -750]);
    expect(result).toMatchObject({ balance: 'proved', questions: [] });
  });
});

describe('marks on some rows', () => {
  const amounts = async (...lines: string[]) => {
    const result = await inspect(...lines);
    return { minors: values(result).map(([, minor]) => minor), asked: result.questions.length };
  };

  test('a column of CR marks money in, the rest is money out', async () => {
    expect(await amounts('Date,Text,Amount,', '13/01/2023,a,12.00,', '14/01/2023,b,"+ 100.00",CR', '15/01/2023,c,3.00,')).toEqual({
      minors: [-1200, 10000, -300],
      asked: 0,
    });
  });

  test('so does CR behind the amount; every amount marked leaves nothing to tell apart', async () => {
    expect(await amounts('Date,Text,Amount', '13/01/2023,a,12.00', '14/01/2023,b,100.00 CR', '15/01/2023,c,3.00')).toEqual({
      minors: [-1200, 10000, -300],
      asked: 0,
    });
    expect((await amounts('Date,Text,Amount', '13/01/2023,a,12.00 CR', '14/01/2023,b,100.00 CR')).minors).toEqual([1200, 10000]);
  });

  test('a few words in a column of another name are no marks', async () => {
    expect((await amounts('Date,Text,Amount,Flag', '13/01/2023,a,12.00,', '14/01/2023,b,100.00,C', '15/01/2023,c,3.00,')).asked).toBe(1);
  });
});

describe('headers of two rows', () => {
  test('parts of a spanned name and of a repeated one are joined', async () => {
    const spanned = await inspect(
      'Date;Description;Movements;;Balance',
      ';;Debit;Credit;',
      '30.01.2023;a;12,00;;88,00',
      '31.01.2023;b;;100,00;188,00',
    );
    expect(spanned.layout.columns.map(({ name }) => name)).toEqual([
      'Date',
      'Description',
      'Movements Debit',
      'Movements Credit',
      'Balance',
    ]);
    expect(spanned).toMatchObject({ rowsKept: 2, balance: 'proved', questions: [] });
    const repeated = await inspect('Booking,Text,Amount,Amount', 'date,,debit,credit', '30/01/2023,a,12.00,', '31/01/2023,b,,100.00');
    expect(values(repeated)).toEqual([
      ['2023-01-30', -1200],
      ['2023-01-31', 10000],
    ]);
  });

  test('a row of texts that is data is not part of the header', async () => {
    const result = await inspect('Date,Text,Amount,Note', 'opening,see below,,', '30/01/2023,a,12.00,x', '31/01/2023,b,-100.00,y');
    expect(result.layout).toMatchObject({ preambleRows: 0 });
    expect(result.layout.columns[0]!.name).toBe('Date');
  });
});

describe('decimal marks', () => {
  test('cells that can not be read do not hide the mark of the others', async () => {
    const result = await inspect(
      'Date;Text;Amount',
      '2023-01-30;a;-12,50',
      '2023-01-31;b;1x,3',
      '2023-02-01;c;100,00',
      '2023-02-02;d;-4,00',
    );
    expect(values(result).map(([, minor]) => minor)).toEqual([-1250, 10000, -400]);
    expect(result.problemCounts).toMatchObject({ 'AMT-UNREADABLE': 1 });
  });

  test('four digits before a mark are no group: the three behind it are decimals', async () => {
    const result = await inspect('Datum;Text;Belopp', '2023-01-30;a;-12,000', '2023-01-31;b;1000,500');
    expect(values(result).map(([, minor]) => minor)).toEqual([-1200, 100050]);
  });
});
