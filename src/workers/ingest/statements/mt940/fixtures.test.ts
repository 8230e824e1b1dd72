import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { exponentOf } from '../../../../shared/currency.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import type { StatedBalance } from '../reader.ts';
import { swiftAmount } from './amount.ts';
import { looksLikeMt94x } from './detect.ts';
import { readMt94x } from './read.ts';

interface Stated {
  readonly date: string | null;
  readonly amount: string;
}
interface Expected {
  readonly account: string | null;
  readonly currency: string;
  readonly list: { readonly date: string | null; readonly amount_minor_units: number }[];
  readonly opening?: Stated | null;
  readonly closing?: Stated | null;
  readonly opening_balance?: Stated | null;
  readonly closing_balance?: Stated | null;
  readonly balance_equation_holds?: boolean;
}
type Entry = Expected & { readonly file: string; readonly format: string; readonly statements?: Expected[] };

for (const folder of ['mt940', 'mt942']) {
  const root = fileURLToPath(new URL(`../../../../../../shared/data/bank/${folder}/`, import.meta.url));
  const entries = existsSync(root) ? (JSON.parse(readFileSync(`${root}expected.json`, 'utf8')) as Entry[]) : [];
  describe.skipIf(entries.length === 0)(`${folder} (needs the sample files beside the repository)`, () => {
    test.each(entries)('$file', async (entry) => {
      const bytes = readFileSync(root + entry.file);
      expect(looksLikeMt94x(bytes)).toBe(entry.format);
      const got = await collectStatements(readMt94x, bytesSource(bytes));
      const stated = (balance: Stated | null | undefined) => (balance ? [balance.date, Math.round(Number(balance.amount) * 100)] : null);
      const read = (balance: StatedBalance | null) => (balance ? [isoOfDay(balance.day) || null, balance.minor] : null);
      expect(
        got.statements.map(({ account, currency, rows, tail }) => ({
          account,
          currency,
          // The samples name the value date.
          list: rows.map((row) => [isoOfDay(row.valueDay ?? row.day) || null, row.amountMinor]),
          opening: read(tail.opening),
          closing: read(tail.closing),
          holds:
            tail.opening && tail.closing
              ? tail.opening.minor + rows.reduce((sum, row) => sum + row.amountMinor, 0) === tail.closing.minor
              : undefined,
        })),
      ).toEqual(
        (entry.statements ?? [entry]).map((each) => ({
          account: each.account,
          currency: each.currency,
          list: each.list.map((row) => [row.date, row.amount_minor_units]),
          opening: stated(each.opening ?? each.opening_balance),
          closing: stated(each.closing ?? each.closing_balance),
          holds: each.balance_equation_holds,
        })),
      );
      for (const { currency, rows } of got.statements) {
        for (const row of rows) {
          const [start, length] = row.spans!.amount!;
          const again = swiftAmount(bytes.subarray(start, start + length).toString('latin1'), exponentOf(currency));
          expect(again).toMatchObject({ minor: Math.abs(row.amountMinor) });
        }
      }
    });
  });
}
