import { expect, test } from 'vitest';
import { bankLedgerCase, HARD } from '../../../tests/generators/bankledger.ts';
import { columnsOf } from './columns-of.ts';
import { prepare } from './engine.ts';
import { pack, priorM, priorU, weightsOf } from './model.ts';
import { joinEdges, pairBits, scoreBlock } from './score.ts';
import { TEXT_SAME } from './text-level.ts';

test('a payment that comes every week is weaker evidence than one that comes once', () => {
  const weights = weightsOf({ m: priorM(), u: priorU(), expected: 80, leftRows: 100, rightRows: 100 });
  const bits = (repeats: number): number => pairBits(weights, pack(0, 13, TEXT_SAME, 0, 0), -9, -4, repeats, 100);
  expect(bits(1)).toBeGreaterThan(10);
  expect(bits(2)).toBeLessThan(bits(1) - 5);
  expect(bits(50)).toBeLessThan(bits(2) - 5);
});

test('blocks joined are the same as one block', () => {
  const made = bankLedgerCase({ ...HARD, rows: 500 });
  const { scoring } = prepare(
    columnsOf(made.bank),
    columnsOf(made.ledger),
    { toleranceMinor: 500, windowDays: 7, threshold: 50, seed: 1 },
    {},
  );
  const rows = scoring.sides.left.rows;
  const whole = scoreBlock(scoring, 0, rows);
  expect(whole.count).toBeGreaterThan(rows / 2);
  expect(joinEdges([scoreBlock(scoring, 0, 100), scoreBlock(scoring, 100, rows)])).toEqual(whole);
});
