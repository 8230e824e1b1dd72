import { expect, test } from 'vitest';
import { bytesSource } from './source.ts';
import { inspectToJson } from './to-json.ts';

const read = (text: string, encoding: BufferEncoding = 'utf8') => inspectToJson(bytesSource(Buffer.from(text, encoding)));

test('one object with accounts, movements in minor units and problems by line', async () => {
  const json = await read(
    'Date;Text;Ref;Amount (EUR);Balance\n13.01.2024;Rent;R1;-1.060,00;-60,00\n14.01.2024;Pay;;500,00;440,00\nsoon;x;;1,00;441,00\n',
  );
  expect(json).toMatchObject({
    format: 'csv',
    encoding: 'utf-8',
    dialect: { delimiter: ';', decimalMark: ',', dateFormat: 'dd.MM.yyyy', hasHeader: true, preambleRows: 0 },
    questions: [],
  });
  expect(json.accounts).toEqual([
    {
      currency: 'EUR',
      opening: 100000,
      closing: 44100,
      balanceHolds: true,
      transactions: [
        { date: '2024-01-13', amountMinor: -106000, description: 'Rent', reference: 'R1', balance: -6000, line: 2 },
        { date: '2024-01-14', amountMinor: 50000, description: 'Pay', balance: 44000, line: 3 },
        { date: null, amountMinor: 100, description: 'x', balance: 44100, line: 4 },
      ],
    },
  ]);
  expect(json.problems).toEqual([expect.objectContaining({ code: 'DATE-UNREADABLE', line: 4, column: 1 })]);
});

test('currencies are kept apart, each with its own decimals', async () => {
  const json = await read('Date,Text,Amount,Currency\n2024-01-10,a,-1000,JPY\n2024-01-11,b,-2.50,EUR\n2024-01-12,c,-3.125,KWD\n');
  expect(json.accounts.map(({ currency, transactions }) => [currency, transactions[0]!.amountMinor])).toEqual([
    ['JPY', -1000],
    ['EUR', -250],
    ['KWD', -3125],
  ]);
  expect(json.problems).toMatchObject([{ code: 'CUR-MIXED', line: 3 }]);
});

test.each([
  ['windows-1252', Buffer.from('Datum;Text;Betrag\n13.01.2024;Müller Bäckerei Größe;-1,00\n', 'latin1'), 'Müller Bäckerei Größe'],
  ['utf-8', Buffer.from('Datum;Text;Betrag\n13.01.2024;Müller Bäckerei Größe;-1,00\n'), 'Müller Bäckerei Größe'],
  ['utf-16le', Buffer.from('Datum;Text;Betrag\n13.01.2024;Müller;-1,00\n', 'utf16le'), 'Müller'],
])('%s is recognised by its bytes', async (encoding, bytes, description) => {
  const json = await inspectToJson(bytesSource(bytes));
  expect(json.encoding).toBe(encoding);
  expect(json.accounts[0]!.transactions[0]!.description).toBe(description);
});

test('a file of another kind gives no accounts and says what it is', async () => {
  expect(await read('{"account": [1, 2]}')).toMatchObject({ format: 'unknown', accounts: [], problems: [{ code: 'FILE-FORMAT' }] });
});
