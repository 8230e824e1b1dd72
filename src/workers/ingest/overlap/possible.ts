/** Rows that may be a held movement in other words: two formats of one statement rarely describe a movement alike. */
import { Chains, type ComparedRows, type FoundPair, type HeldRows } from './compared.ts';

/** Least share of the rows on common days that must agree before a file without an account is set beside one that has one. */
const UNNAMED_SHARE = 0.5;

/**
 * Rows of one account, date and amount that are as many in the new file as in a held one, once all repeats are taken away.
 * Each is a possible repeat: a person decides. Of several held files the one that agrees most comes first.
 * @param taken rows of the new file that are spoken for
 * @param used ids of the movements that rows of the new file repeat
 */
export function possibleByAmount(
  fresh: ComparedRows,
  held: readonly HeldRows[],
  taken: Uint8Array,
  used: ReadonlySet<number>,
): FoundPair[] {
  const chains = new Chains(fresh.place);
  const perFile = held.map((file) => pairsWith(fresh, chains, file, taken, used)).sort((a, b) => b.length - a.length);
  const found: FoundPair[] = [];
  const rows = new Set<number>();
  const movements = new Set<number>();
  for (const pair of perFile.flat()) {
    if (rows.has(pair.row) || movements.has(pair.counts)) continue;
    rows.add(pair.row);
    movements.add(pair.counts);
    found.push(pair);
  }
  return found.sort((a, b) => a.row - b.row);
}

function pairsWith(fresh: ComparedRows, chains: Chains, file: HeldRows, taken: Uint8Array, used: ReadonlySet<number>): FoundPair[] {
  const pairs: FoundPair[] = [];
  for (const [place, rowsOfHeld] of placesOf(file)) {
    const mine = chains.rowsOf(place).filter((row) => taken[row] === 0);
    if (mine.length > MOST_ALIKE) continue;
    const theirs = rowsOfHeld.filter((row) => !used.has(file.counts[row]!));
    // Accounts and currencies are compared in groups: a file may hold several of both.
    for (const row of mine) {
      const alike = (other: number, of: ComparedRows): boolean => compatible(fresh, row, of, other);
      const rivals = mine.filter((other) => sameKind(fresh, row, other));
      const fitting = theirs.filter((other) => alike(other, file));
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

function* placesOf(file: HeldRows): Generator<[number, number[]]> {
  const chains = new Chains(file.place);
  for (const place of chains.heads.keys()) {
    const rows = chains.rowsOf(place);
    if (rows.length <= MOST_ALIKE) yield [place, rows];
  }
}

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
