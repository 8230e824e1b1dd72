/** Reads QIF in two passes: the order of dates and the decimal mark are settled over the whole file, then its rows are given. */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf, isCurrency } from '../../../../shared/currency.ts';
import { surveySource, type Survey } from '../../encoding.ts';
import { markQuestion, type Question } from '../../questions.ts';
import type { ByteSource } from '../../source.ts';
import { gatherMark, provenMark, readLooseAmount, type MarkEvidence } from '../loose-amount.ts';
import type { ReaderOptions, ReaderOutcome, StatedBalance, StatementReader, StatementSink } from '../reader.ts';
import { QifDates, readQifDate, type QifDateDecision } from './dates.ts';
import { Lists, type Account } from './lists.ts';
import { openingAccount, readQifMovement, type QifContext } from './movement.ts';
import { lineBatches } from './line-batches.ts';
import { RecordBuilder, type Piece, type Record } from './records.ts';

const SILENT = { problem: () => undefined };

export const readQif: StatementReader = async (source, sink, options) => {
  const survey = await surveySource(source, options.encoding, options.signal);
  const { dates, evidence } = await settle(source, survey, options);
  if (dates.question !== null) sink.problem('DATE-AMBIGUOUS', 0);
  const proven = options.decimalMark ?? provenMark(evidence);
  const reading = new Reading(sink, options, dates, proven);
  let records = 0;
  const emit = (piece: Piece): void => {
    if (piece.kind === 'header') return reading.header(piece.text, piece.line.number);
    records++;
    reading.record(piece.record);
  };
  const builder = new RecordBuilder(sink, () => reading.lists.holdsMovements, emit);
  for await (const lines of lineBatches(source, survey, sink)) {
    for (const line of lines) builder.push(line);
    const { byteStart, byteLength } = lines[lines.length - 1]!;
    await sink.breathe(byteStart + byteLength);
  }
  builder.end(source.size);
  reading.end();
  await sink.breathe(source.size);
  const { last } = reading;
  if (last !== null && (last.ended === 'file' || last.ended === 'cut')) {
    sink.problem('FILE-TRUNCATED', last.fields[last.fields.length - 1]!.line.number, { values: ['the ^ that ends the last record'] });
  }
  if (records === 0 && reading.headers === 0) sink.problem('FILE-EMPTY', 0);
  else if (reading.movements === 0) sink.problem('FILE-NO-ROWS', 0);
  return outcomeOf(survey, dates, evidence, options, reading.openAmount);
};

/** First pass: every date and amount of the file's movements. */
async function settle(
  source: ByteSource,
  survey: Survey,
  options: ReaderOptions,
): Promise<{ dates: QifDateDecision; evidence: MarkEvidence }> {
  const dates = new QifDates();
  const evidence: MarkEvidence = { point: 0, comma: 0 };
  const lists = new Lists();
  let dated = false;
  for await (const lines of lineBatches(source, survey, SILENT)) {
    options.signal?.throwIfAborted();
    for (const { text } of lines) {
      const line = text.trim();
      const code = line.charAt(0);
      if (code === '!') {
        lists.header(line.slice(1));
        dates.section();
        dated = false;
      } else if (code === '^') dated = false;
      else if (!lists.holdsMovements) continue;
      else if (code === 'T' || code === 'U' || code === '$') gatherMark(line.slice(1).trim(), evidence);
      else if (code === 'D' && !dated) {
        dates.add(line.slice(1).trim());
        dated = true;
      }
    }
  }
  dates.stated = lists.order;
  return { dates: dates.decide(options.dateFormat), evidence };
}

class Reading {
  readonly lists = new Lists();
  headers = 0;
  movements = 0;
  openAmount: string | null = null;
  last: Record | null = null;
  readonly #sink: StatementSink;
  readonly #options: ReaderOptions;
  readonly #dates: QifDateDecision;
  readonly #proven: QifContext['provenMark'];
  #context: QifContext | null = null;
  #account: Account | null = null;
  #listLine = 1;

  constructor(sink: StatementSink, options: ReaderOptions, dates: QifDateDecision, proven: QifContext['provenMark']) {
    this.#sink = sink;
    this.#options = options;
    this.#dates = dates;
    this.#proven = proven;
  }

  header(text: string, line: number): void {
    this.headers++;
    this.end();
    this.#listLine = line;
    if (!this.lists.header(text)) this.#sink.problem('REC-UNKNOWN', line, { values: [`!${text}`], raw: `!${text}` });
  }

  record(record: Record): void {
    this.last = record;
    const { kind } = this.lists;
    if (kind === 'accounts') return this.lists.takeAccount(record);
    if (kind === 'other') return;
    const isNote = kind === 'none' && !record.fields.some((field) => field.code === 'T' || field.code === 'U');
    if (record.ended === 'next' && !isNote)
      this.#sink.problem('REC-MISSING', record.fields[record.fields.length - 1]!.line.number, { values: ['^'] });
    if (kind === 'securities' && !isCash(record)) return this.#securities(record);
    if (isNote) {
      // Notes above the first list, or what is left of a list without its header.
      this.#sink.problem('REC-UNKNOWN', record.line, { values: [record.fields[0]!.line.text], raw: rawOf(record) });
      return;
    }
    if (kind === 'none' && this.#context === null) this.#sink.problem('REC-MISSING', record.line, { values: ['!Type'] });
    const context = this.#begin(record);
    const movement = readQifMovement(record, context);
    if ('row' in movement) {
      this.movements++;
      this.#sink.row(movement.row);
    } else if ('reject' in movement) {
      this.movements++;
      this.#sink.reject(movement.reject, record.line, { values: movement.values, raw: rawOf(record) });
    } else this.#sink.problem('ROW-NOT-A-MOVEMENT', record.line, { raw: rawOf(record) });
  }

  end(): void {
    if (this.#context === null) return;
    const stated = this.#statedBalance(this.#context);
    this.#sink.end({ opening: null, closing: null, ...(stated === null ? {} : { statedOnly: stated }) });
    this.#context = null;
  }

  #begin(record: Record): QifContext {
    if (this.#context !== null) return this.#context;
    this.#account = this.lists.account;
    const name = this.#account?.name || openingAccount(record);
    const stated = this.#account?.currency ?? '';
    const currency = isCurrency(stated) ? stated : (this.#options.currency ?? '');
    this.#sink.begin({ account: name === '' ? null : name, currency, line: this.#listLine });
    this.#context = {
      sink: this.#sink,
      order: this.#dates.order,
      dateFormat: this.#dates.format,
      provenMark: this.#proven,
      currency,
      sign: this.#options.signRule === 'inverted' ? -1 : 1,
      openAmount: (text) => {
        this.openAmount ??= text;
      },
    };
    return this.#context;
  }

  #statedBalance(context: QifContext): StatedBalance | null {
    const account = this.#account;
    if (account === null || account.balance === '') return null;
    const amount = readLooseAmount(account.balance, context.provenMark, exponentOf(context.currency));
    if (amount.problem !== undefined) {
      this.#sink.problem('BAL-UNREADABLE', account.line, { values: [account.balance] });
      return null;
    }
    const day = account.balanceDate === '' ? NO_DAY : readQifDate(account.balanceDate, context.order);
    return { minor: amount.minor === 0 ? 0 : amount.minor * context.sign, day, line: account.line };
  }

  #securities(record: Record): void {
    const of = (code: string): string => record.fields.find((field) => field.code === code)?.value ?? '';
    this.movements++;
    const raw = rawOf(record);
    this.#sink.problem('ROW-SECURITIES', record.line, { values: [of('N') || 'no action', of('T') || of('U') || 'none'], raw });
  }
}

/** The record's lines as they stand, as far as a finding shows them. */
function rawOf(record: Record): string {
  return record.fields
    .slice(0, 40)
    .map((field) => field.line.text)
    .join('\n');
}

/** A plain movement of money in an investment account: no security, no number of shares. */
function isCash(record: Record): boolean {
  const has = (code: string): boolean => record.fields.some((field) => field.code === code && field.value !== '');
  const action = record.fields.find((field) => field.code === 'N')?.value.toLowerCase() ?? '';
  return (action === 'cash' || action === '') && !has('Y') && !has('Q') && !has('I') && (has('T') || has('U'));
}

function outcomeOf(
  survey: Survey,
  dates: QifDateDecision,
  evidence: MarkEvidence,
  options: ReaderOptions,
  openAmount: string | null,
): ReaderOutcome {
  const mark = options.decimalMark ?? (evidence.comma > evidence.point ? ',' : '.');
  const counts = `${evidence.point} amounts show a point, ${evidence.comma} a comma`;
  const because = options.decimalMark !== undefined ? 'chosen by hand' : counts;
  const questions: Question[] = [];
  if (dates.question !== null) questions.push(dates.question);
  if (openAmount !== null && options.decimalMark === undefined) questions.push(markQuestion(openAmount));
  return {
    format: 'qif',
    encoding: survey.encoding,
    dateFormat: dates.format,
    decimalMark: mark,
    reasons: [
      { about: 'encoding', decision: survey.encoding, because: survey.because, confidence: survey.confidence },
      { about: 'dates', decision: dates.format, because: dates.because, confidence: dates.confidence },
      { about: 'decimal mark', decision: mark, because, confidence: openAmount === null ? 98 : 40 },
    ],
    questions,
  };
}
