import { expect, test } from 'vitest';
import type { Layout } from '../../../shared/contract/import.ts';
import { changedParts, layoutWords } from './layout-words.ts';

const LAYOUT: Layout = {
  ...{ format: 'csv', encoding: 'utf-8', delimiter: ',', quote: '"', escape: '"', preambleRows: 0, hasHeader: true },
  columns: [
    { index: 0, name: 'Day', role: 'date' },
    { index: 1, name: 'Note', role: 'ignore' },
    { index: 2, name: 'Sum', role: 'amount' },
  ],
  ...{ dateFormat: 'dd/MM/yyyy', decimalMark: '.', signRule: 'signed', currency: '' },
};

test('a mapping is said in one line, without the columns it passes over', () => {
  const words = layoutWords(LAYOUT);
  expect(words).toContain('Day: Date');
  expect(words).toContain('dd/MM/yyyy');
  expect(words).not.toContain('Note');
});

test('the parts that a new version changed are named, the encoding of one file is not', () => {
  expect(changedParts(LAYOUT, { ...LAYOUT, encoding: 'utf-16le', preambleRows: 4 })).toEqual([]);
  expect(changedParts(LAYOUT, { ...LAYOUT, dateFormat: 'MM/dd/yyyy', signRule: 'inverted' })).toEqual(['Dates', 'Sign']);
  const swapped = LAYOUT.columns.map((column) => ({ ...column, role: column.role === 'amount' ? ('ignore' as const) : column.role }));
  expect(changedParts(LAYOUT, { ...LAYOUT, columns: swapped })).toEqual(['Columns']);
});
