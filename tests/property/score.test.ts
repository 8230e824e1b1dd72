import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_DAY, textBytesOf } from '../../src/shared/columns.ts';
import { decodeReasons, encodeReasons, REASONS, sentenceOf } from '../../src/shared/reasons.ts';
import { scoreTransactions } from '../../src/workers/score/engine.ts';
import { reasonBytes } from '../../src/workers/score/risk.ts';
import { scoreTable } from '../../src/workers/score/table.ts';

const reason = fc.record({
  code: fc.constantFrom(...REASONS.map((kind) => kind.code)),
  points: fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10),
  args: fc.array(fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true })), { maxLength: 6 }),
  evidence: fc.array(fc.nat(), { maxLength: 5 }),
});

test('any reasons come back from their packed form as they were', () => {
  fc.assert(
    fc.property(fc.array(reason, { maxLength: 5 }), (list) => {
      expect(decodeReasons(encodeReasons(list))).toEqual(list);
    }),
  );
});

const word = fc.oneof(
  fc.constantFrom('', 'ACME', 'acme ltd', 'INV-1001', '46289405_1', '🦊', 'plug', 'Überweisung', '\u202Eabc'),
  fc.string({ maxLength: 8 }),
);
const row = fc.record({
  minor: fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.constantFrom(0, NaN, 100_000, 999_999)),
  day: fc.oneof(fc.integer({ min: 18_000, max: 18_400 }), fc.constantFrom(NO_DAY, -700_000, 2_900_000)),
  currency: fc.nat({ max: 1 }),
  group: fc.nat({ max: 2 }),
  text: fc.array(word, { minLength: 4, maxLength: 4 }),
});

test('any rows are scored: finite, within 0 and 100, reasons add up to the risk at most and read as sentences', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 60 }), fc.nat(), (rows, seed) => {
      const column = (at: number) => textBytesOf(rows.map((one) => one.text[at]!));
      const columns = {
        rows: rows.length,
        id: Int32Array.from(rows, (_, i) => i + 1),
        amountMinor: Float64Array.from(rows, (one) => one.minor),
        day: Int32Array.from(rows, (one) => one.day),
        currency: Uint8Array.from(rows, (one) => one.currency),
        currencies: ['GBP', 'JPY'],
        description: column(0),
        reference: column(1),
        counterparty: column(2),
        category: column(3),
      };
      const result = scoreTransactions(columns, { seed, group: Int32Array.from(rows, (one) => one.group) });
      for (let i = 0; i < rows.length; i++) {
        expect(Number.isFinite(result.score[i])).toBe(true);
        expect(result.risk[i]).toBeLessThanOrEqual(100);
        const reasons = decodeReasons(reasonBytes(result.reasons, i));
        expect(reasons.reduce((sum, one) => sum + one.points, 0)).toBeLessThanOrEqual(result.risk[i]! + 0.25);
        for (const one of reasons) expect(sentenceOf(one, { currency: 'GBP' })).not.toMatch(/NaN|undefined|\?|∞/);
      }
    }),
    { numRuns: 60 },
  );
});

test('any table is scored, and the same way twice', () => {
  const cell = fc.oneof(fc.double().map(String), fc.string({ maxLength: 6 }), fc.constantFrom('', '2024-05-01', '12.50', 'a', 'b'));
  fc.assert(
    fc.property(fc.array(fc.array(cell, { maxLength: 4 }), { maxLength: 40 }), (rows) => {
      const score = () => scoreTable(['date', 'amount', 'c', 'c'], rows, { seed: 3 }).rows;
      const first = score();
      expect(first.every((one) => Number.isFinite(one.score))).toBe(true);
      expect(score()).toEqual(first);
    }),
    { numRuns: 60 },
  );
});
