import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements, type Collected } from '../collect.ts';
import type { ReaderOptions } from '../reader.ts';
import { readMt94x } from './read.ts';

const read = (text: string | Uint8Array, options?: ReaderOptions): Promise<Collected> =>
  collectStatements(readMt94x, bytesSource(typeof text === 'string' ? Buffer.from(text) : text), options);
const codes = ({ problems }: Collected) => problems.map(({ code }) => code);

/** One message with rows of the caller, closing as told. */
const message = (rows: string, closing = 'C240131EUR90,00', opening = 'C240101EUR100,00') =>
  `:20:TEST\n:25:NL00BANK0123456789\n:28C:1/1\n:60F:${opening}\n${rows}\n:62F:${closing}\n-\n`;

describe('signs', () => {
  test.each([
    ['C10,00', 1000],
    ['D10,00', -1000],
    ['RC10,00', -1000],
    ['RD10,00', 1000],
    ['CR10,00', 1000],
    ['DD10,00', -1000],
    ['RDR10,00', 1000],
    ['C10,', 1000],
    ['C10,5', 1050],
    ['D000000000010,50', -1050],
  ])('%s is %i', async (amount, minor) => {
    const { statements, problems } = await read(message(`:61:240102${amount}NTRFNONREF`));
    expect(statements[0]!.rows.map(({ amountMinor }) => amountMinor)).toEqual([minor]);
    expect(problems).toEqual([]);
  });

  test('a minus beside the mark turns it round, and is said', async () => {
    const got = await read(message(':61:240102D-10,00NTRFNONREF'));
    expect(got.statements[0]!.rows[0]!.amountMinor).toBe(1000);
    expect(codes(got)).toEqual(['AMT-MINUS']);
  });

  test('announced entries are marked as pending', async () => {
    const got = await read(message(':61:240102EC10,00NTRFA\n:61:240102ED10,00NTRFB'));
    expect(got.statements[0]!.rows.map(({ amountMinor }) => amountMinor)).toEqual([1000, -1000]);
    expect(codes(got)).toEqual(['ROW-PENDING', 'ROW-PENDING']);
  });

  test('an unreadable mark rejects the record with its text', async () => {
    const got = await read(message(':61:240102X10,00NTRFNONREF'));
    expect(got).toMatchObject({ rejected: 1, problems: [{ code: 'SIGN-UNKNOWN', line: 5, raw: '240102X10,00NTRFNONREF' }] });
  });
});

describe('amounts', () => {
  test.each([
    ['C10.50', 1050, ['FLD-UNREADABLE']],
    ['C10', 1000, ['FLD-UNREADABLE']],
    ['C1.234,50', 123450, ['FLD-UNREADABLE']],
  ])('%s is read and named', async (amount, minor, expected) => {
    const got = await read(message(`:61:240102${amount}NTRFNONREF`));
    expect(got.statements[0]!.rows[0]!.amountMinor).toBe(minor);
    expect(codes(got)).toEqual(expected);
  });

  test.each(['C1.234', 'C1,2,3', 'C12X4,50', 'C', 'C99999999999999999999,00'])('%s is rejected', async (amount) => {
    const got = await read(message(`:61:240102${amount}NTRFNONREF`));
    expect(got.rejected).toBe(1);
    expect(got.statements[0]!.rows).toEqual([]);
  });

  test('decimals beyond the currency are rounded, kept and reported', async () => {
    const got = await read(message(':61:240102D10,50NTRFNONREF', 'C240131JPY90,', 'C240101JPY100,'));
    expect(got.statements[0]!.rows[0]).toMatchObject({ amountMinor: -11, amountExact: '-10.50' });
    expect(codes(got)).toEqual(['AMT-PRECISION']);
    expect(got.statements[0]!.tail.opening!.minor).toBe(100);
  });
});

describe('dates', () => {
  const days = async (line: string) => {
    const got = await read(message(`:61:${line}D10,00NTRFNONREF`));
    const row = got.statements[0]!.rows[0]!;
    return [isoOfDay(row.day), isoOfDay(row.valueDay ?? NO_DAY), ...codes(got)];
  };
  test('the entry date is the booking date, in the year nearest to the value date', async () => {
    expect(await days('2401020103')).toEqual(['2024-01-03', '2024-01-02']);
    expect(await days('2401021230')).toEqual(['2023-12-30', '2024-01-02']);
    expect(await days('2312310102')).toEqual(['2024-01-02', '2023-12-31']);
    expect(await days('240102')).toEqual(['2024-01-02', '2024-01-02']);
    expect(await days('240102    ')).toEqual(['2024-01-02', '2024-01-02']);
    expect(await days('991231')).toEqual(['1999-12-31', '1999-12-31']);
  });
  test('a date that does not exist leaves the row without one', async () => {
    expect(await days('2402300301')).toEqual(['', '', 'DATE-UNREADABLE']);
    expect(await days('24O102')).toEqual(['', '', 'DATE-UNREADABLE']);
    expect(await days('20240102')).toEqual(['2024-01-02', '2024-01-02', 'FLD-UNREADABLE']);
    expect(await days('201201020103')).toEqual(['2012-01-03', '2012-01-02', 'FLD-UNREADABLE']);
    expect(await days('24010201')).toEqual(['', '', 'DATE-UNREADABLE']);
    expect(await days('2401029999')).toEqual(['2024-01-02', '2024-01-02', 'FLD-UNREADABLE']);
  });
});

describe('messages', () => {
  test('FIN blocks, several messages, pages that carry on', async () => {
    const block = (body: string) => `\x01{1:F01BANKNL2AXXXX0000000000}{2:I940BANKNL2AXXXXN}{4:\r\n${body.replaceAll('\n', '\r\n')}-}\x03`;
    const page = (number: string, open: string, close: string) =>
      `:20:A\n:25:123\n:28C:${number}\n:60${open}\n:61:240102C5,00NTRFX//Y\n:86:text\n:62${close}\n`;
    const got = await read(
      block(page('7/1', 'F:C240101EUR1,00', 'M:C240102EUR6,00')) + block(page('7/2', 'M:C240102EUR6,00', 'F:C240102EUR11,00')),
    );
    expect(got.problems).toEqual([]);
    expect(got.format).toBe('mt940');
    expect(got.statements.map(({ number, rows, tail }) => [number, rows.length, tail.opening!.minor, tail.closing!.minor])).toEqual([
      ['7/1', 1, 100, 600],
      ['7/2', 1, 600, 1100],
    ]);
  });

  test('transport lines, blank lines and a hyphen in the middle do not part a message', async () => {
    const got = await read(
      `BANKNL2A\n940\nBANKNL2A\n\n:20:A\n:25:1\n:28:1\n:60F:C240101EUR1,00\n-\n:61:240102C5,00NTRFX\n:86:one\n\n:62F:C240102EUR6,00\n-XXX\n`,
    );
    expect(codes(got)).toEqual(['REC-MISPLACED']);
    expect(got.statements).toHaveLength(1);
    expect(got.statements[0]!.rows).toHaveLength(1);
  });

  test('without :20: a new account begins a statement, and the missing field is said', async () => {
    const body = ':25:1\n:28C:1\n:60F:C240101EUR1,00\n:61:240102C5,00NTRFX\n:62F:C240102EUR6,00\n';
    const got = await read(body + body.replace(':25:1', ':25:2'));
    expect(got.statements.map(({ account, rows }) => [account, rows.length])).toEqual([
      ['1', 1],
      ['2', 1],
    ]);
    expect(codes(got)).toEqual(['REC-MISSING', 'REC-MISSING']);
  });

  test('FinTS separators stand for line ends', async () => {
    const got = await read(message(':61:240102D10,00NTRFREF1\n:86:text').replaceAll('\n', '@@'));
    expect(got.problems).toEqual([]);
    expect(got.statements[0]!.rows[0]).toMatchObject({ amountMinor: -1000, reference: 'REF1', description: 'text' });
  });

  test('a file that ends early says so', async () => {
    const got = await read(message(':61:240102D10,00NTRFREF1').replace(/:62F[^]*/, ''));
    expect(codes(got)).toEqual(['FILE-TRUNCATED']);
    expect(got.statements[0]!.tail).toMatchObject({ opening: { minor: 10_000 }, closing: null });
  });

  test('a block that is never closed says so', async () => {
    const got = await read(
      `{1:F01BANKNL2AXXXX0000000000}{2:I940BANKNL2AXXXXN}{4:\n${message(':61:240102D10,00NTRFREF1').replace('-\n', '')}`,
    );
    expect(codes(got)).toEqual(['FILE-TRUNCATED']);
  });

  test('damaged tags are found', async () => {
    for (const [from, to] of [
      [':61:', ':6l:'],
      [':61:', '61:'],
      [':62F:', ':62 F:'],
      [':60F:', ':70F:'],
      [':86:', ':8S:'],
      [':25:', ':2S:'],
    ] as const) {
      const got = await read(message(':61:240102D5,00NTRFA\n:86:first\n:61:240103D5,00NTRFB\n:86:second').replace(from, to));
      expect(codes(got), to).not.toEqual([]);
    }
  });

  test('the currency of the account before is taken where the opening balance is gone', async () => {
    const good = message(':61:240102D10,NTRFA', 'C240131JPY90,', 'C240101JPY100,');
    const got = await read(good + good.replace(/:60F:.*\n/, ''));
    expect(got.statements[1]!).toMatchObject({ currency: 'JPY', rows: [{ amountMinor: -10 }] });
    expect(codes(got)).toEqual(['REC-MISSING']);
  });

  test('another currency in the closing balance proves nothing', async () => {
    const got = await read(message(':61:240102D10,00NTRFA', 'C240131USD90,00'));
    expect(got.statements[0]!.tail.closing).toBeNull();
    expect(codes(got)).toEqual(['CUR-MIXED']);
  });
});

describe('MT942', () => {
  const interim = (number: string, rows: string, totals: string) =>
    `:20:A\n:25:1\n:28C:${number}\n:34F:EURD0,\n:13D:2401021200+0100\n${rows}${totals}-\n`;
  const row = ':61:240102D5,00NTRFA\n:86:x\n';
  test('totals are compared, over all pages of a report', async () => {
    const got = await read(interim('3/1', row, '') + interim('3/2', row, ':90D:2EUR10,00\n:90C:0EUR0,\n'));
    expect(got.format).toBe('mt942');
    expect(got.problems).toEqual([]);
    expect(got.statements[1]!.tail.controls!.map(({ stated, counted }) => [stated, counted])).toEqual([
      [2, 2],
      [1000, 1000],
      [0, 0],
      [0, 0],
    ]);
    expect(got.statements.every(({ tail }) => tail.opening === null && tail.closing === null)).toBe(true);
  });
  test('a total that differs is a finding with its line', async () => {
    const got = await read(interim('3', row, ':90D:1EUR6,00\n'));
    expect(got.problems).toMatchObject([{ code: 'CTRL-TOTAL', line: 8 }]);
  });
});

describe('bytes', () => {
  test.each(['utf8', 'windows-1252', 'cp850', 'utf16le'])(
    '%s: every amount and text can be read again from its place',
    async (encoding) => {
      const text = message(':61:2401020103D10,00NTRFMÜLLER//BÄNK\nGebühr\n:86:166?00Überweisung?20Größe?32JÜRGEN MÜLLER?33 & SÖHNE');
      const bytes = Buffer.concat([encoding === 'utf16le' ? Buffer.from([0xff, 0xfe]) : Buffer.alloc(0), iconv.encode(text, encoding)]);
      const got = await read(bytes, encoding === 'cp850' ? { encoding } : {});
      const row = got.statements[0]!.rows[0]!;
      const at = ([start, length]: readonly [number, number]) => iconv.decode(bytes.subarray(start, start + length), encoding);
      expect(row.counterparty).toBe('JÜRGEN MÜLLER & SÖHNE');
      expect(at(row.spans!.amount!)).toBe('10,00');
      expect(at(row.spans!.date!)).toBe('0103');
      expect(at(row.spans!.sign!)).toBe('D');
      expect(at(row.spans!.reference!)).toBe('MÜLLER');
      expect(at(row.spans!.description!)).toBe('166?00Überweisung?20Größe?32JÜRGEN MÜLLER?33 & SÖHNE');
      expect(at([row.byteStart, row.byteLength])).toMatch(/^:61:2401020103D10,00NTRF[^]*SÖHNE$/);
    },
  );

  test('a line in another encoding is read and reported', async () => {
    const row = ':61:240102D10,00NTRFA\n:86:Größe\n';
    const [before, after] = message(`${row.repeat(4)}:61:240102D10,00NTRFA\n:86:Gr#e`).split('#');
    const bytes = Buffer.concat([Buffer.from(before!), Buffer.from([0xf6, 0xdf]), Buffer.from(after!)]);
    const got = await read(bytes);
    expect(got.problems).toMatchObject([{ code: 'ENC-MIXED', line: 14 }]);
    expect(got.statements[0]!.rows.map(({ description }) => description)).toEqual(['Größe', 'Größe', 'Größe', 'Größe', 'Größe']);
  });
});

test('no bytes and no statement are findings, not faults', async () => {
  expect(codes(await read(''))).toEqual(['FILE-EMPTY']);
  expect(codes(await read('nothing of the kind\n'))).toEqual(['REC-UNKNOWN', 'FILE-NO-ROWS']);
});
