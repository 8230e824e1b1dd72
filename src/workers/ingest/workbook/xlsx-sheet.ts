/** One worksheet part of a SpreadsheetML package into a table. Values are those saved in the file; nothing is calculated. */
import { cellPlace } from './cell-name.ts';
import type { SheetTable } from './sheet-table.ts';
import { isBeyondDigits, isoDateText, numberText, serialText } from './typed-text.ts';
import { isTrue, richText, unescaped, type WorkbookParts } from './xlsx-parts.ts';
import { TOKEN, XmlCursor, decodeEntities } from './xml-cursor.ts';

/** `xsd:double` without its special values. */
const NUMBER = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d{1,3})?\s*$/i;

/**
 * @param broken gets the sheet's name where its part is no well-formed XML
 * @returns false where the part ends before its sheet does
 */
export function readSheet(xml: string, parts: WorkbookParts, sheet: SheetTable, broken: string[]): boolean {
  const cursor = new XmlCursor(xml, true);
  let row = 0;
  let column = 0;
  let closed = false;
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.close) closed ||= cursor.name === 'worksheet';
    if (token !== TOKEN.open) continue;
    switch (cursor.name) {
      case 'row': {
        const told = Number(cursor.attribute('r') ?? NaN);
        row = Number.isInteger(told) && told > 0 ? told : row + 1;
        column = 0;
        if (isTrue(cursor.attribute('hidden'))) sheet.hiddenRows++;
        break;
      }
      case 'c': {
        const told = cursor.attribute('r');
        const place = cellPlace(told ?? '');
        column = place?.column ?? column + 1;
        if (told !== null && place?.row !== row)
          sheet.note('CELL-UNREADABLE', row, column, `"${told.slice(0, 20)}" is no place in this row`);
        readCell(cursor, place?.row ?? row, column, parts, sheet);
        break;
      }
      case 'col':
        if (isTrue(cursor.attribute('hidden')))
          sheet.hiddenColumns += Math.min(16_384, Math.max(1, 1 + Number(cursor.attribute('max')) - Number(cursor.attribute('min')) || 1));
        break;
      case 'mergeCell':
        sheet.merges.first ||= cursor.attribute('ref') ?? '';
        sheet.merges.count++;
        break;
    }
  }
  if (closed && cursor.broken > 0) broken.push(`the sheet "${sheet.name}"`);
  return closed;
}

function readCell(cursor: XmlCursor, row: number, column: number, parts: WorkbookParts, sheet: SheetTable): void {
  const type = cursor.attribute('t') ?? 'n';
  const style = cursor.attribute('s');
  if (cursor.empty) return;
  let value: string | null = null;
  let formula = false;
  let inside = false;
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.text) {
      if (inside) value = (value ?? '') + (cursor.cdata ? cursor.raw : decodeEntities(cursor.raw));
    } else if (token === TOKEN.close) {
      if (cursor.name === 'c') break;
      inside = false;
    } else if (cursor.name === 'v') inside = !cursor.empty;
    else if (cursor.name === 'f') {
      formula = true;
      cursor.skipElement();
    } else if (cursor.name === 'is') value = cursor.empty ? '' : richText(cursor, 'is');
    else cursor.skipElement();
  }
  if (formula) sheet.formula(row, column);
  if (value === null || value === '') {
    if (formula && type !== 'str') sheet.note('CELL-FORMULA-EMPTY', row, column, '');
    return;
  }
  putValue(value, type, style, row, column, parts, sheet);
}

function putValue(value: string, type: string, style: string | null, row: number, column: number, parts: WorkbookParts, sheet: SheetTable) {
  const unreadable = (because: string) => {
    sheet.note('CELL-UNREADABLE', row, column, because);
    sheet.put(row, column, 'text', value);
  };
  if (type === 's') {
    const text = /^\s*\d+\s*$/.test(value) ? parts.strings[Number(value)] : undefined;
    if (text === undefined) unreadable(`the file has no text number ${value}`);
    else sheet.put(row, column, 'text', text);
  } else if (type === 'str' || type === 'inlineStr') sheet.put(row, column, 'text', unescaped(value));
  else if (type === 'b') sheet.put(row, column, 'boolean', isTrue(value.trim()) ? 'TRUE' : 'FALSE');
  else if (type === 'e') {
    sheet.note('CELL-ERROR', row, column, value);
    sheet.put(row, column, 'error', value);
  } else if (type === 'd') {
    const date = isoDateText(value);
    if (date === null) unreadable('it is no ISO 8601 date');
    else sheet.put(row, column, 'date', date);
  } else {
    const number = NUMBER.test(value) ? Number(value) : NaN;
    if (type !== 'n' || !Number.isFinite(number)) unreadable(`"${value.slice(0, 40)}" is no number`);
    else {
      const kind = style === null ? 'number' : parts.styles[Number(style)];
      if (kind === undefined && style !== '0') sheet.note('CELL-UNREADABLE', row, column, `the file has no style number ${style}`);
      putNumber(number, kind ?? 'number', parts.dates, row, column, sheet);
    }
  }
}

/** A number cell under what its format shows: a date or a time, else the plain number. */
export function putNumber(
  number: number,
  kind: 'number' | 'date' | 'time',
  dates: 1900 | 1904,
  row: number,
  column: number,
  sheet: SheetTable,
): void {
  const date = kind === 'number' ? null : serialText(number, dates, kind);
  if (date !== null) {
    sheet.put(row, column, kind === 'date' ? 'date' : 'text', date);
    return;
  }
  if (isBeyondDigits(number)) sheet.note('CELL-DIGITS', row, column, '');
  sheet.put(row, column, 'number', numberText(number));
}
