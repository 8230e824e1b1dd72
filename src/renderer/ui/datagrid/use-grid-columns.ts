import { useCallback, useEffect, useMemo, useState, type RefObject } from 'react';
import { useInterface } from '../../state/interface.ts';
import type { BlockCache } from './blocks.ts';
import { cellShown, type Column } from './column.ts';
import { changeLayout, firstLayout, leastWidth, placeColumns, useColumnLayouts, type ColumnLayout, type PlacedColumn } from './layout.ts';
import { widestText } from './measure.ts';

interface GridColumns<Row> {
  readonly placed: readonly PlacedColumn<Row>[];
  readonly layout: ColumnLayout;
  /** Width of all columns together in CSS pixels. */
  readonly width: number;
  readonly resize: (columnId: string, width: number) => void;
  /** Makes a column as wide as its widest shown value and its title. */
  readonly fit: (columnId: string) => void;
}

/** Both cell paddings, and a pixel against rounding. */
const PADDING_PX = 17;

/** The columns of a grid in their places, and the ways to size them. */
export function useGridColumns<Row>({
  id,
  columns,
  scale,
  scroller,
  cache,
  view,
}: {
  readonly id: string;
  readonly columns: readonly Column<Row>[];
  readonly scale: number;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly cache: BlockCache<Row>;
  readonly view: { readonly first: number; readonly last: number };
}): GridColumns<Row> {
  const layouts = useColumnLayouts((state) => state.layouts);
  const negatives = useInterface((state) => state.settings.negatives);
  const layout = useMemo(() => layouts[id] ?? firstLayout(columns), [layouts, id, columns]);
  const [grown, setGrown] = useState<Readonly<Record<string, number>>>({});
  const placed = useMemo(() => placeColumns(columns, layout, scale, grown), [columns, layout, scale, grown]);
  const width = placed.reduce((sum, each) => sum + each.width, 0);

  const textsOf = (column: Column<Row>) => {
    const texts: string[] = [];
    for (let index = view.first; index <= view.last; index++) {
      const row = cache.row(index);
      if (row !== undefined) texts.push(cellShown(column, row, negatives));
    }
    return texts;
  };
  // Money and dates are shown whole or not at all: a value wider than any expected one widens its column.
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const wider: Record<string, number> = {};
    for (const { column, width: now } of placed) {
      if (column.kind !== 'money' && column.kind !== 'date' && column.kind !== 'number') continue;
      // Only texts longer than the usual ones are worth measuring.
      const long = textsOf(column).filter((text) => text.length > 11);
      if (long.length === 0) continue;
      const needed = widestText(long, element) + PADDING_PX;
      if (needed > now) wider[column.id] = Math.ceil(needed / scale);
    }
    if (Object.keys(wider).length > 0) setGrown((old) => ({ ...old, ...wider }));
  }, [cache, cache.version, view.first, view.last, placed]);

  const resize = useCallback(
    (columnId: string, next: number) => {
      const column = columns.find((each) => each.id === columnId);
      if (!column) return;
      const bounded = Math.min(1200, Math.max(leastWidth(column.kind), next));
      changeLayout(id, columns, (old) => ({ ...old, widths: { ...old.widths, [columnId]: bounded } }));
    },
    [id, columns],
  );
  const fit = (columnId: string) => {
    const column = columns.find((each) => each.id === columnId);
    if (!column || !scroller.current) return;
    // The title's font is a little smaller and bolder; 20 px leaves room for the sort mark.
    const title = widestText([column.title], scroller.current) + 20;
    resize(columnId, Math.ceil((Math.max(title, widestText(textsOf(column), scroller.current)) + PADDING_PX) / scale));
  };
  return { placed, layout, width, resize, fit };
}
