/** Cuts printed lines into records under one candidate layout: movements, stated balances, totals, headings. */
import type { AmountToken } from './amount-token.ts';
import type { DateToken } from './date-token.ts';
import type { Printed } from './printed.ts';
import { directionOf, FIRST_PAGE, OPENING_AT_LINE_END, type BalanceKind } from './words.ts';

/** How a movement is laid out; which one holds is decided by the arithmetic. */
export interface Layout {
  /** Movements begin with their date; else the date may stand anywhere before the amount. */
  readonly dateFirst: boolean;
  /** A line of nothing but amounts belongs to the line below it. */
  readonly amountBefore: boolean;
  /** Lines without a date of their own are movements of the date above: `valued` where another date is on the line. */
  readonly inherit: 'no' | 'valued' | 'any';
  /** The last of several amounts is the running balance. */
  readonly balanceLast: boolean;
  /** What stands behind a closing balance is no movement. */
  readonly stopAtClosing: boolean;
}

export interface Row {
  readonly kind: 'row';
  /** Index of the line on which the record begins, and of the last one that belongs to it. */
  first: number;
  last: number;
  dateAt: number;
  readonly dates: readonly DateToken[];
  /** -1 where no amount was found. */
  amountAt: number;
  tokens: readonly AmountToken[];
  readonly inherited: boolean;
}

export interface Stated {
  readonly kind: 'balance';
  readonly at: number;
  readonly balance: BalanceKind;
  readonly valueAt: number;
  readonly value: AmountToken;
  readonly date: DateToken | null;
}

export type Mark =
  | Row
  | Stated
  | { readonly kind: 'total' | 'first-page' | 'titles'; readonly at: number }
  | { readonly kind: 'heading'; readonly at: number; readonly direction: 1 | -1 };

/** A list of each day's balance: dates and amounts that are no movements. */
const DAILY =
  /(?<![a-z])(?:daily (?:ending |ledger |account )?balances?(?! on)|ending daily balances?|daily balance summary|tagessalden|soldes journaliers|saldos diarios)(?![a-z])/;

/** Titles of a table name a date, a text or an amount; `ATM & debit card withdrawals` is a heading. */
const COLUMNS =
  /(?<![a-z])(?:date|datum|data|fecha|buchung|valuta|wert|description|details?|text|amount|betrag|montant|importe|importo|bedrag|libelle|omschrijving|concepto|descrizione|balance|saldo|solde)(?![a-z])/;

/** Lines that may continue one description. */
const CONTINUED = 14;

/** @param style pattern of the dates that movements begin with; null where none prevails */
export function recordsOf(lines: readonly Printed[], layout: Layout, style: string | null): Mark[] {
  const marks: Mark[] = [];
  let row: Row | null = null;
  let above = -1;
  let daily = false;
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i]!;
    if (FIRST_PAGE.test(line.folded)) marks.push({ kind: 'first-page', at: i });
    if (line.amounts.length === 0 && line.leading.length === 0)
      daily = DAILY.test(line.folded) || (daily && (line.titles || line.folded.trim() === ''));
    if (daily && (line.leading.length > 0 || line.titles || DAILY.test(line.folded))) {
      row = null;
      continue;
    }
    const dated = datesOf(line, layout, style);
    const stated =
      line.balances.length === 0 || isMovement(line, dated !== null) ? [] : statedOf(lines, i, layout.amountBefore ? above : -1);
    if (stated.length > 0) {
      marks.push(...stated);
      row = null;
      above = -1;
      continue;
    }
    if (line.total) {
      marks.push({ kind: 'total', at: i });
      row = null;
      continue;
    }
    if (layout.amountBefore && (line.amountOnly || namesNext(line, lines[i + 1]))) {
      above = i;
      row = null;
      continue;
    }
    if (dated !== null) {
      const pending = line.tail.length === 0 && above >= 0 ? above : -1;
      row = {
        kind: 'row',
        first: pending >= 0 ? pending : i,
        last: i,
        dateAt: i,
        dates: dated,
        amountAt: -1,
        tokens: [],
        inherited: false,
      };
      if (line.tail.length > 0) [row.amountAt, row.tokens] = [i, line.tail];
      else if (pending >= 0) [row.amountAt, row.tokens] = [pending, lines[pending]!.tail];
      marks.push(row);
      above = -1;
      continue;
    }
    const named = line.titles && !COLUMNS.test(line.folded) && line.folded.length < 60 ? directionOf(line.folded) : 0;
    if (named !== 0) {
      marks.push({ kind: 'heading', at: i, direction: named });
      row = null;
      continue;
    }
    const mark = /^\s*(cr|dr)\s*$/.exec(line.folded)?.[1];
    if (mark !== undefined && row !== null && row.tokens.length === 1 && row.tokens[0]!.sign === 0 && i <= row.amountAt + 2) {
      row.tokens = [{ ...row.tokens[0]!, sign: mark === 'cr' ? 1 : -1, absolute: true }];
      row.last = i;
      continue;
    }
    if (line.titles || line.pageMark) {
      if (line.titles) marks.push({ kind: 'titles', at: i });
      if (layout.inherit === 'no' || line.titles) row = null;
      continue;
    }
    if (row === null) {
      const direction = heading(line);
      if (direction !== 0) marks.push({ kind: 'heading', at: i, direction });
      continue;
    }
    if (row.amountAt < 0 && line.tail.length > 0 && !layout.amountBefore && i - row.dateAt <= CONTINUED) {
      [row.amountAt, row.tokens, row.last] = [i, line.tail, i];
      continue;
    }
    if (row.amountAt >= 0 && line.tail.length > 0 && inherits(line, layout)) {
      row = { kind: 'row', first: i, last: i, dateAt: row.dateAt, dates: row.dates, amountAt: i, tokens: line.tail, inherited: true };
      marks.push(row);
      continue;
    }
    const direction =
      line.amounts.length === 0 && line.folded.length < 60 && /^\s*(?:total |other |electronic |atm |summe )?[a-z]/.test(line.folded)
        ? sectionOf(line, lines[i + 1])
        : 0;
    if (direction !== 0) {
      marks.push({ kind: 'heading', at: i, direction });
      row = null;
    } else if (i - row.first <= CONTINUED && line.line.page === lines[row.first]!.line.page) row.last = i;
  }
  for (const mark of marks) if (mark.kind === 'row') trim(mark, lines);
  return marks;
}

/** Dates of a line that begins a movement, or null. */
function datesOf(line: Printed, layout: Layout, style: string | null): readonly DateToken[] | null {
  if (layout.dateFirst) return line.leading.length > 0 && (style === null || line.leading[0]!.style === style) ? line.leading : null;
  const amount = line.tail[0];
  if (amount === undefined) return line.leading.length > 0 && layout.amountBefore ? line.leading : null;
  const fits = line.dates.filter((date) => style === null || date.style === style);
  const before = fits.filter((date) => date.end <= amount.start);
  // Some lists print the date behind the amount.
  if (before.length === 0) {
    const behind = line.folded.slice(0, amount.start).trim() === '' ? [] : fits.filter((date) => date.start >= amount.end);
    return behind.length === 0 ? null : behind;
  }
  return before.length > 2 ? before.slice(-2) : before;
}

/** Text and amount on one line, the date alone on the next. */
function namesNext(line: Printed, next: Printed | undefined): boolean {
  return line.tail.length > 0 && line.leading.length === 0 && next !== undefined && next.leading.length > 0 && next.tail.length === 0;
}

/** Words for a balance stand in the text of a movement too: a transfer is an `Übertrag`, a fee is charged on a balance. */
function isMovement(line: Printed, dated: boolean): boolean {
  const named = line.balances.some((mention) => mention.kind === 'opening' || mention.kind === 'closing');
  if (line.balances.every((mention) => /^(?:ubertrag|transport)/.test(line.folded.slice(mention.start, mention.end)))) {
    return line.leading.length > 0 || (line.tail.length > 1 && line.dates.length > 0);
  }
  if (line.leading.length > 0) return !balanceBegins(line);
  return dated && !named && !balanceBegins(line);
}

/** Whether a line's text, behind its date, begins with the words for a balance. */
function balanceBegins(line: Printed): boolean {
  const end = line.leading.at(-1)?.end ?? 0;
  const start = line.balances[0]!.start;
  return /^[\s*.:"'|>-]*(?:(?:ihr|dein|your|votre|uw|su|il|statement|account|the|auszug|total)[ ]){0,2}[\s*.:"'|>-]*$/.test(
    line.folded.slice(Math.min(end, start), start),
  );
}

function inherits(line: Printed, layout: Layout): boolean {
  return layout.inherit === 'any' || (layout.inherit === 'valued' && line.dates.length > 0);
}

function heading(line: Printed): 1 | -1 | 0 {
  return line.amounts.length === 0 && line.dates.length === 0 && line.folded.length < 60 && !line.titles ? directionOf(line.folded) : 0;
}

/** Inside a table only a line that is a heading and nothing else closes a movement. */
function sectionOf(line: Printed, next: Printed | undefined): 1 | -1 | 0 {
  if (next !== undefined && next.leading.length === 0 && !next.titles && next.folded.trim() !== '') return 0;
  return line.folded.trim().split(/\s+/).length <= 5 &&
    line.line.text.trim() !== '' &&
    /^[^a-z]*[A-Z]/.test(line.line.text) &&
    /(?:s|en|additions|subtractions|credits|debits)\)?:?\s*$/.test(line.folded.trim())
    ? directionOf(line.folded)
    : 0;
}

/** Balances that line `i` states. Their amounts stand behind the words, on the line above (where the layout has it so) or below. */
function statedOf(lines: readonly Printed[], i: number, above: number): Stated[] {
  const line = lines[i]!;
  const stated: Stated[] = [];
  const missing: number[] = [];
  line.balances.forEach((mention, m) => {
    const until = line.balances[m + 1]?.start ?? Infinity;
    const own =
      line.amounts.find((amount) => amount.start >= mention.end - 1 && amount.start < until) ??
      (line.balances.length === 1 ? line.tail.at(-1) : undefined);
    const opens = mention.kind === 'point' && i > 0 && OPENING_AT_LINE_END.test(lines[i - 1]!.folded);
    const date = line.dates.find((each) => each.start >= mention.start && each.start < until) ?? line.leading[0] ?? null;
    if (own !== undefined) stated.push({ kind: 'balance', at: i, balance: opens ? 'opening' : mention.kind, valueAt: i, value: own, date });
    else missing.push(m);
  });
  if (missing.length === 0) return stated;
  if (above >= 0 && missing.length === 1) {
    const mention = line.balances[missing[0]!]!;
    stated.push({
      kind: 'balance',
      at: i,
      balance: mention.kind,
      valueAt: above,
      value: lines[above]!.amounts.at(-1)!,
      date: line.dates[0] ?? null,
    });
    return stated;
  }
  const wanted = missing.filter((m) => line.balances[m]!.kind !== 'point' && line.balances[m]!.kind !== 'carried');
  for (let j = i + 1; wanted.length > 0 && j <= i + 2 && j < lines.length; j++) {
    const below = lines[j]!;
    if (below.balances.some((mention) => mention.kind !== 'point') || below.leading.length > 0) break;
    if (below.amounts.length < wanted.length) continue;
    // With as many amounts as balances each has its own; in a wider table an opening is often the first and a closing the last:
    // both places are candidates, and the arithmetic takes one.
    wanted.forEach((m, k) => {
      const date = line.dates[0] ?? below.dates.at(-1) ?? null;
      const { kind } = line.balances[m]!;
      const own = below.amounts.at(k - wanted.length)!;
      const edge = below.amounts.length === wanted.length || wanted.length === 1 ? own : below.amounts.at(kind === 'opening' ? 0 : -1)!;
      for (const value of new Set([edge, own])) stated.push({ kind: 'balance', at: i, balance: kind, valueAt: j, value, date });
    });
    break;
  }
  return stated;
}

/** Blank lines at its end are no part of a record. */
function trim(row: Row, lines: readonly Printed[]): void {
  while (row.last > row.first && row.last > row.amountAt && row.last > row.dateAt && lines[row.last]!.folded.trim() === '') row.last--;
}
