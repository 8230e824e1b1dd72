import { describe, expect, test } from 'vitest';
import { cutFixed, findFixedWidth } from './fixed-width.ts';
import { inspectSource } from './inspect.ts';
import { readSource } from './read.ts';
import { bytesSource } from './source.ts';

const TABLE = [
  'ACME SAVINGS                                ',
  '',
  'Date        Description              Amount     Balance',
  '----------  --------------------  ----------  ----------',
  '2023-01-30  Shop at the corner        -12.00       88.00',
  '2023-01-31  Salary, January           100.00      188.00',
  '2023-02-01  Gas                        -8.00      180.00',
  '2023-02-02  Card 12 of 13              -1.00      179.00',
].join('\n');

describe('tables of fixed width', () => {
  test('are read by the rule under the header, with lines and bytes of each row', async () => {
    const bytes = Buffer.from(TABLE);
    const result = await inspectSource(bytesSource(bytes));
    expect(result.layout.delimiter).toBe('fixed 12 34 46');
    expect(result).toMatchObject({ rowsKept: 4, balance: 'proved', questions: [] });
    expect(result.preview[1]).toMatchObject({ line: 6, amountMinor: 10000, description: 'Salary, January' });
    const starts: string[] = [];
    await readSource(bytesSource(bytes), result.layout, {}, (batch) => {
      for (let i = 0; i < batch.rows; i++)
        starts.push(bytes.subarray(batch.byteStart[i], batch.byteStart[i]! + batch.byteLength[i]!).toString());
    });
    expect(starts[2]).toBe('2023-02-01  Gas                        -8.00      180.00');
  });

  test('and by the gaps that all rows have, without a rule or names', async () => {
    const rows = TABLE.split('\n').slice(4).join('\r\n');
    const result = await inspectSource(bytesSource(Buffer.from(rows)));
    expect(result.preview.map((row) => row.amountMinor)).toEqual([-1200, 10000, -800, -100]);
    expect(result.balance).toBe('proved');
  });

  test('a word across a border goes whole to one side; nothing is lost', () => {
    const cuts = [4, 10];
    expect(cutFixed('ab  cdefgh  12.00', cuts)).toEqual(['ab', 'cdefgh', '12.00']);
    expect(cutFixed('ab  cde  1234.00', cuts)).toEqual(['ab', 'cde', '1234.00']);
    expect(cutFixed('ab', cuts)).toEqual(['ab', '', '']);
  });

  test('delimited files with padded fields are none', () => {
    expect(
      findFixedWidth(Array.from({ length: 9 }, (_, i) => `30/01/2${i}  ,UPI SHOP       ,   12.0${i}  ,  88.00`).join('\n')),
    ).toBeNull();
    expect(findFixedWidth(Array.from({ length: 9 }, (_, i) => `a${i} b c ${i}`).join('\n'))).toBeNull();
  });
});
