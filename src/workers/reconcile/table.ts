import type { ColumnPair, Table } from './table/columns.ts';
import { alignColumns } from './table/columns.ts';
import type { Field } from './table/field.ts';
import { link } from './table/linkage.ts';
import { nearestRows } from './table/nearest.ts';
import { amountField, categoryField, codeField, dateField, nameField } from './table/simple-fields.ts';
import { textField } from './table/text-field.ts';
import { matchAsTransactions, transactionRoles } from './table/transactions.ts';

export interface MatchOptions {
  /** Column whose values name the rows in the answer; without it rows are numbered from 1. */
  readonly idColumn?: string;
  /** Pairs under this confidence (0 to 100) are left out. */
  readonly threshold?: number;
  readonly seed?: number;
}

export interface MatchedPair {
  /** Value of the id column, else the 1-based row number. */
  readonly left: string | number;
  readonly right: string | number;
  readonly confidence: number;
  /** Points that add up to the confidence. */
  readonly parts: { readonly name: string; readonly points: number }[];
}

export interface MatchedTables {
  readonly pairs: MatchedPair[];
  readonly unmatchedLeft: (string | number)[];
  readonly unmatchedRight: (string | number)[];
  readonly seconds: number;
  /** How the tables were read: 'transactions' or 'records', and the columns compared. */
  readonly method: 'transactions' | 'records';
  readonly columns: readonly { readonly name: string; readonly kind: string }[];
}

/** The program's own threshold: under even odds a pair is more likely wrong than right. */
export const DEFAULT_THRESHOLD = 50;

/** Pairs found by either engine, as row indices. */
export interface RowPair {
  readonly left: number;
  readonly right: number;
  readonly confidence: number;
  readonly parts: { readonly name: string; readonly points: number }[];
}

/**
 * Matches two tables one to one without labels: people, publications, products, or, where the columns are those of
 * transactions (date, amount, text), with the transaction engine. Deterministic.
 * @param left header and rows as read from a CSV file; short rows count as having empty fields
 */
export function matchTables(left: Table, right: Table, options: MatchOptions = {}): MatchedTables {
  const started = performance.now();
  const threshold = options.threshold ?? DEFAULT_THRESHOLD;
  const seed = options.seed ?? 1;
  const columns = alignColumns(left, right, options.idColumn);
  const roles = transactionRoles(columns);
  const found = roles ? matchAsTransactions(left, right, roles, threshold, seed) : matchAsRecords(left, right, columns, threshold, seed);
  const namesLeft = rowNames(left, options.idColumn);
  const namesRight = rowNames(right, options.idColumn);
  const takenLeft = new Set(found.map((pair) => pair.left));
  const takenRight = new Set(found.map((pair) => pair.right));
  return {
    pairs: found.map((pair) => ({ ...pair, left: namesLeft(pair.left), right: namesRight(pair.right) })),
    unmatchedLeft: left.rows.flatMap((_, row) => (takenLeft.has(row) ? [] : [namesLeft(row)])),
    unmatchedRight: right.rows.flatMap((_, row) => (takenRight.has(row) ? [] : [namesRight(row)])),
    seconds: Math.round(performance.now() - started) / 1000,
    method: roles ? 'transactions' : 'records',
    columns: columns.map(({ name, kind }) => ({ name, kind })),
  };
}

function rowNames(table: Table, idColumn: string | undefined): (row: number) => string | number {
  const column =
    idColumn === undefined ? -1 : table.header.findIndex((name) => name.trim().toLowerCase() === idColumn.trim().toLowerCase());
  return column < 0 ? (row) => row + 1 : (row) => table.rows[row]![column] ?? row + 1;
}

/** The values of one column, empty where a row is short. */
export function columnValues(table: Table, column: number): string[] {
  return table.rows.map((row) => (row[column] ?? '').trim());
}

function matchAsRecords(left: Table, right: Table, columns: readonly ColumnPair[], threshold: number, seed: number): RowPair[] {
  const names = columns.filter((column) => column.kind === 'name');
  const fields = columns.map((column): Field => {
    const a = columnValues(left, column.left);
    const b = columnValues(right, column.right);
    switch (column.kind) {
      case 'category':
        return categoryField(column.name, a, b);
      case 'code':
        return codeField(column.name, a, b);
      case 'name':
        return nameField(
          column.name,
          a,
          b,
          names.filter((other) => other !== column).map((other) => columnValues(right, other.right)),
        );
      case 'date':
        return dateField(column.name, a, b);
      case 'amount':
        return amountField(column.name, a, b);
      case 'text':
        return textField(column.name, a, b);
    }
  });
  const values = (table: Table, pick: (column: ColumnPair) => number): string[][] =>
    table.rows.map((row) => columns.map((column) => row[pick(column)] ?? ''));
  const candidates = nearestRows(
    values(left, (c) => c.left),
    values(right, (c) => c.right),
  );
  const partNames = ['base', ...fields.map((field) => field.name), 'rivals'];
  return link(fields, left.rows.length, right.rows.length, candidates, threshold, seed).map(({ points, ...pair }) => ({
    ...pair,
    parts: partNames.map((name, k) => ({ name, points: points[k]! })),
  }));
}
