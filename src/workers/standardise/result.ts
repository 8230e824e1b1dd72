import type { PackedText, TransactionColumns } from '../../shared/columns.ts';
import type { StoredRule } from './rules/compile.ts';

export const ENGINE_VERSION = 'standardise 1';

export const STAGES = ['Reading names', 'Grouping vendors', 'Applying rules', 'Proposing categories'] as const;
export type Stage = (typeof STAGES)[number];

export interface StandardiseInput {
  readonly columns: TransactionColumns;
  /** The source of each row. */
  readonly sourceOf: Int32Array;
  /** The account of each row, as an index into `accounts`: a file can hold statements of several. */
  readonly accountOf: Int32Array;
  readonly accounts: readonly string[];
  /** Spellings that earlier runs saw: their vendor, and whether a person decided it. */
  readonly known: { readonly spellings: PackedText; readonly vendorIds: Int32Array; readonly pinned: Uint8Array };
  /** Vendors that a person named. */
  readonly named: readonly { readonly vendorId: number; readonly name: string }[];
  /** Rows a person put into a category, and which. */
  readonly decided: { readonly row: Int32Array; readonly categoryId: Int32Array };
  readonly rules: readonly StoredRule[];
}

/** Spellings of this run, in the order in which they first appear. */
export interface NameTable {
  readonly spellings: PackedText;
  readonly canonicals: PackedText;
  /** 0: from the counterparty, 1: from the description. */
  readonly source: Uint8Array;
  /** Index into the vendors. */
  readonly vendor: Int32Array;
  /** Index into `HOW` of `cluster.ts`. */
  readonly how: Uint8Array;
  readonly rows: Int32Array;
}

/** What the rules set, per row: an index into `texts` (or a category's id), and the place of the rule; -1 is none. */
export interface RuleColumns {
  readonly categoryId: Int32Array;
  readonly categoryRule: Int32Array;
  readonly vendor: Int32Array;
  readonly vendorRule: Int32Array;
  readonly tags: Int32Array;
  readonly tagsRule: Int32Array;
  readonly transferRule: Int32Array;
  readonly excluded: Int32Array;
  readonly excludedRule: Int32Array;
  readonly texts: readonly string[];
  /** Rows each rule matched. */
  readonly matched: Int32Array;
}

export interface StandardiseResult {
  /** Name of each row, -1 where there is none. */
  readonly nameOf: Int32Array;
  readonly names: NameTable;
  /** Existing id, or 0 for a vendor of this run. */
  readonly vendorIds: Int32Array;
  readonly vendorNames: readonly string[];
  /** Category text of each row, -1 where there is none. */
  readonly textOf: Int32Array;
  readonly texts: readonly string[];
  readonly textRows: Int32Array;
  readonly rules: RuleColumns;
  /** Proposed category (0: none), its confidence, and an index into `becauses`. */
  readonly proposedId: Int32Array;
  readonly confidence: Uint8Array;
  readonly because: Int32Array;
  readonly becauses: readonly string[];
  readonly seconds: Readonly<Record<string, number>>;
}

/** Where a run reports how far it is. */
export type OnProgress = (stage: Stage, done: number, total: number) => void;
