import { expect } from 'vitest';
import { bytesSource } from '../../src/workers/ingest/source.ts';
import { collectStatements } from '../../src/workers/ingest/statements/collect.ts';
import type { StatementReader } from '../../src/workers/ingest/statements/reader.ts';

const ROUNDS = 3_000;

/** A small generator with a fixed seed (Numerical Recipes' constants): every run makes the same damage. */
function* numbers(seed: number): Generator<number> {
  for (let state = seed; ;) yield (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
}

/**
 * Damages a sound sample many times, the same way at every run: nothing is thrown, every place lies in its record, and other
 * amounts than before are told of, or the balances no longer agree.
 */
export async function expectDamageTold(reader: StatementReader, sample: Buffer): Promise<void> {
  const random = numbers(7);
  const below = (limit: number) => Math.floor(((random.next().value as number) / 2 ** 32) * limit);
  const whole = await collectStatements(reader, bytesSource(sample));
  expect(whole.problems).toEqual([]);
  const sound = JSON.stringify(whole.statements.map(({ rows }) => rows.map(({ amountMinor }) => amountMinor)));
  for (let round = 0; round < ROUNDS; round++) {
    const at = below(sample.length);
    const damage = [Buffer.from([below(256)]), Buffer.alloc(0), Buffer.from('\n:61:'), sample.subarray(at, at + below(90))][below(4)]!;
    const bytes = Buffer.concat([sample.subarray(0, at), damage, sample.subarray(at + below(3))]);
    const got = await collectStatements(reader, bytesSource(bytes));
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
}
