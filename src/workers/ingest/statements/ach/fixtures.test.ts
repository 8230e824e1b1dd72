import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import { looksLikeAch } from './detect.ts';
import { readAch } from './read.ts';

interface Expected {
  readonly file: string;
  readonly batches: number;
  readonly entries: number;
  readonly debits_minor: number;
  readonly credits_minor: number;
  readonly list: readonly { readonly amount_minor_units: number }[];
  readonly control_matches: boolean;
  readonly must_report?: string;
}

const DATA = resolve(import.meta.dirname, '../../../../../../shared/data/bank/ach');
const present = existsSync(DATA);
if (!present) console.warn('Skipped: the ACH fixtures (../shared/data/bank/ach) are not on this machine.');

describe.skipIf(!present)('ACH fixtures', () => {
  const list = present ? (JSON.parse(readFileSync(`${DATA}/expected.json`, 'utf8')) as Expected[]) : [];

  test.each(list)('$file', async (expected) => {
    const bytes = readFileSync(`${DATA}/${expected.file}`);
    expect(looksLikeAch(bytes)).toBe('ach');
    const result = await collectStatements(readAch, bytesSource(bytes));
    const rows = result.statements.flatMap((statement) => statement.rows);
    expect(rows).toHaveLength(expected.entries);
    expect(result.statements).toHaveLength(Math.max(1, expected.batches));
    // The list of a long file is cut short.
    expect(rows.slice(0, expected.list.length).map(({ amountMinor }) => amountMinor)).toEqual(
      expected.list.map((row) => row.amount_minor_units),
    );
    expect(rows.reduce((sum, { amountMinor }) => sum + Math.max(0, amountMinor), 0)).toBe(expected.credits_minor);
    expect(rows.reduce((sum, { amountMinor }) => sum - Math.min(0, amountMinor), 0)).toBe(expected.debits_minor);
    for (const { spans, amountMinor } of rows) {
      const [start, length] = spans!.amount!;
      expect(Number(bytes.subarray(start, start + length).toString('latin1'))).toBe(Math.abs(amountMinor));
    }
    const worse = result.problems.filter(({ severity }) => severity !== 'info');
    if (expected.must_report !== undefined) expect(worse).not.toEqual([]);
    if (!expected.control_matches)
      expect(worse.map(({ code }) => code)).toEqual(expect.arrayContaining([expect.stringMatching(/CTRL-TOTAL|FILE-TRUNCATED/)]));
  });
});
