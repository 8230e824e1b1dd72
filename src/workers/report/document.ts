import type { AccountCoverage } from '../../shared/contract/quality.ts';
import type { ReportHead } from './input.ts';

/**
 * What a cell means. `money` values are integer minor units; `share` is 0 to 1; `date` is yyyy-MM-dd; `time` is ISO 8601 in
 * UTC; `code` is text that is read character by character (hashes, references) and set in a fixed-width face.
 */
export type CellKind = 'text' | 'code' | 'date' | 'time' | 'money' | 'integer' | 'number' | 'share';
export type CellValue = string | number | null;

/** One column of a table. A width left out keeps the column out of that output. */
export interface Column<R> {
  readonly title: string;
  readonly kind: CellKind;
  readonly value: (row: R) => CellValue;
  /** Required where `kind` is `money`. */
  readonly currency?: (row: R) => string;
  /** Width in characters on a spreadsheet. */
  readonly sheet?: number;
  /** Width in points on a printed page; a table's columns are stretched together to the width of the page. */
  readonly page?: number;
  /** Printed heading where the full one is too long for the page. */
  readonly pageTitle?: string;
}

/** A table with its rows hidden behind an index, so that writers never copy the whole. */
export interface ReportTable {
  readonly title: string;
  /** Unique, at most 31 characters and none of `[]:*?/\`: the name of its sheet. */
  readonly sheetName: string;
  readonly rows: number;
  readonly columns: readonly Omit<Column<never>, 'value' | 'currency'>[];
  readonly value: (row: number, column: number) => CellValue;
  readonly currency: (row: number, column: number) => string;
  /** A line printed in the fixed-width face under each row of a page. */
  readonly detail?: (row: number) => string;
  /** Most rows printed on pages; the rest is counted and pointed to. Spreadsheets hold all. */
  readonly pageLimit?: number;
  /** Printed instead of the table where it has no row. */
  readonly empty?: string;
}

export interface Fact {
  readonly label: string;
  readonly kind: CellKind;
  readonly value: CellValue;
  readonly currency?: string;
}

/** A titled block of named values. */
export interface FactSection {
  readonly title: string;
  readonly facts: readonly Fact[];
}

/** A report of any subject, ready for any writer. */
export interface ReportDocument {
  readonly title: string;
  readonly head: ReportHead;
  /** Three to five figures that a reader wants first. */
  readonly headline: readonly Fact[];
  readonly sections: readonly FactSection[];
  /** Sheets of the workbook and schedules of the pages, in order. */
  readonly tables: readonly ReportTable[];
  /** The one table of the CSV: a row per transaction or record. */
  readonly flat: ReportTable;
  /** Whether the printed report ends with a place to sign. */
  readonly signed: boolean;
  /** Strips of time, one per account, drawn before the schedules. Spreadsheets hold the same facts as tables. */
  readonly coverage?: readonly AccountCoverage[];
}

/** Binds rows to columns. */
export function table<R>(
  frame: Pick<ReportTable, 'title' | 'sheetName' | 'pageLimit' | 'empty'>,
  rows: readonly R[],
  columns: readonly Column<R>[],
  detail?: (row: R) => string,
): ReportTable {
  return {
    ...frame,
    rows: rows.length,
    columns,
    value: (row, column) => columns[column]!.value(rows[row]!),
    currency: (row, column) => columns[column]!.currency?.(rows[row]!) ?? 'XXX',
    ...(detail ? { detail: (row: number) => detail(rows[row]!) } : {}),
  };
}
