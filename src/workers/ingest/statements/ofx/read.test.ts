import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements, type Collected } from '../collect.ts';
import type { ReaderOptions } from '../reader.ts';
import { looksLikeOfx } from './detect.ts';
import { readOfx } from './read.ts';

const HEADER = 'OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nSECURITY:NONE\nENCODING:USASCII\nCHARSET:1252\nCOMPRESSION:NONE\n\n';
const movement = (inside = '', amount = '-12.34', id = 'A1') =>
  `<STMTTRN>\n<TRNTYPE>DEBIT\n<DTPOSTED>20240131\n<TRNAMT>${amount}\n<FITID>${id}\n${inside}</STMTTRN>\n`;
const statement = (inside: string, head = '<CURDEF>EUR\n<BANKACCTFROM>\n<BANKID>1\n<ACCTID>77 88\n</BANKACCTFROM>\n') =>
  `<STMTTRNRS>\n<STMTRS>\n${head}<BANKTRANLIST>\n<DTSTART>20240101\n<DTEND>20240131\n${inside}</BANKTRANLIST>\n` +
  '<LEDGERBAL>\n<BALAMT>100.00\n<DTASOF>20240131\n</LEDGERBAL>\n</STMTRS>\n</STMTTRNRS>\n';
const file = (...statements: string[]) => `${HEADER}<OFX>\n<BANKMSGSRSV1>\n${statements.join('')}</BANKMSGSRSV1>\n</OFX>\n`;

const read = (text: string | Uint8Array, options: ReaderOptions = {}): Promise<Collected> =>
  collectStatements(readOfx, bytesSource(typeof text === 'string' ? Buffer.from(text) : text), options);
const codes = (result: Collected) => result.problems.map((problem) => `${problem.code}:${problem.line}`);
const rowsOf = (result: Collected) => result.statements.flatMap((one) => one.rows);
const one = async (inside: string, amount?: string) => {
  const result = await read(file(statement(movement(inside, amount))));
  return { row: rowsOf(result)[0]!, result };
};

describe('what a clean file gives', () => {
  test('statement, row, balance, places; no finding', async () => {
    const text = file(statement(movement('<NAME>Bakery\n<MEMO>Bread\n')));
    const result = await read(text);
    expect(result.problems).toEqual([]);
    expect(result).toMatchObject({ format: 'ofx1', encoding: 'utf-8', questions: [], rejected: 0 });
    const [found] = result.statements;
    expect(found).toMatchObject({ account: '7788', currency: 'EUR', line: 12 });
    expect(found!.tail).toMatchObject({ opening: null, closing: null, statedOnly: { minor: 10000, line: 31 } });
    expect([found!.tail.from, found!.tail.to, found!.tail.statedOnly!.day].map((day) => isoOfDay(day!))).toEqual([
      '2024-01-01',
      '2024-01-31',
      '2024-01-31',
    ]);
    const [row] = found!.rows;
    expect(row).toMatchObject({
      line: 21,
      amountMinor: -1234,
      description: 'Bakery Bread',
      counterparty: 'Bakery',
      reference: 'A1',
      category: 'DEBIT',
    });
    expect(isoOfDay(row!.day)).toBe('2024-01-31');
    expect(text.slice(row!.byteStart, row!.byteStart + row!.byteLength)).toBe(movement('<NAME>Bakery\n<MEMO>Bread\n').trimEnd());
    const at = (span: readonly [number, number]) => text.slice(span[0], span[0] + span[1]);
    expect(Object.fromEntries(Object.entries(row!.spans!).map(([field, span]) => [field, at(span)]))).toEqual({
      amount: '-12.34',
      category: 'DEBIT',
      reference: 'A1',
      date: '20240131',
      counterparty: 'Bakery',
      description: 'Bakery',
    });
  });

  test('the same in one line, in lower case, with every tag closed, in XML, in UTF-16, without a header', async () => {
    const lines = file(statement(movement('<NAME>Bakery\n')));
    const closed = lines.replace(/<([A-Z]+)>([^<\n]+)\n/g, '<$1>$2</$1>\n');
    const xml = closed.replace(HEADER, '<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211"?>\n');
    const body = closed.slice(HEADER.length);
    const shape = (result: Collected) =>
      result.statements.map(({ account, rows }) => ({ account, rows: rows.map((row) => row.amountMinor) }));
    const expected = [{ account: '7788', rows: [-1234] }];
    const forms: [string | Uint8Array, string[]][] = [
      [closed, []],
      [HEADER + body.replace(/\n/g, ''), []],
      [HEADER + body.replace(/<[^>]*>/g, (tag) => tag.toLowerCase()), []],
      [HEADER.replace(/\n/g, ' ') + body, []],
      [HEADER.replace(/:/g, ' : ').replace(/\n/g, '\r\n\r\n') + body, []],
      [xml, []],
      [`\ufeff\n\n${lines}`, []],
      [iconv.encode(xml.replace('UTF-8', 'UTF-16'), 'utf-16le', { addBOM: true }), []],
      [iconv.encode(lines.replace('USASCII', 'UNICODE'), 'utf-16be', { addBOM: true }), []],
      [lines.replace(/\n/g, '\r'), []],
      [xml.replace(/<(\/?)([A-Z])/g, '<$1b:$2').replace('<b:OFX>', '<b:OFX xmlns:b="http://ofx.net/types/2003/04">'), []],
      [body, ['REC-MISSING']],
    ];
    for (const [form, found] of forms) {
      const result = await read(form);
      expect(shape(result)).toEqual(expected);
      expect(result.problems.map((problem) => problem.code)).toEqual(found);
    }
    const twice = await read(lines + lines.replaceAll('A1', 'A2'));
    expect([shape(twice), twice.problems]).toEqual([[...expected, ...expected], []]);
    expect((await read(xml)).format).toBe('ofx2');
    const oneLine = await read(HEADER + body.replace(/\n/g, '').replace('-12.34', 'x'));
    expect(oneLine.problems[0]).toMatchObject({
      code: 'AMT-UNREADABLE',
      line: 9,
      column: body.replace(/\n/g, '').indexOf('<STMTTRN>') + 1,
    });
  });

  test('bank, credit card and investment statements of several accounts', async () => {
    const card =
      '<CCSTMTTRNRS><CCSTMTRS><CURDEF>USD<CCACCTFROM><ACCTID>4000</CCACCTFROM><BANKTRANLIST>' +
      `${movement('', '-1.00', 'C1')}</BANKTRANLIST></CCSTMTRS></CCSTMTTRNRS>`;
    const fund =
      '<INVSTMTTRNRS><INVSTMTRS><CURDEF>USD<INVACCTFROM><BROKERID>b<ACCTID>9</INVACCTFROM><INVTRANLIST>' +
      '<BUYMF><INVBUY><INVTRAN><FITID>I1<DTTRADE>20240102</INVTRAN><UNITS>3<TOTAL>-30.00</INVBUY><BUYTYPE>BUY</BUYMF>' +
      `<INVBANKTRAN>${movement('', '-5.00', 'I2')}<SUBACCTFUND>CASH</INVBANKTRAN></INVTRANLIST></INVSTMTRS></INVSTMTTRNRS>`;
    const result = await read(file(statement(movement()), statement('', '<CURDEF>JPY<BANKACCTFROM><ACCTID>5</BANKACCTFROM>'), card, fund));
    expect(result.statements.map(({ account, currency, rows }) => [account, currency, rows.map((row) => row.amountMinor)])).toEqual([
      ['7788', 'EUR', [-1234]],
      ['5', 'JPY', []],
      ['4000', 'USD', [-100]],
      ['9', 'USD', [-500]],
    ]);
    expect(result.problems.map(({ code, message }) => [code, message])).toEqual([
      ['ROW-SECURITIES', expect.stringContaining('BUYMF, total -30.00') as string],
    ]);
  });
});

describe('values', () => {
  test('name, payee and memo', async () => {
    expect((await one('<NAME>Shop\n<MEMO>Shop\n')).row.description).toBe('Shop');
    expect((await one('<NAME>Shop in the cen\n<MEMO>Shop in the centre, till 4\n')).row.description).toBe('Shop in the centre, till 4');
    expect((await one('<PAYEE>\n<NAME>Ann\n<CITY>Bonn\n</PAYEE>\n<MEMO>rent\n')).row).toMatchObject({
      counterparty: 'Ann',
      description: 'Ann rent',
    });
    const plain = await one('<PAYEE>Ann</PAYEE>\n<MEMO>rent\n');
    expect([plain.row.counterparty, plain.row.description, plain.result.problems]).toEqual(['Ann', 'Ann rent', []]);
    expect((await one('<CURRENCY>JPY\n', '-500')).row).toMatchObject({ currency: 'JPY', amountMinor: -500 });
    expect((await one('<NAME>A\n<BANKACCTTO><ACCTID>9</BANKACCTTO>\n<MEMO>\n')).row.description).toBe('A');
  });

  test('entities once, CDATA, comments, breaks inside, a lone < and &', async () => {
    expect((await one('<NAME>A &amp; B &amp;amp; &#233;&#xE8; &unknown; &#0;\n')).row.counterparty).toBe('A & B &amp; éè &unknown; &#0;');
    expect((await one('<NAME><![CDATA[A <b> &amp; C]]></NAME>\n')).row.counterparty).toBe('A <b> &amp; C');
    expect((await one('<NAME>first\r\n   second\n')).row.counterparty).toBe('first second');
    expect((await one('<NAME>A<!-- no tag in here -->B\n')).row.counterparty).toBe('AB');
    expect((await one('<NAME>R & D\n')).result.problems).toEqual([]);
    const stray = await one('<NAME>1 < 2\n');
    expect(stray.row.counterparty).toBe('1 < 2');
    expect(codes(stray.result)).toEqual(['TAG-STRAY:26']);
  });

  test('dates are taken as written, in no zone', async () => {
    const day = async (text: string) => {
      const result = await read(file(statement(movement().replace('20240131', text))));
      return [isoOfDay(rowsOf(result)[0]!.day), ...codes(result)];
    };
    expect(await day('20240131235959.999[-12:IDLW]')).toEqual(['2024-01-31']);
    expect(await day('20240131000000[+14]')).toEqual(['2024-01-31']);
    expect(await day('2024-01-31')).toEqual(['2024-01-31', 'FLD-UNREADABLE:23']);
    expect(await day('20240131x')).toEqual(['2024-01-31', 'FLD-UNREADABLE:23']);
    expect(await day('31/01/2024')).toEqual(['', 'DATE-UNREADABLE:23']);
    expect(await day('20240230')).toEqual(['', 'DATE-UNREADABLE:23']);
    expect(await day('00000000')).toEqual(['', 'DATE-UNREADABLE:23']);
    expect(await day('00010101000000')).toEqual(['', 'DATE-UNREADABLE:23']);
    expect(await day('')).toEqual(['', 'DATE-MISSING:21']);
    expect(NO_DAY).toBe(-2147483648);
  });

  test('decimal marks: each amount by itself, an open one by the file, else asked', async () => {
    const amounts = async (...written: string[]) => {
      const result = await read(file(statement(written.map((amount, i) => movement('', amount, `A${i}`)).join(''))));
      return { minors: rowsOf(result).map((row) => row.amountMinor), codes: result.problems.map((p) => p.code), result };
    };
    expect((await amounts('-530,86', '            -2,23')).minors).toEqual([-53086, -223]);
    expect(await amounts('-1,234', '-0.50')).toMatchObject({ minors: [-123400, -50], codes: ['AMT-FORM'] });
    const open = await amounts('-1,234', '-7');
    expect(open).toMatchObject({ minors: [-123, -700], codes: ['AMT-PRECISION'] });
    expect(open.result.questions[0]!.choices.map((choice) => choice.patch)).toEqual([{ decimalMark: '.' }, { decimalMark: ',' }]);
    const told = await read(file(statement(movement('', '-1,234'))), { decimalMark: '.' });
    expect([rowsOf(told)[0]!.amountMinor, told.questions]).toEqual([-123400, []]);
    expect(rowsOf((await amounts('-8.4850')).result)[0]).toMatchObject({ amountMinor: -849, amountExact: '-8.4850' });
  });

  test('what shows the decimal mark is seen where a piece of the file ends, and so is a letter of several bytes', async () => {
    for (let shift = 0; shift < 24; shift++) {
      const before = file(statement(movement('<NAME>', '-1,234')));
      const at = before.indexOf('<NAME>') + 6;
      const pad = 256 * 1024 - at - shift;
      const tail = `${before.slice(at)}`.replace('</STMTTRN>', '</STMTTRN>\n' + movement('<NAME>é€é€\n', '-0,50', 'A2').trimEnd());
      const result = await read(before.slice(0, at) + 'x'.repeat(pad - 60) + '\n' + tail);
      const rows = rowsOf(result);
      expect(rows.map((row) => [row.amountMinor, row.amountExact])).toEqual([
        [-123, '-1.234'],
        [-50, undefined],
      ]);
      expect(rows[1]!.counterparty).toBe('é€é€');
      expect(result.questions).toEqual([]);
    }
  });

  test('a currency of its own, and one that was already converted', async () => {
    const foreign = await one('<CURRENCY><CURRATE>1.1<CURSYM>JPY</CURRENCY>\n', '-500');
    expect(foreign.row).toMatchObject({ currency: 'JPY', amountMinor: -500 });
    expect(codes(foreign.result)).toEqual(['CUR-MIXED:21']);
    const converted = await one('<ORIGCURRENCY><CURRATE>1.1<CURSYM>JPY</ORIGCURRENCY>\n');
    expect(converted.row.currency).toBeUndefined();
    expect(converted.row.amountMinor).toBe(-1234);
  });

  test('a told sign turns amounts and balance', async () => {
    const result = await read(file(statement(movement('', '-8.4850'))), { signRule: 'inverted' });
    expect(rowsOf(result)[0]).toMatchObject({ amountMinor: 849, amountExact: '8.4850' });
    expect(result.statements[0]!.tail.statedOnly!.minor).toBe(-10000);
  });
});

describe('encodings: the bytes win', () => {
  const text = file(statement(movement('<NAME>Café Zoë\n')));
  test.each([
    ['utf-8', 'CHARSET:1252', 'utf-8', ['ENC-DECLARED:26']],
    ['utf-8', 'CHARSET:UTF-8', 'utf-8', []],
    ['windows-1252', 'CHARSET:1252', 'windows-1252', []],
    ['windows-1252', 'CHARSET:NONE', null, ['ENC-DECLARED:26']],
    ['iso-8859-15', 'CHARSET:8859-15', 'iso-8859-15', []],
    ['windows-1252', 'CHARSET:8859-12', null, ['FLD-UNREADABLE:1']],
  ])('written in %s, %s', async (encoding, declared, read1, found) => {
    const result = await read(iconv.encode(text.replace('CHARSET:1252', declared), encoding));
    if (read1 !== null) expect(result.encoding).toBe(read1);
    expect(rowsOf(result)[0]!.counterparty).toBe('Café Zoë');
    expect(codes(result)).toEqual(found);
  });

  test('one value of another encoding, a lost letter, a NUL', async () => {
    const names = ['Été', 'Zoë', 'ok', 'é', 'ü', 'ö'];
    const many = file(statement(names.map((name, i) => movement(`<NAME>${name}\n`, '1', `A${i}`)).join(''))).replace(':1252', ':UTF-8');
    const bytes = Buffer.from(many);
    const at = bytes.indexOf('Zoë');
    const mixed = await read(Buffer.concat([bytes.subarray(0, at), Buffer.from('Zo\xeb', 'latin1'), bytes.subarray(at + 4)]));
    expect(rowsOf(mixed).map((row) => row.counterparty)).toEqual(names);
    expect(mixed.problems.filter((problem) => problem.code.startsWith('ENC')).map((problem) => problem.code)).toEqual(['ENC-MIXED']);
    expect((await one('<NAME>R\ufffdnt\n')).result.problems.map((p) => p.code)).toContain('ENC-REPLACEMENT');
    const nul = await one('<NAME>R\0nt\n');
    expect([nul.row.counterparty, ...codes(nul.result)]).toEqual(['Rnt', 'ENC-NUL:26']);
  });
});

describe('damage is said, and good rows are kept', () => {
  const three = statement(['1', '2', '3'].map((n) => movement('<NAME>N\n', `-${n}.00`, n)).join(''));
  const damaged = async (from: string | RegExp, to: string) => {
    const result = await read(file(three).replace(from, to));
    return [rowsOf(result).map((row) => row.amountMinor), ...result.problems.map((problem) => problem.code)];
  };

  test.each([
    ['an amount that is none', '<TRNAMT>-2.00', '<TRNAMT>  .  ', [[-100, -300], 'AMT-UNREADABLE']],
    ['no amount', '<TRNAMT>-2.00\n', '', [[-100, -300], 'AMT-MISSING']],
    ['an amount in a comment', '<TRNAMT>-2.00', '<!-- <TRNAMT>-2.00 -->', [[-100, -300], 'TAG-COMMENT', 'AMT-MISSING']],
    ['a damaged name', '<TRNAMT>-2', '<TRNAMX>-2', [[-100, -300], 'TAG-UNKNOWN', 'AMT-MISSING']],
    ['two amounts', '<TRNAMT>-2.00', '<TRNAMT>-2.00\n<TRNAMT>-9.00', [[-100, -200, -300], 'FLD-REPEATED']],
    ['no identifier', '<FITID>2\n', '', [[-100, -200, -300], 'FLD-MISSING']],
    ['an identifier again', '<FITID>2\n', '<FITID>1\n', [[-100, -200, -300], 'DUP-POSSIBLE']],
    ['a sign against the type', '-2.00', '2.00', [[-100, 200, -300], 'SIGN-TYPE']],
    ['no end tag', '</STMTTRN>\n<STMTTRN>', '<STMTTRN>', [[-100, -200, -300], 'REC-MISSING']],
    ['no begin tag', /<STMTTRN>/, '', [[-200, -300], 'REC-MISPLACED', 'ROW-REJECTED']],
    ['a statement without its tag', '<STMTRS>', '', [[-100, -200, -300], 'REC-MISSING', 'REC-MISPLACED']],
    ['no account', '<ACCTID>77 88', '<ACCTID>', [[-100, -200, -300], 'FLD-MISSING']],
    ['no currency', '<CURDEF>EUR', '<CURDEF>', [[-100, -200, -300], 'FLD-MISSING']],
    ['no such currency', 'EUR', 'EUX', [[-100, -200, -300], 'CUR-UNKNOWN']],
    ['an empty balance', '<BALAMT>100.00', '<BALAMT>', [[-100, -200, -300], 'FLD-MISSING']],
    ['a balance that is none', '100.00', 'o.00', [[-100, -200, -300], 'BAL-UNREADABLE']],
    ['a tag of no meaning', '<FITID>2', '<COLOUR>red\n<FITID>2', [[-100, -200, -300], 'TAG-UNKNOWN']],
    ['a private tag', '<FITID>2', '<X.OWN>red\n<FITID>2', [[-100, -200, -300]]],
    ['a private aggregate', '<FITID>2', '<X.OWN>\n<TRNAMT>-9\n</X.OWN>\n<FITID>2', [[-100, -200, -300]]],
    ['an empty private tag', '<TRNTYPE>DEBIT\n', '<X.OWN>\n<TRNTYPE>DEBIT\n', [[-100, -200, -300]]],
    ['text between tags', '</STMTTRN>', '</STMTTRN> lost', [[-100, -200, -300], 'TAG-TEXT']],
    ['a movement that corrects', '<FITID>2', '<CORRECTFITID>1<CORRECTACTION>DELETE<FITID>2', [[-100, -200, -300], 'ROW-CORRECTS']],
    ['a pending movement', '<FITID>2', '<FITID>2</STMTTRN><STMTTRNP><TRNAMT>9</STMTTRNP><STMTTRN>', [[-100, -200, -300], 'x']],
    ['a refusal of the bank', '<STMTRS>', '<STATUS><CODE>2000<SEVERITY>ERROR</STATUS><STMTRS>', [[-100, -200, -300], 'BANK-STATUS']],
    ['an unclosed comment', '<FITID>2', '<!-- <FITID>2', [[-100, -200], 'x']],
  ])('%s', async (_, from, to, expected) => {
    const found = await damaged(from, to);
    // Where several things follow from one damage, it is enough that they are said.
    if (expected[1] === 'x') expect(found.length).toBeGreaterThan(1);
    else expect(found).toEqual(expected);
  });

  test('a list without its end tag does not swallow the balance behind it', async () => {
    const result = await read(file(three).replace('</BANKTRANLIST>\n', ''));
    expect(result.statements[0]!.tail.statedOnly!.minor).toBe(10000);
    expect(result.problems.map((problem) => problem.code)).toEqual(['REC-MISSING']);
  });

  test('a file that ends anywhere says so, and gives no amount that was cut', async () => {
    const text = file(three).replaceAll('.00', '.57');
    const full = text.lastIndexOf('</OFX>');
    for (let end = HEADER.length + 6; end < full; end += 1) {
      const result = await read(text.slice(0, end));
      expect(result.problems.map((problem) => problem.code)).toContain('FILE-TRUNCATED');
      for (const row of rowsOf(result)) expect([-157, -257, -357]).toContain(row.amountMinor);
      for (const { tail } of result.statements) expect([undefined, 10057]).toContain(tail.statedOnly?.minor);
    }
  });

  test('entities of a document type are never expanded', async () => {
    const bomb = '<!DOCTYPE OFX [<!ENTITY a "12345"><!ENTITY x SYSTEM "file:///etc/passwd">]>';
    const result = await read(file(statement(movement('<NAME>&a;&x;\n'))).replace('<OFX>', `${bomb}<OFX>`));
    expect(rowsOf(result)[0]!.counterparty).toBe('&a;&x;');
    expect(result.problems.map((problem) => problem.code)).toEqual(['SEC-BLOCKED']);
  });

  test('deep nesting, endless values and endless tags end in time', async () => {
    const started = performance.now();
    const deep = await read(file(statement('<A>'.repeat(200_000))));
    expect(deep.problems.map((problem) => problem.code)).toContain('FILE-DAMAGED');
    const long = await read(file(statement(movement(`<NAME>${'x '.repeat(2_000_000)}\n`))));
    expect(rowsOf(long)).toHaveLength(1);
    await read(HEADER + '<'.repeat(1_000_000));
    await read(`${HEADER}<OFX>${'<STMTTRN '.repeat(200_000)}`);
    await read(`${HEADER}<OFX>${'<!--'.repeat(500_000)}`);
    expect(performance.now() - started).toBeLessThan(8000);
  });

  test('what is no OFX', async () => {
    expect((await read('')).problems.map((problem) => problem.code)).toEqual(['FILE-EMPTY']);
    expect((await read('Date,Amount\n')).problems.map((problem) => problem.code)).toEqual(['REC-MISSING', 'FILE-DAMAGED']);
    const huge = { size: 2 ** 31, read: () => new Uint8Array(0) };
    expect((await collectStatements(readOfx, huge)).problems.map((problem) => problem.code)).toEqual(['FILE-TOO-LARGE']);
  });
});

describe('recognised by content', () => {
  const looks = (text: string) => looksLikeOfx(Buffer.from(text));
  test.each([
    [HEADER, 'ofx1'],
    [`\ufeff\r\n\r\n${HEADER}`, 'ofx1'],
    [`HTTP/1.1 200 OK\r\nContent-Type: application/x-ofx\r\n\r\n${HEADER}`, 'ofx1'],
    ['OFXHEADER : 100 DATA:OFXSGML <ofx>', 'ofx1'],
    ['<?xml version="1.0"?>\n<!-- made by a bank -->\n<?OFX OFXHEADER="200"?>\n<OFX>', 'ofx2'],
    ['<?xml version="1.0"?><OFX>', 'ofx2'],
    ['<OFX><BANKMSGSRSV1>', 'ofx1'],
    ['<?xml version="1.0"?><x:OFX xmlns:x="http://ofx.net/types/2003/04"><x:BANKMSGSRSV1>', 'ofx2'],
    ['<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">', null],
    ['Date,Text,Amount\n2024-01-01,see <OFX> file,1.00\n', null],
    ['<html><body>OFX</body></html>', null],
    ['', null],
  ])('%j', (text, format) => expect(looks(text)).toBe(format));

  test('UTF-16', () => expect(looksLikeOfx(iconv.encode(HEADER, 'utf-16le', { addBOM: true }))).toBe('ofx1'));
});
