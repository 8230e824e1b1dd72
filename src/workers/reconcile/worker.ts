import { parentPort } from 'node:worker_threads';
import { expose, transfer } from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import type { TransactionColumns } from '../../shared/columns.ts';
import { prepare } from './engine.ts';
import { finish } from './finish.ts';
import { type Hooks, type Prepared, type ReconcileParams, type ReconcileResult, STAGES } from './result.ts';
import { type Edges, joinEdges, type Scoring, scoreBlock } from './score.ts';

let scoring: Scoring | undefined;

/** Writes progress where the calling thread polls it: stage number, done, total. */
function hooksFor(progress: Int32Array): Hooks {
  return {
    onProgress(stage, done, total) {
      Atomics.store(progress, 0, STAGES.indexOf(stage));
      Atomics.store(progress, 1, done);
      Atomics.store(progress, 2, total);
    },
  };
}

/** What one thread of the pool can do. Columns and `Prepared` lie in shared memory, so handing them over is cheap. */
const api = {
  prepare(left: TransactionColumns, right: TransactionColumns, params: ReconcileParams, progress: Int32Array): Prepared {
    return prepare(left, right, params, hooksFor(progress));
  },
  load(given: Scoring): void {
    scoring = given;
  },
  score(from: number, to: number): Edges {
    if (!scoring) throw new Error('A block was to be scored before the data was loaded.');
    const edges = scoreBlock(scoring, from, to);
    return transfer(edges, [
      edges.left.buffer,
      edges.right.buffer,
      edges.pattern.buffer,
      edges.amountChance.buffer,
      edges.dayChance.buffer,
    ]);
  },
  finish(prepared: Prepared, blocks: Edges[], params: ReconcileParams, progress: Int32Array): ReconcileResult {
    const result = finish(prepared, joinEdges(blocks), params, hooksFor(progress));
    const { report: _, pairs: __, ...arrays } = result;
    return transfer(
      result,
      Object.values(arrays).map((array) => array.buffer),
    );
  },
};
export type ReconcileWorker = typeof api;

if (parentPort) expose(api, nodeEndpoint(parentPort));
