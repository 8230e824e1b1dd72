import { create } from 'zustand';
import type { Column, ColumnKind } from './column.ts';

/** What a person changed of a grid's columns. Ids and sizes only, no case data; kept while the program runs. */
export interface ColumnLayout {
  readonly order: readonly string[];
  /** Widths in CSS pixels at size 100 %. */
  readonly widths: Readonly<Record<string, number>>;
  readonly hidden: readonly string[];
  readonly pinned: readonly string[];
}

export const useColumnLayouts = create<{ readonly layouts: Readonly<Record<string, ColumnLayout>> }>()(() => ({ layouts: {} }));

/** Widest values that must fit: −999,999,999.99 and 2023-04-05 in the default face, with the cell's padding. */
const LEAST_PX: Readonly<Record<ColumnKind, number>> = { text: 48, money: 122, date: 102, number: 56, chip: 56, hash: 92 };

/** The layout a grid starts with. */
export function firstLayout<Row>(columns: readonly Column<Row>[]): ColumnLayout {
  return {
    order: columns.map((column) => column.id),
    widths: {},
    hidden: columns.filter((column) => column.hidden).map((column) => column.id),
    pinned: columns.filter((column) => column.pinned).map((column) => column.id),
  };
}

/** Keeps a change of a grid's layout. */
export function changeLayout<Row>(gridId: string, columns: readonly Column<Row>[], change: (layout: ColumnLayout) => ColumnLayout): void {
  useColumnLayouts.setState(({ layouts }) => ({
    layouts: { ...layouts, [gridId]: change(layouts[gridId] ?? firstLayout(columns)) },
  }));
}

export interface PlacedColumn<Row> {
  readonly column: Column<Row>;
  /** Left edge and width in CSS pixels, sized. */
  readonly left: number;
  readonly width: number;
  readonly pinned: boolean;
}

/** Least width of a column at size 100 %. */
export function leastWidth(kind: ColumnKind): number {
  return LEAST_PX[kind];
}

/**
 * Columns in the order they are drawn: pinned first, each with its place.
 * @param scale of sizes: the size setting times the theme's font size over 13 px
 * @param grown widths that wide values forced, at size 100 %
 */
export function placeColumns<Row>(
  columns: readonly Column<Row>[],
  layout: ColumnLayout,
  scale: number,
  grown: Readonly<Record<string, number>> = {},
): PlacedColumn<Row>[] {
  const rank = (column: Column<Row>) => {
    const at = layout.order.indexOf(column.id);
    return (layout.pinned.includes(column.id) ? 0 : 1000) + (at < 0 ? 999 : at);
  };
  let left = 0;
  return columns
    .filter((column) => !layout.hidden.includes(column.id))
    .toSorted((a, b) => rank(a) - rank(b))
    .map((column) => {
      const wanted = Math.max(layout.widths[column.id] ?? column.width, leastWidth(column.kind), grown[column.id] ?? 0);
      const width = Math.round(wanted * scale);
      const placed = { column, left, width, pinned: layout.pinned.includes(column.id) };
      left += width;
      return placed;
    });
}

/** Columns to draw: all pinned ones and those in view; more than twenty would cost every row of a wide sheet. */
export function columnsInView<Row>(
  placed: readonly PlacedColumn<Row>[],
  scrollLeft: number,
  viewPx: number,
): { readonly first: number; readonly last: number } {
  if (placed.length <= 20) return { first: 0, last: placed.length - 1 };
  const pinnedPx = placed.filter((each) => each.pinned).reduce((sum, each) => sum + each.width, 0);
  const from = scrollLeft + pinnedPx;
  const to = scrollLeft + viewPx;
  const inView = (each: PlacedColumn<Row>) => !each.pinned && each.left + each.width > from && each.left < to;
  const first = placed.findIndex(inView);
  return first < 0 ? { first: 0, last: -1 } : { first, last: placed.findLastIndex(inView) };
}
