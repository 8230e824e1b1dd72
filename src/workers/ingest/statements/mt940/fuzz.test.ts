import { expect, test } from 'vitest';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import { readMt94x } from './read.ts';

const SAMPLE = Buffer.from(
  [
    '{1:F01BANKNL2AXXXX0000000000}{2:I940BANKNL2AXXXXN}{4:',
    ':20:A',
    ':25:NL00BANK0123456789',
    ':28C:7/1',
    ':60F:C240101EUR100,00',
    ':61:2401020103D10,50NTRFREF1//B1',
    'details',
    ':86:166?00GUTSCHRIFT?20EREF+E1?21SVWZ+Rechnung?32NAME',
    ':61:240103RC1,NMSCNONREF',
    ':86:/TRTP/X/NAME/Jürgen/REMI/text/EREF/E2',
    'that goes on',
    ':62F:C240103EUR88,50',
    ':64:C240103EUR88,50',
    '-}{5:}',
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
  const whole = await collectStatements(readMt94x, bytesSource(SAMPLE));
  expect(whole.problems).toEqual([]);
  const sound = JSON.stringify(whole.statements.map(({ rows }) => rows.map(({ amountMinor }) => amountMinor)));
  for (let round = 0; round < ROUNDS; round++) {
    const at = below(SAMPLE.length);
    const damage = [Buffer.from([below(256)]), Buffer.alloc(0), Buffer.from('\n:61:'), SAMPLE.subarray(at, at + below(90))][below(4)]!;
    const bytes = Buffer.concat([SAMPLE.subarray(0, at), damage, SAMPLE.subarray(at + below(3))]);
    const got = await collectStatements(readMt94x, bytesSource(bytes));
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
