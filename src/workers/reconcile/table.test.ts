import { expect, test } from 'vitest';
import { bankLedgerCase, HARD } from '../../../tests/generators/bankledger.ts';
import { matchTables } from './table.ts';

const FIRST = ['anna', 'boris', 'clara', 'david', 'elena', 'frank', 'greta', 'hugo', 'irene', 'jonas'];
const LAST = ['abel', 'brandt', 'castro', 'dumont', 'eriksen', 'fischer', 'gomez', 'hansen'];
const STREETS = ['harbour view road', 'mill lane', 'station street', 'old church square', 'river walk'];
const people = Array.from({ length: 80 }, (_, i) => ({
  first: FIRST[i % 10]!,
  last: LAST[Math.floor(i / 10)]!,
  street: `${STREETS[i % 5]} ${i + 3}`,
  born: `19${50 + (i % 40)}0${1 + (i % 9)}1${i % 9}`,
}));
const left = {
  header: ['id', 'given_name', 'surname', 'address', 'date_of_birth'],
  rows: people.map((p, i) => [`L${i}`, p.first, p.last, p.street, p.born]),
};
/** The same people, the columns in another order, one in four with an error. */
const right = {
  header: ['surname', 'given_name', 'date_of_birth', 'address', 'id'],
  rows: people
    .map((p, i) => [i % 4 ? p.last : p.last.slice(1), p.first, p.born, i % 4 === 1 ? p.street.replace(' ', '') : p.street, `R${i}`])
    .toReversed(),
};

test('people are linked by columns of the same name, whatever their order', () => {
  const result = matchTables(left, right, { idColumn: 'id' });
  expect(result.method).toBe('records');
  expect(result.pairs.length).toBeGreaterThanOrEqual(78);
  for (const pair of result.pairs) {
    expect(String(pair.left).slice(1)).toBe(String(pair.right).slice(1));
    expect(pair.parts.reduce((sum, part) => sum + part.points, 0)).toBe(pair.confidence);
  }
  expect(result.unmatchedLeft.length).toBe(80 - result.pairs.length);
});

test('without an id column rows are numbered from 1, and a column of record numbers is not compared', () => {
  const result = matchTables(left, right);
  expect(result.columns.map((column) => column.name)).not.toContain('id');
  const { left: a, right: b } = result.pairs[0]!;
  expect(Number(a) + Number(b)).toBe(81);
});

test('two categories that are written differently are learned to go together', () => {
  const venue = { A: 'VLDB', B: 'SIGMOD Record' };
  const other = { A: 'Very Large Data Bases', B: 'ACM Record' };
  const titles = Array.from(
    { length: 100 },
    (_, i) => `${STREETS[i % 5]} ${FIRST[(i * 7) % 10]} ${LAST[(i * 3) % 8]} study ${i % 3 ? 'of' : 'on'} ${FIRST[Math.floor(i / 10)]}`,
  );
  const kinds = titles.map((_, i) => (i % 2 ? 'A' : 'B') as 'A' | 'B');
  const a = { header: ['title', 'venue'], rows: titles.map((t, i) => [t, venue[kinds[i]!]]) };
  const b = { header: ['title', 'venue'], rows: titles.map((t, i) => [t, other[kinds[i]!]]) };
  const result = matchTables(a, b, { threshold: 0 });
  const agree = result.pairs.filter((pair) => kinds[Number(pair.left) - 1] === kinds[Number(pair.right) - 1]).length;
  expect(result.columns.find((column) => column.name === 'venue')!.kind).toBe('category');
  expect(agree / result.pairs.length).toBeGreaterThan(0.95);
});

test('tables of transactions go to the transaction engine', () => {
  const made = bankLedgerCase({ ...HARD, rows: 600, batches: 0, voids: 0 });
  const table = (rows: typeof made.bank) => ({
    header: ['memo', 'transaction_date', 'amount'],
    rows: rows.map((row) => [
      row.description,
      new Date(row.day! * 86_400_000).toISOString().slice(0, 10),
      (row.amountMinor / 100).toFixed(2),
    ]),
  });
  const result = matchTables(table(made.ledger), table(made.bank));
  const truth = new Map(made.pairs.map(([bank, ledger]) => [ledger, bank]));
  const correct = result.pairs.filter((pair) => truth.get(Number(pair.left)) === pair.right).length;
  expect(result.method).toBe('transactions');
  expect(correct / result.pairs.length).toBeGreaterThan(0.95);
  expect(correct / made.pairs.length).toBeGreaterThan(0.85);
});

test('empty tables and tables with nothing in common give no pairs', () => {
  expect(matchTables({ header: ['a'], rows: [] }, { header: ['a'], rows: [] }).pairs).toEqual([]);
  const result = matchTables({ header: ['a'], rows: [['x y z']] }, { header: ['b'], rows: [['1']] });
  expect([result.pairs.length, result.unmatchedLeft, result.unmatchedRight]).toEqual([0, [1], [1]]);
});
