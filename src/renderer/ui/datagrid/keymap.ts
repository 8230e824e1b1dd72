import { collapse, everything, HEADER_ROW, moveTo, wholeColumns, wholeRows, type Selection } from './selection.ts';

/** The parts of a keyboard event that decide. */
export interface Press {
  readonly key: string;
  readonly ctrl: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

export interface GridExtent {
  readonly rows: number;
  readonly columns: number;
  /** Rows that PageUp and PageDown move. */
  readonly page: number;
  /** Whether J, K and the like act. */
  readonly singleKeys: boolean;
}

export type GridAction =
  | { readonly do: 'select'; readonly selection: Selection }
  | { readonly do: 'open' | 'preview' | 'copy' | 'copy-with-headers' | 'menu' | 'filter-row' | 'filter-column' | 'go-to' }
  | { readonly do: 'sort'; readonly add: boolean };

/**
 * What a key means in a grid (design guide, section 10), or null where it is not the grid's. Tab is never taken: it leaves.
 * Ctrl stands for Cmd on macOS, except Ctrl+Space.
 */
export function actionOf(press: Press, selection: Selection, extent: GridExtent): GridAction | null {
  const { key, ctrl, shift, alt } = press;
  if (alt) return key === 'ArrowDown' ? { do: 'filter-column' } : null;
  const move = moveOf(press, selection, extent);
  if (move) return { do: 'select', selection: move };
  const header = selection.active.row === HEADER_ROW;
  if (ctrl) {
    const letter = key.toLowerCase();
    if (key === ' ') return { do: 'select', selection: wholeColumns(selection, extent.rows) };
    if (letter === 'l' && shift) return { do: 'filter-row' };
    if (shift) return null;
    if (letter === 'a') return { do: 'select', selection: everything(extent.rows, extent.columns) };
    if (letter === 'c') return { do: 'copy' };
    if (letter === 'y') return { do: 'copy-with-headers' };
    if (letter === 'g') return { do: 'go-to' };
    return null;
  }
  if (key === 'Enter' || key === 'F2') return header ? { do: 'sort', add: shift } : shift ? null : { do: 'open' };
  if (key === ' ') {
    if (header) return { do: 'sort', add: shift };
    return shift ? { do: 'select', selection: wholeRows(selection, extent.columns) } : { do: 'preview' };
  }
  if (key === 'ContextMenu' || (key === 'F10' && shift)) return { do: 'menu' };
  if (key === 'Escape' && selection.active !== selection.anchor) return { do: 'select', selection: collapse(selection) };
  return null;
}

function moveOf({ key, ctrl, shift }: Press, selection: Selection, { rows, columns, page, singleKeys }: GridExtent): Selection | null {
  const { row, column } = selection.active;
  const go = (toRow: number, toColumn: number) => moveTo(selection, { row: toRow, column: toColumn }, rows, columns, shift);
  switch (key) {
    case 'ArrowUp':
      // Ctrl+Up ends at the first row; only a single step goes on into the header.
      return ctrl ? go(0, column) : go(row - 1, column);
    case 'ArrowDown':
      return go(ctrl ? rows - 1 : row + 1, column);
    case 'ArrowLeft':
      return go(row, ctrl ? 0 : column - 1);
    case 'ArrowRight':
      return go(row, ctrl ? columns - 1 : column + 1);
    case 'PageUp':
      return go(Math.max(0, row - page), column);
    case 'PageDown':
      return go(row + page, column);
    case 'Home':
      return ctrl ? go(0, 0) : go(row, 0);
    case 'End':
      return ctrl ? go(rows - 1, columns - 1) : go(row, columns - 1);
    case 'j':
      return singleKeys && !ctrl ? go(row + 1, column) : null;
    case 'k':
      return singleKeys && !ctrl ? go(Math.max(0, row - 1), column) : null;
    default:
      return null;
  }
}
