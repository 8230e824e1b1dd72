import { accountKey } from '../../../shared/account-key.ts';
import { dayOfIso } from '../../../shared/calendar.ts';
import { OperatingError } from '../../../shared/errors.ts';
import type { ComparedRows } from '../../../workers/ingest/overlap/compared.ts';
import { rowKey } from '../../../workers/ingest/row-key.ts';
import { nextTurn } from '../../jobs/runner.ts';
import type { CaseStore } from '../../vault/store.ts';

/** Rows read per turn of the event loop: about 20 ms, so that other requests are answered in between. */
const SLICE_ROWS = 8_000;

/** Words that banks write where they have no identifier. */
const NO_IDENTIFIER = /^(|0+|-+|nonref|notprovided|not provided|n\/?a|none|null)$/i;

/** A file whose rows are compared: its transactions are the ids `first` to `last`. */
export interface ComparedFile {
  readonly first: number;
  readonly last: number;
  /** The account of each statement as the file or a person names it, by its number. */
  accountOf(statement: number): string;
}

/** Numbers for texts, the same for all files of one comparison; 0 for the empty text. */
export class Names {
  readonly #indexes = new Map<string, number>([['', 0]]);

  indexOf(name: string): number {
    const known = this.#indexes.get(name);
    if (known !== undefined) return known;
    const index = this.#indexes.size;
    this.#indexes.set(name, index);
    return index;
  }
}

/** Numbers of the accounts and currencies of one comparison. */
export interface Vocabulary {
  readonly accounts: Names;
  readonly currencies: Names;
}

interface Row {
  id: number;
  date: string;
  amount_minor: number;
  currency: string;
  description: string;
  reference: string;
  balance_minor: number | null;
  statement: number;
  counts: number;
}

/** The columns being filled; `counts` is the movement that each row counts as. */
export class Collected {
  readonly id: number[] = [];
  readonly key: number[] = [];
  readonly place: number[] = [];
  readonly account: number[] = [];
  readonly currency: number[] = [];
  readonly day: number[] = [];
  readonly identifier: number[] = [];
  readonly balance: number[] = [];
  readonly counts: number[] = [];

  add(
    row: {
      readonly id: number;
      readonly day: number;
      /** Digest of day and amount. */
      readonly place: number;
      readonly amountMinor: number;
      readonly currency: string;
      readonly description: string;
      readonly reference: string;
      readonly balanceMinor: number | null;
      /** As `accountKey` gives it. */
      readonly account: string;
      readonly counts: number;
    },
    vocabulary: Vocabulary,
  ): void {
    this.id.push(row.id);
    this.key.push(rowKey(row.day, row.amountMinor, row.currency, row.description, row.account));
    this.place.push(row.place);
    this.account.push(vocabulary.accounts.indexOf(row.account));
    this.currency.push(vocabulary.currencies.indexOf(row.currency));
    this.day.push(row.day);
    this.identifier.push(identifierOf(row.reference));
    this.balance.push(row.balanceMinor ?? NaN);
    this.counts.push(row.counts);
  }

  columns(): ComparedRows & { readonly counts: Int32Array } {
    return {
      rows: this.id.length,
      id: Int32Array.from(this.id),
      key: Float64Array.from(this.key),
      place: Float64Array.from(this.place),
      account: Int32Array.from(this.account),
      currency: Int32Array.from(this.currency),
      day: Int32Array.from(this.day),
      identifier: Float64Array.from(this.identifier),
      balance: Float64Array.from(this.balance),
      counts: Int32Array.from(this.counts),
    };
  }
}

/**
 * Reads the rows of a file that have a date, in slices. Rows that a person left out are no movements and are passed over.
 * @param wanted dates and amounts (`place`) that are asked for; without it, all rows
 * @param dates only rows between these days, both included
 * @returns the columns, and how many rows lie between the days
 */
export async function readCompared(
  store: CaseStore,
  file: ComparedFile,
  vocabulary: Vocabulary,
  o: { wanted?: { has(place: number): boolean }; dates?: readonly [string, string]; signal: AbortSignal },
): Promise<{ readonly columns: ComparedRows & { readonly counts: Int32Array }; readonly between: number }> {
  const out = new Collected();
  const accountOf = keysOf(file);
  const between = o.dates === undefined ? `date IS NOT NULL` : `date BETWEEN ? AND ?`;
  let rows = 0;
  let lastDate = '';
  let day = 0;
  for (let from = file.first; from <= file.last; from += SLICE_ROWS) {
    if (o.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
    const slice = store.read((db) =>
      db.all<Row>(
        `SELECT id, date, amount_minor, currency, description, reference, balance_minor, statement, coalesce(duplicate_of, id) AS counts
         FROM txn WHERE id BETWEEN ? AND ? AND ${between} AND duplicate_of IS NOT id ORDER BY id`,
        from,
        Math.min(file.last, from + SLICE_ROWS - 1),
        ...(o.dates ?? []),
      ),
    );
    rows += slice.length;
    for (const row of slice) {
      if (row.date !== lastDate) [lastDate, day] = [row.date, dayOfIso(row.date)];
      const place = rowKey(day, row.amount_minor, '', '', '');
      if (o.wanted && !o.wanted.has(place)) continue;
      const account = accountOf(row.statement);
      out.add({ ...row, day, place, amountMinor: row.amount_minor, balanceMinor: row.balance_minor, account }, vocabulary);
    }
    await nextTurn();
  }
  return { columns: out.columns(), between: rows };
}

/** The key of a statement's account, worked out once for each. */
export function keysOf(file: Pick<ComparedFile, 'accountOf'>): (statement: number) => string {
  const keys = new Map<number, string>();
  return (statement) => {
    const known = keys.get(statement);
    if (known !== undefined) return known;
    const key = accountKey(file.accountOf(statement));
    keys.set(statement, key);
    return key;
  };
}

/** Digest of an identifier; 0 where there is none. */
export function identifierOf(reference: string): number {
  const text = reference.trim();
  return NO_IDENTIFIER.test(text) ? 0 : rowKey(0, 0, '', '', text);
}

/** Identifiers that stand in more than one row of the whole file: they identify nothing. */
export async function repeatedIdentifiers(store: CaseStore, file: ComparedFile, signal: AbortSignal): Promise<ReadonlySet<number>> {
  const all = new Float64Array(file.last - file.first + 1);
  let n = 0;
  for (let from = file.first; from <= file.last; from += SLICE_ROWS) {
    if (signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
    for (const { reference } of store.read((db) =>
      db.all<{ reference: string }>(
        `SELECT reference FROM txn WHERE id BETWEEN ? AND ? AND reference <> ''`,
        from,
        Math.min(file.last, from + SLICE_ROWS - 1),
      ),
    ))
      all[n++] = identifierOf(reference);
    await nextTurn();
  }
  return repeatedIn(all.subarray(0, n));
}

/** The values that stand more than once; 0 is none. Sorts what it is given. */
export function repeatedIn(identifiers: Float64Array): ReadonlySet<number> {
  identifiers.sort();
  const repeated = new Set<number>();
  for (let i = 1; i < identifiers.length; i++) if (identifiers[i] === identifiers[i - 1]) repeated.add(identifiers[i]!);
  return repeated;
}

/** Takes away the identifiers that identify nothing. */
export function onlyUnique(identifier: Float64Array, repeated: ReadonlySet<number>): void {
  for (let i = 0; i < identifier.length; i++) if (repeated.has(identifier[i]!)) identifier[i] = 0;
}
