/** What two files as a whole say about each other, before any pair of rows is judged. */
import { STEP_ROWS, type Chains, type ComparedRows, type HeldRows } from './compared.ts';

/** Least share of the rows on common days that two files of unnamed accounts must have in common to be one account. */
const SAME_ACCOUNT_SHARE = 0.5;
/** Fewer differing identifiers than this, or on fewer days, do not show that a file numbers its lines anew. */
const NUMBERING_KEYS = 5;
const NUMBERING_DAYS = 3;

/**
 * Whether two files whose accounts are not named agree so far that they are of one account: at least half of the rows that
 * the shorter one has on the days that both cover stand in the other, too.
 */
export function* isSameAccount(fresh: Chains, held: HeldRows, heldChains: Chains): Generator<void, boolean> {
  let equal = 0;
  let handled = 0;
  for (const [key, first] of heldChains.heads) {
    if (held.account[first] !== 0) continue;
    equal += Math.min(heldChains.rowsOf(key).length, fresh.rowsOf(key).length);
    if (++handled % STEP_ROWS === 0) yield;
  }
  return equal > 0 && equal >= SAME_ACCOUNT_SHARE * Math.min(held.common.fresh, held.common.held);
}

/**
 * Whether the identifiers of two files are mere numbers of their lines: equal rows never have equal identifiers, in several
 * rows and on several days. They are then no evidence against a repeat.
 */
export function* isRenumbered(rows: ComparedRows, fresh: Chains, held: HeldRows, heldChains: Chains): Generator<void, boolean> {
  const days = new Set<number>();
  let differing = 0;
  let handled = 0;
  for (const key of heldChains.heads.keys()) {
    if (++handled % STEP_ROWS === 0) yield;
    const first = fresh.heads.get(key);
    if (first === undefined) continue;
    const mine = fresh.rowsOf(key).filter((row) => rows.identifier[row] !== 0);
    if (mine.length === 0) continue;
    const theirs = new Set(heldChains.rowsOf(key).map((row) => held.identifier[row]!));
    theirs.delete(0);
    if (theirs.size === 0) continue;
    // One that agrees is enough: these identifiers mean something.
    if (mine.some((row) => theirs.has(rows.identifier[row]!))) return false;
    differing++;
    days.add(rows.day[first]!);
  }
  return differing >= NUMBERING_KEYS && days.size >= NUMBERING_DAYS;
}
