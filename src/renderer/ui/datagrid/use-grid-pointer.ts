import { useRef, type MouseEvent, type PointerEvent } from 'react';
import { moveTo, type Selection } from './selection.ts';

/** The cell under a pointer event, by the indexes that cells carry. */
function cellAt(target: EventTarget | null): { row: number; column: number } | null {
  if (!(target instanceof Element)) return null;
  const row = target.closest('[data-row]');
  if (!(row instanceof HTMLElement)) return null;
  const cell = target.closest('[data-column]');
  return { row: Number(row.dataset['row']), column: cell instanceof HTMLElement ? Number(cell.dataset['column']) : 0 };
}

/** Selecting with the pointer: press, Shift and press, drag, double-click, right button. */
export function useGridPointer(grid: {
  readonly selection: Selection;
  readonly select: (selection: Selection) => void;
  readonly rows: number;
  readonly columns: number;
  readonly onOpen: () => void;
  readonly onMenu: (place: { x: number; y: number }) => void;
}) {
  const dragging = useRef(false);
  const go = (cell: { row: number; column: number }, extend: boolean) =>
    grid.select(moveTo(grid.selection, cell, grid.rows, grid.columns, extend));
  return {
    onPointerDown: (event: PointerEvent) => {
      const cell = cellAt(event.target);
      if (!cell || event.button !== 0) return;
      dragging.current = true;
      go(cell, event.shiftKey);
    },
    onPointerMove: (event: PointerEvent) => {
      if (!dragging.current || (event.buttons & 1) === 0) {
        dragging.current = false;
        return;
      }
      const cell = cellAt(event.target);
      const { active } = grid.selection;
      if (cell && (cell.row !== active.row || cell.column !== active.column)) go(cell, true);
    },
    onPointerUp: () => {
      dragging.current = false;
    },
    onDoubleClick: (event: MouseEvent) => {
      if (cellAt(event.target)) grid.onOpen();
    },
    onContextMenu: (event: MouseEvent) => {
      const cell = cellAt(event.target);
      if (!cell) return;
      event.preventDefault();
      if (cell.row !== grid.selection.active.row) go(cell, false);
      grid.onMenu({ x: event.clientX, y: event.clientY });
    },
  };
}
