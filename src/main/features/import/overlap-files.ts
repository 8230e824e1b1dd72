import { accountKey } from '../../../shared/account-key.ts';
import { dayOfIso } from '../../../shared/calendar.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import type { ComparedFile, Vocabulary } from './compared-rows.ts';

/** What a statement says of itself, as far as overlaps need it. Amounts are minor units. */
export interface StatementFacts {
  readonly seq: number;
  readonly account: string | null;
  readonly currency: string;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  readonly periodFrom: string | null;
  readonly periodTo: string | null;
  readonly openingMinor: number | null;
  readonly closingMinor: number | null;
}

/** A file with its statements, for comparing. */
export interface FileFacts extends ComparedFile {
  readonly sourceId: number;
  readonly firstDate: string;
  readonly lastDate: string;
  readonly statements: readonly StatementFacts[];
}

interface StoredSource {
  id: number;
  account: string;
  first: number;
  last: number;
  firstDate: string;
  lastDate: string;
}

/** The facts of a file; `account` stands for statements that name none. */
export function fileFacts(source: StoredSource, statements: readonly StatementFacts[]): FileFacts {
  const accounts = new Map(statements.map((one) => [one.seq, one.account]));
  return {
    sourceId: source.id,
    first: source.first,
    last: source.last,
    firstDate: source.firstDate,
    lastDate: source.lastDate,
    statements: statements.map((one) => ({ ...one, account: one.account ?? source.account })),
    accountOf: (statement) => accounts.get(statement) ?? source.account,
  };
}

/** Files of one kind that were imported before a given one and cover some of its days, in the order of import. */
export function heldFiles(db: ReadableCase, o: { kind: string; before: number; firstDate: string; lastDate: string }): FileFacts[] {
  return db
    .all<StoredSource>(
      `SELECT id, account, first_id AS first, last_id AS last, first_date AS firstDate, last_date AS lastDate FROM source
       WHERE state = 'ready' AND kind = ? AND id < ? AND first_date <= ? AND last_date >= ? AND first_id IS NOT NULL ORDER BY id`,
      ...[o.kind, o.before, o.lastDate, o.firstDate],
    )
    .map((source) => fileFacts(source, statementsOf(db, source.id)));
}

/** The statements of a stored file. */
export function statementsOf(db: ReadableCase, sourceId: number): StatementFacts[] {
  return db.all<StatementFacts>(
    `SELECT seq, account, currency, first_date AS firstDate, last_date AS lastDate, period_from AS periodFrom, period_to AS periodTo,
       opening_minor AS openingMinor, closing_minor AS closingMinor FROM statement WHERE source_id = ? ORDER BY seq`,
    sourceId,
  );
}

/** Whether two files may have rows of one account: an account that is not named may be any. */
export function mayShareAccount(a: FileFacts, b: FileFacts): boolean {
  const keys = (file: FileFacts): Set<string> => new Set(file.statements.map((one) => accountKey(one.account)));
  const [mine, theirs] = [keys(a), keys(b)];
  return mine.has('') || theirs.has('') || [...mine].some((key) => theirs.has(key));
}

/** First and last day of each account of a file, by the account's number: of its rows and of the periods that it states. */
function coverage(file: FileFacts, vocabulary: Vocabulary): Map<number, { first: number; last: number }> {
  const found = new Map<number, { first: number; last: number }>();
  for (const one of file.statements) {
    const days = [one.firstDate, one.lastDate, one.periodFrom, one.periodTo].filter((date) => date !== null).map(dayOfIso);
    if (days.length === 0) continue;
    const account = vocabulary.accounts.indexOf(accountKey(one.account));
    const known = found.get(account);
    found.set(account, {
      first: Math.min(known?.first ?? Infinity, ...days),
      last: Math.max(known?.last ?? -Infinity, ...days),
    });
  }
  return found;
}

/** What the periods and the stated balances of two files say about the days they share. */
export function boundaries(fresh: FileFacts, held: FileFacts, vocabulary: Vocabulary) {
  const covered = [coverage(fresh, vocabulary), coverage(held, vocabulary)];
  const follows = new Set<string>();
  // One statement's closing balance is found by its day: comparing all with all would take for ever with thousands of them.
  const touching = (a: FileFacts, b: FileFacts): void => {
    const closings = new Map<string, StatementFacts[]>();
    for (const one of a.statements) {
      if (one.closingMinor === null || one.lastDate === null) continue;
      const key = `${accountKey(one.account)} ${one.currency} ${one.lastDate} ${one.closingMinor}`;
      closings.set(key, [...(closings.get(key) ?? []), one]);
    }
    for (const two of b.statements) {
      if (two.openingMinor === null || two.firstDate === null || two.account === null || two.account === '') continue;
      for (const one of closings.get(`${accountKey(two.account)} ${two.currency} ${two.firstDate} ${two.openingMinor}`) ?? []) {
        // The same statement of one day without a change closes with what it opens with.
        if (one.openingMinor === two.openingMinor && one.closingMinor === two.closingMinor) continue;
        follows.add(`${vocabulary.accounts.indexOf(accountKey(two.account))} ${dayOfIso(two.firstDate)}`);
      }
    }
  };
  touching(held, fresh);
  touching(fresh, held);
  return {
    isEdge: (account: number, day: number): boolean =>
      covered.some((one) => {
        const days = one.get(account);
        return days !== undefined && (days.first === day || days.last === day);
      }),
    followsOn: (account: number, day: number): boolean => follows.has(`${account} ${day}`),
  };
}
