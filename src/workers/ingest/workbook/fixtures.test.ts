import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { inspectSource } from '../inspect.ts';
import { bytesSource } from '../source.ts';

const folder = join(import.meta.dirname, '../../../../../shared/data/bank/xlsx');
const there = existsSync(join(folder, 'expected.json'));
if (!there) console.warn('Skipped: the workbooks are not at ../shared/data/bank/xlsx.');

interface Expected {
  readonly file: string;
  readonly transactions: number;
}

test.skipIf(!there)('as many movements as stated, none rejected, each with a date', async () => {
  const entries = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected[];
  expect(entries.length).toBeGreaterThan(0);
  for (const { file, transactions } of entries) {
    const read = await inspectSource(bytesSource(readFileSync(join(folder, file))), { fileName: file });
    expect({ file, format: read.format, kept: read.rowsKept, rejected: read.rowsRejected }).toEqual({
      file,
      format: 'xlsx',
      kept: transactions,
      rejected: 0,
    });
    expect(read.preview.every((row) => row.row === 0 || row.date !== null)).toBe(true);
  }
});
