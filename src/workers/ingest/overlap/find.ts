/**
 * Repeats between overlapping statements, by counting: of a movement that stands n times in the new file and that the case
 * holds h times, max(0, n - h) are new. Two equal coffees on one day stay two; the same two in the next file add none.
 * Identifiers and balances of the bank are evidence on top: equal ones say which row repeats which, different ones keep a
 * pair from being taken for one movement. Nothing is ever dropped; what stays open is named as a possible repeat.
 */
import { assign, type Member } from './assign.ts';
import { Chains, STEP_ROWS, type ComparedRows, type FoundPair, type HeldRows } from './compared.ts';
import { isRenumbered, isSameAccount } from './files.ts';
import { possibleByAmount } from './possible.ts';

/** Raised with every change that can change a verdict; stored with each. */
export const OVERLAP_VERSION = 'overlap-1';

export interface Overlap {
  /** Rows that add no movement, in file order. */
  readonly repeats: readonly FoundPair[];
  /** Rows that may be a movement held already; they count until a person says so. */
  readonly possible: readonly FoundPair[];
}

/** Which rows of a new file repeat movements of the held files, and which may. Each movement held is used once. */
export function findOverlap(fresh: ComparedRows, held: readonly HeldRows[]): Overlap {
  const steps = findInSteps(fresh, held);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of some ten milliseconds, for a thread that has other work to do in between. */
export function* findInSteps(fresh: ComparedRows, held: readonly HeldRows[]): Generator<void, Overlap> {
  const chains = yield* Chains.of(fresh.key);
  const files: { file: HeldRows; own: Chains; same: boolean; renumbered: boolean }[] = [];
  for (const file of held) {
    const own = yield* Chains.of(file.key);
    const same = yield* isSameAccount(chains, file, own);
    files.push({ file, own, same, renumbered: yield* isRenumbered(fresh, chains, file, own) });
  }
  const pairs: FoundPair[] = [];
  let handled = 0;
  for (const key of chains.heads.keys()) {
    const members: Member[] = [];
    for (const { file, own, same, renumbered } of files)
      if (own.heads.has(key))
        for (const row of own.rowsOf(key)) if (file.account[row] !== 0 || same) members.push({ held: file, row, renumbered });
    if (members.length > 0) pairs.push(...assign(fresh, chains.rowsOf(key), members));
    if (++handled % STEP_ROWS === 0) yield;
  }
  const certain = (pair: FoundPair): boolean => pair.rule === 'identifier' || pair.rule === 'count';
  const taken = new Uint8Array(fresh.rows);
  const used = new Set<number>();
  for (const pair of pairs) {
    taken[pair.row] = 1;
    used.add(pair.counts);
  }
  yield;
  const possible = [...pairs.filter((pair) => !certain(pair)), ...(yield* possibleByAmount(fresh, held, taken, used))];
  return { repeats: pairs.filter(certain).sort(byRow), possible: possible.sort(byRow) };
}

const byRow = (a: FoundPair, b: FoundPair): number => a.row - b.row;
