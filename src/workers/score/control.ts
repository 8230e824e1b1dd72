/** The few numbers all threads of a run share: what is asked of them and how far they are. */
import { OperatingError } from '../../shared/errors.ts';

/** Stages in order, with the words people see and the share of the work each usually takes. */
export const STAGES = [
  { name: 'Reading counterparties and documents', weight: 12 },
  { name: 'Applying rules', weight: 10 },
  { name: 'Computing features', weight: 18 },
  { name: 'Comparing transactions', weight: 40 },
  { name: 'Ranking', weight: 8 },
  { name: 'Explaining', weight: 12 },
] as const;

const SLOT = { cancel: 0, stage: 1, done: 2, total: 3, next: 4 } as const;

export interface Control {
  readonly slots: Int32Array;
}

export const newControl = (): Control => ({ slots: new Int32Array(new SharedArrayBuffer(20)) });

/** Begins a stage of `total` units (rows mostly); block numbers start again at 0. */
export function beginStage({ slots }: Control, stage: number, total: number): void {
  stopIfCancelled({ slots });
  Atomics.store(slots, SLOT.done, 0);
  Atomics.store(slots, SLOT.next, 0);
  Atomics.store(slots, SLOT.total, total);
  Atomics.store(slots, SLOT.stage, stage);
}

/** Counts units done in the current stage. */
export function advance({ slots }: Control, units: number): void {
  Atomics.add(slots, SLOT.done, units);
}

/** Claims the next block of a stage for the calling thread. */
export const claimBlock = ({ slots }: Control): number => Atomics.add(slots, SLOT.next, 1);

/** Asks every thread to stop at its next block. */
export function cancel({ slots }: Control): void {
  Atomics.store(slots, SLOT.cancel, 1);
}

/** Leaves the run where it was cancelled. */
export function stopIfCancelled({ slots }: Control): void {
  if (Atomics.load(slots, SLOT.cancel) === 1) throw cancelled();
}

export const cancelled = () => new OperatingError('cancelled', 'Scoring was stopped. No risk was changed by it.');

export interface ScoreProgress {
  readonly stage: string;
  /** Thousandths of the whole run. */
  readonly done: number;
  readonly total: 1000;
}

/** How far a run is, from the usual shares of its stages. */
export function progressOf({ slots }: Control): ScoreProgress {
  const stage = Math.min(STAGES.length - 1, Atomics.load(slots, SLOT.stage));
  let before = 0;
  for (let i = 0; i < stage; i++) before += STAGES[i]!.weight;
  const total = Atomics.load(slots, SLOT.total);
  const part = total > 0 ? Math.min(1, Atomics.load(slots, SLOT.done) / total) : 0;
  return { stage: STAGES[stage]!.name, done: Math.floor((before + part * STAGES[stage]!.weight) * 10), total: 1000 };
}
