/** What two overlapping files are compared by, and what a comparison says. */

/** Rows of one file as they are compared. Every array has `rows` entries, in file order. */
export interface ComparedRows {
  readonly rows: number;
  readonly id: Int32Array;
  /** Digest of account, date, amount, currency and normalised description: equal keys are equal movements. */
  readonly key: Float64Array;
  /** Digest of date and amount. */
  readonly place: Float64Array;
  /** Index of the account in the caller's list; 0 is an account that the file doesn't name. */
  readonly account: Int32Array;
  /** Index of the currency; 0 where the file names none. */
  readonly currency: Int32Array;
  readonly day: Int32Array;
  /** Digest of the bank's identifier where the row has one that is unique inside its own file; else 0. */
  readonly identifier: Float64Array;
  /** Printed running balance in minor units, or NaN. */
  readonly balance: Float64Array;
}

/** Rows of a file that the case holds already. */
export interface HeldRows extends ComparedRows {
  readonly sourceId: number;
  /** The movement each row counts as: its own id, or the id of what it repeats. */
  readonly counts: Int32Array;
  /** Rows that the new file and this one have on the days that both cover. */
  readonly common: { readonly fresh: number; readonly held: number };
  /** Whether one of the two files begins or ends on this day, and so may hold only a part of it. */
  isEdge(account: number, day: number): boolean;
  /** Whether the stated balances say that on this day one of the two files begins where the other ends. */
  followsOn(account: number, day: number): boolean;
}

/** How one part of two rows compares. `renumbered`: the identifiers of these two files never agree, so they number the lines. */
export type Agreement = 'same' | 'differs' | 'unknown' | 'renumbered';

/** What spoke for and against a pair; kept with the decision. */
export interface PairEvidence {
  readonly account: Agreement;
  readonly currency: Agreement;
  readonly description: Agreement;
  readonly identifier: Agreement;
  readonly balance: Agreement;
  /** Equal rows in the new file, and equal movements that were held before it. */
  readonly inFile: number;
  readonly held: number;
}

/** Why a pair is called what it is: the first two make a repeat, the others a possible repeat. */
export const OVERLAP_RULES = [
  'identifier',
  'count',
  'identifier-differs',
  'balance-differs',
  'follows-on',
  'account-unknown',
  'text-differs',
] as const;
export type OverlapRule = (typeof OVERLAP_RULES)[number];

export interface FoundPair {
  /** Index of the row in the new file. */
  readonly row: number;
  /** The movement that it repeats: the id of the row that counts. */
  readonly counts: number;
  readonly rule: OverlapRule;
  readonly evidence: PairEvidence;
}

/** Rows handled between two breaths of a caller that has other work to do: some ten milliseconds. */
export const STEP_ROWS = 10_000;

/** Rows by the value of one column, as linked lists over typed arrays: a map of arrays would take several times the memory. */
export class Chains {
  readonly heads = new Map<number, number>();
  readonly #next: Int32Array;

  private constructor(rows: number) {
    this.#next = new Int32Array(rows);
  }

  static *of(column: Float64Array): Generator<void, Chains> {
    const chains = new Chains(column.length);
    for (let i = column.length - 1; i >= 0; i--) {
      chains.#next[i] = chains.heads.get(column[i]!) ?? -1;
      chains.heads.set(column[i]!, i);
      if (i % STEP_ROWS === 0) yield;
    }
    return chains;
  }

  /** The rows with this value in file order. */
  rowsOf(value: number): number[] {
    const rows: number[] = [];
    for (let i = this.heads.get(value) ?? -1; i >= 0; i = this.#next[i]!) rows.push(i);
    return rows;
  }
}
