import { expect, test } from 'vitest';
import { mulberry32 } from './random.ts';
import { scoreTable } from './table.ts';

const HEADER = ['id', 'size', 'kind', 'note', 'label'];
function table(): string[][] {
  const random = mulberry32(2);
  const rows = Array.from({ length: 300 }, (_, i) => [
    String(i + 1),
    (10 + random()).toFixed(3),
    ['red', 'blue', 'green'][i % 3]!,
    `text ${i * 31}`,
    '0',
  ]);
  rows[123] = ['124', '400', 'violet', 'text x', '1'];
  return rows;
}

test('the odd row ranks first, with the column, the figures and the measures', () => {
  const result = scoreTable(HEADER, table(), { seed: 1, label: 'LABEL' });
  expect(result.auc).toBe(1);
  expect(result.averagePrecision).toBe(1);
  const row = result.rows[123]!;
  expect(row.row).toBe(124);
  expect(row.risk).toBeGreaterThan(30);
  const sentences = new Map(row.reasons.map((reason) => [reason.column, reason]));
  expect(sentences.get('size')).toMatchObject({ code: 'X1' });
  expect(sentences.get('size')!.sentence).toMatch(/^400 against a median of 10\.\d+: larger than 99\.67 % of 300 rows\.$/);
  expect(sentences.get('kind')!.sentence).toBe('This value appears in 1 of 300 rows.');
  expect(result.leftOut).toEqual([
    { column: 'id', why: 'it numbers the rows' },
    { column: 'note', why: 'nearly every row has another text' },
  ]);
});

test('the label never enters the score', () => {
  const other = table().map((row, i) => [...row.slice(0, 4), String(i % 2)]);
  const scores = (rows: string[][]) => scoreTable(HEADER, rows, { seed: 1, label: 'label' }).rows.map((row) => row.score);
  expect(scores(other)).toEqual(scores(table()));
});

test('a label that does not exist is refused in a sentence', () => {
  expect(() => scoreTable(HEADER, table(), { seed: 1, label: 'truth' })).toThrow('The table has no column named truth.');
});

test('a payments table gets the transaction rules, with the columns its headings name', () => {
  const header = ['Supplier Name', 'Paid Date', 'Invoice No', 'Amount', 'Category'];
  const rows = Array.from({ length: 200 }, (_, i) => [
    `Supplier ${i % 20}`,
    `${String(1 + (i % 27)).padStart(2, '0')}/0${1 + (i % 9)}/2024`,
    `INV-${5000 + 17 * i}`,
    `${(100 + ((i * 37) % 90)).toFixed(2)}`,
    'Goods',
  ]);
  rows.push(['Supplier 3', '14/05/2024', 'INV-77777', '9,250.40', 'Goods'], ['SUPPLIER 3', '20/05/2024', 'INV-77777', '9,250.40', 'Goods']);
  const result = scoreTable(header, rows, { seed: 1 });
  expect(result.dateFormat).toBe('dd/MM/yyyy');
  expect(result.rules.find((rule) => rule.code === 'D1')!.hits).toBe(2);
  const reason = result.rows[200]!.reasons.find((one) => one.code === 'D1')!;
  expect(reason).toMatchObject({ column: 'Invoice No' });
  expect(reason.sentence).toContain('(9,250.40) appear twice, 6 days');
  expect(result.rows[200]!.risk).toBeGreaterThan(result.rows[5]!.risk);
});

test('amounts and counterparties without a readable date still get the rules that need none', () => {
  const rows = Array.from({ length: 100 }, (_, i) => [
    `Supplier ${i % 10}`,
    '00:00:00',
    `DOC-${1000 + i}`,
    String(100 + i),
    String(7000 + (i % 3)),
  ]);
  rows.push(['Supplier 1', '00:00:00', 'DOC-1001', '101', '7000']);
  const result = scoreTable(['Supplier', 'Paid Date', 'Invoice No', 'Amount', 'Site ID'], rows, { seed: 1 });
  expect(result.dateFormat).toBe('');
  expect(result.rules.find((rule) => rule.code === 'D1')!.hits).toBe(2);
  expect(result.rules.find((rule) => rule.code === 'T1')!.note).toContain('no dates');
  // A site's number is a name: only its rarity can be a reason.
  const codes = result.rows.flatMap((row) => row.reasons.filter((one) => one.column === 'Site ID').map((one) => one.code));
  expect(new Set(codes)).toEqual(new Set(['X2']));
});

test('empty tables, short rows, gaps and unreadable cells are scored, not refused', () => {
  expect(scoreTable(['a'], [], { seed: 1 }).rows).toEqual([]);
  const rows = [['1', 'x'], ['2'], ['', 'x'], ['NA', 'y'], ['5', 'x'], ['1e400', 'x'], ['7', '']];
  const result = scoreTable(['a', 'b'], rows, { seed: 1 });
  expect(result.rows).toHaveLength(7);
  expect(result.rows.every((row) => Number.isFinite(row.score) && row.reasons.every((one) => !/NaN|undefined|∞/.test(one.sentence)))).toBe(
    true,
  );
});
