import type { Column } from './column.ts';

/** Sum, count, average, least and greatest of the selected numbers of one kind; money only where it is one currency. */
export interface Totals {
  readonly count: number;
  readonly numbers: number;
  readonly sum: number;
  readonly average: number;
  readonly least: number;
  readonly most: number;
  /** Currency of the figures (minor units), or null for plain numbers. */
  readonly currency: string | null;
}

/**
 * Totals of selected cells.
 * @returns count alone (`numbers` 0) where the cells hold no numbers, two currencies, or money beside plain numbers
 */
export function totalsOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Totals {
  const values: number[] = [];
  const units = new Set<string>();
  for (const column of columns) {
    if (column.kind !== 'money' && column.kind !== 'number') continue;
    for (const row of rows) {
      const value = column.value(row);
      if (typeof value !== 'number') continue;
      values.push(value);
      units.add(column.kind === 'money' ? (column.currency?.(row) ?? '') : '#');
    }
  }
  const count = rows.length * columns.length;
  if (values.length === 0 || units.size > 1) return { count, numbers: 0, sum: 0, average: 0, least: 0, most: 0, currency: null };
  const [unit] = units;
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    sum += value;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return { count, numbers: values.length, sum, average: sum / values.length, least, most, currency: unit === '#' ? null : unit! };
}
