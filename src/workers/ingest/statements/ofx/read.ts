/** Reads OFX 1 (SGML), OFX 2 (XML) and QFX, in pieces: memory does not grow with the file but for the identifiers seen. */
import { decodeBytes } from '../../dialect.ts';
import { surveySource, type Survey } from '../../encoding.ts';
import { markQuestion, type Question } from '../../questions.ts';
import type { ByteSource } from '../../source.ts';
import type { ReaderOutcome, StatementReader, StatementSink } from '../reader.ts';
import { gatherMark, provenMark, type MarkEvidence } from '../loose-amount.ts';
import { readHeader, type Header } from './header.ts';
import { TagScanner } from './scan.ts';
import { Statements } from './statements.ts';
import { TextReader, type TextDecoding } from './text.ts';
import { Tree } from './tree.ts';

const CHUNK_BYTES = 256 * 1024;
/** A million movements take some 250 MB. */
const MOST_BYTES = 256 * 1024 * 1024;

const AMOUNT = /TRNAMT\s*>\s*([^<\r\n]{1,60})/gi;

/** Pieces of the file as text in which one character is one byte, or one code unit of UTF-16. */
async function* piecesOf(source: ByteSource, decoding: TextDecoding): AsyncGenerator<string> {
  for (let offset = decoding.start; offset < source.size;) {
    const chunk = await source.read(offset, Math.min(CHUNK_BYTES, source.size - offset));
    if (chunk.length === 0) return;
    offset += chunk.length;
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    yield decoding.unit === 2 ? decodeBytes(buffer, decoding.encoding) : buffer.toString('latin1');
  }
}

/**
 * What the bytes are wins over what the header says. Only between code pages, which bytes can't tell apart, the header
 * decides.
 */
function decodingOf(survey: Survey, header: Header, told: string | undefined): { decoding: TextDecoding; declared: string } {
  const unit = survey.encoding.startsWith('utf-16') ? 2 : 1;
  const { declared } = header;
  const page = declared !== null && !declared.startsWith('utf-') && declared !== 'us-ascii';
  const single = survey.encoding !== 'utf-8' && unit === 1;
  const encoding = told === undefined && single && page ? declared : survey.encoding;
  const agrees = declared === null || declared === encoding || (unit === 2 && declared.startsWith('utf-')) || told !== undefined;
  return {
    decoding: { encoding, fallback: page && !single ? declared : survey.fallback, unit, start: survey.markBytes },
    declared: agrees ? '' : header.said,
  };
}

export const readOfx: StatementReader = async (source, sink, options) => {
  const empty = (format: 'ofx1' | 'ofx2', encoding: string): ReaderOutcome => ({
    format,
    encoding,
    dateFormat: 'yyyyMMdd',
    decimalMark: '.',
    reasons: [],
    questions: [],
  });
  if (source.size > MOST_BYTES) {
    sink.problem('FILE-TOO-LARGE', 0, { values: ['256 MB'] });
    return empty('ofx1', 'utf-8');
  }
  const survey = await surveySource(source, options.encoding, options.signal);
  const unit = survey.encoding.startsWith('utf-16') ? 2 : 1;
  const headBytes = survey.head.subarray(survey.markBytes, survey.markBytes + 65_536);
  const header = readHeader(unit === 2 ? decodeBytes(headBytes, survey.encoding) : Buffer.from(headBytes).toString('latin1'));
  if (survey.markBytes >= source.size) {
    sink.problem('FILE-EMPTY', 0);
    return empty(header.format, survey.encoding);
  }
  const { decoding, declared } = decodingOf(survey, header, options.encoding);
  checkHeader(header, sink);

  const evidence: MarkEvidence = { point: 0, comma: 0 };
  let tailOfLast = '';
  for await (const piece of piecesOf(source, decoding)) {
    options.signal?.throwIfAborted();
    for (const match of (tailOfLast + piece).matchAll(AMOUNT)) gatherMark(match[1]!.trim(), evidence);
    // An amount cut in two by the end of a piece; one counted twice changes nothing.
    tailOfLast = piece.slice(-100);
  }
  const proven = options.decimalMark ?? provenMark(evidence);

  const statements: Statements = new Statements(
    sink,
    {
      text: new TextReader(decoding, declared, (code, line, place) => sink.problem(code, line, place)),
      provenMark: proven,
      sign: options.signRule === 'inverted' ? -1 : 1,
      currency: options.currency ?? '',
    },
    () => scanner,
    () => tree,
  );
  const tree: Tree = new Tree(statements, () => scanner);
  const scanner: TagScanner = new TagScanner(tree, survey.newline);
  let done = decoding.start;
  for await (const piece of piecesOf(source, decoding)) {
    scanner.push(piece);
    done += piece.length * decoding.unit;
    await sink.breathe(done);
  }
  finish(scanner, tree, statements, sink, (done - decoding.start) / decoding.unit);
  return outcomeOf(header, decoding, survey, evidence, options.decimalMark, statements.openAmount);
};

function checkHeader(header: Header, sink: StatementSink): void {
  if (!header.present) sink.problem('REC-MISSING', 1, { values: ['the header (OFXHEADER)'] });
  if (header.declared === null && !/^(?:NONE)?$/i.test(header.said)) {
    sink.problem('FLD-UNREADABLE', 1, { values: [header.said, 'encoding'] });
  }
  if (header.compression !== 'NONE' && header.compression !== '') {
    sink.problem('FLD-UNREADABLE', 1, { values: [header.compression, 'compression'] });
  }
}

function finish(scanner: TagScanner, tree: Tree, statements: Statements, sink: StatementSink, end: number): void {
  const inside = scanner.end();
  const unclosed = tree.end(end);
  statements.finish();
  const missing = inside ?? (unclosed.length > 0 ? `the end tag </${unclosed[0]}>` : null);
  if (missing !== null) sink.problem('FILE-TRUNCATED', scanner.lineAt(end), { values: [missing] });
  if (!tree.started) sink.problem('FILE-DAMAGED', 0, { values: ['it holds no tag of OFX'] });
  else if (statements.records === 0) sink.problem('FILE-NO-ROWS', 0);
}

function outcomeOf(
  header: Header,
  decoding: TextDecoding,
  survey: Survey,
  evidence: MarkEvidence,
  told: ReaderOutcome['decimalMark'] | undefined,
  openAmount: string | null,
): ReaderOutcome {
  const mark = told ?? (evidence.comma > evidence.point ? ',' : '.');
  const both = evidence.comma > 0 && evidence.point > 0;
  const because =
    told !== undefined
      ? 'chosen by hand'
      : both
        ? `${evidence.point} amounts show a point, ${evidence.comma} a comma; each was read by itself`
        : evidence.comma + evidence.point > 0
          ? 'no amount allows another mark'
          : 'no amount shows a decimal mark';
  const questions: Question[] = openAmount === null || told !== undefined ? [] : [markQuestion(openAmount)];
  return {
    format: header.format,
    encoding: decoding.encoding,
    dateFormat: 'yyyyMMdd',
    decimalMark: mark,
    reasons: [
      {
        about: 'encoding',
        decision: decoding.encoding,
        because: decoding.encoding === survey.encoding ? survey.because : `not UTF-8; the header says ${header.said}`,
        confidence: survey.confidence,
      },
      { about: 'decimal mark', decision: mark, because, confidence: openAmount === null ? 98 : 40 },
      {
        about: 'dates',
        decision: 'yyyyMMdd',
        because: 'the format fixes it; the day is taken as written, in no time zone',
        confidence: 100,
      },
    ],
    questions,
  };
}
