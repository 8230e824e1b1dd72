/** Reads ISO 20022 bank-to-customer messages: camt.052 (report), camt.053 (statement), camt.054 (notification), any version. */
import type { ByteSource } from '../../source.ts';
import { decodeBytes, unitBytes } from '../../dialect.ts';
import type { ReaderOptions, ReaderOutcome, StatementReader, StatementSink } from '../reader.ts';
import { Assembler } from './assemble.ts';
import { xmlEncoding } from './encoding.ts';
import { MessageReader } from './message.ts';
import { piecesOf, type Piece } from './pieces.ts';
import { XmlScanner } from './scan.ts';
import { XmlLimit } from './xml-events.ts';

const RAW_BYTES = 1000;

/**
 * Each entry (Ntry) is one movement; the payments behind it (TxDtls) are added up and compared with it, never told one by one.
 * Nothing outside of the file is ever looked up: no document type, no external entity, no schema.
 */
export const readCamt: StatementReader = async (
  source: ByteSource,
  sink: StatementSink,
  options: ReaderOptions,
): Promise<ReaderOutcome> => {
  const found = await xmlEncoding(source, options.encoding, options.signal);
  if (found.contradicts !== undefined) sink.problem('ENC-DECLARED', 1, { values: [found.contradicts, found.encoding] });
  const raw = new RawBeginnings(found.encoding);
  const message = new MessageReader(sink, (entry) => raw.of(entry.byteStart));
  const scanner = new XmlScanner(new Assembler(message, unitBytes(found.encoding)));
  try {
    for await (const next of piecesOf(source, found.encoding, found.start)) {
      options.signal?.throwIfAborted();
      raw.next(next, message.entryStart);
      scanner.piece(next);
      await sink.breathe(next.byteStart + next.byteLength);
    }
    if (scanner.finish()) sink.problem('FILE-TRUNCATED', scanner.line, { values: ['what it began is complete'] });
  } catch (thrown) {
    if (!(thrown instanceof XmlLimit)) throw thrown;
    sink.problem('FILE-LIMIT', scanner.line, { values: [thrown.what] });
  }
  message.finish();
  if (message.statements === 0) sink.problem('FILE-DAMAGED', scanner.line, { values: ['it holds no statement, report or notification'] });
  const { encoding, because, confidence } = found;
  return {
    format: message.format ?? 'camt053',
    ...{ encoding, dateFormat: 'yyyy-MM-dd', decimalMark: '.' },
    reasons: [
      { about: 'encoding', decision: encoding, because, confidence },
      { about: 'sign', decision: 'CdtDbtInd', because: 'each entry states whether it is a credit or a debit', confidence: 99 },
    ],
    questions: [],
  };
};

/** The first characters of the entry under way, for the finding that rejects it. */
class RawBeginnings {
  readonly #encoding: string;
  #piece: Piece | null = null;
  #kept = { byteStart: -1, raw: '' };

  constructor(encoding: string) {
    this.#encoding = encoding;
  }

  /** @param open where the entry that goes on in the next piece began, or -1 */
  next(piece: Piece, open: number): void {
    if (open >= 0 && this.#kept.byteStart !== open) this.#kept = { byteStart: open, raw: this.#from(open) };
    this.#piece = piece;
  }

  of(byteStart: number): string {
    return this.#kept.byteStart === byteStart ? this.#kept.raw : this.#from(byteStart);
  }

  #from(byteStart: number): string {
    const from = byteStart - (this.#piece?.byteStart ?? 0);
    return this.#piece === null || from < 0 ? '' : decodeBytes(this.#piece.bytes.subarray(from, from + RAW_BYTES), this.#encoding);
  }
}
