/**
 * Finds the directions of a statement's movements under which its balances hold: opening + movements = closing, and each
 * running balance. A direction that is printed is never turned around; one that is not is proposed and must be proved.
 */

export interface Unsigned {
  /** Minor units, not negative; the first is the likely reading, the others are possible ones. */
  readonly readings: readonly number[];
  /** Printed direction, 0 where there is none. */
  readonly printed: 1 | -1 | 0;
  /** Direction of the column or section, 0 where there is none. */
  readonly placed: 1 | -1 | 0;
  /** What the text suggests. */
  readonly hinted: 1 | -1 | 0;
  /** The text without figures: movements alike go the same way. */
  readonly key: string;
  /** Signed balance behind the movement, NaN where none is printed. */
  readonly balance: number;
}

export interface Solved {
  readonly amounts: readonly number[];
  readonly opening: number | null;
  readonly closing: number | null;
  /** Every movement takes part in an equation that holds. */
  readonly proven: boolean;
  /** Another assignment of directions holds just as well. */
  readonly several: boolean;
  /** Running balances that hold and that do not. */
  readonly holds: number;
  readonly fails: number;
  /** Movements whose direction only the balances show, against or without a hint. */
  readonly turned: number;
}

type Policy = (row: Unsigned) => number;

/** Subsets tried for one group of movements: 2^10, and for how many groups of one statement. */
const SUBSET_ROWS = 10;
const SEARCHES = 60;

function policies(base: 1 | -1): readonly Policy[] {
  return [
    (row) => row.printed || row.placed || base,
    (row) => row.printed || row.placed || row.hinted || base,
    (row) => row.printed || row.placed || row.hinted || -base,
    (row) => row.printed || base,
    (row) => row.printed || -base,
  ];
}

function amountsBy(rows: readonly Unsigned[], policy: Policy): number[] {
  return rows.map((row) => policy(row) * row.readings[0]! + 0);
}

interface Reached {
  readonly amounts: number[];
  several: boolean;
  readonly turned: number;
}

interface Effort {
  searches: number;
}

const sumOf = (amounts: readonly number[]): number => amounts.reduce((sum, amount) => sum + amount, 0);

/** Whether a policy, another reading or a choice of directions makes the rows add up to `target`. */
function reach(rows: readonly Unsigned[], target: number, base: 1 | -1, effort: Effort): Reached | null {
  let found: Reached | null = null;
  for (const policy of policies(base)) {
    const amounts = amountsBy(rows, policy);
    if (sumOf(amounts) !== target) continue;
    if (found === null) found = { amounts, several: false, turned: turnedIn(rows, amounts, base) };
    else if (amounts.some((amount, i) => amount !== found!.amounts[i])) found.several = true;
  }
  if (found !== null) return found;
  return otherReading(rows, target, base) ?? choice(rows, target, base, effort);
}

/** Movements that go against what their place or text suggests, where no mark of the file says so. */
function turnedIn(rows: readonly Unsigned[], amounts: readonly number[], base: 1 | -1): number {
  const marked = rows.some((row) => row.printed !== 0);
  return rows.filter((row, i) => {
    const sign = Math.sign(amounts[i]!);
    if (row.printed !== 0 || sign === 0 || (marked && sign === base)) return false;
    return sign !== (row.placed || row.hinted || base);
  }).length;
}

/** One movement read otherwise (`250.00` behind the number 122 instead of 122 250.00). */
function otherReading(rows: readonly Unsigned[], target: number, base: 1 | -1): Reached | null {
  let found: Reached | null = null;
  for (const policy of policies(base)) {
    const amounts = amountsBy(rows, policy);
    const missing = target - sumOf(amounts);
    for (let i = 0; i < rows.length; i++) {
      for (const reading of rows[i]!.readings.slice(1)) {
        const amount = Math.sign(policy(rows[i]!)) * reading;
        if (amount - amounts[i]! !== missing) continue;
        if (found === null) found = { amounts: amounts.with(i, amount), several: false, turned: 1 };
        else if (found.amounts.some((each, k) => each !== (k === i ? amount : amounts[k]))) found.several = true;
      }
    }
  }
  return found !== null && found.several ? null : found;
}

/** The one choice of directions that adds up, for few rows; one or two turned hints for many. Null where none or several do. */
function choice(rows: readonly Unsigned[], target: number, base: 1 | -1, effort: Effort): Reached | null {
  const open = rows.flatMap((row, i) => (row.printed === 0 && row.readings[0] !== 0 ? [i] : []));
  if (open.length === 0) return null;
  const start = amountsBy(rows, (row) => row.printed || row.placed || row.hinted || base);
  const missing = target - sumOf(start);
  if (missing % 2 !== 0) return null;
  const turn = (which: readonly number[]): Reached => ({
    amounts: start.map((amount, i) => (which.includes(i) ? -amount : amount)),
    several: false,
    turned: which.length,
  });
  // Turning row i changes the sum by -2 * amount.
  const single = open.filter((i) => missing === start[i]! * -2);
  if (single.length === 1) return turn(single);
  if (single.length > 1) return null;
  if (open.length > SUBSET_ROWS || effort.searches-- <= 0) return null;
  let only = -1;
  for (let mask = 1; mask < 1 << open.length; mask++) {
    let change = 0;
    for (let k = 0; k < open.length; k++) if ((mask >> k) & 1) change -= 2 * start[open[k]!]!;
    if (change !== missing) continue;
    if (only >= 0) return null;
    only = mask;
  }
  return only < 0 ? null : turn(open.filter((_, k) => (only >> k) & 1));
}

/**
 * Solves one statement.
 * @param openings balances stated before the movements, most likely first; the same for closings
 * @param base direction of an unmarked amount
 * @param told a person said so: what nothing proves takes that direction, whatever its words suggest
 */
export function solve(
  rows: readonly Unsigned[],
  openings: readonly number[],
  closings: readonly number[],
  base: 1 | -1,
  told: boolean,
): Solved {
  const running = rows.filter((row) => !Number.isNaN(row.balance)).length;
  if (running > 0) {
    const down = track(rows, openings, base, told);
    const up = running > 1 ? track(rows.toReversed(), openings, base, told) : null;
    const turned = up !== null && up.holds > down.holds;
    const best = turned ? up : down;
    if (best.holds > best.fails && best.holds > 0)
      return concluded(turned ? { ...best, amounts: best.amounts.toReversed() } : best, closings);
  }
  const effort = { searches: SEARCHES };
  for (const opening of openings) {
    for (const closing of closings) {
      const found = reach(rows, closing - opening, base, effort);
      if (found !== null) return { ...found, opening, closing, proven: !found.several && rows.length > 0, holds: 0, fails: running };
    }
  }
  const amounts = amountsBy(rows, likely(new Map(), base, told));
  return {
    amounts,
    opening: openings[0] ?? null,
    closing: closings.at(-1) ?? null,
    proven: false,
    several: false,
    holds: 0,
    fails: running,
    turned: 0,
  };
}

interface Tracked {
  readonly amounts: readonly number[];
  readonly opening: number | null;
  readonly last: number;
  readonly holds: number;
  readonly fails: number;
  /** Every row stands between two balances that were reached. */
  readonly whole: boolean;
  readonly open: readonly number[];
  readonly turned: number;
}

/** For what no balance settles: the direction of a movement alike, proved before it. */
function likely(learned: ReadonlyMap<string, 1 | -1>, base: 1 | -1, told: boolean): Policy {
  return (row) => row.printed || row.placed || learned.get(row.key) || (told ? 0 : row.hinted) || base;
}

/** Goes from balance to balance in the given order. */
function track(rows: readonly Unsigned[], openings: readonly number[], base: 1 | -1, told: boolean): Tracked {
  const effort = { searches: SEARCHES };
  const learned = new Map<string, 1 | -1>();
  const amounts: number[] = [];
  let [holds, fails, whole, turned] = [0, 0, true, 0];
  let previous: number | null = null;
  let opening: number | null = null;
  let group: Unsigned[] = [];
  let first = true;
  for (const row of rows) {
    group.push(row);
    if (Number.isNaN(row.balance)) continue;
    let found: Reached | null = null;
    if (first) {
      for (const candidate of openings) {
        found = reach(group, row.balance - candidate, base, effort);
        if (found === null) continue;
        opening = candidate;
        break;
      }
      first = false;
    } else found = reach(group, row.balance - previous!, base, effort);
    // One movement between two balances needs no other proof.
    if (found !== null && group.length > 1) turned += found.turned;
    if (found !== null) holds++;
    else if (previous !== null || openings.length > 0) fails++;
    // Before the first balance nothing is stated: printed directions are believed there, as those behind it hold.
    if (found === null && (previous !== null || openings.length > 0 || group.some((each) => each.printed === 0))) whole = false;
    if (found !== null)
      for (const [i, amount] of found.amounts.entries()) if (amount !== 0) learned.set(group[i]!.key, amount < 0 ? -1 : 1);
    amounts.push(...(found?.amounts ?? amountsBy(group, likely(learned, base, told))));
    previous = row.balance;
    group = [];
  }
  if (group.length > 0) amounts.push(...amountsBy(group, likely(learned, base, told)));
  return {
    amounts,
    opening: opening ?? openings[0] ?? null,
    last: previous ?? NaN,
    holds,
    fails,
    whole,
    open: group.map((row) => row.readings[0]!),
    turned,
  };
}

function concluded(found: Tracked, closings: readonly number[]): Solved {
  const closes = closings.includes(found.last);
  const { amounts, opening } = found;
  const total = opening === null ? NaN : opening + sumOf(amounts);
  const closing = closings.find((each) => each === total) ?? (closes ? found.last : (closings.at(-1) ?? null));
  const proven =
    found.fails === 0 &&
    (found.whole || found.holds >= 2) &&
    (closing === null || opening === null || closing === total) &&
    (found.open.length === 0 || closing === total);
  return {
    amounts,
    opening,
    closing,
    proven: proven && (found.whole || total === closing),
    several: false,
    holds: found.holds,
    fails: found.fails,
    turned: found.turned,
  };
}
