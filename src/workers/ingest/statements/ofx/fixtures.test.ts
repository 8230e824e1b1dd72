import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { exponentOf } from '../../../../shared/currency.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import { readLooseAmount, type LooseAmount } from '../loose-amount.ts';
import { readOfx } from './read.ts';

/** Other projects' samples, where they are at hand: never part of this repository. */
const ROOT = resolve(import.meta.dirname, '../../../../../../shared/data/bank');
const FILES = ['ofx1', 'ofx2']
  .flatMap((folder) => {
    const path = join(ROOT, folder);
    return existsSync(path) ? readdirSync(path).map((name) => join(path, name)) : [];
  })
  .filter((path) => !/expected\.json$|SOURCE\.txt$/.test(path));

if (FILES.length === 0) process.stderr.write('skipped: no samples beside the repository (../shared/data/bank)\n');

const same = (found: LooseAmount, minor: number): boolean => found.problem === undefined && found.minor === minor;

test.skipIf(FILES.length === 0)('in every sample the bytes of an amount, read again, are the amount', async () => {
  let rows = 0;
  for (const path of FILES) {
    const bytes = readFileSync(path);
    const result = await collectStatements(readOfx, bytesSource(bytes));
    const text = (start: number, length: number): string => bytes.subarray(start, start + length).toString('latin1');
    for (const { currency, rows: held } of result.statements) {
      for (const row of held) {
        rows++;
        const record = text(row.byteStart, row.byteLength);
        const amount = text(...row.spans!.amount!);
        const exponent = exponentOf(row.currency ?? currency);
        // Open amounts follow the file, so that both marks are tried.
        const read = ([null, '.', ','] as const).map((mark) => readLooseAmount(amount, mark, exponent));
        expect(
          read.some((one) => same(one, row.amountMinor)),
          `${path}:${row.line} ${amount}`,
        ).toBe(true);
        for (const [start, length] of Object.values(row.spans!)) {
          expect(start).toBeGreaterThanOrEqual(row.byteStart);
          expect(start + length).toBeLessThanOrEqual(row.byteStart + row.byteLength);
        }
        expect(text(...row.spans!.date!)).toMatch(/^\d/);
        expect(record).toMatch(/^<STMTTRN>[^]*<\/STMTTRN>$/i);
      }
    }
  }
  expect(rows).toBeGreaterThan(10);
});
