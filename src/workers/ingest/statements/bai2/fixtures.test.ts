import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isoOfDay } from '../../../../shared/calendar.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import { looksLikeBai2 } from './detect.ts';
import { readBai2 } from './read.ts';

interface Entry {
  readonly file: string;
  readonly must_report?: string;
  readonly accounts: {
    readonly account: string;
    readonly currency: string;
    readonly as_of: string;
    readonly list: { readonly type_code: string; readonly amount_minor_units: number }[];
  }[];
}

const root = fileURLToPath(new URL('../../../../../../shared/data/bank/bai2/', import.meta.url));
const entries = existsSync(root) ? (JSON.parse(readFileSync(`${root}expected.json`, 'utf8')) as Entry[]) : [];

describe.skipIf(entries.length === 0)('bai2 (needs the sample files beside the repository)', () => {
  test.each(entries)('$file', async (entry) => {
    const bytes = readFileSync(root + entry.file);
    expect(looksLikeBai2(bytes)).toBe('bai2');
    const got = await collectStatements(readBai2, bytesSource(bytes));
    expect(
      got.statements.map(({ account, currency, rows }) => ({
        account,
        currency,
        rows: rows.map((row) => [isoOfDay(row.day), row.category, row.amountMinor]),
      })),
    ).toEqual(
      entry.accounts.map(({ account, currency, as_of, list }) => ({
        account,
        currency,
        rows: list.map((row) => [as_of, row.type_code, row.amount_minor_units]),
      })),
    );
    const differing = got.statements.flatMap(({ tail }) => tail.controls ?? []).filter(({ stated, counted }) => stated !== counted);
    if (entry.must_report === undefined) expect(differing).toEqual([]);
    else expect(got.problems).not.toEqual([]);
    for (const row of got.statements.flatMap(({ rows }) => rows)) {
      const [start, length] = row.spans!.amount!;
      expect(Number(bytes.subarray(start, start + length).toString('latin1'))).toBe(Math.abs(row.amountMinor));
    }
  });
});
