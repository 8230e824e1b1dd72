import { dayOfIso } from '../../../shared/calendar.ts';
import type { AccountCoverage } from '../../../shared/contract/quality.ts';
import { INK, LEFT, RIGHT, WIDTH, type Canvas } from './canvas.ts';

const STRIP = 13;
const SIZE = 7.6;
/** Points between the lines of a hatch. */
const HATCH = 3.2;
/** Least width of a mark, so that one missing day can be seen. */
const LEAST = 1.2;

type Color = (typeof INK)[keyof typeof INK];

/** Diagonal lines inside a rectangle whose upper left corner is given: what is missing is told apart without colour. */
function hatch(canvas: Canvas, x: number, top: number, width: number, height: number, color: Color): void {
  for (let at = x - height; at < x + width; at += HATCH) {
    // The line from (at, bottom) to (at + height, top), cut at both sides of the rectangle.
    const from = Math.max(at, x);
    const to = Math.min(at + height, x + width);
    if (to <= from) continue;
    const y = (px: number): number => top - height + (px - at);
    canvas.page.drawLine({ start: { x: from, y: y(from) }, end: { x: to, y: y(to) }, thickness: 0.5, color });
  }
}

function frame(canvas: Canvas, x: number, top: number, width: number, height: number, color: Color): void {
  canvas.page.drawRectangle({ x, y: top - height, width, height, borderColor: color, borderWidth: 0.6 });
}

/** One strip of time per account: held days filled, gaps hatched, days held twice dark, balances that do not join marked. */
export function drawCoverage(canvas: Canvas, accounts: readonly AccountCoverage[], heading: string): void {
  canvas.heading(heading, 90);
  drawLegend(canvas);
  for (const account of accounts) drawAccount(canvas, account);
}

function drawLegend(canvas: Canvas): void {
  const { regular } = canvas.faces;
  const top = canvas.y;
  let x = LEFT;
  const entry = (text: string, draw: (x: number) => void): void => {
    draw(x);
    canvas.text(text, x + 17, top, SIZE, regular, INK.soft);
    x += 17 + regular.width(text, SIZE) + 14;
  };
  entry('Held', (at) => canvas.fill(at, top, 12, 8, INK.held));
  entry('Held more than once', (at) => {
    canvas.fill(at, top, 12, 8, INK.held);
    canvas.fill(at, top, 12, 4, INK.twice);
  });
  entry('Gap: no statement', (at) => {
    hatch(canvas, at, top, 12, 8, INK.warn);
    frame(canvas, at, top, 12, 8, INK.warn);
  });
  entry('Balances do not join', (at) => drawBreak(canvas, at + 6, top, 8));
  canvas.y -= 18;
}

/** A line through the strip with a triangle on top. */
function drawBreak(canvas: Canvas, x: number, top: number, height: number): void {
  canvas.page.drawLine({ start: { x, y: top + 1 }, end: { x, y: top - height - 1 }, thickness: 1.1, color: INK.bad });
  canvas.page.drawSvgPath('M -2.6 -3.4 L 2.6 -3.4 L 0 0 Z', { x, y: top + 0.6, color: INK.bad });
}

function drawAccount(canvas: Canvas, account: AccountCoverage): void {
  const { regular, strong } = canvas.faces;
  canvas.need(64);
  const name = strong.printable([account.account, account.currency].filter(Boolean).join(', '));
  canvas.text(strong.lines(name, 9, WIDTH)[0]!, LEFT, canvas.y, 9, strong);
  canvas.y -= 17;
  const first = dayOfIso(account.from);
  const scale = WIDTH / Math.max(1, account.days);
  const place = (from: string, to: string): { x: number; width: number } => {
    const x = LEFT + (dayOfIso(from) - first) * scale;
    return { x, width: Math.min(RIGHT - x, Math.max(LEAST, (dayOfIso(to) - dayOfIso(from) + 1) * scale)) };
  };
  const top = canvas.y;
  for (const held of account.held) {
    const { x, width } = place(held.from, held.to);
    canvas.fill(x, top, width, STRIP, INK.held);
  }
  for (const held of account.held) {
    const { x } = place(held.from, held.to);
    if (x > LEFT && scale * 5 > 1)
      canvas.page.drawLine({ start: { x, y: top }, end: { x, y: top - STRIP }, thickness: 0.4, color: INK.tint });
  }
  for (const over of account.overlaps) {
    const { x, width } = place(over.from, over.to);
    canvas.fill(x, top, width, STRIP / 2, INK.twice);
  }
  for (const gap of account.gaps) {
    const { x, width } = place(gap.from, gap.to);
    hatch(canvas, x, top, width, STRIP, INK.warn);
    frame(canvas, x, top, width, STRIP, INK.warn);
  }
  for (const broken of account.breaks) drawBreak(canvas, place(broken.at, broken.at).x, top, STRIP);
  canvas.y -= STRIP + 4;
  canvas.text(account.from, LEFT, canvas.y, SIZE, regular, INK.soft);
  canvas.textRight(account.to, RIGHT, canvas.y, SIZE, regular, INK.soft);
  canvas.y -= 12;
  canvas.paragraph(account.verdict, 8.2);
  canvas.y -= 9;
}
