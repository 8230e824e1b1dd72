import fc from 'fast-check';
import { munkres } from 'munkres';
import { expect, test } from 'vitest';
import { assign } from '../../src/workers/reconcile/assign.ts';
import { columnsOf, type PlainTransaction } from '../../src/workers/reconcile/columns-of.ts';
import { PART_NAMES, reconcile, type ReconcileResult } from '../../src/workers/reconcile/engine.ts';
import { buildGraph } from '../../src/workers/reconcile/marginals.ts';
import { pointsOf } from '../../src/workers/reconcile/parts.ts';
import { bankLedgerCase, HARD } from '../generators/bankledger.ts';

const text = fc
  .array(fc.constantFrom('acme', 'paper', 'delta', 'rent', 'ACH', 'Müller', '12345', 'INV-0099', 'fee', ''), { maxLength: 5 })
  .map((words) => words.join(' '));
const transaction = fc.record({
  amountMinor: fc.integer({ min: -8, max: 8 }),
  day: fc.option(fc.integer({ min: 20_000, max: 20_020 }), { freq: 8 }),
  description: text,
  reference: fc.oneof(text, fc.string({ maxLength: 12 })),
  counterparty: fc.oneof(text, fc.string({ unit: 'grapheme', maxLength: 12 })),
});
const side = fc.array(transaction, { maxLength: 30 }).map((rows): PlainTransaction[] => rows.map((row, i) => ({ ...row, id: i + 1 })));
const params = fc.record({
  toleranceMinor: fc.integer({ min: 0, max: 4 }),
  windowDays: fc.integer({ min: 0, max: 6 }),
  threshold: fc.integer({ min: 0, max: 100 }),
  seed: fc.nat(),
});

test('whatever the rows: one to one, within tolerance and window, parts that add up, every row told of', () => {
  fc.assert(
    fc.property(side, side, params, (left, right, given) => {
      const result = reconcile(columnsOf(left), columnsOf(right), given);
      expect(new Set(result.left).size).toBe(result.pairs);
      expect(new Set(result.right).size).toBe(result.pairs);
      const sign = (amount: number, own: boolean): number =>
        result.report.signs === 'absolute' ? Math.abs(amount) : result.report.signs === 'opposite' && !own ? -amount : amount;
      for (let k = 0; k < result.pairs; k++) {
        const a = left[result.left[k]!]!;
        const b = right[result.right[k]!]!;
        expect(Math.abs(sign(a.amountMinor, true) - sign(b.amountMinor, false))).toBeLessThanOrEqual(given.toleranceMinor);
        if (a.day !== null && b.day !== null) expect(Math.abs(a.day - b.day)).toBeLessThanOrEqual(given.windowDays);
        expect(result.confidence[k]).toBeGreaterThanOrEqual(given.threshold);
        expect(result.confidence[k]).toBeLessThanOrEqual(100);
        const parts = result.parts.subarray(k * PART_NAMES.length, (k + 1) * PART_NAMES.length);
        expect(parts.reduce((sum, points) => sum + points, 0)).toBe(result.confidence[k]);
        expect(result.runnerUp[k]).not.toBe(result.right[k]);
      }
      expect([...result.left, ...result.unmatchedLeft].sort((x, y) => x - y)).toEqual(left.map((_, i) => i));
      expect([...result.right, ...result.unmatchedRight].sort((x, y) => x - y)).toEqual(right.map((_, i) => i));
      expect(result.unmatchedLeftKind.length).toBe(result.unmatchedLeft.length);
      expect(result.unmatchedRightKind.length).toBe(result.unmatchedRight.length);
      expect(result.report.assignment.total).toBe(result.report.assignment.bound);
    }),
    { numRuns: 200, seed: 42 },
  );
});

test('the assignment is as good as the Hungarian method’s, and the bound proves it', () => {
  const weights = fc.integer({ min: 1, max: 9 }).chain((rows) =>
    fc.integer({ min: 1, max: 9 }).chain((columns) =>
      fc.array(fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 1000 })), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
    ),
  );
  fc.assert(
    fc.property(weights, (matrix) => {
      const rows = matrix.length;
      const columns = matrix[0]!.length;
      const edges = matrix.flatMap((line, i) => line.flatMap((weight, j) => (weight > 0 ? [{ i, j, weight }] : [])));
      const graph = buildGraph(
        rows,
        columns,
        Int32Array.from(edges, (e) => e.i),
        Int32Array.from(edges, (e) => e.j),
      );
      const { total, bound, edge } = assign(
        graph,
        Int32Array.from(edges, (e) => e.weight),
      );
      // Absent edges cost nothing, like staying alone.
      const best = munkres(matrix.map((line) => line.map((weight) => -weight))).reduce((sum, [i, j]) => sum + matrix[i]![j]!, 0);
      expect(total).toBe(best);
      expect(bound).toBe(best);
      const taken = [...edge].filter((e) => e >= 0).map((e) => edges[e]!.j);
      expect(new Set(taken).size).toBe(taken.length);
    }),
    { numRuns: 500, seed: 42 },
  );
});

test('points add up to the confidence for any bits', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.array(fc.double({ min: -60, max: 60, noNaN: true }), { minLength: 1, maxLength: 12 }),
      (confidence, bits) => {
        const out = new Int8Array(bits.length);
        pointsOf(confidence, bits, out, 0);
        expect(out.reduce((sum, points) => sum + points, 0)).toBe(confidence);
      },
    ),
    { seed: 42 },
  );
});

test('the order of the rows does not change the pairs', () => {
  const made = bankLedgerCase({ ...HARD, rows: 1200 });
  const given = { toleranceMinor: 1000, windowDays: 7, threshold: 30, seed: 5 };
  const pairsOf = (left: PlainTransaction[], right: PlainTransaction[]): string[] => {
    const result: ReconcileResult = reconcile(columnsOf(left), columnsOf(right), given);
    return Array.from(
      { length: result.pairs },
      (_, k) => `${left[result.left[k]!]!.id}-${right[result.right[k]!]!.id}-${result.confidence[k]}`,
    ).sort();
  };
  const plain = pairsOf(made.bank, made.ledger);
  expect(plain.length).toBeGreaterThan(900);
  expect(pairsOf(made.bank.toReversed(), made.ledger)).toEqual(plain);
  expect(
    pairsOf(
      made.bank.toSorted((a, b) => a.description.localeCompare(b.description)),
      made.ledger.toReversed(),
    ),
  ).toEqual(plain);
});
