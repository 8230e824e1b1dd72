import { expect, test } from 'vitest';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import { readBai2 } from './read.ts';

const SAMPLE = Buffer.from(
  [
    '01,BANK,CUST,240131,0600,1,80,,2/',
    '02,CUST,BANK,1,240130,2400,EUR,2/',
    '03,123,EUR,010,10000,,,015,10500,,,100,800,1,/',
    '88,400,300,1,/',
    '16,142,800,V,240201,,B1,C1,some text, with /16, in it',
    '88,and more of Größe',
    '16,475,300,S,100,100,100,B2,,CHECK/   49,22700,6/',
    '98,22700,1,8/',
    '99,22700,1,10/',
  ].join('\n'),
);
const ROUNDS = 3_000;

/** A small generator with a fixed seed (Numerical Recipes' constants): every run makes the same damage. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) yield (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
}

test('damage is read without a fault, and every place lies in its record', async () => {
  const random = numbers(7);
  const below = (limit: number) => Math.floor(((random.next().value as number) / 2 ** 32) * limit);
  const whole = await collectStatements(readBai2, bytesSource(SAMPLE));
  expect(whole.problems).toEqual([]);
  const sound = JSON.stringify(whole.statements.map(({ rows }) => rows.map(({ amountMinor }) => amountMinor)));
  for (let round = 0; round < ROUNDS; round++) {
    const at = below(SAMPLE.length);
    const damage = [Buffer.from([below(256)]), Buffer.alloc(0), Buffer.from('\n:61:'), SAMPLE.subarray(at, at + below(90))][below(4)]!;
    const bytes = Buffer.concat([SAMPLE.subarray(0, at), damage, SAMPLE.subarray(at + below(3))]);
    const got = await collectStatements(readBai2, bytesSource(bytes));
    for (const row of got.statements.flatMap(({ rows }) => rows)) {
      expect(row.byteStart).toBeGreaterThanOrEqual(0);
      expect(row.byteStart + row.byteLength).toBeLessThanOrEqual(bytes.length);
      const [start, length] = row.spans!.amount!;
      expect(start).toBeGreaterThanOrEqual(row.byteStart);
      expect(start + length).toBeLessThanOrEqual(row.byteStart + row.byteLength);
    }
    // Another amount than before is noticed: by a finding, or because the balances no longer agree.
    const amounts = JSON.stringify(got.statements.map(({ rows }) => rows.map(({ amountMinor }) => amountMinor)));
    const proved = got.statements.every(
      ({ rows, tail }) =>
        tail.opening !== null &&
        tail.closing !== null &&
        tail.opening.minor + rows.reduce((sum, row) => sum + row.amountMinor, 0) === tail.closing.minor,
    );
    if (amounts !== sound && proved) expect(got.problems, bytes.toString()).not.toEqual([]);
  }
});
