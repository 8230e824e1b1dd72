/** Pairs the equal rows of a new file with the movements held: as many as there are, the best evidence first. */
import type { Agreement, ComparedRows, FoundPair, HeldRows, OverlapRule } from './compared.ts';

/** A row of a held file. */
export interface Member {
  readonly held: HeldRows;
  readonly row: number;
  /** Whether its file's identifiers only number its lines. */
  readonly renumbered: boolean;
}

/** One movement held, with the rows that show it, and what of it can speak against a pair. */
interface Slot {
  readonly counts: number;
  readonly members: Member[];
  identified: boolean;
  balanced: boolean;
  followsOn: boolean;
  free: boolean;
}

/**
 * The movements that members show. One that a file shows twice (a person called its second line a repeat) is there twice:
 * the same two lines in the next file are no third.
 */
function slotsOf(members: readonly Member[]): Slot[] {
  // Nearly all movements are shown once by one file.
  if (members.length === 1) return [show(slotFor(members[0]!), members[0]!)];
  const byMovement = new Map<number, Slot[]>();
  const seen = new Map<HeldRows, Map<number, number>>();
  const slots: Slot[] = [];
  for (const member of members) {
    const counts = member.held.counts[member.row]!;
    const inFile = seen.get(member.held) ?? new Map<number, number>();
    seen.set(member.held, inFile);
    const nth = inFile.get(counts) ?? 0;
    inFile.set(counts, nth + 1);
    const mine = byMovement.get(counts) ?? [];
    byMovement.set(counts, mine);
    if (mine[nth] === undefined) slots.push((mine[nth] = slotFor(member)));
    show(mine[nth], member);
  }
  return slots;
}

function slotFor({ held, row }: Member): Slot {
  return { counts: held.counts[row]!, members: [], identified: false, balanced: false, followsOn: false, free: true };
}

/** Adds a row that shows the movement. */
function show(slot: Slot, member: Member): Slot {
  const { held, row, renumbered } = member;
  slot.members.push(member);
  if (!renumbered && held.identifier[row] !== 0) slot.identified = true;
  if (!Number.isNaN(held.balance[row])) slot.balanced = true;
  if (held.followsOn(held.account[row]!, held.day[row]!)) slot.followsOn = true;
  return slot;
}

/**
 * Pairs `rows` of the new file with the movements that `members` show; all have one key. First equal identifiers, then equal
 * balances, then the order of the files. Two different identifiers, balances that differ on a day that one file may hold only
 * in part, or balances that say the files follow on each other keep a pair from being a repeat: it is a possible one.
 */
export function assign(fresh: ComparedRows, rows: readonly number[], members: readonly Member[]): FoundPair[] {
  const slots = slotsOf(members);
  const day = fresh.day[rows[0]!]!;
  const edge = members.some(({ held, row }) => held.isEdge(held.account[row]!, day));
  const pairs: FoundPair[] = [];
  const counts = { inFile: rows.length, held: slots.length };
  const take = (row: number, slot: Slot, rule: OverlapRule): void => {
    slot.free = false;
    pairs.push(pairOf(fresh, row, slot, rule, counts));
  };
  const left = byIdentifier(fresh, rows, slots, take);
  if (left.length === 0) return pairs;
  const obstacle = (row: number, slot: Slot): OverlapRule | null => {
    if (slot.identified && fresh.identifier[row] !== 0) return 'identifier-differs';
    if (slot.followsOn) return 'follows-on';
    if (edge && slot.balanced && !Number.isNaN(fresh.balance[row]) && !hasBalance(slot, fresh.balance[row]!)) return 'balance-differs';
    return null;
  };
  const rest = byBalance(fresh, left, slots, obstacle, take);
  const open = byOrder(fresh, rest, slots, obstacle, take);
  // What evidence keeps apart is shown to a person, pair by pair.
  const free = slots.filter((slot) => slot.free);
  for (const [i, row] of open.slice(0, free.length).entries()) take(row, free[i]!, obstacle(row, free[i]!) ?? 'count');
  return pairs;
}

type Take = (row: number, slot: Slot, rule: OverlapRule) => void;

function byIdentifier(fresh: ComparedRows, rows: readonly number[], slots: readonly Slot[], take: Take): number[] {
  const named = new Map<number, Slot>();
  for (const slot of slots)
    for (const { held, row } of slot.members) if (held.identifier[row] !== 0) named.set(held.identifier[row]!, slot);
  if (named.size === 0) return [...rows];
  return rows.filter((row) => {
    const slot = fresh.identifier[row] === 0 ? undefined : named.get(fresh.identifier[row]!);
    if (!slot?.free) return true;
    take(row, slot, 'identifier');
    return false;
  });
}

type Obstacle = (row: number, slot: Slot) => OverlapRule | null;

function byBalance(fresh: ComparedRows, rows: readonly number[], slots: readonly Slot[], obstacle: Obstacle, take: Take): number[] {
  const printed = new Map<number, Slot[]>();
  for (const slot of slots) {
    if (!slot.free || !slot.balanced) continue;
    for (const { held, row } of slot.members) {
      const list = printed.get(held.balance[row]!);
      if (list) list.push(slot);
      else printed.set(held.balance[row]!, [slot]);
    }
  }
  if (printed.size === 0) return [...rows];
  for (const list of printed.values()) list.reverse();
  return rows.filter((row) => {
    const list = printed.get(fresh.balance[row]!);
    while (list?.at(-1)?.free === false) list.pop();
    const slot = list?.at(-1);
    if (slot === undefined || obstacle(row, slot) !== null) return true;
    take(row, slot, 'count');
    return false;
  });
}

/**
 * In the order of the files. What can speak against a pair is the same for all rows and all movements of a kind, so one queue
 * of each kind is enough: no comparison of every row with every movement.
 */
function byOrder(fresh: ComparedRows, rows: readonly number[], slots: readonly Slot[], obstacle: Obstacle, take: Take): number[] {
  const queues = new Map<number, { slots: Slot[]; at: number }>();
  for (const slot of slots) {
    if (!slot.free) continue;
    const kind = (slot.followsOn ? 4 : 0) + (slot.identified ? 2 : 0) + (slot.balanced ? 1 : 0);
    const queue = queues.get(kind);
    if (queue) queue.slots.push(slot);
    else queues.set(kind, { slots: [slot], at: 0 });
  }
  // The movements that fit fewest rows are given away first, and to the rows that fit fewest movements.
  const ordered = [...queues].sort(([a], [b]) => b - a).map(([, queue]) => queue);
  const freedom = (row: number): number => (fresh.identifier[row] === 0 ? 2 : 0) + (Number.isNaN(fresh.balance[row]) ? 1 : 0);
  const open = new Set<number>();
  for (const row of [...rows].sort((a, b) => freedom(a) - freedom(b) || a - b)) {
    const queue = ordered.find(({ slots: list, at }) => at < list.length && obstacle(row, list[at]!) === null);
    if (queue) take(row, queue.slots[queue.at++]!, 'count');
    else open.add(row);
  }
  return rows.filter((row) => open.has(row));
}

const hasBalance = (slot: Slot, balance: number): boolean => slot.members.some(({ held, row }) => held.balance[row] === balance);

function pairOf(fresh: ComparedRows, row: number, slot: Slot, rule: OverlapRule, counts: { inFile: number; held: number }): FoundPair {
  const identifier = fresh.identifier[row]!;
  const equal = slot.members.find((member) => identifier !== 0 && member.held.identifier[member.row] === identifier);
  return {
    ...{ row, counts: slot.counts, rule },
    evidence: {
      account: fresh.account[row] === 0 ? 'unknown' : 'same',
      currency: fresh.currency[row] === 0 ? 'unknown' : 'same',
      description: 'same',
      identifier: identifierOf(identifier, slot, equal !== undefined),
      balance: balanceOf(fresh.balance[row]!, slot),
      ...counts,
    },
  };
}

function identifierOf(mine: number, slot: Slot, equal: boolean): Agreement {
  if (equal) return 'same';
  const theirs = slot.members.filter(({ held, row }) => held.identifier[row] !== 0);
  if (mine === 0 || theirs.length === 0) return 'unknown';
  return theirs.every((member) => member.renumbered) ? 'renumbered' : 'differs';
}

function balanceOf(mine: number, slot: Slot): Agreement {
  if (Number.isNaN(mine) || !slot.balanced) return 'unknown';
  return hasBalance(slot, mine) ? 'same' : 'differs';
}
