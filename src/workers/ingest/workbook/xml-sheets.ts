/** XML Spreadsheet 2003, which programs like to name `.xls`: typed cells in plain XML. */
import { SheetTable } from './sheet-table.ts';
import { isBeyondDigits, isoDateText, numberText } from './typed-text.ts';
import { TOKEN, XmlCursor, decodeEntities } from './xml-cursor.ts';

export function readXmlSheets(xml: string): { sheets: SheetTable[]; closed: boolean; declared: boolean; broken: number } {
  const cursor = new XmlCursor(xml, true);
  const sheets: SheetTable[] = [];
  let sheet: SheetTable | null = null;
  let row = 0;
  let column = 0;
  let span = 0;
  let closed = false;
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.close) closed ||= cursor.name === 'Workbook';
    if (token !== TOKEN.open) continue;
    if (cursor.name === 'Worksheet') {
      sheets.push((sheet = new SheetTable(cursor.attribute('Name') ?? `Sheet ${sheets.length + 1}`, false)));
      [row, column, span] = [0, 0, 0];
    } else if (sheet === null) continue;
    else if (cursor.name === 'Row') {
      row = whole(cursor.attribute('Index')) ?? row + 1 + span;
      span = whole(cursor.attribute('Span')) ?? 0;
      column = 0;
      if (cursor.attribute('Hidden') === '1') sheet.hiddenRows += 1 + span;
    } else if (cursor.name === 'Column') {
      if (cursor.attribute('Hidden') === '1') sheet.hiddenColumns += 1 + (whole(cursor.attribute('Span')) ?? 0);
    } else if (cursor.name === 'Cell') {
      column = whole(cursor.attribute('Index')) ?? column + 1;
      const across = whole(cursor.attribute('MergeAcross')) ?? 0;
      if (across > 0 || cursor.attribute('MergeDown') !== null) sheet.merges.count++;
      if (cursor.attribute('Formula') !== null) sheet.formula(row, column);
      readCell(cursor, row, column, sheet);
      column += across;
    } else if (cursor.name === 'Visible') sheet.hidden = /^SheetHidden|^SheetVeryHidden/.test(textOf(cursor));
  }
  return { sheets, closed, declared: cursor.declared, broken: cursor.broken };
}

function readCell(cursor: XmlCursor, row: number, column: number, sheet: SheetTable): void {
  if (cursor.empty) return;
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.close && cursor.name === 'Cell') return;
    if (token !== TOKEN.open) continue;
    if (cursor.name !== 'Data') {
      cursor.skipElement();
      continue;
    }
    const type = cursor.attribute('Type') ?? 'String';
    putValue(type, textOf(cursor), row, column, sheet);
  }
}

function putValue(type: string, text: string, row: number, column: number, sheet: SheetTable): void {
  if (text === '') return;
  const date = type === 'DateTime' ? isoDateText(text) : null;
  const number = type === 'Number' && text.trim() !== '' ? Number(text) : NaN;
  if (date !== null) sheet.put(row, column, 'date', date);
  else if (Number.isFinite(number)) {
    if (isBeyondDigits(number)) sheet.note('CELL-DIGITS', row, column, '');
    sheet.put(row, column, 'number', numberText(number));
  } else if (type === 'Boolean') sheet.put(row, column, 'boolean', text.trim() === '1' ? 'TRUE' : 'FALSE');
  else if (type === 'Error') {
    sheet.note('CELL-ERROR', row, column, text);
    sheet.put(row, column, 'error', text);
  } else {
    if (type !== 'String') sheet.note('CELL-UNREADABLE', row, column, `"${text.slice(0, 40)}" is no ${type}`);
    sheet.put(row, column, 'text', text);
  }
}

/** All text inside the element whose open tag was last. */
function textOf(cursor: XmlCursor): string {
  if (cursor.empty) return '';
  const { name } = cursor;
  let text = '';
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.text) text += cursor.cdata ? cursor.raw : decodeEntities(cursor.raw);
    else if (token === TOKEN.close && cursor.name === name) break;
  }
  return text;
}

function whole(text: string | null): number | null {
  const value = Number(text ?? NaN);
  return Number.isInteger(value) && value > 0 ? value : null;
}
