import type { ReactNode } from 'react';
import { formatCount, formatMoney, formatNumber, shortHash, speakMoney, type Negatives } from '../../text/format.ts';
import { t } from '../../text/t.ts';

export type ColumnKind = 'text' | 'money' | 'date' | 'number' | 'chip' | 'hash';

/** What the filter row offers for a column. `range` takes `10..20`, `>10`, `<10` or one value; a list offers its values. */
export type ColumnFilter = 'text' | 'range' | readonly { readonly value: string; readonly label: string }[];

export interface Column<Row> {
  /** Also the column's name in the contract's sort and filter fields. */
  readonly id: string;
  readonly title: string;
  readonly kind: ColumnKind;
  /** Starting width in CSS pixels at size 100 %. Money and dates are never narrower than their widest value. */
  readonly width: number;
  /** Account numbers and references: JetBrains Mono, whose zero has a slash. */
  readonly mono?: boolean;
  readonly sortable?: boolean;
  readonly filter?: ColumnFilter;
  /** Stays at the left while the rest scrolls sideways. */
  readonly pinned?: boolean;
  /** Left out until it is chosen in the column chooser. */
  readonly hidden?: boolean;
  /** Minor units for money, ISO text for dates, null for nothing. It is what is copied, totalled and read out. */
  readonly value: (row: Row) => string | number | null;
  /** Currency of a money value. */
  readonly currency?: (row: Row) => string;
  /** Draws the cell, for chips; its text must still be what `value` says, in words. */
  readonly render?: (row: Row) => ReactNode;
  /** Words for `value` where they are not the value itself, for copies and screen readers. */
  readonly words?: (row: Row) => string;
}

/** Whether a column's values stand at the right. */
export function isRightAligned(kind: ColumnKind): boolean {
  return kind === 'money' || kind === 'number';
}

/** A cell as it is shown and copied. Nothing is an empty text. */
export function cellText<Row>(column: Column<Row>, row: Row, negatives: Negatives = 'minus'): string {
  if (column.words) return column.words(row);
  const value = column.value(row);
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (column.kind === 'money') return formatMoney(value, column.currency?.(row) ?? '', negatives);
  return Number.isInteger(value) ? formatCount(value) : formatNumber(value);
}

/** A cell as it is drawn, where the column does not draw itself. */
export function cellShown<Row>(column: Column<Row>, row: Row, negatives: Negatives): string {
  const text = cellText(column, row, negatives);
  return column.kind === 'hash' ? shortHash(text) : text;
}

/** What a screen reader says of the active cell: "Row 418 of 1,293, Amount, minus 3,150.00". */
export function announce<Row>(column: Column<Row>, row: Row | undefined, index: number, total: number): string {
  let said = t('loading');
  if (row !== undefined) {
    const value = column.value(row);
    said = column.kind === 'money' && typeof value === 'number' ? speakMoney(value, column.currency?.(row) ?? '') : cellText(column, row);
    if (said === '') said = t('blank');
  }
  return t('Row {row} of {total}, {column}, {value}', {
    row: formatCount(index + 1),
    total: formatCount(total),
    column: column.title,
    value: said,
  });
}
