/** The statement's own arithmetic: running balances row by row, opening + movements = closing. */
import type { Inspection } from '../../shared/contract/import.ts';
import { formatMinor } from '../../shared/money.ts';
import type { ProblemSink } from './problem-sink.ts';

export type Equation = Inspection['equations'][number];

interface Track {
  holds: number;
  checked: number;
  /** Differences met, with their lines, in file order; further ones are counted only. */
  readonly breaks: { line: number; differenceMinor: number }[];
}

/** Differences reported one by one; beyond, the count is enough. */
const BREAKS_KEPT = 1000;

/**
 * Fed row by row in file order. Follows the balance both ways, oldest first and newest first, since files come in both
 * orders; the way that holds more often is the file's.
 */
export class BalanceCheck {
  readonly oldestFirst: Track = { holds: 0, checked: 0, breaks: [] };
  readonly newestFirst: Track = { holds: 0, checked: 0, breaks: [] };
  #sumMinor = 0;
  #firstBalance = NaN;
  /** Movements up to and including the first row with a balance. */
  #untilFirst = 0;
  /** Amount of the first row with a balance: printed newest first, what stands above it came after that balance. */
  #firstAmount = 0;
  #lastBalance = NaN;
  /** Movements behind the last row with a balance. */
  #since = 0;
  /** Amount of the last row with a balance. */
  #lastAmount = 0;
  rows = 0;

  add(amountMinor: number, balanceMinor: number, line: number): void {
    this.rows++;
    this.#sumMinor += amountMinor;
    this.#since += amountMinor;
    if (balanceMinor !== balanceMinor) return;
    if (this.#lastBalance !== this.#lastBalance) {
      this.#firstBalance = balanceMinor;
      this.#untilFirst = this.#since;
      this.#firstAmount = amountMinor;
    } else {
      compare(this.oldestFirst, this.#lastBalance + this.#since - balanceMinor, line);
      // Newest first: this row's balance plus everything printed above it since the last balance gives that balance.
      compare(this.newestFirst, balanceMinor + (this.#since - amountMinor) + this.#lastAmount - this.#lastBalance, line);
    }
    this.#lastBalance = balanceMinor;
    this.#lastAmount = amountMinor;
    this.#since = 0;
  }

  get newestIsFirst(): boolean {
    return this.newestFirst.holds > this.oldestFirst.holds;
  }

  /** The track of the file's order. */
  get track(): Track {
    return this.newestIsFirst ? this.newestFirst : this.oldestFirst;
  }

  get sumMinor(): number {
    return this.#sumMinor;
  }

  /** Balance before the first movement in time, from the running balances; null where there are none. */
  get openingMinor(): number | null {
    if (this.#firstBalance !== this.#firstBalance) return null;
    return this.newestIsFirst ? this.#lastBalance - this.#lastAmount - this.#since : this.#firstBalance - this.#untilFirst;
  }

  /** Balance after the last movement in time; null where there are no running balances. */
  get closingMinor(): number | null {
    if (this.#firstBalance !== this.#firstBalance) return null;
    if (!this.newestIsFirst) return this.#lastBalance + this.#since;
    return this.#firstBalance + (this.#untilFirst - this.#firstAmount);
  }
}

function compare(track: Track, differenceMinor: number, line: number): void {
  track.checked++;
  if (differenceMinor === 0) track.holds++;
  else if (track.breaks.length < BREAKS_KEPT) track.breaks.push({ line, differenceMinor: -differenceMinor });
}

/** Opening and closing balances that the file states outside its movements. */
export interface StatedBalances {
  openingMinor: number | null;
  openingLine: number;
  closingMinor: number | null;
  closingLine: number;
}

/** Of two ways to group the rows the one under which more of the steps hold; by account only where that explains what the whole doesn't. */
export function betterChecks(
  whole: ReadonlyMap<string, BalanceCheck>,
  byAccount: ReadonlyMap<string, BalanceCheck>,
): ReadonlyMap<string, BalanceCheck> {
  const sum = (checks: ReadonlyMap<string, BalanceCheck>) => {
    const tracks = [...checks.values()].map((check) => check.track);
    const checked = tracks.reduce((n, track) => n + track.checked, 0);
    return { checked, broken: checked - tracks.reduce((n, track) => n + track.holds, 0) };
  };
  const a = sum(whole);
  const b = sum(byAccount);
  return byAccount.size > 1 && a.broken > 0 && b.checked > 0 && b.broken / b.checked < a.broken / a.checked ? byAccount : whole;
}

/** All equations of a file, with the differences reported. */
export function concludeBalances(
  checks: ReadonlyMap<string, BalanceCheck>,
  stated: StatedBalances,
  currency: string,
  problems: ProblemSink,
): { balance: Inspection['balance']; equations: Equation[]; openingMinor: number | null; closingMinor: number | null } {
  const equations: Equation[] = [];
  for (const [code, check] of checks) {
    const { checked, holds, breaks } = check.track;
    if (checked === 0) continue;
    const name =
      checks.size > 1 ? `Running balance in ${code}, ${holds} of ${checked} steps` : `Running balance, ${holds} of ${checked} steps`;
    equations.push({
      name,
      holds: holds === checked,
      differenceMinor: breaks.reduce((sum, { differenceMinor }) => sum + differenceMinor, 0),
      line: breaks[0]?.line ?? null,
    });
    for (const { line, differenceMinor } of breaks) problems.add('BAL-ROW', line, { values: [formatMinor(differenceMinor, code)] });
  }
  const only = checks.size === 1 ? [...checks.values()][0]! : null;
  const opening = stated.openingMinor ?? only?.openingMinor ?? null;
  const closing = stated.closingMinor ?? only?.closingMinor ?? null;
  if (only && opening !== null && closing !== null) {
    const differenceMinor = closing - (opening + only.sumMinor);
    equations.push({ name: 'Opening + movements = closing', holds: differenceMinor === 0, differenceMinor, line: null });
    const isStated = stated.openingMinor !== null || stated.closingMinor !== null;
    if (differenceMinor !== 0 && isStated) {
      problems.add('BAL-EQUATION', stated.closingLine || stated.openingLine, { values: [formatMinor(differenceMinor, currency)] });
    }
  }
  const proof = equations.filter(
    (equation) => equation.name.startsWith('Running') || stated.openingMinor !== null || stated.closingMinor !== null,
  );
  const balance = proof.length === 0 ? 'none' : proof.every((equation) => equation.holds) ? 'proved' : 'differs';
  return { balance, equations, openingMinor: opening, closingMinor: closing };
}
