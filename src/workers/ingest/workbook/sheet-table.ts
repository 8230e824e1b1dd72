/** One sheet as rows of texts, with what is known of each column: typed cells need no guess, texts do. */
import { kindOf } from '../cell-kind.ts';
import { BOUNDS } from './bounds.ts';
import { cellName } from './cell-name.ts';
import { WorkbookFault } from './fault.ts';

export type CellType = 'text' | 'number' | 'date' | 'boolean' | 'error';

/** What a column holds. Texts are looked at in the first rows only. */
export interface ColumnFigures {
  dates: number;
  numbers: number;
  /** Typed numbers with decimals. */
  fractions: number;
  dateTexts: number;
  numberTexts: number;
  /** Texts that can only be read with a comma as the decimal mark. */
  commaTexts: number;
}

/** Something that happens many times is told once: how often, and where first. */
export interface Tally {
  count: number;
  first: string;
}

/** A finding about one cell. */
export interface CellNote {
  readonly code: 'CELL-ERROR' | 'CELL-FORMULA-EMPTY' | 'CELL-DIGITS' | 'CELL-UNREADABLE' | 'DIA-COLUMNS';
  readonly row: number;
  readonly column: number;
  readonly value: string;
}

/** Rows whose texts are looked at, and findings kept in full. */
const LOOK_ROWS = 3000;
const NOTES = 10_000;

const COMMA_DECIMALS = /^[^\d]{0,4}\d{1,3}(?:[. ]?\d{3})*,\d{1,2}[^\d]{0,4}$/;

export class SheetTable {
  readonly name: string;
  hidden: boolean;
  /** Rows from 0; a hole where the row is empty. Cells from 0; a hole where the cell is empty. */
  readonly rows: ((string | undefined)[] | undefined)[] = [];
  readonly columns: ColumnFigures[] = [];
  readonly notes: CellNote[] = [];
  readonly formulas: Tally = { count: 0, first: '' };
  readonly breaks: Tally = { count: 0, first: '' };
  /** Kinds of binary records that do not belong among cells. */
  readonly strange = new Set<number>();
  readonly merges: Tally = { count: 0, first: '' };
  /** Cells of a page that begin or end without their counterpart. */
  unevenTags = 0;
  hiddenRows = 0;
  hiddenColumns = 0;
  cells = 0;
  /** Cells given to `put`, empty texts counted. */
  seen = 0;
  /** Rows with a date and a number: what a statement is made of. */
  statementRows = 0;
  width = 0;
  #datedRow = -1;
  #numberRow = -1;

  constructor(name: string, hidden: boolean) {
    this.name = name;
    this.hidden = hidden;
  }

  /** Throws FILE-LIMIT where so many more cells would be too many. */
  reserve(more: number): void {
    if (this.cells + more > BOUNDS.cells)
      throw new WorkbookFault('FILE-LIMIT', `the sheet "${this.name}" has more than ${BOUNDS.cells} cells`);
  }

  /** Keeps one value. Throws FILE-LIMIT beyond the bounds of a sheet. @param row 1-based @param column 1-based */
  put(row: number, column: number, type: CellType, text: string): void {
    this.seen++;
    if (text === '') return;
    if (row > BOUNDS.rows || column > BOUNDS.columns)
      throw new WorkbookFault('FILE-LIMIT', `the sheet "${this.name}" has a cell in row ${row}, column ${column}`);
    this.reserve(1);
    this.cells++;
    let value = text;
    if (type === 'text' && /[\0-\x08\n-\r\x0e-\x1f]/.test(text)) {
      if (/[\x01-\x08\x0e-\x1f]/.test(text)) this.note('CELL-UNREADABLE', row, column, 'it holds control characters');
      this.breaks.first ||= cellName(row, column);
      this.breaks.count++;
      value = text.replace(/\r\n|[\r\n\0]/g, ' ');
    }
    const cells = (this.rows[row - 1] ??= []);
    if (cells[column - 1] !== undefined) {
      this.note('CELL-UNREADABLE', row, column, 'it stands twice, the first value was kept');
      return;
    }
    cells[column - 1] = value;
    if (column > this.width) this.width = column;
    this.#count(row, column, type, value);
  }

  note(code: CellNote['code'], row: number, column: number, value: string): void {
    if (this.notes.length < NOTES) this.notes.push({ code, row, column, value });
  }

  formula(row: number, column: number): void {
    if (this.formulas.count++ === 0) this.formulas.first = cellName(row, column);
  }

  #count(row: number, column: number, type: CellType, text: string): void {
    const figures = (this.columns[column - 1] ??= { dates: 0, numbers: 0, fractions: 0, dateTexts: 0, numberTexts: 0, commaTexts: 0 });
    let kind: 'date' | 'number' | 'other' = 'other';
    if (type === 'date') {
      kind = 'date';
      figures.dates++;
    } else if (type === 'number') {
      kind = 'number';
      figures.numbers++;
      if (text.includes('.')) figures.fractions++;
    } else if (type === 'text' && text.length <= 40 && this.rows.length <= LOOK_ROWS) {
      const looks = kindOf(text);
      if (looks === 'date') {
        kind = 'date';
        figures.dateTexts++;
      } else if (looks === 'number') {
        kind = 'number';
        figures.numberTexts++;
        if (COMMA_DECIMALS.test(text)) figures.commaTexts++;
      }
    }
    const had = this.#datedRow === row && this.#numberRow === row;
    if (kind === 'date') this.#datedRow = row;
    else if (kind === 'number') this.#numberRow = row;
    if (!had && this.#datedRow === row && this.#numberRow === row) this.statementRows++;
  }
}
