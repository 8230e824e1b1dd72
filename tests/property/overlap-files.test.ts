import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startCase, type Fixture } from '../integration/case-fixture.ts';

/** Cases drawn; each imports some files into one case, under an account of its own. */
const RUNS = 12;
const DAYS = ['2024-03-04', '2024-03-05', '2024-03-06', '2024-03-07'] as const;

interface Movement {
  readonly day: number;
  readonly amount: number;
  readonly text: string;
}

/** A drawing of how an account's movements are spread over files: each file has all movements of the days it covers. */
interface Split {
  readonly movements: readonly Movement[];
  readonly files: readonly { from: number; length: number; order: number }[];
}

const split: fc.Arbitrary<Split> = fc.record({
  movements: fc.array(
    fc.record({
      day: fc.integer({ min: 0, max: 3 }),
      amount: fc.integer({ min: 1, max: 2 }),
      text: fc.constantFrom('COFFEE', 'Tea, large'),
    }),
    { minLength: 3, maxLength: 14 },
  ),
  files: fc.array(fc.record({ from: fc.integer({ min: 0, max: 3 }), length: fc.integer({ min: 1, max: 4 }), order: fc.integer() }), {
    minLength: 2,
    maxLength: 4,
  }),
});

const keyOf = (date: string, amountMinor: number, text: string): string => `${date} ${amountMinor} ${text}`;
const inWhole = (amountMinor: number): string => (amountMinor / 100).toFixed(2);

function countsOf(keys: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const key of keys.toSorted()) counts[key] = (counts[key] ?? 0) + 1;
  return counts;
}

/** A shuffle that depends on nothing but its seed. */
function shuffled<T>(list: readonly T[], seed: number): T[] {
  return list
    .map((item, i) => ({ item, weight: Math.imul((seed ^ (i * 2_654_435_761)) | 1, 0x9e3779b1) >>> 0 }))
    .sort((a, b) => a.weight - b.weight)
    .map(({ item }) => item);
}

let one: Fixture & { caseId: string };
beforeAll(async () => {
  one = await startCase();
});
afterAll(() => one.close());

test('any spread of movements over overlapping files, imported in any order and shuffled, gives exactly the movements', async () => {
  for (const [run, { movements, files }] of fc.sample(split, { numRuns: RUNS, seed: 20_260_321 }).entries()) {
    const covered = new Set<number>();
    const sources: number[] = [];
    for (const [f, { from, length, order }] of files.entries()) {
      const days = DAYS.map((_, day) => day).filter((day) => day >= from && day < from + length);
      const rows = shuffled(
        movements.filter((movement) => days.includes(movement.day)),
        order,
      );
      if (rows.length === 0) continue;
      for (const day of days) covered.add(day);
      // A column that differs from file to file: other bytes, the same movements.
      const text = rows.map(({ day, amount, text: words }) => `${DAYS[day]},"${words}",-${inWhole(amount * 350)},${f}-${order}`).join('\n');
      const job = await one.importText(one.caseId, `${run}-${f}.csv`, `Date,Description,Amount,Batch\n${text}\n`, {
        kind: 'bank',
        account: `ACC ${run}`,
      });
      expect(job).toMatchObject({ state: 'done' });
      sources.push((job.result as { sourceId: number }).sourceId);
    }
    const held: string[] = [];
    const total = async (wanted: readonly number[]): Promise<string[]> => {
      const keys: string[] = [];
      for (const sourceId of wanted)
        for (const row of (await one.call('transaction.page', { caseId: one.caseId, sourceId, limit: 1000 })).rows)
          if (row.duplicateOf === null) keys.push(keyOf(row.date!, row.amountMinor, row.description));
      return keys;
    };
    held.push(...(await total(sources)));
    const truth = movements
      .filter((movement) => covered.has(movement.day))
      .map(({ day, amount, text }) => keyOf(DAYS[day]!, -amount * 350, text));
    expect(countsOf(held)).toEqual(countsOf(truth));

    // Taking the first file out leaves exactly the movements that the others have.
    if (sources.length < 2) continue;
    await one.call('import.undo', { caseId: one.caseId, sourceId: sources[0]!, reason: 'test' });
    const left = new Set<string>();
    for (const sourceId of sources.slice(1))
      for (const row of (await one.call('transaction.page', { caseId: one.caseId, sourceId, limit: 1000 })).rows) left.add(row.date!);
    const rest = movements
      .filter((movement) => left.has(DAYS[movement.day]!))
      .map(({ day, amount, text }) => keyOf(DAYS[day]!, -amount * 350, text));
    expect(countsOf(await total(sources.slice(1)))).toEqual(countsOf(rest));
  }
  expect(await one.call('audit.verify', { caseId: one.caseId })).toMatchObject({ holds: true, findings: [] });
}, 240_000);
