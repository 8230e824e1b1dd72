/** The tables of an OpenDocument spreadsheet (ISO/IEC 26300). Dates stand there in ISO 8601, numbers as plain decimals. */
import { SheetTable } from './sheet-table.ts';
import { isBeyondDigits, isoDateText, numberText } from './typed-text.ts';
import { TOKEN, XmlCursor, decodeEntities } from './xml-cursor.ts';

export interface OdsRead {
  readonly sheets: SheetTable[];
  readonly closed: boolean;
  readonly declared: boolean;
  /** Place of the first character at which it is no XML, 0 for none. */
  readonly broken: number;
  /** Whether cells are linked to other documents. */
  readonly linked: boolean;
}

interface Cell {
  readonly type: string;
  readonly value: string | null;
  readonly repeat: number;
  readonly formula: boolean;
  text: string;
}

const ERROR_TEXT = /^(?:#[A-Z/0!?]+|Err:\d+)$/;

/** @param xml `content.xml` */
export function readOds(xml: string): OdsRead {
  const cursor = new XmlCursor(xml, true);
  const sheets: SheetTable[] = [];
  const hiddenStyles = new Set<string>();
  let style = '';
  let closed = false;
  let linked = false;
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.close) closed ||= cursor.name === 'spreadsheet';
    if (token !== TOKEN.open) continue;
    if (cursor.name === 'style') style = cursor.attribute('name') ?? '';
    else if (cursor.name === 'table-properties' && cursor.attribute('display') === 'false') hiddenStyles.add(style);
    else if (cursor.name === 'tracked-changes') cursor.skipElement();
    else if (cursor.name === 'dde-links') linked = true;
    else if (cursor.name === 'table' && !cursor.empty) {
      const hidden = hiddenStyles.has(cursor.attribute('style-name') ?? '');
      const sheet = new SheetTable(cursor.attribute('name') ?? `Sheet ${sheets.length + 1}`, hidden);
      sheets.push(sheet);
      linked = readTable(cursor, sheet) || linked;
    }
  }
  return { sheets, closed, declared: cursor.declared, broken: cursor.broken, linked };
}

/** Reads up to the end of the table; true where it is filled from another document. */
function readTable(cursor: XmlCursor, sheet: SheetTable): boolean {
  let row = 1;
  let repeat = 1;
  let linked = false;
  let cells: { cell: Cell; column: number }[] = [];
  let column = 1;
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.close) {
      if (cursor.name === 'table') break;
      if (cursor.name !== 'table-row') continue;
      putRow(cells, row, repeat, sheet);
      row += repeat;
      cells = [];
    } else if (token === TOKEN.open) {
      if (cursor.name === 'table-row') {
        column = 1;
        repeat = times(cursor.attribute('number-rows-repeated'));
        const visibility = cursor.attribute('visibility');
        if ((visibility === 'collapse' || visibility === 'filter') && !cursor.empty && row < 1_000_000)
          sheet.hiddenRows += Math.min(repeat, 1000);
        if (cursor.empty) row += repeat;
      } else if (cursor.name === 'table-column' && /^(?:collapse|filter)$/.test(cursor.attribute('visibility') ?? '')) {
        sheet.hiddenColumns += Math.min(times(cursor.attribute('number-columns-repeated')), 16_384);
      } else if (cursor.name === 'table-cell' || cursor.name === 'covered-table-cell') {
        if (cursor.attribute('number-columns-spanned') !== null || cursor.attribute('number-rows-spanned') !== null) {
          if (times(cursor.attribute('number-columns-spanned')) * times(cursor.attribute('number-rows-spanned')) > 1) sheet.merges.count++;
        }
        const cell = readCell(cursor);
        if (cell.text !== '' || cell.value !== null || cell.formula) cells.push({ cell, column });
        column += cell.repeat;
      } else if (cursor.name === 'table-source' || cursor.name === 'cell-range-source') linked = true;
      else if (cursor.name === 'shapes' || cursor.name === 'forms' || cursor.name === 'scenario') cursor.skipElement();
    }
  }
  return linked;
}

function putRow(cells: readonly { cell: Cell; column: number }[], row: number, repeat: number, sheet: SheetTable): void {
  if (cells.length === 0) return;
  // A few bytes may ask for a billion cells: counted before the first is made.
  sheet.reserve(repeat * cells.reduce((sum, { cell }) => sum + cell.repeat, 0));
  for (let r = 0; r < repeat; r++) {
    for (const { cell, column } of cells) for (let c = 0; c < cell.repeat; c++) putCell(cell, row + r, column + c, sheet);
  }
}

function putCell({ type, value, text, formula }: Cell, row: number, column: number, sheet: SheetTable): void {
  if (formula) sheet.formula(row, column);
  const unreadable = () => {
    sheet.note('CELL-UNREADABLE', row, column, `"${(value ?? '').slice(0, 40)}" is no ${type}`);
    sheet.put(row, column, 'text', text || value || '');
  };
  if (type === 'float' || type === 'percentage' || type === 'currency') {
    const number = value === null || value.trim() === '' ? NaN : Number(value);
    if (!Number.isFinite(number)) return unreadable();
    if (isBeyondDigits(number)) sheet.note('CELL-DIGITS', row, column, '');
    sheet.put(row, column, 'number', numberText(number));
  } else if (type === 'date') {
    const date = isoDateText(value ?? '');
    if (date === null) return unreadable();
    sheet.put(row, column, 'date', date);
  } else if (type === 'boolean') sheet.put(row, column, 'boolean', value === 'true' ? 'TRUE' : 'FALSE');
  else if (formula && ERROR_TEXT.test(text)) {
    sheet.note('CELL-ERROR', row, column, text);
    sheet.put(row, column, 'error', text);
  } else {
    const shown = type === 'string' && value !== null && text === '' ? value : text;
    if (formula && shown === '' && type === '') sheet.note('CELL-FORMULA-EMPTY', row, column, '');
    sheet.put(row, column, 'text', shown);
  }
}

/** Reads a cell up to its end: its typed value by attribute, its text by its paragraphs; notes and drawings are left out. */
function readCell(cursor: XmlCursor): Cell {
  const type = cursor.attribute('value-type') ?? '';
  const name = { date: 'date-value', boolean: 'boolean-value', string: 'string-value', time: 'time-value' }[type] ?? 'value';
  const cell: Cell = {
    type: type === 'error' ? 'string' : type,
    value: type === '' ? null : cursor.attribute(name),
    repeat: times(cursor.attribute('number-columns-repeated')),
    formula: cursor.attribute('formula') !== null,
    text: '',
  };
  if (cursor.empty) return cell;
  const element = cursor.name;
  let paragraphs = 0;
  let depth = 0;
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.text) {
      if (depth > 0) cell.text += collapsed(cursor.cdata ? cursor.raw : decodeEntities(cursor.raw));
    } else if (token === TOKEN.close) {
      if (cursor.name === element) break;
      if (cursor.name === 'p') depth--;
    } else if (cursor.name === 'p') {
      if (paragraphs++ > 0) cell.text += '\n';
      if (!cursor.empty) depth++;
    } else if (cursor.name === 's') cell.text += ' '.repeat(Math.min(times(cursor.attribute('c')), 1000));
    else if (cursor.name === 'tab') cell.text += '\t';
    else if (cursor.name === 'line-break') cell.text += '\n';
    else if (cursor.name === 'annotation' || cursor.name === 'frame' || cursor.name === 'table') cursor.skipElement();
  }
  return cell;
}

/** Runs of blanks count as one: longer ones are written as elements (6.1.2). */
function collapsed(text: string): string {
  return text.replace(/[ \t\r\n]+/g, ' ');
}

function times(text: string | null): number {
  const count = Number(text ?? 1);
  return Number.isInteger(count) && count > 0 ? count : 1;
}
