/** Makes a row of a field 61 and the texts that follow it. */
import { NO_DAY } from '../../../../shared/columns.ts';
import type { Span, StatementRow, StatementSink } from '../reader.ts';
import { byteAt, spanOf } from '../sound-lines.ts';
import { isNoReference, readDetails, readNs, type Details } from './details.ts';
import { readEntry } from './entry.ts';
import type { Field, Piece } from './fields.ts';

/** A movement under way: its field 61 with what came behind it. */
export interface Pending {
  readonly entry: Field;
  readonly texts: Field[];
}

export function rawOf(field: Field): string {
  return field.pieces
    .slice(0, 8)
    .map(({ text }) => text)
    .join('\n');
}

/**
 * Reads a movement and hands it on, or has it rejected with its raw text.
 * @param currency of the statement, '' where nothing says it
 * @returns the amount in minor units, null where there is no row
 */
export function emitMovement(pending: Pending, currency: string, sink: StatementSink, begin: () => void): number | null {
  const { entry: field, texts } = pending;
  const entry = readEntry(field, currency);
  const raw = rawOf(field);
  begin();
  if ('code' in entry) {
    sink.reject(entry.code, field.line, { values: entry.values, raw });
    return null;
  }
  for (const { code, values } of entry.deviations) sink.problem(code, field.line, { values, raw });
  if (entry.expected) sink.problem('ROW-PENDING', field.line, { raw });
  const pieces = texts.flatMap((text) => text.pieces).filter(({ text }) => text.trim() !== '');
  const details = detailsOf(texts);
  const supplementary = entry.supplementary.filter(({ text }) => text.trim() !== '');
  const extra = supplementary.map(({ text }) => text.trim()).join(' ');
  const description = details.description.includes(extra)
    ? details.description
    : details.description === ''
      ? extra
      : `${details.description} ${extra}`;
  const reference = [entry.reference, details.reference, entry.bankReference].find((each) => !isNoReference(each)) ?? '';
  const row: StatementRow = {
    line: field.line,
    byteStart: field.byteStart,
    byteLength: endOf(pieces, field) - field.byteStart,
    day: entry.day,
    ...(entry.valueDay === NO_DAY ? {} : { valueDay: entry.valueDay }),
    amountMinor: entry.amountMinor,
    ...(entry.amountExact === undefined ? {} : { amountExact: entry.amountExact }),
    description,
    reference,
    counterparty: details.counterparty,
    category: entry.type,
    spans: present({
      date: entry.dateSpan,
      amount: entry.amountSpan,
      sign: entry.signSpan,
      description: rangeOf(pieces.length > 0 ? pieces : supplementary),
      reference: placeOf(reference, [...field.pieces, ...pieces]),
      counterparty: placeOf(details.counterparty, pieces),
    }),
  };
  sink.row(row);
  return row.amountMinor;
}

function detailsOf(texts: readonly Field[]): Details {
  const all = texts.map((field) => {
    const lines = field.pieces.map(({ text }) => text);
    return field.tag === 'NS' ? readNs(lines) : readDetails(lines);
  });
  if (all.length === 1) return all[0]!;
  return {
    description: all
      .map(({ description }) => description)
      .filter((text) => text !== '')
      .join(' '),
    counterparty: all.find(({ counterparty }) => counterparty !== '')?.counterparty ?? '',
    reference: all.find(({ reference }) => reference !== '')?.reference ?? '',
  };
}

function endOf(pieces: readonly Piece[], field: Field): number {
  const filled = pieces.at(-1) ?? field.pieces.findLast(({ text }) => text.trim() !== '');
  return filled === undefined ? field.byteEnd : filled.line.byteStart + filled.line.byteLength;
}

/** Bytes from the first line of a text to its last. */
function rangeOf(pieces: readonly Piece[]): Span | undefined {
  const first = pieces[0];
  const last = pieces.at(-1);
  if (first === undefined || last === undefined || first.line.damaged) return undefined;
  const start = byteAt(first.line, first.from);
  return [start, last.line.byteStart + last.line.byteLength - start];
}

/** Where a value stands in one piece; a value put together from several lines has no place of its own. */
function placeOf(value: string, pieces: readonly Piece[]): Span | undefined {
  if (value === '') return undefined;
  for (const { line, from, text } of pieces) {
    const at = text.indexOf(value);
    if (at >= 0) return spanOf(line, from + at, from + at + value.length);
  }
  return undefined;
}

type Spans = { -readonly [K in keyof NonNullable<StatementRow['spans']>]: Span };

function present(spans: Partial<Record<keyof Spans, Span | undefined>>): Spans {
  const kept: Spans = {};
  for (const field of ['date', 'amount', 'sign', 'description', 'reference', 'counterparty'] as const) {
    const span = spans[field];
    if (span !== undefined) kept[field] = span;
  }
  return kept;
}
