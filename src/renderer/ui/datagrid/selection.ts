/** A cell by row and column index. Row −1 is the header. */
export interface Cell {
  readonly row: number;
  readonly column: number;
}

/** The cursor and the other corner of the selected rectangle. */
export interface Selection {
  readonly active: Cell;
  readonly anchor: Cell;
}

export interface Rectangle {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly firstColumn: number;
  readonly lastColumn: number;
}

export const HEADER_ROW = -1;
export const START: Selection = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

const clamp = (value: number, least: number, most: number) => Math.min(Math.max(value, least), Math.max(least, most));

/** The selected rectangle; the header is never part of one. */
export function rectangle({ active, anchor }: Selection): Rectangle {
  return {
    firstRow: Math.max(0, Math.min(active.row, anchor.row)),
    lastRow: Math.max(0, active.row, anchor.row),
    firstColumn: Math.min(active.column, anchor.column),
    lastColumn: Math.max(active.column, anchor.column),
  };
}

/** Whether more than the cursor's own cell is selected. */
export function isRange({ active, anchor }: Selection): boolean {
  return active.row !== anchor.row || active.column !== anchor.column;
}

/** Moves the cursor to a cell within `rows` × `columns`, stretching the rectangle when `extend` is set. */
export function moveTo(selection: Selection, to: Cell, rows: number, columns: number, extend: boolean): Selection {
  const least = extend ? 0 : HEADER_ROW;
  const active = { row: clamp(to.row, least, rows - 1), column: clamp(to.column, 0, columns - 1) };
  return { active, anchor: extend ? { ...selection.anchor, row: Math.max(0, selection.anchor.row) } : active };
}

/** Selects whole rows of the present rectangle. */
export function wholeRows(selection: Selection, columns: number): Selection {
  const box = rectangle(selection);
  return { active: { row: box.lastRow, column: columns - 1 }, anchor: { row: box.firstRow, column: 0 } };
}

/** Selects whole columns of the present rectangle. */
export function wholeColumns(selection: Selection, rows: number): Selection {
  const box = rectangle(selection);
  return { active: { row: Math.max(0, rows - 1), column: box.lastColumn }, anchor: { row: 0, column: box.firstColumn } };
}

/** Selects everything. */
export function everything(rows: number, columns: number): Selection {
  return { active: { row: Math.max(0, rows - 1), column: columns - 1 }, anchor: { row: 0, column: 0 } };
}

/** Takes the rectangle back to the cursor's cell. */
export function collapse(selection: Selection): Selection {
  return { active: selection.active, anchor: selection.active };
}
