import { expect, test } from 'vitest';
import { placedPieces, rawPieces } from './field-spans.ts';

const marked = (raw: string, values: string[]) =>
  rawPieces(raw, values).map(({ text, field }) => (field === null ? text : `[${field}:${text}]`));

test('fields are marked in order, also where a value stands twice', () => {
  expect(marked('1,1,a', ['1', '1', 'a'])).toEqual(['[0:1]', ',', '[1:1]', ',', '[2:a]']);
});

test('quotes and empty fields stay unmarked', () => {
  expect(marked('02/01/2023,"1,234.50",,x', ['02/01/2023', '1,234.50', '', 'x'])).toEqual([
    '[0:02/01/2023]',
    ',"',
    '[1:1,234.50]',
    '",,',
    '[3:x]',
  ]);
});

test('doubled quotes are found, and the text always stays whole', () => {
  const raw = '"a ""b""";c';
  expect(marked(raw, ['a "b"', 'c'])).toEqual(['"', '[0:a ""b""]', '";', '[1:c]']);
  expect(
    rawPieces(raw, ['not there', 'c'])
      .map((piece) => piece.text)
      .join(''),
  ).toBe(raw);
});

test('values whose place is known are cut out there, whatever else reads the same', () => {
  const raw = '5,00 of 5,00\n5,00';
  const pieces = placedPieces(raw, [
    { at: { start: 13, length: 4 } },
    {},
    { at: { start: 8, length: 4 } },
    { at: { start: 10, length: 4 } },
  ]);
  expect(pieces).toEqual([
    { text: '5,00 of ', field: null },
    { text: '5,00', field: 2 },
    { text: '\n', field: null },
    { text: '5,00', field: 0 },
  ]);
});
