import { describe, expect, test } from 'vitest';
import { packText, textBytesOf, type TransactionColumns } from '../../shared/columns.ts';
import { ruleBody } from '../../shared/rules.ts';
import { standardise } from './engine.ts';
import type { StandardiseInput } from './result.ts';

interface Row {
  readonly counterparty?: string;
  readonly description?: string;
  readonly category?: string;
  readonly amountMinor?: number;
}

function columnsOf(rows: readonly Row[]): TransactionColumns {
  return {
    rows: rows.length,
    id: Int32Array.from(rows, (_, i) => i + 1),
    amountMinor: Float64Array.from(rows, (row) => row.amountMinor ?? -100),
    day: new Int32Array(rows.length).fill(19_000),
    currency: new Uint8Array(rows.length),
    currencies: ['EUR'],
    description: textBytesOf(rows.map((row) => row.description ?? '')),
    reference: textBytesOf(rows.map(() => '')),
    counterparty: textBytesOf(rows.map((row) => row.counterparty ?? '')),
    category: textBytesOf(rows.map((row) => row.category ?? '')),
  };
}

function inputOf(rows: readonly Row[], more: Partial<StandardiseInput> = {}): StandardiseInput {
  return {
    columns: columnsOf(rows),
    sourceOf: new Int32Array(rows.length).fill(1),
    accountOf: new Int32Array(rows.length),
    accounts: ['Main'],
    known: { spellings: packText([]), vendorIds: new Int32Array(0), pinned: new Uint8Array(0) },
    named: [],
    decided: { row: new Int32Array(0), categoryId: new Int32Array(0) },
    rules: [],
    ...more,
  };
}

const vendorsOf = (rows: readonly Row[], more: Partial<StandardiseInput> = {}): string[] => {
  const { nameOf, names, vendorNames } = standardise(inputOf(rows, more));
  return [...nameOf].map((n) => (n < 0 ? '' : vendorNames[names.vendor[n]!]!));
};

describe('names', () => {
  test('come from the counterparty, else from the payment line; a line without one has none', () => {
    const rows = [
      { counterparty: 'Greens Bakery Ltd', description: 'INV 1' },
      { description: 'CARD PAYMENT GREENS BAKERY 4411 12/03' },
      { description: '12/03/2024 10.00' },
      { counterparty: '  ', description: '' },
    ];
    expect(vendorsOf(rows)).toEqual(['Greens Bakery Ltd', 'Greens Bakery Ltd', '', '']);
  });

  test('a vendor is called by its most frequent spelling, or as a person named it', () => {
    const rows = [{ counterparty: 'ACME' }, { counterparty: 'Acme Ltd' }, { counterparty: 'Acme Ltd' }];
    expect(vendorsOf(rows)).toEqual(['Acme Ltd', 'Acme Ltd', 'Acme Ltd']);
    const known = { spellings: packText(['ACME']), vendorIds: Int32Array.of(9), pinned: Uint8Array.of(1) };
    expect(vendorsOf(rows, { known, named: [{ vendorId: 9, name: 'The Acme' }] })).toEqual(['The Acme', 'The Acme', 'The Acme']);
  });

  test('a vendor keeps its id where most of its rows do; the part that fell off gets a new one', () => {
    const rows = [{ counterparty: 'Acme' }, { counterparty: 'Acme' }, { counterparty: 'Zenith' }];
    const known = { spellings: packText(['Acme', 'Zenith']), vendorIds: Int32Array.of(4, 4), pinned: new Uint8Array(2) };
    const { names, vendorIds } = standardise(inputOf(rows, { known }));
    expect([...names.vendor].map((v) => vendorIds[v])).toEqual([4, 0]);
  });
});

test('rules see the vendor after grouping, and each value names its rule', () => {
  const rows = [{ counterparty: 'ACME LTD' }, { counterparty: 'Acme' }, { counterparty: 'Acme' }, { counterparty: 'Other' }];
  const body = ruleBody.parse({
    title: 'R',
    conditions: [
      { on: 'text', column: 'vendor', test: 'equals', value: 'acme' },
      { on: 'text', column: 'account', test: 'equals', value: 'main' },
      { on: 'text', column: 'currency', test: 'equals', value: 'eur' },
    ],
    actions: [{ set: 'category', categoryId: 7 }, { set: 'tag', tag: 'a' }],
  }); // prettier-ignore
  const { rules } = standardise(inputOf(rows, { rules: [{ id: 3, version: 2, body }] }));
  expect([...rules.categoryId]).toEqual([7, 7, 7, -1]);
  expect([...rules.categoryRule]).toEqual([0, 0, 0, -1]);
  expect([...rules.tags].map((n) => rules.texts[n] ?? null)).toEqual(['a', 'a', 'a', null]);
  expect([...rules.matched]).toEqual([3]);
});

test('decisions about a vendor are proposed for its other rows, with their figures', () => {
  const rows = [
    { counterparty: 'Acme' },
    { counterparty: 'ACME Ltd' },
    { counterparty: 'Acme', amountMinor: 5 },
    { counterparty: 'Other' },
  ];
  const result = standardise(inputOf(rows, { decided: { row: Int32Array.of(0), categoryId: Int32Array.of(15) } }));
  expect([...result.proposedId]).toEqual([15, 15, 0, 0]);
  expect(result.becauses[result.because[1]!]).toBe('vendor|1|1|');
  expect(result.confidence[1]).toBe(75);
});

test('categories of the files are numbered with their rows', () => {
  const { textOf, texts, textRows } = standardise(inputOf([{ category: 'B' }, { category: ' A ' }, {}, { category: 'B' }]));
  expect({ textOf: [...textOf], texts, textRows: [...textRows] }).toEqual({ textOf: [0, 1, -1, 0], texts: ['B', 'A'], textRows: [2, 1] });
});

test('a case without rows', () => {
  expect(standardise(inputOf([]))).toMatchObject({ vendorNames: [], texts: [] });
});
