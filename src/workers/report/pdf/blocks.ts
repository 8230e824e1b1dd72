import type { Fact, FactSection, ReportDocument } from '../document.ts';
import { periodOf } from '../head.ts';
import { longDate, utcTime } from '../words.ts';
import { INK, LEFT, RIGHT, WIDTH, type Canvas } from './canvas.ts';
import { cellText, isRight } from './cell-text.ts';

/** The head of page one: what it is, which case, who made it and when. */
export function drawTitle(canvas: Canvas, report: ReportDocument): void {
  const { regular, strong, code } = canvas.faces;
  const { head } = report;
  canvas.y += 18;
  canvas.fill(LEFT, canvas.y, 34, 3, INK.accent);
  canvas.y -= 16;
  canvas.text(strong.printable(report.title), LEFT, canvas.y, 22, strong);
  canvas.y -= 33;
  for (const line of regular.lines(regular.printable(head.caseName), 13, WIDTH)) {
    canvas.text(line, LEFT, canvas.y, 13, regular);
    canvas.y -= 18;
  }
  canvas.y -= 6;
  const period = periodOf(head);
  const facts: readonly (readonly [string, string, boolean?])[] = [
    ['Reference', head.caseReference || 'None', true],
    ['Period of the sources', period ? `${longDate(period.from)} to ${longDate(period.to)}` : 'No dated source'],
    ['Prepared by', head.generatedBy],
    ['Prepared on', `${longDate(head.generatedAt)}, ${utcTime(head.generatedAt).slice(11)}`],
  ];
  const half = WIDTH / 2;
  for (let i = 0; i < facts.length; i += 2) {
    let height = 0;
    for (const [j, [label, value, fixed]] of facts.slice(i, i + 2).entries()) {
      const x = LEFT + j * half;
      const face = fixed ? code : regular;
      canvas.text(label, x, canvas.y, 7.6, regular, INK.soft);
      const lines = face.lines(face.printable(value), 9.5, half - 14);
      for (const [k, line] of lines.entries()) canvas.text(line, x, canvas.y - 11 - k * 13, 9.5, face);
      height = Math.max(height, 11 + lines.length * 13 + 7);
    }
    canvas.y -= height;
  }
  canvas.y -= 2;
}

/** The first figures of a report in a row of equal boxes. */
export function drawHeadline(canvas: Canvas, facts: readonly Fact[]): void {
  const { regular, strong } = canvas.faces;
  const gap = 8;
  const width = (WIDTH - gap * (facts.length - 1)) / facts.length;
  const height = 50;
  for (const [i, fact] of facts.entries()) {
    const x = LEFT + i * (width + gap);
    canvas.fill(x, canvas.y, width, height, INK.tint);
    canvas.fill(x, canvas.y, 2, height, INK.accent);
    const value = strong.printable(fact.value === null ? '\u2013' : cellText(fact.kind, fact.value, fact.currency ?? ''));
    const label = regular.printable(fact.label);
    const fit = (face: typeof strong, text: string, size: number): number => Math.min(size, (size * (width - 18)) / face.width(text, size));
    canvas.text(value, x + 10, canvas.y - 9, fit(strong, value, 15), strong);
    canvas.text(label, x + 10, canvas.y - 32, fit(regular, label, 7.6), regular, INK.soft);
  }
  canvas.y -= height + 6;
}

/** Named values, one a line: figures stand right in one column, words left. */
export function drawFacts(canvas: Canvas, section: FactSection, heading: string): void {
  const { regular, code } = canvas.faces;
  canvas.heading(heading, 40);
  const valueX = LEFT + 190;
  for (const fact of section.facts) {
    if (fact.value === null || fact.value === '') continue;
    const face = fact.kind === 'code' ? code : regular;
    const text =
      face.printable(cellText(fact.kind, fact.value, fact.currency ?? '')) + (fact.kind === 'money' ? ` ${fact.currency ?? ''}` : '');
    const size = fact.kind === 'code' ? 7.6 : 8.6;
    const lines = isRight(fact.kind) ? [text] : face.lines(text, size, RIGHT - valueX);
    canvas.need(lines.length * 12 + 4);
    canvas.text(regular.printable(fact.label), LEFT, canvas.y, 8.6, regular, INK.soft);
    for (const [i, line] of lines.entries()) canvas.text(line, valueX, canvas.y - i * 12, size, face);
    canvas.y -= lines.length * 12;
    canvas.rule(canvas.y, INK.line, 0.4);
    canvas.y -= 3.4;
  }
}

/** Results: each label with its figure, figures aligned at the right edge. */
export function drawFigures(canvas: Canvas, section: FactSection, heading: string): void {
  const { regular, figures } = canvas.faces;
  canvas.heading(heading, 40);
  for (const fact of section.facts) {
    canvas.need(15);
    const text =
      fact.value === null
        ? '\u2013'
        : regular.printable(cellText(fact.kind, fact.value, fact.currency ?? '')) +
          (fact.kind === 'money' ? ` ${fact.currency ?? ''}` : '');
    canvas.text(regular.printable(fact.label), LEFT, canvas.y, 8.6, regular);
    canvas.textRight(text, RIGHT, canvas.y, 8.6, figures);
    canvas.y -= 12;
    canvas.rule(canvas.y, INK.line, 0.4);
    canvas.y -= 3.4;
  }
}

/** Two places to sign: who prepared and who reviewed. */
export function drawSignatures(canvas: Canvas, heading: string): void {
  const { regular } = canvas.faces;
  canvas.heading(heading, 124);
  canvas.paragraph(
    'The figures above were taken from the sources listed in this report, identified by their SHA-256 values. Amounts are exact to the minor unit of the currency.',
    8.6,
  );
  const half = (WIDTH - 30) / 2;
  canvas.y -= 40;
  for (const [i, role] of ['Prepared by', 'Reviewed by'].entries()) {
    const x = LEFT + i * (half + 30);
    canvas.rule(canvas.y, INK.rule, 0.8, x, x + half);
    canvas.text(`${role}: name and signature`, x, canvas.y - 5, 7.6, regular, INK.soft);
    canvas.rule(canvas.y - 46, INK.rule, 0.8, x, x + half);
    canvas.text('Date', x, canvas.y - 51, 7.6, regular, INK.soft);
  }
  canvas.y -= 70;
}
