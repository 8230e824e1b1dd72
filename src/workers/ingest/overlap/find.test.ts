import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowKey } from '../row-key.ts';
import type { ComparedRows, HeldRows } from './compared.ts';
import { findOverlap } from './find.ts';

/** A movement as these tests write it. `mark` is the bank's identifier. */
interface Row {
  day: number;
  amount: number;
  text?: string;
  mark?: string;
  balance?: number;
  account?: number;
  currency?: number;
  counts?: number;
}

const digest = (text: string): number => (text === '' ? 0 : rowKey(0, 0, '', text, ''));

function compared(rows: readonly Row[], firstId: number): ComparedRows {
  const marks = rows.map((row) => row.mark ?? '');
  return {
    rows: rows.length,
    id: Int32Array.from(rows, (_, i) => firstId + i),
    key: Float64Array.from(rows, (row) =>
      rowKey(row.day, row.amount, String(row.currency ?? 1), row.text ?? 'x', String(row.account ?? 1)),
    ),
    place: Float64Array.from(rows, (row) => rowKey(row.day, row.amount, '', '', '')),
    account: Int32Array.from(rows, (row) => row.account ?? 1),
    currency: Int32Array.from(rows, (row) => row.currency ?? 1),
    day: Int32Array.from(rows, (row) => row.day),
    identifier: Float64Array.from(marks, (mark) => (marks.indexOf(mark) === marks.lastIndexOf(mark) ? digest(mark) : 0)),
    balance: Float64Array.from(rows, (row) => row.balance ?? NaN),
  };
}

function held(sourceId: number, rows: readonly Row[], o: Partial<HeldRows> = {}): HeldRows {
  const columns = compared(rows, sourceId * 1000 + 1);
  return {
    ...columns,
    sourceId,
    counts: Int32Array.from(rows, (row, i) => row.counts ?? columns.id[i]!),
    common: { fresh: rows.length, held: rows.length },
    isEdge: () => false,
    followsOn: () => false,
    ...o,
  };
}

const find = (rows: readonly Row[], ...files: HeldRows[]) => findOverlap(compared(rows, 1), files);
const COFFEE: Row = { day: 5, amount: -320, text: 'COFFEE' };

describe('counting', () => {
  test('two equal rows inside one file stay two; the same two in the next file add none, a third one is new', () => {
    expect(find([COFFEE, COFFEE]).repeats).toEqual([]);
    expect(find([COFFEE, COFFEE, COFFEE], held(1, [COFFEE, COFFEE])).repeats.map((pair) => [pair.row, pair.counts])).toEqual([
      [0, 1001],
      [1, 1002],
    ]);
  });

  test('a movement that two held files show is one movement', () => {
    const second = held(2, [{ ...COFFEE, counts: 1001 }, COFFEE]);
    // The first coffee of file 2 repeats that of file 1: two movements are held, and a third row is new.
    const { repeats } = find([COFFEE, COFFEE, COFFEE], held(1, [COFFEE]), second);
    expect(repeats.map((pair) => pair.counts)).toEqual([1001, 2002]);
    expect(repeats[0]!.evidence).toMatchObject({ inFile: 3, held: 2, account: 'same', description: 'same', identifier: 'unknown' });
  });

  test('what a person called its own counts, and a line called a repeat inside its file is no third in the next', () => {
    expect(find([COFFEE, COFFEE], held(1, [COFFEE]), held(2, [COFFEE])).repeats).toHaveLength(2);
    expect(find([COFFEE, COFFEE], held(1, [COFFEE, { ...COFFEE, counts: 1001 }])).repeats.map((pair) => pair.counts)).toEqual([1001, 1001]);
  });

  test('accounts are never mixed', () => {
    const { repeats, possible } = find([COFFEE], held(1, [{ ...COFFEE, account: 2 }]));
    expect([repeats, possible]).toEqual([[], []]);
  });
});

describe('identifiers of the bank', () => {
  const a = { ...COFFEE, mark: 'a' };
  const b = { ...COFFEE, mark: 'b' };
  test('equal ones say which row repeats which', () => {
    const { repeats, possible } = find([b, { ...COFFEE, mark: 'c' }], held(1, [a, b]));
    expect(repeats.map((pair) => [pair.row, pair.counts, pair.rule])).toEqual([[0, 1002, 'identifier']]);
    expect(possible.map((pair) => [pair.row, pair.counts, pair.rule])).toEqual([[1, 1001, 'identifier-differs']]);
    expect(possible[0]!.evidence.identifier).toBe('differs');
  });

  test('one that is used for two movements proves nothing: neither that they are one, nor that they are two', () => {
    const fee: Row = { day: 5, amount: -100, text: 'FEE', mark: 'a' };
    const { repeats } = find([a, fee], held(1, [a, fee]));
    expect(repeats.map((pair) => [pair.row, pair.counts, pair.rule])).toEqual([
      [0, 1001, 'count'],
      [1, 1002, 'count'],
    ]);
    expect(find([{ day: 35, amount: -99, text: 'OTHER', mark: 'a' }], held(1, [a])).repeats).toEqual([]);
  });

  test('that never agree over several days number the lines of each file: they keep nothing apart', () => {
    const many = (prefix: string): Row[] =>
      Array.from({ length: 6 }, (_, i) => ({ day: i, amount: i, text: `T${i}`, mark: `${prefix}${i}` }));
    const { repeats } = find(many('q'), held(1, many('p')));
    expect(repeats).toHaveLength(6);
    expect(repeats[0]!.evidence.identifier).toBe('renumbered');
    expect(find(many('q').slice(0, 4), held(1, many('p'))).repeats).toEqual([]);
  });
});

describe('balances', () => {
  const rows = (balance: number): Row[] => [{ ...COFFEE, balance }];
  test('on a day that a file may hold in part, different ones keep rows apart', () => {
    const { repeats, possible } = find(rows(100), held(1, rows(420), { isEdge: () => true }));
    expect(repeats).toEqual([]);
    expect(possible).toMatchObject([{ row: 0, counts: 1001, rule: 'balance-differs' }]);
    // On a day that both cover whole, the bank has printed its lines in another order.
    expect(find(rows(100), held(1, rows(420))).repeats).toHaveLength(1);
  });

  test('equal ones say which row repeats which', () => {
    const two: Row[] = [...rows(740), ...rows(420)];
    const { repeats } = find([...rows(420), ...rows(100)], held(1, two, { isEdge: () => true }));
    expect(repeats.map((pair) => [pair.row, pair.counts])).toEqual([[0, 1002]]);
  });

  test('files that follow on each other do not overlap', () => {
    const { repeats, possible } = find([COFFEE], held(1, [COFFEE], { followsOn: () => true }));
    expect(repeats).toEqual([]);
    expect(possible).toMatchObject([{ rule: 'follows-on' }]);
  });
});

describe('possible repeats', () => {
  test('are rows of one date and amount in other words, where the counts agree', () => {
    const other = { ...COFFEE, text: 'POS 1234 COFFEE LTD' };
    expect(find([other], held(1, [COFFEE])).possible).toMatchObject([
      { row: 0, counts: 1001, rule: 'text-differs', evidence: { description: 'differs', inFile: 1, held: 1 } },
    ]);
    expect(find([other, other], held(1, [COFFEE])).possible).toEqual([]);
    // What repeats is spoken for: the one left over on each side is the possible pair.
    expect(find([COFFEE, other], held(1, [COFFEE, { ...COFFEE, text: 'Coffee' }, { ...COFFEE, text: 'CAFE' }])).possible).toEqual([]);
  });

  test('a file without an account is set beside one that has one only where half of the common rows agree', () => {
    const rows: Row[] = Array.from({ length: 4 }, (_, i) => ({ day: i, amount: i, account: 0 }));
    const named = rows.map((row) => ({ ...row, account: 1, text: 'y' }));
    expect(find(rows, held(1, named)).possible).toHaveLength(4);
    const strangers = named.map((row, i) => (i === 0 ? row : { ...row, amount: row.amount + 1000 }));
    expect(find(rows, held(1, strangers)).possible).toEqual([]);
  });

  test('two files without an account are of one account where half of their rows agree', () => {
    const rows: Row[] = Array.from({ length: 4 }, (_, i) => ({ day: i, amount: i, account: 0 }));
    expect(find(rows, held(1, rows)).repeats).toHaveLength(4);
    const strangers = rows.map((row, i) => (i === 0 ? row : { ...row, amount: row.amount + 1000 }));
    expect(find(rows, held(1, strangers)).repeats).toEqual([]);
  });
});

test('thousands of equal rows are paired in a moment', () => {
  const many = Array.from({ length: 60_000 }, (_, i): Row => ({ ...COFFEE, balance: i }));
  const before = performance.now();
  expect(find(many.slice(20_000), held(1, many.slice(0, 40_000), { isEdge: () => true })).repeats).toHaveLength(20_000);
  expect(performance.now() - before).toBeLessThan(3000);
});

test('over any files of whole days, in any order, each movement counts as often as the file that has it most', () => {
  const file = fc.array(fc.record({ day: fc.integer({ min: 1, max: 3 }), amount: fc.integer({ min: 1, max: 2 }) }), { maxLength: 12 });
  fc.assert(
    fc.property(fc.array(file, { minLength: 2, maxLength: 4 }), (files) => {
      const kept: HeldRows[] = [];
      for (const [i, rows] of files.entries()) {
        const { repeats } = find(rows, ...kept);
        const counts = new Map(repeats.map((pair) => [pair.row, pair.counts]));
        kept.push(
          held(
            i + 1,
            rows.map((row, at) => ({ ...row, ...(counts.has(at) ? { counts: counts.get(at)! } : {}) })),
          ),
        );
      }
      for (let day = 1; day <= 3; day++)
        for (let amount = 1; amount <= 2; amount++) {
          const same = (row: Row): boolean => row.day === day && row.amount === amount;
          const most = Math.max(...files.map((rows) => rows.filter(same).length));
          const total = kept.flatMap((one, f) => files[f]!.filter((row, at) => same(row) && one.counts[at] === one.id[at])).length;
          expect(total).toBe(most);
        }
    }),
  );
});
