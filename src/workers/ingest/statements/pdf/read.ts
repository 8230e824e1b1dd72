/** Reads PDF statements with a text layer: pages to positioned lines, then the interpreter of printed pages. */
import { interpretPages } from '../page-text/interpret.ts';
import { xOf, type PageLine } from '../page-text/page-line.ts';
import type { ReaderOutcome, StatementReader, StatementSink } from '../reader.ts';
import { linesOfPieces, type PieceLine } from './lines.ts';
import { PdfRefused, readPdfPages, type PdfText } from './pages.ts';
import { surveyPdf, type PdfSurvey } from './survey.ts';

/** Scans are larger; they hold no text anyway. */
const MAX_BYTES = 128 * 1024 * 1024;
/** Time for taking the text out of one file, in milliseconds. */
const BUDGET = 8_000;

export const readPdf: StatementReader = async (source, sink, options) => {
  const nothing: ReaderOutcome = {
    format: 'pdf',
    encoding: 'utf-8',
    dateFormat: 'dd.MM.yyyy',
    decimalMark: '.',
    reasons: [],
    questions: [],
  };
  if (source.size === 0) {
    sink.problem('FILE-EMPTY', 1);
    return nothing;
  }
  if (source.size > MAX_BYTES) {
    sink.problem('FILE-TOO-LARGE', 1, { values: ['128 MB'] });
    return nothing;
  }
  const bytes = await source.read(0, source.size);
  const survey = surveyPdf(bytes);
  announce(survey, sink);
  if (survey.refused !== null) {
    sink.problem('FILE-LIMIT', 1, { values: [survey.refused] });
    return nothing;
  }
  const lines: PageLine[] = [];
  const places: PieceLine[] = [];
  let empty = 0;
  let text: PdfText;
  try {
    text = await readPdfPages(bytes, performance.now() + BUDGET, async (page) => {
      const found = linesOfPieces(page.pieces);
      if (found.length === 0) empty++;
      for (const line of found) {
        lines.push({ number: lines.length + 1, page: page.number, text: line.text, runs: line.runs });
        places.push(line);
      }
      await sink.breathe(Math.min(source.size, lines.length * 100));
    });
  } catch (error) {
    if (!(error instanceof PdfRefused)) throw error;
    if (error.reason === 'encrypted') sink.problem('FILE-ENCRYPTED', 1);
    else if (error.reason === 'time') sink.problem('FILE-LIMIT', 1, { values: [`it took more than ${BUDGET / 1000} s`] });
    else sink.problem('FILE-DAMAGED', 1, { values: ['it cannot be opened as a PDF'] });
    return nothing;
  }
  report(text, empty, lines.length, sink);
  if (lines.length === 0) return nothing;
  const box = (index: number, start: number, end: number): readonly [number, number, number, number] => {
    const line = lines[index]!;
    const [left, right] = [xOf(line, start), endX(line, end)];
    const touched = places[index]!.pieces.filter((_, k) => line.runs![k]!.end > start && line.runs![k]!.start < end);
    const height = Math.max(...touched.map((piece) => piece.height), 1);
    const base = touched[0]?.y ?? 0;
    return [round(left), round(base - height), round(Math.max(0, right - left)), round(height * 1.2)];
  };
  const outcome = await interpretPages(lines, { box }, sink, options, { format: 'pdf', encoding: 'utf-8', bytes: source.size });
  return {
    ...outcome,
    reasons: [
      { about: 'format', decision: 'PDF with text', because: `${text.pages} pages, ${lines.length} lines of text`, confidence: 100 },
      ...outcome.reasons,
    ],
  };
};

/** Right edge of the character before `end`, which is not the left edge of the next run. */
function endX(line: PageLine, end: number): number {
  for (const run of line.runs!)
    if (end > run.start && end <= run.end) return run.x + (run.width * (end - run.start)) / (run.end - run.start);
  return xOf(line, end);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function announce(survey: PdfSurvey, sink: StatementSink): void {
  for (const name of survey.active) sink.problem('SEC-BLOCKED', 1, { values: [name] });
  if (survey.damaged > 0)
    sink.problem('FILE-DAMAGED', 1, { values: [`${survey.damaged} of its packed parts cannot be unpacked; what they hold is missing`] });
  if (!survey.ended) sink.problem('FILE-TRUNCATED', 1, { values: ['its end mark %%EOF'] });
  else if (!survey.indexed)
    sink.problem('FILE-DAMAGED', 1, { values: ['its table of objects is not where it says; the objects were searched for'] });
}

function report(text: PdfText, empty: number, lines: number, sink: StatementSink): void {
  for (const page of text.damaged) sink.problem('FILE-DAMAGED', 1, { values: [`page ${page} cannot be read`] });
  if (text.stopped === 'time') sink.problem('FILE-LIMIT', 1, { values: [`it took more than ${BUDGET / 1000} s`] });
  else if (text.stopped === 'pages') sink.problem('FILE-LIMIT', 1, { values: ['it has more than 3000 pages'] });
  else if (text.stopped === 'pieces')
    sink.problem('FILE-LIMIT', 1, { values: ['its pages hold more pieces of text than a statement does'] });
  if (lines === 0 && text.pages > text.damaged.length) sink.problem('PDF-NO-TEXT', 1, { values: [empty, text.pages] });
}
