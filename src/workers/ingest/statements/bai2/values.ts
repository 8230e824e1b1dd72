/** Values of BAI2 fields: amounts in minor units, dates, funds types, and what a type code says about the direction. */
import { dayNumber } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { minorUnits } from '../minor-units.ts';
import type { Cell, Cells } from './cells.ts';

export interface Bai2Amount {
  /** Signed minor units as written. */
  readonly minor: number;
  readonly exact?: string;
  /** Written with a decimal point, which BAI2 does not have. */
  readonly pointed: boolean;
}

/** Reads a signed amount without decimal point; with one it is taken for major units. Null where it is no amount. */
export function bai2Amount(text: string, exponent: number): Bai2Amount | null {
  const parts = /^([+-]?)(\d*)(?:(\.)(\d*))?$/.exec(text);
  if (!parts || (parts[2] === '' && (parts[4] ?? '') === '')) return null;
  const pointed = parts[3] !== undefined;
  const read = pointed ? minorUnits(parts[2]!, parts[4]!, exponent) : minorUnits(parts[2]!, '', 0);
  if (read === null) return null;
  const negative = parts[1] === '-' && read.minor !== 0;
  return {
    minor: negative ? -read.minor : read.minor,
    pointed,
    ...(read.exact === undefined ? {} : { exact: (negative ? '-' : '') + read.exact }),
  };
}

/** `YYMMDD`, or `YYYYMMDD` as some write it. Two-digit years from 70 are of the last century. NO_DAY where it is no date. */
export function bai2Day(text: string): number {
  if (!/^(?:\d{6}|\d{8})$/.test(text)) return NO_DAY;
  const short = Number(text.slice(0, 2));
  const year = text.length === 8 ? Number(text.slice(0, 4)) : short >= 70 ? 1900 + short : 2000 + short;
  return dayNumber(year, Number(text.slice(-4, -2)), Number(text.slice(-2)));
}

/** Number of distributions that a funds type D may state; more is damage. */
const DISTRIBUTIONS = 99;

export interface Funds {
  readonly known: boolean;
  readonly valueDate: Cell | null;
}

/**
 * Takes the fields that follow a funds type: S has three amounts, V a date and a time, D a number and so many pairs.
 * Z, 0, 1, 2 and an empty field have none.
 */
export function takeFunds(type: string, cells: Cells): Funds {
  const skip = (count: number) => {
    for (let i = 0; i < count; i++) cells.next();
  };
  switch (type.toUpperCase()) {
    case '':
    case 'Z':
    case '0':
    case '1':
    case '2':
      return { known: true, valueDate: null };
    case 'S':
      skip(3);
      return { known: true, valueDate: null };
    case 'V': {
      const valueDate = cells.next();
      skip(1);
      return { known: true, valueDate };
    }
    case 'D': {
      const count = cells.next()?.text ?? '';
      const known = /^\d{1,2}$/.test(count);
      if (known) skip(2 * Math.min(Number(count), DISTRIBUTIONS));
      return { known, valueDate: null };
    }
    default:
      return { known: false, valueDate: null };
  }
}

export type Direction = 'in' | 'out' | 'none' | 'unknown';

/**
 * Direction of a detail by its type code. 100 to 399 credits, 400 to 699 debits; of the loan codes only payments (720 to 728)
 * and disbursements (760) move money; 890 tells without amount; 920 to 959 and 960 to 999 are the banks' own credits and debits.
 */
export function directionOf(code: number): Direction {
  if (code >= 100 && code <= 399) return 'in';
  if (code >= 400 && code <= 699) return 'out';
  if (code >= 720 && code <= 728) return 'in';
  if (code === 760) return 'out';
  if (code === 890) return 'none';
  if (code >= 920 && code <= 959) return 'in';
  if (code >= 960 && code <= 999) return 'out';
  return 'unknown';
}
