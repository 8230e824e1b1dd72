/** Reads statements printed as plain text: fixed-width reports, and text taken out of PDF files. */
import iconv from 'iconv-lite';
import { decodeBytes } from '../../dialect.ts';
import { surveySource } from '../../encoding.ts';
import type { ReaderOutcome, StatementReader } from '../reader.ts';
import { linesOf, type Line } from '../lines.ts';
import { interpretPages } from './interpret.ts';
import { PRINTED_CHARACTERS, type PageLine } from './page-line.ts';

/** A statement of a million movements is not printed on pages. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_LINES = 300_000;

export const readPageText: StatementReader = async (source, sink, options) => {
  const refused: ReaderOutcome = {
    format: 'text',
    encoding: 'utf-8',
    dateFormat: 'dd.MM.yyyy',
    decimalMark: '.',
    reasons: [],
    questions: [],
  };
  if (source.size === 0) {
    sink.problem('FILE-EMPTY', 1);
    return refused;
  }
  if (source.size > MAX_BYTES) {
    sink.problem('FILE-TOO-LARGE', 1, { values: ['32 MB'] });
    return refused;
  }
  const survey = await surveySource(source, options.encoding, options.signal);
  if (survey.binary !== null) {
    sink.problem('FILE-BINARY', 1, { values: [survey.binary] });
    return refused;
  }
  const fallback = singleByte(survey.fallback) ? survey.fallback : 'windows-1252';
  const lines: PageLine[] = [];
  const places: { line: Line; encoding: string }[] = [];
  let damaged = false;
  for await (const line of linesOf(source, survey.encoding, survey.markBytes)) {
    if (lines.length === MAX_LINES) {
      sink.problem('FILE-LIMIT', line.number, { values: [`the text has more than ${MAX_LINES} lines`] });
      break;
    }
    let { text } = line;
    let { encoding } = survey;
    // Places are counted back into bytes: a line that does not encode to its own bytes is read byte by byte.
    if (text.includes('\ufffd') || byteLength(text, encoding) !== line.byteLength) {
      const bytes = await source.read(line.byteStart, Math.min(line.byteLength, PRINTED_CHARACTERS * 4));
      if (text.includes('\ufffd') && encoding !== fallback) {
        sink.problem('ENC-MIXED', line.number, { values: [fallback] });
        damaged = true;
      }
      encoding = fallback;
      text = decodeBytes(bytes, fallback);
    }
    if (text.includes('\0')) {
      sink.problem('ENC-NUL', line.number);
      damaged = true;
    }
    if (text.length > PRINTED_CHARACTERS) {
      sink.problem('DIA-RECORD-LONG', line.number, { values: [PRINTED_CHARACTERS] });
      text = '';
    }
    lines.push({ number: line.number, page: 1, text });
    places.push({ line: { ...line, text: '' }, encoding });
    if (lines.length % 5_000 === 0) await sink.breathe(line.byteStart);
  }
  const bytesBefore = (index: number, character: number): number => {
    const { line, encoding } = places[index]!;
    return line.byteStart + byteLength(lines[index]!.text.slice(0, character), encoding);
  };
  const outcome = await interpretPages(
    lines,
    { span: (index, start, end) => [bytesBefore(index, start), bytesBefore(index, end) - bytesBefore(index, start)] },
    sink,
    options,
    { format: 'text', encoding: survey.encoding, bytes: source.size },
  );
  const because = damaged ? `${survey.because}; some lines are not` : survey.because;
  return {
    ...outcome,
    reasons: [{ about: 'encoding', decision: survey.encoding, because, confidence: survey.confidence }, ...outcome.reasons],
  };
};

function singleByte(encoding: string): boolean {
  return /^(?:windows-125\d|iso-8859-\d+|cp850)$/.test(encoding);
}

function byteLength(text: string, encoding: string): number {
  if (encoding === 'utf-8') return Buffer.byteLength(text);
  if (encoding.startsWith('utf-16')) return text.length * 2;
  if (singleByte(encoding)) return text.length;
  return iconv.encode(text, encoding).length;
}
