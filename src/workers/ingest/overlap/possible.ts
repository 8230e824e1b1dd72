/** Rows that may be a held movement in other words: two formats of one statement rarely describe a movement alike. */
import { Chains, STEP_ROWS, type ComparedRows, type FoundPair, type HeldRows } from './compared.ts';

/** Least share of the rows on common days that must agree before a file without an account is set beside one that has one. */
const UNNAMED_SHARE = 0.5;

/**
 * Rows of one account, date and amount that are as many in the new file as in a held one, once all repeats are taken away.
 * Each is a possible repeat: a person decides. Of several held files the one that agrees most comes first.
 * @param taken rows of the new file that are spoken for
 * @param used ids of the movements that rows of the new file repeat
 */
export function* possibleByAmount(
  fresh: ComparedRows,
  held: readonly HeldRows[],
  taken: Uint8Array,
  used: ReadonlySet<number>,
): Generator<void, FoundPair[]> {
  if (taken.every((one) => one === 1)) return [];
  const chains = yield* Chains.of(fresh.place);
  const perFile: FoundPair[][] = [];
  for (const file of held) perFile.push(yield* pairsWith(fresh, chains, file, taken, used));
  const found: FoundPair[] = [];
  const rows = new Set<number>();
  const movements = new Set<number>();
  for (const pair of perFile.sort((a, b) => b.length - a.length).flat()) {
    if (rows.has(pair.row) || movements.has(pair.counts)) continue;
    rows.add(pair.row);
    movements.add(pair.counts);
    found.push(pair);
  }
  return found;
}

function* pairsWith(
  fresh: ComparedRows,
  chains: Chains,
  file: HeldRows,
  taken: Uint8Array,
  used: ReadonlySet<number>,
): Generator<void, FoundPair[]> {
  const pairs: FoundPair[] = [];
  const own = yield* Chains.of(file.place);
  let handled = 0;
  for (const place of own.heads.keys()) {
    if (++handled % STEP_ROWS === 0) yield;
    const mine = chains.rowsOf(place).filter((row) => taken[row] === 0);
    if (mine.length === 0 || mine.length > MOST_ALIKE) continue;
    const theirs = own.rowsOf(place).filter((row) => !used.has(file.counts[row]!));
    if (theirs.length > MOST_ALIKE) continue;
    // Accounts and currencies are compared in groups: a file may hold several of both.
    for (const row of mine) {
      const rivals = mine.filter((other) => sameKind(fresh, row, other));
      const fitting = theirs.filter((other) => compatible(fresh, row, file, other));
      if (fitting.length === 0 || rivals.length !== fitting.length) continue;
      const other = fitting[rivals.indexOf(row)]!;
      pairs.push(pairOf(fresh, row, file, other, rivals.length, fitting.length));
    }
  }
  const unnamed = pairs.filter((pair) => pair.rule === 'account-unknown');
  const enough = unnamed.length >= UNNAMED_SHARE * Math.min(file.common.fresh, file.common.held);
  return enough ? pairs : pairs.filter((pair) => pair.rule !== 'account-unknown');
}

/** More equal rows on one day than this are no evidence of anything, and comparing them all with all would take for ever. */
const MOST_ALIKE = 64;

const sameKind = (rows: ComparedRows, a: number, b: number): boolean =>
  rows.account[a] === rows.account[b] && rows.currency[a] === rows.currency[b];

/** Accounts are never mixed; one that is not named may be any, and so may a currency. */
function compatible(fresh: ComparedRows, row: number, held: ComparedRows, other: number): boolean {
  const [a, b] = [fresh.account[row]!, held.account[other]!];
  const [x, y] = [fresh.currency[row]!, held.currency[other]!];
  return (a === b || a === 0 || b === 0) && (x === y || x === 0 || y === 0);
}

function pairOf(fresh: ComparedRows, row: number, file: HeldRows, other: number, inFile: number, held: number): FoundPair {
  const agree = (a: number, b: number, none: (value: number) => boolean) =>
    none(a) || none(b) ? ('unknown' as const) : a === b ? ('same' as const) : ('differs' as const);
  const zero = (value: number): boolean => value === 0;
  const account = agree(fresh.account[row]!, file.account[other]!, zero);
  const description = fresh.key[row] === file.key[other] ? 'same' : 'differs';
  return {
    ...{ row, counts: file.counts[other]! },
    rule: account === 'unknown' ? 'account-unknown' : 'text-differs',
    evidence: {
      ...{ account, description, inFile, held },
      currency: agree(fresh.currency[row]!, file.currency[other]!, zero),
      identifier: agree(fresh.identifier[row]!, file.identifier[other]!, zero),
      balance: agree(fresh.balance[row]!, file.balance[other]!, Number.isNaN),
    },
  };
}
