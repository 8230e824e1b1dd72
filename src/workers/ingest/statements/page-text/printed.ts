/** What is printed on each line: dates, amounts, balances. Made once, read by every candidate reading. */
import { findAmounts, type AmountToken } from './amount-token.ts';
import { findDates, withYearsBelow, type DateToken } from './date-token.ts';
import { fold, PRINTED_CHARACTERS, type PageLine } from './page-line.ts';
import { balanceMentions, isOtherBalance, isTotal, PAGE_WORDS, TITLE_WORDS, type BalanceMention } from './words.ts';

export interface Printed {
  readonly line: PageLine;
  readonly folded: string;
  readonly dates: readonly DateToken[];
  readonly amounts: readonly AmountToken[];
  /** Amounts that close the line with nothing but dates and marks behind them, or follow its leading dates; in printed order. */
  readonly tail: readonly AmountToken[];
  /** Dates at the very beginning of the line. */
  readonly leading: readonly DateToken[];
  readonly balances: readonly BalanceMention[];
  /** Adds up other lines, or states a balance that they need not explain. */
  readonly total: boolean;
  /** At least two column titles and no amount. */
  readonly titles: boolean;
  readonly pageMark: boolean;
  /** Nothing but amounts. */
  readonly amountOnly: boolean;
}

const CLOSES = /^[\s*|)\u20ac$\u00a3]*(?:[A-Z]{3})?[\s*|]*$/;

/**
 * @param decimals decimals that amounts are printed with in this file
 * @param below text of the next line, which may hold the year
 */
export function printedOf(line: PageLine, decimals: 0 | 2 | 3, below = ''): Printed {
  const text = line.text.length > PRINTED_CHARACTERS ? '' : line.text;
  const folded = fold(text);
  const dates = withYearsBelow(text, findDates(text), below.slice(0, 60));
  const amounts = findAmounts(text, decimals).flatMap((amount) => besideDates(amount, dates));
  const leading = leadingOf(text, dates);
  const tail = tailOf(text, dates, amounts, leading);
  const titles = amounts.length === 0 ? (folded.match(TITLE_WORDS)?.length ?? 0) : 0;
  return {
    ...{ line, folded, dates, amounts, tail, leading },
    balances: balanceMentions(folded),
    total: isTotal(folded) || (leading.length === 0 && isOtherBalance(folded)),
    titles: titles >= 2,
    pageMark: PAGE_WORDS.test(folded),
    amountOnly: amounts.length > 0 && dates.length === 0 && remainder(text, amounts).trim() === '',
  };
}

/** A date is no part of an amount: `FEB02 950.00` is 950.00, `01.06.` is none. */
function besideDates(amount: AmountToken, dates: readonly DateToken[]): AmountToken[] {
  const over = dates.find((date) => date.start < amount.digitsEnd && amount.digits < date.end);
  if (over === undefined) return [amount];
  const digits = amount.otherStarts.find((start) => start >= over.end);
  return digits === undefined
    ? []
    : [{ ...amount, start: digits, digits, otherStarts: amount.otherStarts.filter((start) => start > digits) }];
}

function leadingOf(text: string, dates: readonly DateToken[]): DateToken[] {
  const leading: DateToken[] = [];
  let at = 0;
  for (const date of dates) {
    // A bullet or a star before the date, a slash or a bar between two.
    if (!/^[\s*|/>\u2022-]{0,40}$/.test(text.slice(at, date.start)) || leading.length === 3) break;
    leading.push(date);
    at = date.end;
  }
  return leading;
}

function tailOf(text: string, dates: readonly DateToken[], amounts: readonly AmountToken[], leading: readonly DateToken[]): AmountToken[] {
  const tail: AmountToken[] = [];
  let end = text.length;
  for (let i = amounts.length - 1; i >= 0; i--) {
    const amount = amounts[i]!;
    const from = Math.max(amount.end, amount.signAt?.[1] ?? 0);
    let between = text.slice(from, end);
    for (const date of dates) if (date.start >= from && date.end <= end) between = between.replace(text.slice(date.start, date.end), ' ');
    if (!CLOSES.test(between)) break;
    tail.unshift(amount);
    end = amount.start;
  }
  const last = leading.at(-1);
  const first = amounts[0];
  if (tail.length > 0 || last === undefined || first === undefined) return tail;
  // Date, amount, description: the amounts stand right behind the dates.
  let at = last.end;
  for (const amount of amounts) {
    if (!/^[\s|]*(?:[A-Z]{3}|[\u20ac$\u00a3])?\s*$/.test(text.slice(at, amount.start))) break;
    tail.push(amount);
    at = Math.max(amount.end, amount.signAt?.[1] ?? 0);
  }
  return tail;
}

function remainder(text: string, amounts: readonly AmountToken[]): string {
  let out = '';
  let at = 0;
  for (const amount of amounts) {
    out += text.slice(at, amount.start);
    at = Math.max(amount.end, amount.signAt?.[1] ?? 0);
  }
  return (out + text.slice(at)).replace(/(?<![A-Za-z])[A-Z]{3}(?![A-Za-z])|[\u20ac$\u00a3]/g, '');
}
