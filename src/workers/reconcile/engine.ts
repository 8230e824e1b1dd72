import type { TransactionColumns } from '../../shared/columns.ts';
import { buildIndex } from './candidate-index.ts';
import { finish } from './finish.ts';
import { learn } from './learn.ts';
import { type Hooks, type Prepared, type ReconcileParams, type ReconcileResult, type Stage, stopIfCancelled, stopwatch } from './result.ts';
import { BLOCK_ROWS, type Edges, joinEdges, scoreBlock } from './score.ts';
import { detectSigns, readSides } from './side.ts';

export { PART_NAMES, type ReconcileParams, type ReconcileReport, type ReconcileResult } from './result.ts';

/** First half: reads both sides, sorts, and learns the model. Everything it returns lies in shared memory or is small. */
export function prepare(left: TransactionColumns, right: TransactionColumns, params: ReconcileParams, hooks: Hooks): Prepared {
  const seconds: Record<string, number> = {};
  const clock = stopwatch(seconds);
  const report = (stage: Stage) => (done: number, total: number) => {
    hooks.onProgress?.(stage, done, total);
    stopIfCancelled(hooks);
  };
  const limits = { toleranceMinor: params.toleranceMinor, toleranceShare: params.toleranceShare ?? 0, windowDays: params.windowDays };
  const read = report('read');
  const rows = left.rows + right.rows;
  read(0, rows);
  const signs = detectSigns(left, right, params.windowDays);
  const sides = readSides(left, right, signs, (done) => read(done, rows));
  clock('read');
  report('index')(0, 1);
  const index = buildIndex(sides.left, sides.right);
  clock('index');
  const learning = report('learn');
  const learned = learn(sides, index, limits, params.seed, (part) => learning(Math.round(part * 100), 100));
  clock('learn');
  return { scoring: { sides, index, ...learned }, signs, seconds };
}

/** The pieces of work of the scoring stage: left positions [from, to). The cut never depends on the number of threads. */
export function blocksOf(rows: number): { from: number; to: number }[] {
  const blocks: { from: number; to: number }[] = [];
  for (let from = 0; from < rows; from += BLOCK_ROWS) blocks.push({ from, to: Math.min(rows, from + BLOCK_ROWS) });
  return blocks;
}

/**
 * Matches two sides one to one. Pure and deterministic: the same rows give the same pairs, whatever their order.
 * @throws OperatingError `cancelled`
 */
export function reconcile(
  left: TransactionColumns,
  right: TransactionColumns,
  params: ReconcileParams,
  hooks: Hooks = {},
): ReconcileResult {
  const prepared = prepare(left, right, params, hooks);
  const clock = stopwatch(prepared.seconds);
  const scored: Edges[] = [];
  const blocks = blocksOf(left.rows);
  for (const { from, to } of blocks) {
    stopIfCancelled(hooks);
    scored.push(scoreBlock(prepared.scoring, from, to));
    hooks.onProgress?.('score', to, left.rows);
  }
  clock('score');
  return finish(prepared, joinEdges(scored), params, hooks);
}
