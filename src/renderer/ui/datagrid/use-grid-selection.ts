import { useCallback, useEffect, useRef, useState, type RefObject } from 'react';
import type { BlockCache } from './blocks.ts';
import type { PlacedColumn } from './layout.ts';
import { moveTo, START, type Selection } from './selection.ts';
import type { GridScroll } from './use-scroll.ts';

/** The grid's cursor and selection: kept within the list, shown when they move, told to whoever asked. */
export function useGridSelection<Row>({
  scroller,
  scroll,
  cache,
  placed,
  listKey,
  initialRow,
  onActiveRow,
}: {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly scroll: GridScroll;
  readonly cache: BlockCache<Row>;
  readonly placed: readonly PlacedColumn<Row>[];
  /** Another key is another list: the cursor goes to its first row. */
  readonly listKey: string;
  readonly initialRow: number;
  readonly onActiveRow: ((row: Row | null, index: number) => void) | undefined;
}) {
  const [selection, setSelection] = useState<Selection>(() => {
    const active = { row: initialRow, column: 0 };
    return { active, anchor: active };
  });
  const { active } = selection;
  const activeRow = active.row >= 0 ? cache.row(active.row) : undefined;
  const { show, setTop } = scroll;

  const select = useCallback(
    (next: Selection) => {
      setSelection(next);
      if (next.active.row >= 0) show(next.active.row);
      const place = placed[next.active.column];
      const element = scroller.current;
      if (!place || place.pinned || !element) return;
      const pinnedPx = placed.reduce((sum, each) => sum + (each.pinned ? each.width : 0), 0);
      if (place.left < element.scrollLeft + pinnedPx) element.scrollLeft = place.left - pinnedPx;
      else if (place.left + place.width > element.scrollLeft + element.clientWidth) {
        element.scrollLeft = place.left + place.width - element.clientWidth;
      }
    },
    [placed, scroller, show],
  );

  const seenKey = useRef(listKey);
  useEffect(() => {
    if (seenKey.current === listKey) return;
    seenKey.current = listKey;
    setTop(0);
    // The column stays, and so does the header if the cursor is there: sorting is done from it.
    setSelection((old) => moveTo(START, { row: Math.min(0, old.active.row), column: old.active.column }, 1, placed.length, false));
  }, [listKey, setTop, placed.length]);

  const wantedRow = useRef(initialRow);
  useEffect(() => {
    const { total } = cache;
    if (total === null) return;
    if (wantedRow.current > 0) show(Math.min(wantedRow.current, total - 1));
    wantedRow.current = 0;
    // A list that became shorter (a decision took rows out of it) takes the cursor with it.
    setSelection((old) => (old.active.row < total ? old : moveTo(old, old.active, Math.max(1, total), placed.length, false)));
  }, [cache, cache.total]);

  const hear = useRef(onActiveRow);
  hear.current = onActiveRow;
  useEffect(() => {
    hear.current?.(activeRow ?? null, active.row);
  }, [activeRow, active.row]);

  return { selection, setSelection, select, activeRow };
}
