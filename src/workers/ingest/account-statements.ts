/** Delimited files that hold several accounts: each account and currency is a statement of its own, with its own proof. */
import { isoOfDay } from '../../shared/calendar.ts';
import { NO_DAY } from '../../shared/columns.ts';
import type { StatementSummary } from '../../shared/contract/cases.ts';
import { BalanceCheck, concludeBalances } from './balance-check.ts';
import type { ProblemSink } from './problem-sink.ts';

/** Beyond, rows go to the last one: a column with so many values names no accounts of ours. */
const STATEMENTS_MOST = 10_000;

interface Track {
  readonly account: string;
  readonly currency: string;
  readonly line: number;
  readonly check: BalanceCheck;
  inMinor: number;
  outMinor: number;
  firstDay: number;
  lastDay: number;
}

const NO_STATED = { openingMinor: null, openingLine: 0, closingMinor: null, closingLine: 0 };

export class AccountStatements {
  readonly #tracks: Track[] = [];
  readonly #index = new Map<string, number>();

  /** Adds a movement and returns the index of its statement. `balance` is NaN where the row states none. */
  add(account: string, currency: string, amount: number, balance: number, day: number, line: number): number {
    const key = `${currency} ${account}`;
    let index = this.#index.get(key);
    if (index === undefined) {
      index = Math.min(this.#tracks.length, STATEMENTS_MOST - 1);
      this.#index.set(key, index);
      if (index === this.#tracks.length)
        this.#tracks.push({
          account,
          currency,
          line,
          check: new BalanceCheck(),
          inMinor: 0,
          outMinor: 0,
          firstDay: NO_DAY,
          lastDay: NO_DAY,
        });
    }
    const track = this.#tracks[index]!;
    track.check.add(amount, balance, line);
    if (amount >= 0) track.inMinor += amount;
    else track.outMinor -= amount;
    if (day !== NO_DAY) {
      if (track.firstDay === NO_DAY || day < track.firstDay) track.firstDay = day;
      if (track.lastDay === NO_DAY || day > track.lastDay) track.lastDay = day;
    }
    return index;
  }

  /** Every statement in the order of its first row. Running balances that break are reported. */
  conclude(problems: ProblemSink): StatementSummary[] {
    return this.#tracks.map(({ account, currency, line, check, inMinor, outMinor, firstDay, lastDay }, seq) => ({
      ...{ seq, account: account === '' ? null : account, currency, number: '', line, rows: check.rows, inMinor, outMinor },
      firstDate: firstDay === NO_DAY ? null : isoOfDay(firstDay),
      lastDate: lastDay === NO_DAY ? null : isoOfDay(lastDay),
      ...{ periodFrom: null, periodTo: null },
      ...concludeBalances(new Map([[currency, check]]), NO_STATED, currency, problems),
    }));
  }
}

/** Most accounts that a file is split into without a person saying so. */
const ACCOUNTS_USUAL = 100;

/** Whether a column of a sample names the accounts of the file: several values, each on several rows. */
export function namesAccounts(body: readonly (readonly string[])[], column: number): boolean {
  const rows = new Map<string, number>();
  let filled = 0;
  for (const row of body) {
    const account = (row[column] ?? '').trim();
    if (account === '') continue;
    filled++;
    rows.set(account, (rows.get(account) ?? 0) + 1);
    if (rows.size > ACCOUNTS_USUAL) return false;
  }
  return rows.size > 1 && filled >= rows.size * 2 && filled >= body.length * 0.9;
}
