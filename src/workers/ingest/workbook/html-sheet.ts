/**
 * The tables of a web page that calls itself a spreadsheet, as several banks export. All tables stand below each other in one
 * sheet, as spreadsheet programs open them; texts between them are rows of one cell. Values stay as they are shown.
 */
import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import { decodeBytes } from '../dialect.ts';
import { detect } from '../encoding.ts';
import { xmlText } from './part-text.ts';
import { SheetTable } from './sheet-table.ts';
import { TOKEN, XmlCursor, decodeEntities } from './xml-cursor.ts';

/** Text of a page: byte order mark, then what it says of itself, then UTF-8 where it is valid, else by its letters. */
/** `valid` is false where the page calls itself UTF-8 and is not. */
export function pageText(bytes: Uint8Array): { text: string; valid: boolean } {
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes[0] === 0xef;
  if (marked) return { text: xmlText(bytes), valid: bytes[0] !== 0xef || isUtf8(bytes) };
  const head = Buffer.from(bytes.subarray(0, 4096)).toString('latin1');
  const told = /<meta[^>]{0,200}charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
  if (isUtf8(bytes)) return { text: decodeBytes(bytes, 'utf-8'), valid: true };
  if (told && /^utf-?8$/i.test(told)) return { text: decodeBytes(bytes, 'utf-8'), valid: false };
  const encoding = told && iconv.encodingExists(told) && !/^utf/i.test(told) ? told.toLowerCase() : detect(bytes.subarray(0, 65_536));
  return { text: decodeBytes(bytes, encoding), valid: true };
}

/** Cells that a cell above reaches down into: rows left by column. */
type Reach = Map<number, number>;

export function readHtml(html: string): SheetTable {
  const cursor = new XmlCursor(html);
  const sheet = new SheetTable('HTML', false);
  const reach: Reach = new Map();
  let row = 0;
  let column = 0;
  let next = 1;
  let text = '';
  let tables = 0;
  let openCells = 0;
  let closedCells = 0;
  /** Cells of each row, spans counted. */
  const ends: [row: number, cells: number][] = [];
  const flush = () => {
    const shown = text.replace(/[ \t\r\n]+/g, ' ').trim();
    text = '';
    if (shown === '') return;
    if (column > 0) sheet.put(row, column, 'text', shown);
    else sheet.put(++row, 1, 'text', shown);
    column = 0;
  };
  for (let token = cursor.next(); token !== TOKEN.end; token = cursor.next()) {
    if (token === TOKEN.text) {
      text += cursor.cdata ? cursor.raw : decodeEntities(cursor.raw);
      continue;
    }
    const name = cursor.name.toLowerCase();
    if (token === TOKEN.open) {
      if (name === 'script' || name === 'style' || name === 'title') {
        cursor.skipElement();
        continue;
      }
      if (name === 'tr') {
        flush();
        ends.push([row, next - 1]);
        row++;
        [column, next] = [0, 1];
      } else if (name === 'td' || name === 'th') {
        flush();
        openCells++;
        row = Math.max(1, row);
        column = freeColumn(reach, next);
        next = column + span(cursor.attribute('colspan'), 1000);
        const down = span(cursor.attribute('rowspan'), 65_534);
        if (next - column > 1 || down > 1) sheet.merges.count++;
        if (down > 1 && reach.size < 10_000) for (let c = column; c < next; c++) reach.set(c, down);
      } else if (name === 'table') {
        flush();
        tables++;
        reach.clear();
      } else if (name === 'br' || name === 'p' || name === 'div') text += ' ';
    } else if (name === 'td' || name === 'th' || name === 'table' || /^h[1-6]$/.test(name)) {
      if (name === 'td' || name === 'th') closedCells++;
      flush();
      column = 0;
    } else if (name === 'p' || name === 'div') {
      if (column > 0) text += ' ';
      else flush();
    } else if (name === 'tr') {
      flush();
      for (const [c, left] of reach) {
        if (left <= 1) reach.delete(c);
        else reach.set(c, left - 1);
      }
    }
  }
  flush();
  ends.push([row, next - 1]);
  noteRagged(ends, sheet);
  // Pages may leave close tags out; one that writes them has as many as cells.
  if (closedCells > openCells * 0.5 && closedCells !== openCells) sheet.unevenTags = Math.abs(openCells - closedCells);
  if (tables === 0) sheet.rows.length = 0;
  return sheet;
}

/** Rows filled up to the table's width would hide that they had fewer or more cells than the rows above them. */
function noteRagged(ends: readonly (readonly [row: number, cells: number])[], sheet: SheetTable): void {
  const counts = new Map<number, number>();
  for (const [, cells] of ends) if (cells > 1) counts.set(cells, (counts.get(cells) ?? 0) + 1);
  let usual = 0;
  for (const [cells, count] of counts) if (count > (counts.get(usual) ?? 0)) usual = cells;
  if ((counts.get(usual) ?? 0) < 2) return;
  const first = ends.findIndex(([, cells]) => cells === usual);
  for (const [row, cells] of ends.slice(first)) if (cells > 1 && cells !== usual) sheet.note('DIA-COLUMNS', row, 1, `${cells} ${usual}`);
}

function freeColumn(reach: Reach, from: number): number {
  let column = from;
  while (reach.has(column)) column++;
  return column;
}

function span(text: string | null, most: number): number {
  const value = Number.parseInt(text ?? '1', 10);
  return value > 0 ? Math.min(value, most) : 1;
}
