import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import { readAch } from './read.ts';
import { achRecords } from './sample.ts';

const SAMPLE = Buffer.from(
  achRecords([
    {
      entries: [
        { code: '22', cents: 12_345 },
        { code: '27', cents: 678, addenda: ['one', 'two'] },
      ],
    },
    { entries: [{ code: '32', cents: 9 }], entryClass: 'CTX' },
  ]).join('\n'),
);

test('any damage to structure or figures is a finding, and nothing is thrown', async () => {
  const clean = await collectStatements(readAch, bytesSource(SAMPLE));
  // The class CTX states a count of addenda that is no number here and is then read plainly.
  expect(clean.problems).toEqual([]);
  const amounts = (result: typeof clean) => result.statements.map(({ rows }) => rows.map(({ amountMinor }) => amountMinor));
  const change = fc.record({
    at: fc.nat(SAMPLE.length - 1),
    drop: fc.integer({ min: 0, max: 100 }),
    put: fc.oneof(fc.constantFrom('6', '\n', '0', 'ü', '\0'), fc.string({ maxLength: 3 })),
  });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, drop, put }) => {
      const bytes = Buffer.concat([SAMPLE.subarray(0, at), Buffer.from(put), SAMPLE.subarray(at + drop)]);
      const result = await collectStatements(readAch, bytesSource(bytes));
      if (result.problems.length === 0) expect(amounts(result)).toEqual(amounts(clean));
      for (const row of result.statements.flatMap(({ rows }) => rows)) {
        for (const [start, length] of [[row.byteStart, row.byteLength] as const, ...Object.values(row.spans!)]) {
          expect(start >= 0 && length >= 0 && start + length <= bytes.length).toBe(true);
        }
      }
    }),
    { numRuns: 500, seed: 21 },
  );
});
