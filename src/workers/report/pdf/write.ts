import { PDFDocument } from 'pdf-lib';
import type { ReportDocument } from '../document.ts';
import { utcTime } from '../words.ts';
import { drawFacts, drawFigures, drawHeadline, drawSignatures, drawTitle } from './blocks.ts';
import { drawCoverage } from './coverage.ts';
import { Canvas, INK, LEFT, RIGHT, WIDTH } from './canvas.ts';
import { embedFaces, type ReportFonts } from './fonts.ts';
import { drawTable } from './table.ts';

/** Tables that belong to the front of the report; the long lists follow the signatures as schedules. */
const FRONT = new Set(['Sources', 'Categories', 'Confidence', 'Findings', 'Score', 'Files']);

function drawBody(canvas: Canvas, report: ReportDocument): void {
  drawTitle(canvas, report);
  drawHeadline(canvas, report.headline);
  let number = 0;
  const next = (title: string): string => `${++number}  ${title}`;
  const section = (title: string) => report.sections.find((candidate) => candidate.title === title);
  const result = section('Result');
  if (result) drawFigures(canvas, result, next('Result'));
  for (const table of report.tables) if (FRONT.has(table.sheetName)) drawTable(canvas, table, next(table.title));
  for (const facts of report.sections) if (facts !== result && facts.title !== 'Report') drawFacts(canvas, facts, next(facts.title));
  if (report.coverage && report.coverage.length > 0) drawCoverage(canvas, report.coverage, next('Coverage'));
  if (report.signed) drawSignatures(canvas, next('Signatures'));
  let schedule = 0;
  for (const table of report.tables) {
    if (FRONT.has(table.sheetName)) continue;
    const letter = String.fromCharCode(65 + schedule);
    if (schedule === 0 && report.signed) canvas.newPage();
    schedule++;
    drawTable(canvas, table, `Schedule ${letter}  ${table.title}`);
  }
  const missing = Object.values(canvas.faces).reduce((sum, face) => sum + face.missing, 0);
  canvas.y -= 8;
  const marks = 'Lines are given as source and line number: S1:12 is line 12 of source S1.';
  canvas.paragraph(marks, 7.6, INK.soft);
  if (missing > 0)
    canvas.paragraph(
      `${missing} characters are not in the fonts of this report and are printed as \ufffd; the XLSX and CSV exports hold them.`,
      7.6,
      INK.soft,
    );
}

/** Heads and feet are drawn last, when the number of pages is known. */
function drawFrames(canvas: Canvas, report: ReportDocument): void {
  const { regular } = canvas.faces;
  const { head } = report;
  const [first, ...others] = canvas.pages;
  const total = canvas.pages.length;
  const name = regular.lines(regular.printable(`${report.title} \u00b7 ${head.caseName}`), 7.6, WIDTH - 140);
  const foot = regular.lines(
    regular.printable(
      [`NEXUS Examiner ${head.programVersion}`, head.caseReference, head.audit ? `audit head ${head.audit.head.slice(0, 16)}` : '']
        .filter(Boolean)
        .join(' \u00b7 '),
    ),
    7.6,
    WIDTH - 90,
  );
  for (const [i, page] of [first!, ...others].entries()) {
    const at = (text: string, x: number, y: number): void => page.drawText(text, { x, y, size: 7.6, font: regular.font, color: INK.soft });
    const right = (text: string, y: number): void => at(text, RIGHT - regular.width(text, 7.6), y);
    const { height } = page.getSize();
    if (i > 0) {
      at(name.length > 1 ? `${name[0]} \u2026` : name[0]!, LEFT, height - 40);
      right(utcTime(head.generatedAt), height - 40);
      page.drawLine({ start: { x: LEFT, y: height - 47 }, end: { x: RIGHT, y: height - 47 }, thickness: 0.5, color: INK.line });
    }
    page.drawLine({ start: { x: LEFT, y: 44 }, end: { x: RIGHT, y: 44 }, thickness: 0.5, color: INK.line });
    at(foot[0]!, LEFT, 32);
    right(`Page ${i + 1} of ${total}`, 32);
  }
}

/**
 * A report as PDF, A4, ready to be signed. The same document and fonts give the same bytes: every date comes from the head.
 * @param fonts font files whose used glyphs are embedded
 */
export async function pdfBytes(report: ReportDocument, fonts: ReportFonts): Promise<Uint8Array> {
  const pdf = await PDFDocument.create();
  const faces = await embedFaces(pdf, fonts);
  const at = new Date(Number.isNaN(Date.parse(report.head.generatedAt)) ? 0 : report.head.generatedAt);
  pdf.setTitle(`${report.title}: ${report.head.caseName}`, { showInWindowTitleBar: true });
  pdf.setSubject(report.head.caseReference);
  pdf.setAuthor(report.head.generatedBy);
  pdf.setCreator(`NEXUS Examiner ${report.head.programVersion}`);
  pdf.setProducer(`NEXUS Examiner ${report.head.programVersion}`);
  pdf.setLanguage('en-GB');
  pdf.setCreationDate(at);
  pdf.setModificationDate(at);
  const canvas = new Canvas(pdf, faces);
  drawBody(canvas, report);
  drawFrames(canvas, report);
  return pdf.save();
}
