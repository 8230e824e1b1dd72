/** Who does the row work: this thread alone, or this thread with helpers. Blocks are claimed, results go to fixed places. */
import { advance, beginStage, claimBlock, stopIfCancelled, type Control } from './control.ts';
import { explainRange, rankModel, scoreRange, type Ensemble } from './ensemble.ts';

/** A stage of row work, as sent to helpers. */
export type Task =
  | { readonly kind: 'score'; readonly ensemble: Ensemble }
  | { readonly kind: 'rank'; readonly ensemble: Ensemble }
  | { readonly kind: 'explain'; readonly ensemble: Ensemble; readonly rows: Int32Array; readonly out: Float64Array };

/** Calls others in for a stage; resolves when they are done with it. */
export type CallHelpers = (task: Task) => Promise<void>;

/** Small enough that a cancelled thread stops within milliseconds, large enough that claiming costs nothing. */
const BLOCK_ROWS = { score: 2048, explain: 256 } as const;

const sizeOf = (task: Task) =>
  task.kind === 'score' ? task.ensemble.matrix.rows : task.kind === 'rank' ? task.ensemble.scores.length : task.rows.length;

/** Works on blocks of a stage until none is left. Runs in every thread; the outcome does not depend on who takes which block. */
export function workOn(task: Task, control: Control): void {
  const total = sizeOf(task);
  const step = task.kind === 'rank' ? 1 : BLOCK_ROWS[task.kind];
  for (let from = claimBlock(control) * step; from < total; from = claimBlock(control) * step) {
    stopIfCancelled(control);
    const to = Math.min(total, from + step);
    if (task.kind === 'score') scoreRange(task.ensemble, from, to);
    else if (task.kind === 'rank') rankModel(task.ensemble, from);
    else explainRange(task.ensemble, task.rows, from, to, task.out);
    advance(control, to - from);
  }
}

/** Runs one stage to its end, with helpers where there are any. */
export async function runStage(task: Task, stage: number, control: Control, helpers: CallHelpers | null): Promise<void> {
  beginStage(control, stage, sizeOf(task));
  const done = helpers?.(task);
  try {
    workOn(task, control);
  } catch (error) {
    // The helpers stop too; their answers are taken so that none is left unhandled.
    await Promise.allSettled([done]);
    throw error;
  }
  await done;
}

/** The same on this thread alone, without waiting. */
export function runStageHere(task: Task, stage: number, control: Control): void {
  beginStage(control, stage, sizeOf(task));
  workOn(task, control);
}
