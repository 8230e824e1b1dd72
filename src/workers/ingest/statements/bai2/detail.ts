/** The record 16: one movement. */
import { NO_DAY } from '../../../../shared/columns.ts';
import { exponentOf } from '../../../../shared/currency.ts';
import type { Span, StatementRow, StatementSink } from '../reader.ts';
import { byteAt } from '../sound-lines.ts';
import { cellSpan, Cells } from './cells.ts';
import type { Bai2Record } from './records.ts';
import { bai2Amount, bai2Day, directionOf, takeFunds } from './values.ts';

export interface DetailContext {
  readonly currency: string;
  /** As-of date of the group, or NO_DAY. */
  readonly day: number;
  readonly daySpan: Span | undefined;
}

export interface DetailOutcome {
  /** The amount as written, for the control totals; 0 where there is none. */
  readonly written: number;
  /** Of the row that was kept, null where there is none. */
  readonly amountMinor: number | null;
}

/** Reads a movement and hands it on, or has it rejected. Direction comes from the type code, for amounts carry no sign. */
export function emitDetail(record: Bai2Record, context: DetailContext, sink: StatementSink): DetailOutcome {
  const cells = new Cells(record);
  const raw = record.segments
    .slice(0, 6)
    .map(({ line, from, to }) => line.text.slice(from, to))
    .join('\n');
  const { line } = record;
  const code = cells.next()!;
  const amountCell = cells.next();
  const amount = bai2Amount(amountCell?.text ?? '', exponentOf(context.currency));
  const written = amount?.minor ?? 0;
  const nothing = { written, amountMinor: null };
  const direction = /^\d{3}$/.test(code.text) ? directionOf(Number(code.text)) : 'unknown';
  if (direction === 'none' && written === 0) {
    sink.problem('ROW-NOT-A-MOVEMENT', line, { raw });
    return nothing;
  }
  if (amount === null) {
    if (amountCell === null || amountCell.text === '') sink.reject('AMT-MISSING', line, { raw });
    else sink.reject(/^[+-]?\d+$/.test(amountCell.text) ? 'AMT-RANGE' : 'AMT-UNREADABLE', line, { values: [amountCell.text], raw });
    return nothing;
  }
  if (direction === 'unknown' || direction === 'none') {
    sink.reject('SIGN-UNKNOWN', line, { values: [code.text], raw });
    return nothing;
  }
  const warn = (value: string, what: string) => sink.problem('FLD-UNREADABLE', line, { values: [value, what], raw });
  if (Number(code.text) >= 900) sink.problem('SIGN-CUSTOM', line, { values: [code.text, direction], raw });
  if (amount.pointed) warn(amountCell!.text, 'amount (BAI2 has no decimal point)');
  if (amount.exact !== undefined) sink.problem('AMT-PRECISION', line, { values: [amountCell!.text], raw });
  if (amount.minor < 0) sink.problem('AMT-MINUS', line, { values: [amountCell!.text], raw });
  const fundsType = cells.next();
  const funds = takeFunds(fundsType?.text ?? '', cells);
  if (!funds.known) warn(fundsType!.text, 'funds type');
  const valueText = funds.valueDate?.text ?? '';
  const valueDay = valueText === '' ? NO_DAY : bai2Day(valueText);
  if (valueText !== '' && valueDay === NO_DAY) warn(valueText, 'value date');
  if (context.day === NO_DAY) sink.problem('DATE-MISSING', line, { raw });
  const withoutReferences = textBegins(cells, 2);
  const bank = withoutReferences ? null : cells.next();
  const customer = withoutReferences || textBegins(cells, 1) ? null : cells.next();
  const text = cells.rest().filter((part) => part.text.trim() !== '');
  const amountMinor = direction === 'out' && amount.minor !== 0 ? -amount.minor : amount.minor;
  const reference = customer?.text ? customer : bank;
  const other = reference === bank ? null : bank;
  const description = [joinText(text), other?.text ?? ''].filter((part) => part !== '').join(' ');
  const party = counterpartyOf(
    text.map((part) => part.text),
    direction,
  );
  const row: StatementRow = {
    line,
    byteStart: record.byteStart,
    byteLength: record.byteEnd - record.byteStart,
    day: context.day,
    ...(valueDay === NO_DAY ? {} : { valueDay }),
    amountMinor,
    ...(amount.exact === undefined ? {} : { amountExact: direction === 'out' ? negated(amount.exact) : amount.exact }),
    description,
    reference: reference?.text ?? '',
    counterparty: party,
    category: code.text,
    spans: {
      ...span('date', context.daySpan),
      ...span('amount', cellSpan(amountCell)),
      ...span('description', rangeOf(text)),
      ...(reference === null || reference.text === '' ? {} : span('reference', cellSpan(reference))),
      ...span('category', cellSpan(code)),
      ...span('sign', cellSpan(code)),
    },
  };
  sink.row(row);
  return { written, amountMinor };
}

/** A continuation with too few commas for the references before the text is the text already: their commas were left out. */
function textBegins(cells: Cells, fieldsBehind: number): boolean {
  return cells.atContinuation && cells.peek(fieldsBehind + 1).length <= fieldsBehind;
}

type Part = ReturnType<Cells['rest']>[number];

/** Continuations are lines of their own; only where a full physical record ends inside a word, the word goes on. */
function joinText(parts: readonly Part[]): string {
  let text = '';
  for (const { text: part, segment } of parts) {
    const piece = part.trim();
    const inWord = segment.wrapped && /\p{L}$/u.test(text.slice(-2)) && /^\p{L}/u.test(part);
    text = text === '' || inWord ? text + piece : `${text} ${piece}`;
  }
  return text;
}

/** The value ends at two blanks, a semicolon, or the next key of a wire or an ACH entry. */
const UNTIL = String.raw`\s*[:=]+\s*([^:=;]+?)(?=\s{2,}|\s+(?:BBI|BENE|BNF|CO|DESC|EED|FED|IND|OBI|OGB|ORG|ORIG|REC|RFB|SEC|SENDER|SNDR|TRACE|TRN)\b[A-Z ]*[:=]|;|$)`;
const PAYER = new RegExp(String.raw`(?:^|\s)(?:ORIG CO NAME|ORIG(?:INATOR)? NAME|ORIGINATOR|ORG NAME|ORG|ORDERING PARTY)${UNTIL}`);
const PAYEE = new RegExp(String.raw`(?:^|\s)(?:BNF NAME|BENE(?:FICIARY)? NAME|BENEFICIARY|BNF|ORIG CO NAME)${UNTIL}`);

/** The other party, where the text names it by one of the usual keys of wires and ACH. */
function counterpartyOf(texts: readonly string[], direction: 'in' | 'out'): string {
  const pattern = direction === 'in' ? PAYER : PAYEE;
  for (const text of texts) {
    const found = pattern.exec(text.slice(0, 500))?.[1]?.trim();
    if (found !== undefined && /\p{L}/u.test(found)) return found;
  }
  return '';
}

function rangeOf(parts: readonly Part[]): Span | undefined {
  const first = parts[0];
  const last = parts.at(-1);
  if (first === undefined || last === undefined || first.segment.line.damaged) return undefined;
  const start = byteAt(first.segment.line, first.from);
  return [start, byteAt(last.segment.line, last.segment.to) - start];
}

function span<K extends keyof NonNullable<StatementRow['spans']>>(field: K, place: Span | undefined): Partial<Record<K, Span>> {
  return place === undefined ? {} : ({ [field]: place } as Record<K, Span>);
}

function negated(plain: string): string {
  return plain.startsWith('-') ? plain.slice(1) : `-${plain}`;
}
