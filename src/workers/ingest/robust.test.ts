import { describe, expect, test } from 'vitest';
import { packedAt } from '../../shared/columns.ts';
import type { RowBatch } from './batch.ts';
import { inspectSource } from './inspect.ts';
import { readSource } from './read.ts';
import { bytesSource, type ByteSource } from './source.ts';

const inspect = (text: string | Uint8Array, options = {}) =>
  inspectSource(bytesSource(typeof text === 'string' ? Buffer.from(text) : text), options);
const codes = async (text: string | Uint8Array) => (await inspect(text)).problemCounts;

const HEAD = 'Date,Description,Amount,Balance\n';
const ROWS = ['2024-01-30,Opening,100.00,100.00', '2024-01-31,Rent,-60.00,40.00', '2024-02-01,Salary,500.00,540.00'];
const GOOD = `${HEAD}${ROWS.join('\n')}\n`;

describe('files that are no statement', () => {
  test('empty, blank and a lone byte order mark', async () => {
    expect(await codes('')).toEqual({ 'FILE-EMPTY': 1 });
    expect(await codes('\ufeff')).toEqual({ 'FILE-EMPTY': 1 });
    expect((await inspect('\n\n\n')).rowsRead).toBe(0);
    expect((await inspect(HEAD)).problemCounts).toMatchObject({ 'FILE-NO-ROWS': 1 });
  });

  test('binary files and other formats are named, whatever they are called', async () => {
    expect(await inspect(Buffer.from('%PDF-1.7\n...'), { fileName: 'x.csv' })).toMatchObject({
      format: 'pdf',
      problemCounts: { 'FILE-DAMAGED': 1 },
    });
    expect((await inspect(Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 256))).format).toBe('unknown');
    expect(await codes('<html><body>Signed out</body></html>')).toEqual({ 'FILE-FORMAT': 1 });
    // The beginning of a statement without the rest of it.
    expect(await codes('OFXHEADER:100\nDATA:OFXSGML\n')).not.toEqual({});
    expect(await codes(':20:STARTUMSE\n:25:1/2\n')).not.toEqual({});
  });

  test('reading an empty file or without an amount column is refused with a sentence', async () => {
    const { layout } = await inspect(GOOD);
    const noAmount = {
      ...layout,
      columns: layout.columns.map((column) => (column.role === 'amount' ? { ...column, role: 'ignore' as const } : column)),
    };
    await expect(readSource(bytesSource(new Uint8Array(0)), layout, {}, () => undefined)).rejects.toMatchObject({
      data: { code: 'file-empty' },
    });
    await expect(readSource(bytesSource(Buffer.from(GOOD)), noAmount, {}, () => undefined)).rejects.toMatchObject({
      data: { code: 'mapping-incomplete' },
    });
  });
});

describe('damage is reported by line and the rest is kept', () => {
  test('a statement without damage has no problems', async () => {
    const result = await inspect(GOOD);
    expect(result.problemCounts).toEqual({});
    expect(result).toMatchObject({
      rowsRead: 3,
      rowsKept: 3,
      balance: 'proved',
      inMinor: 60000,
      outMinor: 6000,
      openingMinor: 0,
      closingMinor: 54000,
    });
  });

  test('NULs, loose invalid bytes, U+FFFD', async () => {
    const nul = await inspect(GOOD.replace('Rent', 'Re\0nt'));
    expect(nul.problems).toMatchObject([{ code: 'ENC-NUL', line: 3 }]);
    expect(nul.preview[1]!.description).toBe('Rent');
    const latin = Buffer.from(GOOD.replace('Opening', 'Übertrag').replace('Salary', 'Bäcker\u00a0\u2013'));
    const mixed = Buffer.concat([latin, Buffer.from('2024-02-02,Caf\xe9,-40.00,500.00\n', 'latin1')]);
    const result = await inspect(mixed);
    expect(result.problems).toMatchObject([{ code: 'ENC-MIXED', line: 5 }]);
    expect(result.preview.map((row) => row.description)).toEqual(['Übertrag', 'Rent', 'Bäcker\u00a0\u2013', 'Café']);
    expect(await codes(GOOD.replace('Rent', 'R\ufffdnt'))).toEqual({ 'ENC-REPLACEMENT': 1 });
  });

  test('an open quote does not swallow the rest of the file', async () => {
    const result = await inspect(GOOD.replace(',Rent', ',"Rent'));
    expect(result.rowsKept).toBe(3);
    expect(result.problems).toMatchObject([{ code: 'DIA-QUOTE-OPEN', line: 3 }]);
  });

  test('a stray quote that meets another one far below is taken for text, not for a field of a hundred rows', async () => {
    const many = Array.from({ length: 100 }, (_, i) => `2024-03-01,Row ${i},1.00,`);
    many[10] = '2024-03-01,"Bar 5,1.00,';
    many[90] = '2024-03-01,Pipe 3",1.00,';
    const result = await inspect(`${HEAD}${many.join('\n')}\n`);
    expect(result.rowsKept).toBe(100);
    expect(result.problems).toContainEqual(expect.objectContaining({ code: 'DIA-QUOTE-OPEN', line: 12 }));
  });

  test('formulas stay text; direction overrides are reported', async () => {
    const result = await inspect(GOOD.replace('Rent', '"=HYPERLINK(""http://x"",""y"")"').replace('Salary', 'Sal\u202eyra'));
    expect(result.problems).toMatchObject([
      { code: 'TXT-FORMULA', line: 3, column: 2 },
      { code: 'TXT-DIRECTION', line: 4, column: 2 },
    ]);
    expect(result.preview[1]!.description).toBe('=HYPERLINK("http://x","y")');
  });

  test('unreadable amounts and dates: the row is rejected or kept undated, with line and column', async () => {
    const result = await inspect(`${GOOD}2024-02-02,Odd,12..34,552.34\nsoon,Later,1.00,553.34\n31/31/2024,Wrong,2.00,\n`);
    expect(result.problems.filter(({ code }) => !code.startsWith('BAL'))).toMatchObject([
      { code: 'AMT-UNREADABLE', line: 5, column: 3, severity: 'error' },
      { code: 'DATE-UNREADABLE', line: 6, column: 1 },
      { code: 'DATE-UNREADABLE', line: 7, column: 1 },
    ]);
    expect(result).toMatchObject({ rowsRead: 6, rowsKept: 5, rowsRejected: 1 });
  });

  test('a broken running balance is reported where it breaks', async () => {
    const result = await inspect(GOOD.replace('40.00\n', '41.00\n'));
    expect(result.balance).toBe('differs');
    expect(result.problems.map(({ code, line }) => [code, line])).toContainEqual(['BAL-ROW', 3]);
  });

  test('ten thousand columns', async () => {
    const wide = `${HEAD}${ROWS.join('\n')}\n${'x,'.repeat(10_000)}\n`;
    expect(await codes(wide)).toMatchObject({ 'DIA-COLUMNS-MANY': 1 });
    expect((await inspect(wide)).rowsKept).toBe(3);
    expect((await inspect(`${Array.from({ length: 10_000 }, (_, i) => `a${i}x`)}\n${'1,'.repeat(10_000)}\n`)).rowsRead).toBe(1);
  });
});

describe('line ends and encodings', () => {
  const expected = [
    ['2024-01-30', 10000],
    ['2024-01-31', -6000],
    ['2024-02-01', 50000],
  ];
  const values = async (bytes: Uint8Array) => (await inspect(bytes)).preview.map((row) => [row.date, row.amountMinor]);

  test.each([
    ['CR LF', Buffer.from(GOOD.replaceAll('\n', '\r\n'))],
    ['lone CR', Buffer.from(GOOD.replaceAll('\n', '\r'))],
    ['mixed', Buffer.from(GOOD.replace('\n', '\r\n'))],
    ['no last line end', Buffer.from(GOOD.trimEnd())],
    ['UTF-8 mark', Buffer.from(`\ufeff${GOOD}`)],
    ['UTF-16LE with mark', Buffer.from(`\ufeff${GOOD}`, 'utf16le')],
    ['UTF-16LE without mark', Buffer.from(GOOD, 'utf16le')],
    ['UTF-16BE with mark', Buffer.from(`\ufeff${GOOD}`, 'utf16le').swap16()],
  ])('%s', async (_, bytes) => expect(await values(bytes)).toEqual(expected));

  test('mixed line ends are reported; a lone CR in a line stays text', async () => {
    expect(await codes(GOOD.replace('\n', '\r\n'))).toEqual({ 'DIA-LINE-ENDS': 1 });
    expect((await inspect(GOOD.replace('Rent', 'Re\rnt'))).preview[1]!.description).toBe('Re\rnt');
  });
});

describe('hostile sizes', () => {
  /** A source that makes its bytes when asked, so that only the reader's own memory counts. */
  const generated = (head: Uint8Array, long: number, tail: Uint8Array): ByteSource => ({
    size: head.length + long + tail.length,
    read(offset, length) {
      const end = Math.min(offset + length, this.size);
      const bytes = new Uint8Array(Math.max(0, end - offset)).fill(65);
      const overlay = (part: Uint8Array, at: number) => {
        for (let i = Math.max(0, offset - at); i < part.length && at + i < end; i++) bytes[at + i - offset] = part[i]!;
      };
      overlay(head, 0);
      overlay(tail, head.length + long);
      return bytes;
    },
  });

  test('one line of 200 MB between good rows: skipped with its line, in bounded memory and under 10 s', async () => {
    const head = Buffer.from(GOOD);
    const tail = Buffer.from('\n2024-02-02,Last,1.00,541.00\n');
    const long = 200_000_000;
    const source = generated(head, long, tail);
    const before = process.memoryUsage().arrayBuffers;
    const start = performance.now();
    let peak = 0;
    const result = await inspectSource(source, { onProgress: () => (peak = Math.max(peak, process.memoryUsage().arrayBuffers - before)) });
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(result.problems).toMatchObject([{ code: 'DIA-RECORD-LONG', line: 5 }]);
    expect(result).toMatchObject({ rowsKept: 4, balance: 'proved' });
    expect(peak).toBeLessThan(128 * 1024 * 1024);
  }, 30_000);

  test('the whole file one line without end', async () => {
    const result = await inspectSource(generated(new Uint8Array(0), 100_000_000, new Uint8Array(0)));
    expect(result.problemCounts).toMatchObject({ 'DIA-RECORD-LONG': 1 });
  }, 30_000);

  test('a million quoted fields in one line take linear time', async () => {
    const start = performance.now();
    const result = await inspect(Buffer.from('"",'.repeat(1_000_000)));
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(result.rowsRead).toBe(1);
  }, 30_000);

  test('a quote opened in every line and never closed takes linear time', async () => {
    const lines = Buffer.from(HEAD + '2024-01-01,"x,1.00,\n'.repeat(200_000));
    const start = performance.now();
    const result = await inspect(lines);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(result.rowsKept).toBe(200_000);
  }, 30_000);
});

test('a cancel takes effect before the next ten thousand rows: some 20 ms of work', async () => {
  const abort = new AbortController();
  const big = Buffer.from(HEAD + '2024-01-01,Card payment,1.00,\n'.repeat(200_000));
  let segments = 0;
  let after = 0;
  const onProgress = () => {
    segments++;
    if (abort.signal.aborted) after++;
    // As a message from another thread would: between two segments, not inside one.
    if (segments === 3) setImmediate(() => abort.abort(new Error('stopped')));
  };
  await expect(inspectSource(bytesSource(big), { signal: abort.signal, onProgress })).rejects.toThrow('stopped');
  expect(segments).toBeLessThan(6);
  expect(after).toBeLessThanOrEqual(1);
});

test('reading gives the same figures and digest for any batch size, and each byte range its record', async () => {
  const bytes = Buffer.from(GOOD.replace('Rent', '"Rent, ""Main"" street\nsecond line"').repeat(1));
  const source = bytesSource(bytes);
  const { layout } = await inspectSource(source);
  const batches: RowBatch[] = [];
  const whole = await readSource(source, layout, {}, () => undefined);
  const single = await readSource(source, layout, { segmentRecords: 1 }, (batch) => void batches.push(batch));
  expect(single).toEqual(whole);
  const rows = batches.filter((batch) => batch.rows > 0);
  expect(rows.map((batch) => [batch.rowNo[0], batch.line[0], packedAt(batch.description, 0)])).toEqual([
    [1, 2, 'Opening'],
    [2, 3, 'Rent, "Main" street\nsecond line'],
    [3, 5, 'Salary'],
  ]);
  const range = rows[1]!;
  expect(bytes.subarray(range.byteStart[0], range.byteStart[0]! + range.byteLength[0]!).toString()).toBe(
    '2024-01-31,"Rent, ""Main"" street\nsecond line",-60.00,40.00',
  );
});

test('a quoted field that runs over many lines is told: rows may be hidden in it', async () => {
  const note = Array.from({ length: 9 }, (_, i) => `and a further remark number ${i}`).join('\n');
  const result = await inspect(`Date;Text;Amount\n2024-01-13;"${note}";-3.00\n2024-01-21;b;-2.00\n`);
  expect(result.problemCounts).toHaveProperty('DIA-FIELD-LINES');
});
