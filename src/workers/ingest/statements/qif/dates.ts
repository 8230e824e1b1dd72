/**
 * Dates of QIF. The format fixes no order and Quicken writes that of the machine it ran on: `12/19'18`, ` 1/ 9/24`, `19.12.18`,
 * `2018-12-19`. The order is one for the whole file and is decided over the whole of it; the country decides nothing.
 */
import { NO_DAY } from '../../../../shared/columns.ts';
import { dayNumber, isoOfDay } from '../../../../shared/calendar.ts';
import { DATE_FORMATS, parseDate } from '../../../../shared/date-format.ts';
import type { Question } from '../../questions.ts';

export type DateOrder = 'dmy' | 'mdy' | 'ymd';

/** A date of three numbers whose order is open, in the order as written. */
interface Numbers {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Four digits in the year's place. */
  readonly long: boolean;
  readonly separator: string;
}

/** `'` stands before a year from 2000 on. Blanks fill single digits. */
const THREE = /^(\d{1,2})\s*([/.-])\s*(\d{1,2})\s*([/.'-])\s*(\d{4}|\d{1,2})$/;
/**
 * Forms whose order shows. Two digits for a year are taken to stand last, as Quicken and its followers write them, unless that
 * tears the movements apart.
 */
const CERTAIN = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyyMMdd',
  'dd MMM yyyy',
  'dd MMM yy',
  'dd-MMM-yyyy',
  'dd-MMM-yy',
  'MMM dd yyyy',
];
/** As in `date-order.ts`: what one export covers at most where another reading covers years. */
const SHORT_DAYS = 100;
const LONG_DAYS = 365;

function numbersOf(text: string): Numbers | null {
  const match = THREE.exec(text);
  if (match === null) return null;
  const [, a, separator, b, second, c] = match as unknown as [string, string, string, string, string, string];
  const year = Number(c);
  return { a: Number(a), b: Number(b), c: c.length === 4 ? year : fullYear(year, second === "'"), long: c.length === 4, separator };
}

function fullYear(year: number, apostrophe: boolean): number {
  return year >= 100 ? year : apostrophe || year < 70 ? 2000 + year : 1900 + year;
}

function dayIn(numbers: Numbers, order: DateOrder): number {
  const { a, b, c, long } = numbers;
  if (order === 'dmy') return dayNumber(c, b, a);
  if (order === 'mdy') return dayNumber(c, a, b);
  return long ? NO_DAY : dayNumber(fullYear(a, false), b, c % 100);
}

function certainDay(text: string): number {
  for (const format of CERTAIN) {
    const day = parseDate(text, format);
    if (day !== NO_DAY) return day;
  }
  return NO_DAY;
}

/** Day of a date as written, or NO_DAY. A date that shows its own order needs none. */
export function readQifDate(text: string, order: DateOrder): number {
  const numbers = numbersOf(text);
  return numbers === null ? certainDay(text) : dayIn(numbers, order);
}

/** The order of a format's parts (`MM/dd/yy` → `mdy`). */
export function orderOfFormat(format: string): DateOrder {
  const places = [format.indexOf('d'), format.indexOf('M'), format.indexOf('y')] as const;
  if (places[2] < places[0] && places[2] < places[1]) return 'ymd';
  return places[0] < places[1] ? 'dmy' : 'mdy';
}

interface Tally {
  readonly order: DateOrder;
  readable: number;
  least: number;
  most: number;
  last: number;
  /** Whether the dates of every section stand in order of time. */
  ordered: boolean;
  /** In this section: whether the dates still only rise, or only fall. */
  rising: boolean;
  falling: boolean;
  changes: number;
}

export interface QifDateDecision {
  readonly order: DateOrder;
  /** A format of the calendar module with this order, in the file's own separators. */
  readonly format: string;
  readonly because: string;
  readonly confidence: number;
  readonly question: Question | null;
}

const ORDERS: readonly DateOrder[] = ['dmy', 'mdy', 'ymd'];

/** Hears every date of the file, then decides. Memory does not grow. */
export class QifDates {
  readonly #tallies: Tally[] = ORDERS.map((order) => ({
    order,
    readable: 0,
    least: Infinity,
    most: -Infinity,
    last: NO_DAY,
    ordered: true,
    rising: true,
    falling: true,
    changes: 0,
  }));
  #open = 0;
  #certain = 0;
  /** Whether some date is another day in the other order. */
  #differs = false;
  #example = '';
  #first: Numbers | null = null;
  #certainFormat = 'yyyy-MM-dd';
  /** Order that the file states itself (`!Option:MDY`). */
  stated: DateOrder | null = null;

  /** A new account or list begins: its dates need not follow on those before. */
  section(): void {
    for (const tally of this.#tallies) {
      tally.last = NO_DAY;
      tally.rising = true;
      tally.falling = true;
    }
  }

  add(text: string): void {
    const numbers = numbersOf(text);
    if (numbers === null) {
      const day = certainDay(text);
      if (day === NO_DAY) return;
      if (this.#certain++ === 0) this.#certainFormat = CERTAIN.find((format) => parseDate(text, format) === day)!;
      return;
    }
    this.#open++;
    this.#first ??= numbers;
    if (numbers.a !== numbers.b) this.#differs = true;
    const two = numbers.a !== numbers.b && numbers.a <= 12 && numbers.b <= 12;
    if (this.#example === '' && two) this.#example = text;
    for (const tally of this.#tallies) take(tally, dayIn(numbers, tally.order));
  }

  decide(told: string | undefined): QifDateDecision {
    if (told !== undefined) return this.#settled(orderOfFormat(told), 'chosen by hand', 100, told);
    if (this.stated !== null) return this.#settled(this.stated, 'the file states it', 100);
    if (this.#open === 0) {
      const because = this.#certain > 0 ? 'every date shows its own order' : 'no date was found';
      return { order: 'dmy', format: this.#certainFormat, because, confidence: this.#certain > 0 ? 99 : 0, question: null };
    }
    const [dmy, mdy, ymd] = this.#tallies as [Tally, Tally, Tally];
    const best = Math.max(dmy.readable, mdy.readable);
    if (ymd.readable > best) return this.#settled('ymd', 'no other order fits as many dates', 90);
    if (ymd.readable === this.#open && spanOf(ymd) <= SHORT_DAYS && [dmy, mdy].every((tally) => spanOf(tally) >= LONG_DAYS)) {
      return this.#settled('ymd', 'with the year behind, the movements would lie years apart', 85);
    }
    if (dmy.readable !== mdy.readable) {
      const winner = dmy.readable > mdy.readable ? dmy : mdy;
      const loser = winner === dmy ? mdy : dmy;
      const clear = winner.readable === this.#open;
      // Where neither reads all, a damaged date must not decide.
      if (clear) return this.#settled(winner.order, `${this.#open - loser.readable} dates fit no other order`, 98);
      if (this.#open - loser.readable >= 3 * (this.#open - winner.readable)) {
        return this.#settled(winner.order, 'most dates fit no other order; some fit none', 85);
      }
    }
    if (!this.#differs) return this.#settled('dmy', 'day and month are the same number in every date', 98);
    const both = [dmy, mdy].filter((tally) => tally.readable === best);
    const ordered = both.filter((tally) => tally.ordered && tally.changes >= 3 && tally.readable >= 5);
    if (ordered.length === 1) return this.#settled(ordered[0]!.order, 'only so do the movements stand in order of time', 85);
    const short = both.filter((tally) => spanOf(tally) <= SHORT_DAYS);
    if (short.length === 1 && both.every((tally) => tally === short[0] || spanOf(tally) >= LONG_DAYS)) {
      return this.#settled(short[0]!.order, 'in any other order the movements would lie years apart', 85);
    }
    return { ...this.#settled('dmy', 'every date can be read in more than one order', 40), question: this.#ask() };
  }

  #settled(order: DateOrder, because: string, confidence: number, told?: string): QifDateDecision {
    return { order, format: told ?? this.#formatOf(order), because, confidence, question: null };
  }

  #formatOf(order: DateOrder): string {
    const separator = this.#first?.separator ?? '/';
    const year = this.#first?.long === true ? 'yyyy' : 'yy';
    const parts = order === 'dmy' ? ['dd', 'MM', year] : order === 'mdy' ? ['MM', 'dd', year] : ['yy', 'MM', 'dd'];
    const own = parts.join(separator);
    return (DATE_FORMATS as readonly string[]).includes(own) ? own : parts.join('/');
  }

  #ask(): Question {
    const example = this.#example;
    return {
      code: 'date-order',
      text: `Every date in this file can be read in more than one order. What is ${example}?`,
      choices: (['dmy', 'mdy'] as const).map((order) => {
        const format = this.#formatOf(order);
        return { label: format, example: `${example} is ${isoOfDay(readQifDate(example, order))}`, patch: { dateFormat: format } };
      }),
    };
  }
}

/** Days between the first and the last date; none where an order reads too few to say. */
function spanOf(tally: Tally): number {
  return tally.readable < 1 ? Infinity : tally.most - tally.least;
}

function take(tally: Tally, day: number): void {
  if (day === NO_DAY) return;
  tally.readable++;
  tally.least = Math.min(tally.least, day);
  tally.most = Math.max(tally.most, day);
  if (tally.last !== NO_DAY && day !== tally.last) {
    tally.changes++;
    if (day > tally.last) tally.falling = false;
    else tally.rising = false;
    // One account rises and another falls: each by itself is in order.
    if (!tally.rising && !tally.falling) tally.ordered = false;
  }
  tally.last = day;
}
