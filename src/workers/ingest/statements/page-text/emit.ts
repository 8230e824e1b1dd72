/** Hands a solved statement to the sink: rows with their places, balances, findings. */
import { NO_DAY } from '../../../../shared/columns.ts';
import { formatMinor } from '../../../../shared/money.ts';
import type { ControlTotal, Span, SpanField, StatedBalance, StatementRow, StatementSink } from '../reader.ts';
import { accountIn } from './account.ts';
import { namedCurrency } from './conventions.ts';
import { controlsOf } from './controls.ts';
import { describe } from './describe.ts';
import type { DateToken } from './date-token.ts';
import type { Boxes, Placing } from './placing.ts';
import type { Printed } from './printed.ts';
import type { Reading, Statement } from './reading.ts';
import type { Balance, Movement } from './segments.ts';
import { BOOKED, VALUED } from './words.ts';
import { latestIn, periodIn, resolvedDay, type Calendar, type Period } from './years.ts';
import { damaged } from './damaged.ts';
import { daysOf, outliers, outOfOrder } from './days.ts';

export interface Emission {
  readonly lines: readonly Printed[];
  readonly reading: Reading;
  readonly place: Placing;
  readonly sink: StatementSink;
  readonly currency: string;
  readonly exponent: number;
  readonly mdy: boolean;
  /** The file holds several statements and nobody told their currency. */
  readonly several: boolean;
  /** The document's sense of direction is known. */
  readonly sure: boolean;
  readonly filePeriod: Period | null;
  readonly issued: number;
}

/** Lines looked at for what the head of a document says once for all its statements. */
const HEAD_LINES = 400;
/** Rows between two breaths. */
const BREATH = 2_000;

/** Where a statement of an account ended: the next one of it should begin there. */
export interface Ended {
  readonly account: string | null;
  readonly closing: StatedBalance | null;
}

/** @param before the statement before this one in the file */
export async function emitStatement(emission: Emission, statement: Statement, before: Ended | null): Promise<Ended> {
  const { lines, sink } = emission;
  const { segment, movements, solved } = statement;
  const calendar = calendarOf(emission, statement);
  const taken = new Set<number>();
  for (const { row } of movements) for (let i = row.first; i <= row.last; i++) taken.add(i);
  const firstAt = movements[0]?.row.first ?? segment.to;
  const account = accountIn(lines, segment.from, segment.to, taken) ?? accountIn(lines, 0, Math.min(segment.to, HEAD_LINES), taken);
  const secondBooked = bookedIsSecond(lines, segment.from, Math.max(firstAt, segment.from));
  // Several accounts of one file may be kept in different currencies.
  const currency = emission.several
    ? (namedCurrency(lines, segment.from, Math.max(firstAt, segment.from)) ?? emission.currency)
    : emission.currency;
  sink.begin({ account, currency, line: lines[Math.min(segment.from, lines.length - 1)]!.line.number });
  const booked = movements.map(({ row }) => (row.dates.length > 1 && secondBooked && !row.inherited ? row.dates[1]! : row.dates[0]!));
  const days = daysOf(booked, calendar);
  for (const [index, movement] of movements.entries()) {
    sink.row(rowOf(emission, movement, solved.amounts[index]!, booked[index]!, days[index]!, calendar));
    if (index % BREATH === BREATH - 1) await sink.breathe(0);
  }
  outliers(lines, movements, days, calendar, sink);
  outOfOrder(lines, movements, days, sink);
  damaged(lines, statement, booked[0], sink);
  const controls = controlsOf(lines, segment, movements, solved.amounts, emission.exponent);
  findings(emission, statement, controls);
  const opening = balanceOf(statement.openings, solved.opening, emission, calendar);
  const closing = balanceOf(statement.closings, solved.closing, emission, calendar);
  if (
    before !== null &&
    before.closing !== null &&
    opening !== null &&
    before.account === account &&
    before.closing.minor !== opening.minor
  ) {
    // A statement between the two may be lost.
    sink.problem('CONT-GAP', opening.line, { values: [formatMinor(opening.minor - before.closing.minor, emission.currency)] });
  }
  sink.end({
    opening,
    closing,
    ...(calendar.period === null ? {} : { from: calendar.period.from, to: calendar.period.to }),
    controls,
  });
  return { account, closing };
}

function findings(emission: Emission, statement: Statement, controls: readonly ControlTotal[]): void {
  const { lines, sink } = emission;
  const { segment, movements, solved } = statement;
  const first = movements[0];
  if (first !== undefined && (!solved.proven || !emission.sure)) sink.problem('SIGN-UNPROVEN', lines[first.row.first]!.line.number);
  if (first !== undefined && solved.turned > 0)
    sink.problem('SIGN-BY-ARITHMETIC', lines[first.row.first]!.line.number, { values: [solved.turned] });
  const raw = (at: number): string => lines[at]!.line.text.slice(0, 500);
  for (const row of segment.outside) {
    if (row.amountAt >= 0)
      sink.problem('REC-UNKNOWN', lines[row.first]!.line.number, { values: [raw(row.amountAt).trim()], raw: raw(row.amountAt) });
  }
  for (const control of controls) {
    if (control.stated === control.counted) continue;
    const [stated, counted] = [formatMinor(control.stated, emission.currency), formatMinor(control.counted, emission.currency)];
    sink.problem('CTRL-TOTAL', control.line, { values: [stated, control.name, counted] });
  }
  if (solved.proven || first === undefined) return;
  for (const row of segment.empty)
    if (row.first > first.row.first) sink.reject('AMT-MISSING', lines[row.dateAt]!.line.number, { raw: raw(row.dateAt) });
  const until = movements.at(-1)!.row.last;
  const used = new Set(movements.flatMap(({ row }) => [row.amountAt, row.dateAt]));
  for (let i = first.row.first; i <= until; i++) {
    const line = lines[i]!;
    if (!used.has(i) && line.tail.length > 0 && line.balances.length === 0 && !line.total) {
      sink.problem('REC-UNKNOWN', line.line.number, { values: [line.line.text.trim()], raw: raw(i) });
    }
  }
}

/** Days of the statement: its period, else the days of its balances, else the latest date it prints. */
function calendarOf(emission: Emission, { segment, movements, openings, closings }: Statement): Calendar {
  const { lines, mdy } = emission;
  const head = movements[0]?.row.first ?? segment.to;
  let period = periodIn(lines, segment.from, head, mdy) ?? (segment.from === 0 ? emission.filePeriod : null);
  if (period === null) {
    const days = [...openings, ...closings].flatMap(({ stated }) =>
      stated.date === null || stated.date.year === null ? [] : [resolvedDay(stated.date, { mdy, period: null, issued: NO_DAY })],
    );
    const known = days.filter((day) => day !== NO_DAY);
    if (known.length > 1) period = { from: Math.min(...known), to: Math.max(...known) };
    else if (known.length === 1 && closings.some(({ stated }) => stated.date?.year !== null && stated.date !== null))
      return { mdy, period: null, issued: known[0]! };
  }
  const inHead = latestIn(lines, segment.from, head, mdy);
  return { mdy, period, issued: inHead === NO_DAY ? emission.issued : inHead };
}

/** Whether the second of two dates is the booking date, by the titles of the table. */
function bookedIsSecond(lines: readonly Printed[], from: number, to: number): boolean {
  const look = (begin: number, end: number): boolean | null => {
    for (let i = end - 1; i >= begin; i--) {
      if (!lines[i]!.titles) continue;
      const text = `${lines[i]!.folded} ${lines[i + 1]?.leading.length === 0 && lines[i + 1]?.amounts.length === 0 ? lines[i + 1]!.folded : ''}`;
      const booked = text.search(BOOKED);
      const valued = text.search(VALUED);
      // Titles are printed over several lines: the line above may name the other date.
      if ((booked < 0 || valued < 0) && lines[i - 1]?.titles === true) continue;
      if (booked < 0 && valued < 0) continue;
      return booked >= 0 && valued >= 0 && valued < booked;
    }
    return null;
  };
  return look(from, to) ?? look(Math.max(0, to - HEAD_LINES), to) ?? false;
}

function rowOf(
  emission: Emission,
  movement: Movement,
  amountMinor: number,
  booked: DateToken,
  day: number,
  calendar: Calendar,
): StatementRow {
  const { lines, place, sink } = emission;
  const { row, amount, balance, unsigned } = movement;
  const dateLine = lines[row.dateAt]!;
  const amountLine = lines[row.amountAt]!;
  const line = lines[row.first]!.line;
  if (row.inherited) sink.problem('DATE-INHERITED', line.number, { raw: line.text.slice(0, 500) });
  if (day === NO_DAY) sink.problem('DATE-NO-YEAR', line.number, { values: [dateLine.line.text.slice(booked.start, booked.end)] });
  const behind = amountLine.dates.find((date) => date.start >= amount.end);
  const valued = behind ?? (row.inherited ? undefined : row.dates.find((date) => date !== booked));
  const valueDay = valued === undefined ? NO_DAY : resolvedDay(valued, calendar);
  if (amountMinor === 0) sink.problem('AMT-ZERO', line.number);
  const described = describe(lines, movement);
  const start =
    unsigned.readings[0] !== undefined && Math.abs(amountMinor) !== unsigned.readings[0] ? otherStart(movement, amountMinor) : amount.start;
  const fields: [SpanField, number, number, number][] = [
    ['date', row.dateAt, booked.start, booked.end],
    ['amount', row.amountAt, start, amount.end],
  ];
  if (amount.signAt !== undefined) fields.push(['sign', row.amountAt, amount.signAt[0], amount.signAt[1]]);
  if (balance !== null) fields.push(['balance', row.amountAt, balance.start, balance.end]);
  if (described.place !== null) fields.push(['description', ...described.place]);
  const spans: Partial<Record<SpanField, Span>> = {};
  const boxes: Boxes = {};
  for (const [field, index, from, to] of fields) {
    if (place.span !== undefined) spans[field] = place.span(index, from, to);
    if (place.box !== undefined && lines[index]!.line.page === line.page) boxes[field] = place.box(index, from, to);
  }
  const begin = place.span?.(row.first, 0, 0)[0] ?? 0;
  const end = place.span?.(row.last, lines[row.last]!.line.text.length, lines[row.last]!.line.text.length)[0] ?? 0;
  return {
    line: line.number,
    byteStart: begin,
    byteLength: end - begin,
    day,
    ...(valueDay === NO_DAY ? {} : { valueDay }),
    amountMinor,
    ...(balance === null ? {} : { balanceMinor: unsigned.balance }),
    description: described.text,
    reference: '',
    counterparty: '',
    category: '',
    ...(place.span === undefined ? {} : { spans }),
    ...(place.box === undefined ? {} : { place: { page: line.page, boxes } }),
  };
}

function otherStart({ amount, unsigned }: Movement, amountMinor: number): number {
  const index = unsigned.readings.indexOf(Math.abs(amountMinor));
  return index > 0 ? (amount.otherStarts[index - 1] ?? amount.start) : amount.start;
}

function balanceOf(balances: readonly Balance[], minor: number | null, { lines }: Emission, calendar: Calendar): StatedBalance | null {
  const found = balances.find((each) => each.minor === minor);
  if (found === undefined || minor === null) return null;
  const { stated } = found;
  return { minor, day: stated.date === null ? NO_DAY : resolvedDay(stated.date, calendar), line: lines[stated.valueAt]!.line.number };
}
