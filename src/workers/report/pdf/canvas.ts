import { PageSizes, rgb, type Color, type PDFDocument, type PDFPage } from 'pdf-lib';
import type { Face, Faces } from './fonts.ts';

const hex = (code: string): Color =>
  rgb(parseInt(code.slice(0, 2), 16) / 255, parseInt(code.slice(2, 4), 16) / 255, parseInt(code.slice(4, 6), 16) / 255);

/** Colours of the printed page: the light tokens of the default theme. */
export const INK = {
  text: hex('12161b'),
  soft: hex('5d646e'),
  accent: hex('1c66ba'),
  line: hex('d4dae1'),
  rule: hex('81868d'),
  tint: hex('eff5fd'),
  stripe: hex('f7f9fc'),
  warn: hex('8f5a04'),
  bad: hex('b93530'),
  held: hex('6a9bd8'),
  twice: hex('2f5f9e'),
} as const;

/** A4 in points, with margins that leave room for a punched file. */
const [PAGE_WIDTH, PAGE_HEIGHT] = PageSizes.A4;
export const LEFT = 48;
export const RIGHT = PAGE_WIDTH - 40;
export const WIDTH = RIGHT - LEFT;
const TOP = PAGE_HEIGHT - 62;
const BOTTOM = 58;

/** A column of paper: everything is placed under what came before, and a new page begins where the old one is full. */
export class Canvas {
  readonly faces: Faces;
  readonly pages: PDFPage[] = [];
  private readonly document: PDFDocument;
  /** Baseline region's upper edge for the next thing, in points from the foot of the page. */
  y = TOP;

  constructor(document: PDFDocument, faces: Faces) {
    this.document = document;
    this.faces = faces;
    this.newPage();
  }

  get page(): PDFPage {
    return this.pages.at(-1)!;
  }

  newPage(): void {
    this.pages.push(this.document.addPage([PAGE_WIDTH, PAGE_HEIGHT]));
    this.y = TOP;
  }

  /** Points left on this page. */
  get room(): number {
    return this.y - BOTTOM;
  }

  /** Begins a new page unless `points` fit on this one. Returns whether it did. */
  need(points: number): boolean {
    if (this.room >= points) return false;
    this.newPage();
    return true;
  }

  /** Draws one line of printable text; `y` is the upper edge of the line. */
  text(text: string, x: number, y: number, size: number, face: Face, color: Color = INK.text): void {
    if (text !== '') this.page.drawText(text, { x, y: y - size * 0.94, size, font: face.font, color });
  }

  textRight(text: string, right: number, y: number, size: number, face: Face, color: Color = INK.text): void {
    this.text(text, right - face.width(text, size), y, size, face, color);
  }

  rule(y: number, color: Color = INK.line, thickness = 0.5, from = LEFT, to = RIGHT): void {
    this.page.drawLine({ start: { x: from, y }, end: { x: to, y }, thickness, color });
  }

  fill(x: number, top: number, width: number, height: number, color: Color): void {
    this.page.drawRectangle({ x, y: top - height, width, height, color });
  }

  /** A wrapped paragraph over the whole width, continued on the next page where needed. */
  paragraph(text: string, size: number, color: Color = INK.text, face: Face = this.faces.regular): void {
    const leading = size * 1.45;
    for (const line of face.lines(face.printable(text), size, WIDTH)) {
      this.need(leading);
      this.text(line, LEFT, this.y, size, face, color);
      this.y -= leading;
    }
  }

  /** A heading that stays together with at least `following` points of what it heads. */
  heading(text: string, following: number): void {
    this.need(34 + following);
    this.y -= 16;
    this.text(this.faces.strong.printable(text), LEFT, this.y, 11.5, this.faces.strong);
    this.y -= 19;
  }
}
