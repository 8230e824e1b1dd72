import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { exponentOf } from '../../../../shared/currency.ts';
import { decodeBytes } from '../../dialect.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import { readDecimal } from './amount.ts';
import { looksLikeCamt } from './detect.ts';
import { readCamt } from './read.ts';

interface Row {
  readonly amount_minor_units: number;
  readonly date: string | null;
  readonly value_date: string | null;
}
interface Expected {
  readonly file: string;
  readonly format: string;
  readonly list?: readonly Row[];
  readonly account?: string;
  readonly balance_equation_holds?: boolean;
  readonly statements?: readonly { readonly account: string; readonly list: readonly Row[]; readonly balance_equation_holds?: boolean }[];
}

const DATA = resolve(import.meta.dirname, '../../../../../../shared/data/bank');
const present = existsSync(DATA);
if (!present) console.warn('Skipped: the bank fixtures (../shared/data/bank) are not on this machine.');

describe.skipIf(!present).each(['camt052', 'camt053', 'camt054'])('%s fixtures', (folder) => {
  const list = present ? (JSON.parse(readFileSync(`${DATA}/${folder}/expected.json`, 'utf8')) as Expected[]) : [];

  test.each(list)('$file', async (expected) => {
    const bytes = readFileSync(`${DATA}/${folder}/${expected.file}`);
    expect(looksLikeCamt(bytes)).toBe(expected.format);
    const result = await collectStatements(readCamt, bytesSource(bytes));
    expect(result.format).toBe(expected.format);
    expect(result.rejected).toBe(0);
    const statements = expected.statements ?? [{ ...expected, account: expected.account!, list: expected.list! }];
    expect(result.statements.map(({ account }) => account)).toEqual(statements.map(({ account }) => account));
    result.statements.forEach(({ rows, tail, currency }, i) => {
      const wanted = statements[i]!;
      expect(rows.map(({ amountMinor, day }) => [amountMinor, isoOfDay(day)])).toEqual(
        wanted.list.map((row) => [row.amount_minor_units, row.date ?? row.value_date]),
      );
      const sum = rows.reduce((total, { amountMinor }) => total + amountMinor, 0);
      const holds = tail.opening === null || tail.closing === null ? undefined : tail.opening.minor + sum === tail.closing.minor;
      expect(holds).toBe(wanted.balance_equation_holds);
      for (const { spans, amountMinor, day, currency: own } of rows) {
        const cut = ([start, length]: readonly [number, number]) => decodeBytes(bytes.subarray(start, start + length), result.encoding);
        expect(readDecimal(cut(spans!.amount!), exponentOf(own ?? currency))).toMatchObject({ minor: Math.abs(amountMinor) });
        expect(cut(spans!.date!)).toBe(isoOfDay(day));
        expect(cut(spans!.sign!)).toBe(amountMinor < 0 ? 'DBIT' : 'CRDT');
      }
    });
  });
});
