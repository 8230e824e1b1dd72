import type { FactSection, ReportDocument, ReportTable } from '../document.ts';
import { cellXml, columnName, textCell } from './cell.ts';
import { formatIndex } from './styles.ts';

const OPEN =
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';
const PAGE = '<pageMargins left="0.4" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>';

/** A worksheet has 1,048,576 rows; one is the header. */
export const SHEET_ROWS = 1_048_575;

/** A part of a table that fits one worksheet. */
export interface SheetPart {
  readonly name: string;
  readonly table: ReportTable;
  readonly from: number;
  readonly to: number;
}

/** Columns of a table that a spreadsheet shows, with their places in the table. */
export function sheetColumns(table: ReportTable): { readonly at: number; readonly width: number }[] {
  return table.columns.flatMap((column, at) => (column.sheet === undefined ? [] : [{ at, width: column.sheet }]));
}

/** Splits a table over as many worksheets as its rows need. */
export function partsOf(table: ReportTable): SheetPart[] {
  const parts: SheetPart[] = [];
  for (let from = 0; from === 0 || from < table.rows; from += SHEET_ROWS) {
    const number = parts.length + 1;
    parts.push({
      name: number === 1 ? table.sheetName : `${table.sheetName.slice(0, 26)} (${number})`,
      table,
      from,
      to: Math.min(table.rows, from + SHEET_ROWS),
    });
  }
  return parts;
}

/** The range of a part with its header, e.g. `A1:K120`. */
export function rangeOf(part: SheetPart): string {
  return `A1:${columnName(sheetColumns(part.table).length - 1)}${part.to - part.from + 1}`;
}

/** A table's worksheet: header frozen and filterable, one row per row. */
export function* tableSheet(part: SheetPart): Generator<string> {
  const { table, from, to } = part;
  const columns = sheetColumns(table);
  const names = columns.map((_, i) => columnName(i));
  yield `${OPEN}<dimension ref="${rangeOf(part)}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/><selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews><sheetFormatPr defaultRowHeight="14"/>`;
  yield `<cols>${columns.map(({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`).join('')}</cols><sheetData>`;
  const right = new Set(['money', 'integer', 'number', 'share']);
  const header = columns.map(({ at }, i) =>
    textCell(`${names[i]}1`, table.columns[at]!.title, right.has(table.columns[at]!.kind) ? 'headerRight' : 'header'),
  );
  yield `<row r="1" ht="30" customHeight="1">${header.join('')}</row>`;
  let text = '';
  for (let row = from; row < to; row++) {
    const number = row - from + 2;
    text += `<row r="${number}">`;
    for (const [i, { at }] of columns.entries()) {
      const { kind } = table.columns[at]!;
      text += cellXml(`${names[i]}${number}`, kind, table.value(row, at), kind === 'money' ? table.currency(row, at) : '');
    }
    text += '</row>';
    if (text.length > 65_536) {
      yield text;
      text = '';
    }
  }
  yield `${text}</sheetData><autoFilter ref="${rangeOf(part)}"/>${PAGE}<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>`;
}

function factRows(section: FactSection, first: number): string[] {
  const rows = [
    `<row r="${first}" ht="20" customHeight="1">${textCell(`A${first}`, section.title, 'section')}<c r="B${first}" s="${formatIndex('section')}"/></row>`,
  ];
  for (const [i, fact] of section.facts.entries()) {
    const row = first + 1 + i;
    rows.push(
      `<row r="${row}">${textCell(`A${row}`, fact.label, 'label')}${cellXml(`B${row}`, fact.kind, fact.value, fact.currency ?? '')}</row>`,
    );
  }
  return rows;
}

/** The first worksheet: title, then every section as named values. */
export function* summarySheet(document: ReportDocument): Generator<string> {
  yield `${OPEN}<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="14"/><cols><col min="1" max="1" width="44" customWidth="1"/><col min="2" max="2" width="72" customWidth="1"/></cols><sheetData>`;
  yield `<row r="1" ht="26" customHeight="1">${textCell('A1', document.title, 'title')}</row>`;
  yield `<row r="2">${textCell('A2', document.head.caseName, 'label')}</row>`;
  let next = 4;
  for (const section of document.sections) {
    yield factRows(section, next).join('');
    next += section.facts.length + 2;
  }
  yield `</sheetData>${PAGE}<pageSetup paperSize="9" orientation="portrait" fitToHeight="0"/></worksheet>`;
}
