/** From a table to a layout: what each column means, how dates and amounts are written, and what only a person can say. */
import type { ColumnRole, Inspection, Layout } from '../../shared/contract/import.ts';
import { CURRENCY_SIGNS, exponentOf, isCurrency } from '../../shared/currency.ts';
import type { Dialect } from './dialect.ts';
import { dateColumns, decideDateFormat, exampleOf, unmistakableDays, type DateDecision } from './date-order.ts';
import { isNamedMoney, readingByContent, readingByNames, type MoneyReading } from './money-columns.ts';
import { NO_DAY } from '../../shared/columns.ts';
import { parseDate } from '../../shared/date-format.ts';
import { decimalMarkOf, isNumberColumn, profileColumns, type ColumnProfile } from './profile.ts';
import { columnQuestion, markQuestion, missingQuestion, signQuestion, type Question } from './questions.ts';
import { carriesBalance } from './carried-balance.ts';
import { isStatusName, statusOf } from './row-status.ts';
import { decideSign, type TimeOrder } from './sign-rule.ts';
import type { Table } from './table.ts';
import { roleScore } from './vocabulary.ts';

export type Reason = Inspection['reasons'][number];

export interface Interpretation {
  readonly layout: Layout;
  readonly reasons: Reason[];
  readonly questions: Question[];
  /** Whether amounts are taken as written though nothing proves their sign. */
  readonly signUnproven: boolean;
  readonly profiles: readonly ColumnProfile[];
}

/** Text columns are given to roles in this order, each to the best named one. */
const TEXT_ROLES: readonly ColumnRole[] = ['description', 'counterparty', 'reference', 'category', 'account'];

/** @param around file name and title rows: they may name a currency or a card */
export function interpret(table: Table, dialect: Dialect, encoding: string, around: string, told: Partial<Layout>): Interpretation {
  const booked = bookedRows(table);
  const profiles = profileColumns(booked, table.header, table.width);
  // Rows that are no movements still show how dates are written.
  const dated = booked === table.body ? profiles : profileColumns(table.body, table.header, table.width);
  const reasons: Reason[] = [];
  const questions: Question[] = [];
  const roles = new Map<number, ColumnRole>();
  const toldRole = (role: ColumnRole) => told.columns?.find((column) => column.role === role)?.index ?? -1;

  const found = dateColumns(profiles);
  const date = told.columns ? toldRole('date') : found.date;
  const valueDate = told.columns ? toldRole('valueDate') : found.valueDate;
  if (date >= 0) roles.set(date, 'date');
  if (valueDate >= 0) roles.set(valueDate, 'valueDate');
  const decided =
    profiles[date] === undefined
      ? null
      : decideDateFormat(
          dated[date]!,
          dated.filter((column) => column.index !== date && column.dates >= Math.max(1, column.filled * 0.6)),
          neighbourTexts(dated),
          unmistakableDays(around),
        );
  const dates = decided === null ? null : firstChoice(decided, profiles);
  if (dates) reasons.push({ about: 'dates', decision: dates.format, because: dates.because, confidence: dates.confidence });
  if (dates && dates.open.length > 1 && told.dateFormat === undefined) {
    questions.push({
      code: 'date-order',
      text: `Every date in this file can be read in more than one order. What is ${dates.example}?`,
      choices: dates.open.map((format) => ({ label: format, example: exampleOf(dates.example, format), patch: { dateFormat: format } })),
    });
  }

  const taken = profiles
    .filter((column) => column.index === date || column.dates >= Math.max(1, column.filled * 0.6))
    .map((column) => column.index);
  // A money column stays one with some cells that can't be read; the amounts say more than the balances beside them.
  const numbers = profiles.filter((column) => !taken.includes(column.index) && (isNumberColumn(column) || isNamedMoney(column)));
  const named = (...wanted: readonly ColumnRole[]) => numbers.filter((column) => wanted.some((role) => roleScore(column.name, role) > 0));
  const marked = [named('amount', 'debit', 'credit'), named('balance'), numbers].find((columns) =>
    columns.some(({ filled }) => filled > 0),
  );
  const mark = decimalMarkOf(marked ?? numbers);
  if (told.decimalMark !== undefined) mark.mark = told.decimalMark;
  reasons.push({ about: 'decimal mark', decision: mark.mark, because: mark.because, confidence: told.decimalMark ? 100 : mark.confidence });

  const money = moneyOf(profiles, taken, mark.mark, table, told);
  if (money) {
    const order = timeOrder(profiles[date], dates?.open.length === 0 ? dates.format : '');
    const sign = decideSign(profiles, money.reading, mark.mark, `${around} ${table.header.join(' ')}`, order);
    const { reading } = sign;
    for (const role of ['amount', 'debit', 'credit', 'balance'] as const) if (reading[role] >= 0) roles.set(reading[role], role);
    if (sign.sign >= 0) roles.set(sign.sign, 'sign');
    reasons.push({ about: 'amounts', decision: describe(reading), because: money.because, confidence: money.confidence });
    reasons.push({
      about: 'sign',
      decision: told.signRule ?? sign.rule,
      because: told.signRule ? 'chosen by hand' : sign.because,
      confidence: told.signRule ? 100 : sign.confidence,
    });
    textRoles(profiles, roles, table, reasons);
    const layout = layoutOf(
      table,
      dialect,
      encoding,
      roles,
      dates?.format ?? 'yyyy-MM-dd',
      mark.mark,
      sign.rule,
      currencyOf(profiles, roles, around, reasons),
      told,
    );
    if (mark.unsure !== null && exponentOf(layout.currency) === 3 && told.decimalMark === undefined)
      questions.push(markQuestion(mark.unsure));
    if (money.rivals.length > 0 && told.columns === undefined)
      questions.push(columnQuestion(layout, profiles, money.reading, money.rivals));
    if (date < 0 && told.columns === undefined && table.body.length > 0) questions.push(missingQuestion(layout, profiles, 'date'));
    // Naming the columns says nothing about the sign: the question stays until it is answered itself.
    if (sign.ask && told.signRule === undefined) questions.push(signQuestion(layout, profiles, reading, sign.because));
    return { layout, reasons, questions, signUnproven: sign.unproven, profiles };
  }
  textRoles(profiles, roles, table, reasons);
  const layout = layoutOf(
    table,
    dialect,
    encoding,
    roles,
    dates?.format ?? 'yyyy-MM-dd',
    mark.mark,
    'signed',
    currencyOf(profiles, roles, around, reasons),
    told,
  );
  if (told.columns === undefined && table.body.length > 0) questions.push(missingQuestion(layout, profiles, 'amount'));
  return { layout, reasons, questions, signUnproven: false, profiles };
}

/** Sample rows that moved money: carried balances and rows that were never booked would blur what the columns hold. */
function bookedRows(table: Table): readonly (readonly string[])[] {
  const status = table.header.findIndex(isStatusName);
  const rows = table.body.filter(
    (row) => (status < 0 || statusOf((row[status] ?? '').trim()) === 'booked') && !row.some((cell) => carriesBalance(cell)),
  );
  return rows.length > 0 && rows.length < table.body.length ? rows : table.body;
}

/** Whether the dates of the sample only go one way. */
function timeOrder(column: ColumnProfile | undefined, format: string): TimeOrder {
  const days = (column?.cells ?? []).map((cell) => parseDate(cell, format)).filter((day) => day !== NO_DAY);
  let up = 0;
  let down = 0;
  days.forEach((day, i) => {
    if (i === 0 || day === days[i - 1]) return;
    if (day > days[i - 1]!) up++;
    else down++;
  });
  return down === 0 && up > 0 ? 1 : up === 0 && down > 0 ? -1 : 0;
}

/** Only the order of the choices: where amounts are US dollars the month is offered first. It is asked all the same. */
function firstChoice(decision: DateDecision, profiles: readonly ColumnProfile[]): DateDecision {
  const dollars = profiles.some(
    (column) => /\bUSD\b|\$/.test(column.name) || column.cells.slice(0, 50).some((cell) => cell === 'USD' || /^[-+( ]*\$/.test(cell)),
  );
  const month = decision.open.find((format) => format.startsWith('MM'));
  if (!dollars || month === undefined) return decision;
  return { ...decision, format: month, open: [month, ...decision.open.filter((format) => format !== month)] };
}

/** Long texts of each row, where a bank repeats the date of a purchase. */
function neighbourTexts(profiles: readonly ColumnProfile[]): string[] {
  const texts = profiles.filter((column) => column.meanLength >= 15);
  return Array.from({ length: profiles[0]?.cells.length ?? 0 }, (_, row) => texts.map((column) => column.cells[row]).join(' '));
}

function moneyOf(
  profiles: readonly ColumnProfile[],
  taken: readonly number[],
  mark: Layout['decimalMark'],
  table: Table,
  told: Partial<Layout>,
) {
  if (told.columns) {
    const at = (role: ColumnRole) => told.columns!.find((column) => column.role === role)?.index ?? -1;
    const reading: MoneyReading = { amount: at('amount'), debit: at('debit'), credit: at('credit'), balance: at('balance') };
    if (reading.amount < 0 && reading.debit < 0 && reading.credit < 0) return null;
    return { reading, rivals: [] as number[], because: 'chosen by hand', confidence: 100 };
  }
  const byName = table.hasHeader ? readingByNames(profiles, taken) : null;
  if (byName) return { ...byName, because: 'the columns are named so', confidence: byName.rivals.length > 0 ? 50 : 95 };
  const byContent = readingByContent(profiles, taken, mark);
  if (!byContent) return null;
  const because = byContent.proved ? 'the running balance proves it' : 'it is the column that looks most like money';
  return { ...byContent, because, confidence: byContent.proved ? 100 : byContent.rivals.length > 0 ? 40 : 75 };
}

function describe(reading: MoneyReading): string {
  const money =
    reading.amount >= 0
      ? `amount in column ${reading.amount + 1}`
      : `debit in column ${reading.debit + 1}, credit in column ${reading.credit + 1}`;
  return reading.balance >= 0 ? `${money}, balance in column ${reading.balance + 1}` : money;
}

function textRoles(profiles: readonly ColumnProfile[], roles: Map<number, ColumnRole>, table: Table, reasons: Reason[]): void {
  const free = () => profiles.filter((column) => !roles.has(column.index));
  for (const role of TEXT_ROLES) {
    let best = 0;
    let found: ColumnProfile | undefined;
    for (const column of free()) {
      const score = column.filled === 0 && table.body.length > 0 && role === 'description' ? 0 : roleScore(column.name, role);
      const other = Math.max(...TEXT_ROLES.map((rival) => (rival === role ? 0 : roleScore(column.name, rival))));
      if (score > best && score >= other - 10) [best, found] = [score, column];
    }
    if (found) roles.set(found.index, role);
  }
  if (![...roles.values()].includes('description')) {
    const text = free().filter((column) => column.filled > 0 && !isNumberColumn(column));
    const longest = text.sort((a, b) => b.meanLength * b.distinct - a.meanLength * a.distinct)[0];
    if (longest) roles.set(longest.index, 'description');
  }
  const named = [...roles].filter(([, role]) => TEXT_ROLES.includes(role)).map(([index, role]) => `${role} in column ${index + 1}`);
  if (named.length > 0) {
    reasons.push({
      about: 'texts',
      decision: named.join(', '),
      because: table.hasHeader ? 'by their names' : 'by their contents',
      confidence: table.hasHeader ? 90 : 60,
    });
  }
}

function currencyOf(profiles: readonly ColumnProfile[], roles: Map<number, ColumnRole>, around: string, reasons: Reason[]): string {
  const inColumn = profiles
    .filter((column) => !roles.has(column.index) && column.filled > 0 && column.currencies === column.filled)
    .sort(
      (a, b) =>
        Math.min(roleScore(b.name, 'currency'), 95) - Math.min(roleScore(a.name, 'currency'), 95) ||
        nearness(a, roles) - nearness(b, roles),
    )[0];
  if (inColumn && (inColumn.name === '' || roleScore(inColumn.name, 'currency') > 0)) {
    roles.set(inColumn.index, 'currency');
    const code = inColumn.cells.find((cell) => cell !== '')!.toUpperCase();
    reasons.push({ about: 'currency', decision: code, because: `column ${inColumn.index + 1} names it row by row`, confidence: 98 });
    return code;
  }
  const money = profiles.filter((column) => ['amount', 'debit', 'credit', 'balance'].includes(roles.get(column.index) ?? ''));
  for (const column of money) {
    const code = /\b([A-Z]{3})\b/.exec(column.name)?.[1];
    if (code !== undefined && isCurrency(code)) {
      reasons.push({ about: 'currency', decision: code, because: `the name of column ${column.index + 1}`, confidence: 95 });
      return code;
    }
    const cell = column.cells.find((text) => /[^\d\s.,()+'-]/.test(text));
    const inside = cell && (/\b([A-Z]{3})\b/.exec(cell)?.[1] ?? CURRENCY_SIGNS.find(([sign]) => cell.includes(sign))?.[1]);
    if (inside && isCurrency(inside)) {
      reasons.push({ about: 'currency', decision: inside, because: 'it stands beside the amounts', confidence: 95 });
      return inside;
    }
  }
  const codes = new Set(
    [...around.matchAll(/\b([A-Z]{3})\b/g)]
      .map((match) => match[1]!)
      .filter((code) => isCurrency(code) && code !== 'ALL' && code !== 'TOP' && code !== 'TRY'),
  );
  if (codes.size === 1) {
    const [code] = codes;
    reasons.push({ about: 'currency', decision: code!, because: 'the file name or the title rows name it', confidence: 70 });
    return code!;
  }
  reasons.push({
    about: 'currency',
    decision: 'not stated',
    because: 'nothing in the file names one; amounts are read with two decimals',
    confidence: 50,
  });
  return '';
}

/** Columns between a currency column and the amount: the nearer one is the amount's. */
function nearness(column: ColumnProfile, roles: Map<number, ColumnRole>): number {
  const amount = [...roles].find(([, role]) => role === 'amount' || role === 'debit')?.[0] ?? 0;
  return Math.abs(column.index - amount);
}

function layoutOf(
  table: Table,
  dialect: Dialect,
  encoding: string,
  roles: ReadonlyMap<number, ColumnRole>,
  dateFormat: string,
  decimalMark: Layout['decimalMark'],
  signRule: Layout['signRule'],
  currency: string,
  told: Partial<Layout>,
): Layout {
  return {
    format: 'csv',
    encoding,
    delimiter: dialect.delimiter,
    quote: dialect.quote,
    escape: dialect.escape,
    preambleRows: table.preambleRows,
    hasHeader: table.hasHeader,
    columns: Array.from({ length: Math.min(table.width, 2000) }, (_, index) => ({
      index,
      name: (table.header[index] ?? '').trim() || `Column ${index + 1}`,
      role: roles.get(index) ?? 'ignore',
    })),
    dateFormat,
    decimalMark,
    signRule,
    currency,
    ...told,
  };
}
