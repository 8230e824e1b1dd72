import type { ReportTable } from '../document.ts';
import { INK, LEFT, RIGHT, WIDTH, type Canvas } from './canvas.ts';
import { cellText, isRight } from './cell-text.ts';
import type { Face } from './fonts.ts';

const SIZE = 7.6;
const LEADING = 10;
const PADDING = 3.2;
const GAP = 9;
const DETAIL_SIZE = 6.6;
const DETAIL_LEADING = 9;

interface Place {
  readonly at: number;
  readonly x: number;
  readonly width: number;
  readonly right: boolean;
  /** Dates and figures are set in one line, smaller where the column is narrow. */
  readonly whole: boolean;
  readonly face: Face;
  readonly size: number;
  readonly title: readonly string[];
}

function placesOf(canvas: Canvas, table: ReportTable): Place[] {
  const shown = table.columns.flatMap((column, at) => (column.page === undefined ? [] : [{ column, at, page: column.page }]));
  const scale = (WIDTH - GAP * (shown.length - 1)) / shown.reduce((sum, { page }) => sum + page, 0);
  let x = LEFT;
  return shown.map(({ column, at, page }) => {
    const width = page * scale;
    const code = column.kind === 'code';
    const right = isRight(column.kind);
    const face = code ? canvas.faces.code : right ? canvas.faces.figures : canvas.faces.regular;
    const title = canvas.faces.strong.lines(column.pageTitle ?? column.title, SIZE - 0.4, width);
    const place = { at, x, width, right, whole: right || column.kind === 'date', face, size: code ? SIZE - 0.8 : SIZE, title };
    x += width + GAP;
    return place;
  });
}

function drawHead(canvas: Canvas, places: readonly Place[]): void {
  const height = Math.max(...places.map((place) => place.title.length)) * LEADING + PADDING;
  for (const { title, x, width, right } of places) {
    for (const [i, line] of title.entries()) {
      const y = canvas.y - i * LEADING;
      if (right) canvas.textRight(line, x + width, y, SIZE - 0.4, canvas.faces.strong, INK.soft);
      else canvas.text(line, x, y, SIZE - 0.4, canvas.faces.strong, INK.soft);
    }
  }
  canvas.y -= height;
  canvas.rule(canvas.y, INK.rule, 0.8);
  canvas.y -= PADDING;
}

/** Draws lines `from` on of one row, as many as the page has room for. Returns the first line not drawn. */
function drawLines(canvas: Canvas, places: readonly Place[], cells: readonly (readonly string[])[], from: number, lines: number): number {
  const to = Math.min(lines, from + Math.max(1, Math.floor((canvas.room - PADDING) / LEADING)));
  for (const [i, place] of places.entries()) {
    for (let line = from; line < to; line++) {
      const text = cells[i]![line] ?? '';
      const y = canvas.y - (line - from) * LEADING;
      if (place.right) canvas.textRight(text, place.x + place.width, y, place.size, place.face);
      else canvas.text(text, place.x, y, place.size, place.face);
    }
  }
  canvas.y -= (to - from) * LEADING;
  return to;
}

/** Dates, amounts and counts are never broken over lines: one too wide for its column is set smaller. */
function fitted(place: Place, text: string): { readonly lines: readonly string[]; readonly size: number } {
  if (!place.whole) return { lines: place.face.lines(text, place.size, place.width), size: place.size };
  const width = place.face.width(text, place.size);
  return { lines: [text], size: width > place.width ? (place.size * place.width) / width : place.size };
}

function drawRow(canvas: Canvas, table: ReportTable, places: readonly Place[], row: number): void {
  const sized = places.map((place) => {
    const { kind } = table.columns[place.at]!;
    const text = cellText(kind, table.value(row, place.at), kind === 'money' ? table.currency(row, place.at) : '');
    return fitted(place, place.face.printable(text));
  });
  const drawn = places.map((place, i) => ({ ...place, size: sized[i]!.size }));
  const cells = sized.map((cell) => cell.lines);
  const { code } = canvas.faces;
  const detail = table.detail ? code.lines(code.printable(table.detail(row)), DETAIL_SIZE, WIDTH - 12) : [];
  const lines = Math.max(...cells.map((cell) => cell.length));
  const height = lines * LEADING + detail.length * DETAIL_LEADING + PADDING * 2;
  // A row is kept whole; only one taller than half a page may run over its end.
  if (height > canvas.room && (height < 340 || canvas.room < 60)) {
    canvas.newPage();
    drawHead(canvas, places);
  }
  for (let at = drawLines(canvas, drawn, cells, 0, lines); at < lines; at = drawLines(canvas, drawn, cells, at, lines)) {
    canvas.newPage();
    drawHead(canvas, places);
  }
  if (detail.length > 0) canvas.y -= 1.5;
  for (const line of detail) {
    if (canvas.need(DETAIL_LEADING)) drawHead(canvas, places);
    canvas.text(line, LEFT + 12, canvas.y, DETAIL_SIZE, code, INK.soft);
    canvas.y -= DETAIL_LEADING;
  }
  canvas.y -= PADDING - 1;
  canvas.rule(canvas.y, INK.line, 0.4, LEFT, RIGHT);
  canvas.y -= PADDING;
}

/**
 * Draws a table with its heading. Its head is repeated on every page; where the table is longer than its page limit, a
 * sentence before it says how many rows follow and where the rest is.
 */
export function drawTable(canvas: Canvas, table: ReportTable, heading: string): void {
  canvas.heading(heading, 46);
  if (table.rows === 0) {
    canvas.paragraph(table.empty ?? 'None.', 8.5, INK.soft);
    return;
  }
  const shown = Math.min(table.rows, table.pageLimit ?? table.rows);
  if (shown < table.rows) {
    const count = (n: number): string => n.toLocaleString('en-GB');
    canvas.paragraph(
      `The first ${count(shown)} of ${count(table.rows)} are printed; the whole list is in the XLSX and CSV exports of this report.`,
      8.5,
      INK.soft,
    );
    canvas.y -= 4;
  }
  const places = placesOf(canvas, table);
  drawHead(canvas, places);
  for (let row = 0; row < shown; row++) drawRow(canvas, table, places, row);
  canvas.y -= 6;
}
