import { describe, expect, test } from 'vitest';
import { utils, write, type WorkBook, type WorkSheet } from 'xlsx';
import { deflateRawSync, crc32 } from 'node:zlib';
import { inspectSource } from '../inspect.ts';
import { bytesSource } from '../source.ts';
import { cellName, cellPlace } from './cell-name.ts';
import { detectWorkbook } from './detect.ts';
import { renderWorkbook } from './render.ts';

type Kind = 'xlsx' | 'xlsb' | 'biff8' | 'ods' | 'xlml';
const KINDS: readonly Kind[] = ['xlsx', 'xlsb', 'biff8', 'ods', 'xlml'];

function book(sheets: Record<string, WorkSheet>): WorkBook {
  const made = utils.book_new();
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(made, sheet, name);
  return made;
}

const bytesOf = (made: WorkBook, bookType: Kind) => new Uint8Array(write(made, { type: 'buffer', bookType, compression: true }) as Buffer);

/** 45322 is 2024-01-31 in the 1900 system. */
function statement(kind: Kind = 'xlsx'): WorkSheet {
  const sheet = utils.aoa_to_sheet([
    ['Statement of account', null, null, null],
    [],
    ['Date', 'Reference', 'Description', 'Amount', 'Balance'],
    [45322, '000123', 'Rent, "May"', -1234.5, 765.5],
    [45323, '000124', 'two\nlines', 0.1 + 0.2, 765.8],
    [45324.5, 'x', 'Café €', 1e6, 1000765.8],
  ]);
  for (const row of [4, 5, 6]) {
    sheet[`A${row}`].z = row === 6 ? 'yyyy-mm-dd hh:mm' : 'dd/mm/yyyy';
    sheet[`D${row}`].z = '#,##0.00';
    sheet[`E${row}`].z = '#,##0.00 "EUR";[Red]-#,##0.00 "EUR"';
    // In these formats programs write a date as such; a number would stay one.
    if (kind === 'ods' || kind === 'xlml')
      sheet[`A${row}`] = { t: 'd', v: new Date(((sheet[`A${row}`].v as number) - 25569) * 86_400_000) };
  }
  return sheet;
}

const CSV = [
  'Statement of account,,,,',
  '',
  'Date,Reference,Description,Amount,Balance',
  '2024-01-31,000123,"Rent, ""May""",-1234.5,765.5',
  '2024-02-01,000124,two lines,0.3,765.8',
  '2024-02-02 12:00:00,x,Café €,1000000,1000765.8',
  '',
].join('\n');

describe('one statement in every format', () => {
  test.each(KINDS)('%s: the same CSV, exact and without a locale', async (kind) => {
    const rendered = await renderWorkbook(bytesOf(book({ Statement: statement(kind) }), kind));
    // These two writers say a zone where they write ISO 8601; it is kept.
    const expected = kind === 'ods' || kind === 'xlml' ? CSV.replace('12:00:00', '12:00:00Z') : CSV;
    expect(Buffer.from(rendered.csv).toString()).toBe(expected);
    expect(rendered.chosen).toBe(0);
    expect(rendered.hint).toMatchObject({ decimalMark: '.', delimiter: ',' });
    expect(rendered.sheets).toEqual([{ name: 'Statement', rows: 6, columns: 5, hidden: false, statementRows: 3 }]);
    expect(rendered.problems.map(({ code }) => code)).toEqual(kind === 'xlml' ? ['FILE-KIND', 'CELL-BREAKS'] : ['CELL-BREAKS']);
  });

  test('the delimited reader reads it: dates, amounts and a proved balance, line numbers being row numbers', async () => {
    const { csv, hint } = await renderWorkbook(bytesOf(book({ Statement: statement() }), 'xlsx'));
    const read = await inspectSource(bytesSource(csv), { layout: hint });
    expect(read.questions).toEqual([]);
    expect(read).toMatchObject({ rowsKept: 3, balance: 'proved', openingMinor: 200_000, closingMinor: 100_076_580 });
    expect(read.preview.map((row) => [row.line, row.date, row.amountMinor])).toEqual([
      [4, '2024-01-31', -123_450],
      [5, '2024-02-01', 30],
      [6, '2024-02-02', 100_000_000],
    ]);
  });

  test('the same bytes give the same rendition', async () => {
    const bytes = bytesOf(book({ Statement: statement() }), 'xlsx');
    expect(Buffer.compare((await renderWorkbook(bytes)).csv, (await renderWorkbook(bytes)).csv)).toBe(0);
  });
});

describe('cells', () => {
  const render = async (rows: unknown[][], kind: Kind = 'xlsx') => {
    const rendered = await renderWorkbook(bytesOf(book({ S: utils.aoa_to_sheet(rows) }), kind));
    return { ...rendered, lines: Buffer.from(rendered.csv).toString().trimEnd().split('\n') };
  };

  test.each(KINDS)('%s: booleans, texts verbatim, wide and empty rows', async (kind) => {
    const { lines } = await render([[true, ' 007 ', '1.234,56'], [], [null, null, null, 'far']], kind);
    expect(lines).toEqual(['TRUE," 007 ","1.234,56",', '', ',,,far']);
  });

  test.each(['xlsx', 'biff8', 'xlsb', 'xlml'] as const)('%s: an error is told with its cell', async (kind) => {
    const sheet = utils.aoa_to_sheet([['a', 'b']]);
    sheet['B2'] = { t: 'e', v: 0x2a, w: '#N/A' };
    sheet['!ref'] = 'A1:B2';
    const { csv, problems } = await renderWorkbook(bytesOf(book({ S: sheet }), kind));
    expect(Buffer.from(csv).toString()).toBe('a,b\n,#N/A\n');
    expect(problems.filter(({ code }) => code !== 'FILE-KIND')).toMatchObject([
      { code: 'CELL-ERROR', line: 2, column: 2, message: 'The cell B2 holds the error #N/A instead of a value.' },
    ]);
  });

  test('the 1904 system, and the day that 1900 never had', async () => {
    const sheet = utils.aoa_to_sheet([[43860], [0]]);
    for (const name of ['A1', 'A2']) sheet[name].z = 'yyyy-mm-dd';
    const made = book({ S: sheet });
    made.Workbook = { WBProps: { date1904: true } };
    for (const kind of ['xlsx', 'xlsb', 'biff8'] as const)
      expect(Buffer.from((await renderWorkbook(bytesOf(made, kind))).csv).toString()).toBe('2024-01-31\n1904-01-01\n');
    const old = utils.aoa_to_sheet([[59], [60], [61], [1]]);
    for (const name of ['A1', 'A2', 'A3', 'A4']) old[name].z = 'yyyy-mm-dd';
    expect(Buffer.from((await renderWorkbook(bytesOf(book({ S: old }), 'xlsx'))).csv).toString()).toBe(
      '1900-02-28\n1900-02-29\n1900-03-01\n1900-01-01\n',
    );
  });

  test('formulas give the value saved with them; one without any is told', async () => {
    const sheet = utils.aoa_to_sheet([['Total', 5]]);
    sheet['B1'] = { t: 'n', v: 5, f: 'SUM(B2:B9)' };
    const saved = await renderWorkbook(bytesOf(book({ S: sheet }), 'xlsx'));
    expect(Buffer.from(saved.csv).toString()).toBe('Total,5\n');
    expect(saved.problemCounts).toEqual({ 'CELL-FORMULA': 1 });
    const xml = SHEET('<row r="1"><c r="A1"><f>NOW()</f></c><c r="B1"><v>2</v></c></row>');
    const unsaved = await renderWorkbook(pack({ 'xl/worksheets/sheet1.xml': xml }));
    expect(Buffer.from(unsaved.csv).toString()).toBe(',2\n');
    expect(unsaved.problems).toMatchObject([{ code: 'CELL-FORMULA' }, { code: 'CELL-FORMULA-EMPTY', line: 1, column: 1 }]);
  });

  test('dates in ISO 8601, texts in place, prefixed names, cells without places, odd values', async () => {
    const xml = SHEET(
      '<row><c t="d"><v>2024-01-31T00:00:00</v></c><c t="d"><v>2024-01-31T10:30:00Z</v></c><c t="inlineStr"><is><t>a_x000D_b</t><rPh><t>no</t></rPh></is></c>' +
        '<c><v>1.50E1</v></c><c><v>12345678901234567</v></c><c><v>abc</v></c><c t="s"><v>9</v></c></row>',
    );
    const rendered = await renderWorkbook(pack({ 'xl/worksheets/sheet1.xml': xml.replaceAll(/<(\/?)(\w)/g, '<$1x:$2') }));
    expect(Buffer.from(rendered.csv).toString()).toBe('2024-01-31,2024-01-31 10:30:00Z,a b,15,12345678901234568,abc,9\n');
    expect(rendered.problems.map(({ code, column }) => [code, column])).toEqual([
      ['CELL-BREAKS', undefined],
      ['CELL-DIGITS', 5],
      ['CELL-UNREADABLE', 6],
      ['CELL-UNREADABLE', 7],
    ]);
  });

  test('dates beside texts that look like dates are told', async () => {
    const sheet = utils.aoa_to_sheet([[45322], [45323], ['13/02/2024'], ['14/02/2024']]);
    for (const name of ['A1', 'A2']) sheet[name].z = 'dd/mm/yyyy';
    expect((await renderWorkbook(bytesOf(book({ S: sheet }), 'xlsx'))).problemCounts).toEqual({ 'SHT-MIXED-DATES': 1 });
  });

  test('a text column with decimal commas leaves the mark open', async () => {
    const { hint } = await render([
      ['Amount', 'Rate'],
      ['1.234,50', 1.5],
      ['10,00', 2],
    ]);
    expect(hint).not.toHaveProperty('decimalMark');
  });
});

describe('sheets', () => {
  test('the one with the most movements is read, the others are told', async () => {
    const made = book({ Notes: utils.aoa_to_sheet([['hello']]), May: statement(), Old: statement() });
    const first = await renderWorkbook(bytesOf(made, 'xlsx'));
    expect(first.chosen).toBe(1);
    expect(first.problemCounts).toMatchObject({ 'SHT-OTHERS': 1, 'SHT-STATEMENTS': 1 });
    expect((await renderWorkbook(bytesOf(made, 'xlsx'), { sheet: 'Old' })).chosen).toBe(2);
    expect((await renderWorkbook(bytesOf(made, 'xlsx'), { sheet: 'June' })).problemCounts).toHaveProperty('SHT-MISSING');
  });

  test.each(['xlsx', 'xlsb', 'biff8'] as const)('%s: what is hidden is read and told; merged cells too', async (kind) => {
    const sheet = statement();
    sheet['!rows'] = [{}, {}, {}, {}, { hidden: true }];
    sheet['!cols'] = [{}, { hidden: true }];
    sheet['!merges'] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 3 } }];
    const made = book({ S: sheet });
    made.Workbook = { Sheets: [{ Hidden: 1 }] };
    const rendered = await renderWorkbook(bytesOf(made, kind));
    expect(Buffer.from(rendered.csv).toString()).toBe(CSV);
    expect(rendered.sheets[0]).toMatchObject({ hidden: true });
    const told = rendered.problems
      .filter(({ code }) => code === 'SHT-HIDDEN')
      .map(({ message }) => message)
      .join(' ');
    expect(told).toContain('itself from view');
    expect(told).toContain('1 columns');
    // The writer of the old format leaves hidden rows out.
    if (kind !== 'biff8') expect(told).toContain('1 rows');
    expect(rendered.problemCounts).toMatchObject({ 'SHT-MERGED': 1 });
  });
});

describe('hostile and broken files', () => {
  const codes = async (bytes: Uint8Array) => (await renderWorkbook(bytes)).problems.map(({ code }) => code);

  test('no workbook at all', async () => {
    expect(await codes(Buffer.from('Date,Amount\n'))).toEqual(['FILE-FORMAT']);
    expect(await codes(pack({}, { 'word/document.xml': '<w/>', '[Content_Types].xml': '<Types/>' }, false))).toEqual(['FILE-FORMAT']);
    expect(await codes(pack({ 'xl/worksheets/sheet1.xml': SHEET('') }))).toEqual(['FILE-EMPTY']);
  });

  test('a bomb is refused by its directory, before anything is unpacked', async () => {
    const zeros = new Uint8Array(80 * 1024 * 1024);
    const start = performance.now();
    expect(await codes(pack({ 'xl/worksheets/sheet1.xml': zeros }))).toEqual(['FILE-LIMIT']);
    expect(performance.now() - start).toBeLessThan(5000);
  });

  test('a part that unpacks to more than the directory states, or to other bytes, is damage', async () => {
    const good = pack({ 'xl/worksheets/sheet1.xml': SHEET('<row r="1"><c r="A1"><v>1</v></c></row>') });
    const central = Buffer.from(good).lastIndexOf('PK\u0001\u0002xl/worksheets'.slice(0, 4));
    const smaller = Buffer.from(good);
    smaller.writeUInt32LE(smaller.readUInt32LE(central + 24) - 1, central + 24);
    expect(await codes(smaller)).toEqual(['FILE-DAMAGED']);
    const wrong = Buffer.from(good);
    wrong.writeUInt32LE(1, central + 16);
    expect(await codes(wrong)).toEqual(['FILE-DAMAGED']);
    expect(await codes(good.subarray(0, good.length - 30))).toEqual(['FILE-DAMAGED']);
  });

  test('entities are neither fetched nor multiplied', async () => {
    const bomb = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY y "&x;&x;&x;">]>';
    const xml = SHEET('<row r="1"><c r="A1" t="inlineStr"><is><t>&x;&y;</t></is></c></row>').replace('<worksheet', `${bomb}<worksheet`);
    const rendered = await renderWorkbook(pack({ 'xl/worksheets/sheet1.xml': xml }));
    expect(Buffer.from(rendered.csv).toString()).toBe('"&x;&y;"\n');
    expect(rendered.problemCounts).toEqual({ 'SEC-BLOCKED': 1 });
  });

  test('macros, outside links and embedded objects are named', async () => {
    const extra = { 'xl/vbaProject.bin': 'x', 'xl/externalLinks/externalLink1.xml': 'x', 'xl/embeddings/o.bin': 'x' };
    expect(await codes(pack({ 'xl/worksheets/sheet1.xml': SHEET('<row><c><v>1</v></c></row>') }, extra))).toEqual(
      Array.from({ length: 3 }, () => 'SEC-BLOCKED'),
    );
  });

  test('a password is told', async () => {
    const locked = Buffer.from(pack({ 'xl/worksheets/sheet1.xml': SHEET('') }));
    locked[locked.indexOf('PK\u0001\u0002') + 8]! |= 1;
    expect(await codes(locked)).toEqual(['FILE-ENCRYPTED']);
    const manifest = '<manifest><file-entry><encryption-data/></file-entry></manifest>';
    expect(await codes(pack({}, { 'content.xml': '?', 'META-INF/manifest.xml': manifest }, false))).toEqual(['FILE-ENCRYPTED']);
  });

  test('a sheet that ends in the middle keeps its rows and says so', async () => {
    const xml = SHEET('<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>');
    const rendered = await renderWorkbook(pack({ 'xl/worksheets/sheet1.xml': xml.slice(0, xml.indexOf('<row r="2"') + 20) }));
    expect(Buffer.from(rendered.csv).toString()).toBe('1\n');
    expect(rendered.problemCounts).toEqual({ 'FILE-TRUNCATED': 1 });
  });

  test('cells far out and repeated without end', async () => {
    expect(await codes(pack({ 'xl/worksheets/sheet1.xml': SHEET('<row r="99999999"><c r="A99999999"><v>1</v></c></row>') }))).toEqual([
      'FILE-LIMIT',
    ]);
    const ods = (table: string) =>
      pack(
        {},
        { mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': `<o:spreadsheet>${table}</o:spreadsheet>` },
        false,
      );
    const cell = '<t:table-cell o:value-type="float" o:value="1" t:number-columns-repeated="16000"/>';
    const row = `<t:table-row t:number-rows-repeated="1000000">${cell}</t:table-row>`;
    const start = performance.now();
    expect(await codes(ods(`<t:table t:name="a">${row}</t:table>`))).toEqual(['FILE-LIMIT']);
    expect(performance.now() - start).toBeLessThan(2000);
  }, 20_000);

  test('an old binary workbook cut short, and one with a foreign record among its cells', async () => {
    const whole = bytesOf(book({ S: statement() }), 'biff8');
    expect(await codes(whole.subarray(0, whole.length / 2))).toContain('FILE-TRUNCATED');
    const changed = Buffer.from(whole);
    // The second of the NUMBER records becomes a record that no sheet holds.
    const number = Buffer.from([0x03, 0x02, 0x0e, 0x00]);
    const at = changed.indexOf(number, changed.indexOf(number) + 4);
    changed[at] = 0x99;
    expect(await codes(changed)).toContain('REC-UNKNOWN');
  });
});

describe('pages and plain XML', () => {
  test('tables of a page, spans and letters', async () => {
    const html =
      '<html><head><title>x</title><style>td{}</style></head><body><h1>Kontoauszug</h1><table><tr><td rowspan=2>a</td><td colspan="2">b &amp; c</td></tr>' +
      '<tr><td>1.234,50</td><TD>&Uuml;ber&nbsp;x</td></tr></table></body></html>';
    expect(detectWorkbook(Buffer.from(html))).toBe('html');
    const rendered = await renderWorkbook(Buffer.from(html));
    expect(Buffer.from(rendered.csv).toString()).toBe('Kontoauszug,,\na,b & c,\n,"1.234,50",Über\u00a0x\n');
    const latin = Buffer.from(html.replace('&Uuml;', '\u00dc'), 'latin1');
    expect(Buffer.from((await renderWorkbook(latin)).csv).toString()).toContain('Über');
  });

  test('a stray quote in a tag does not swallow the rows behind it', async () => {
    const html = `<table><tr><td title="5" disk">a</td></tr>${'<tr><td>b</td></tr>'.repeat(3)}</table>`;
    expect(Buffer.from((await renderWorkbook(Buffer.from(html))).csv).toString()).toBe('a\nb\nb\nb\n');
  });

  test('cells that begin or end alone, and control characters, are told', async () => {
    const rows = '<tr><td>a</td><td>1</td></tr>'.repeat(3);
    const codes = async (page: string) => Object.keys((await renderWorkbook(Buffer.from(`<table>${page}</table>`))).problemCounts);
    expect(await codes(rows)).toEqual(['FILE-KIND']);
    expect(await codes(rows.replace('</td>', '/td>'))).toContain('REC-MISSING');
    expect(await codes(rows.replace('a', 'a\u0010'))).toContain('CELL-UNREADABLE');
  });

  test('CSV text and other XML are nothing of ours', () => {
    expect(detectWorkbook(Buffer.from('Date;Amount\n'))).toBeNull();
    expect(
      detectWorkbook(Buffer.from('<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"/>')),
    ).toBeNull();
  });
});

test('names of cells', () => {
  expect([cellName(1, 1), cellName(7, 28), cellName(9, 16_384)]).toEqual(['A1', 'AB7', 'XFD9']);
  expect(cellPlace('XFD9')).toEqual({ row: 9, column: 16_384 });
  for (const wrong of ['', 'A', '7', 'A0', 'A1B', 'ZZZZZZZZ1']) expect(cellPlace(wrong)).toBeNull();
});

function SHEET(rows: string): string {
  return `<?xml version="1.0"?>\n<worksheet><sheetData>${rows}</sheetData></worksheet>`;
}

/** A package made by hand, so that its parts can be wrong. */
function pack(sheet: Record<string, string | Uint8Array>, more: Record<string, string> = {}, workbook = true): Uint8Array {
  const parts = {
    ...(workbook ? { 'xl/workbook.xml': '<workbook><sheets><sheet name="S"/></sheets></workbook>' } : {}),
    ...sheet,
    ...more,
  };
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of Object.entries(parts)) {
    const data = Buffer.from(content as string);
    const packed = deflateRawSync(data);
    const head = Buffer.alloc(30);
    head.write('PK\u0003\u0004', 'latin1');
    head.writeUInt16LE(8, 8);
    head.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.write('PK\u0001\u0002', 'latin1');
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(crc32(data), 16);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(data.length, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    local.push(head, Buffer.from(name), packed);
    central.push(entry, Buffer.from(name));
    offset += 30 + name.length + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return new Uint8Array(Buffer.concat([...local, directory, end]));
}
