/** The closed list of date formats that statements are read with, and their parser. */
import { dayNumber } from './calendar.ts';
import { NO_DAY } from './columns.ts';
import { monthOfName } from './month-names.ts';

/**
 * `dd` and `MM` take one or two digits, `yy` one or two, `yyyy` four, `MMM` a month's name in any of twelve languages.
 * A trailing dot (2019.04.19.), a weekday before the date and a time behind it (T10:11:12Z, 120000[0:GMT]) are allowed.
 */
export const DATE_FORMATS = [
  'yyyy-MM-dd',
  'yyyy/MM/dd',
  'yyyy.MM.dd',
  'yyyy MM dd',
  'yyyyMMdd',
  'dd/MM/yyyy',
  'MM/dd/yyyy',
  'dd.MM.yyyy',
  'dd-MM-yyyy',
  'MM-dd-yyyy',
  'MM.dd.yyyy',
  'dd MM yyyy',
  'dd/MM/yy',
  'MM/dd/yy',
  'dd.MM.yy',
  'dd-MM-yy',
  'MM-dd-yy',
  'yy-MM-dd',
  'yy/MM/dd',
  'yy.MM.dd',
  'ddMMyyyy',
  'MMddyyyy',
  'yyMMdd',
  'ddMMyy',
  'dd MMM yyyy',
  'dd MMM yy',
  'dd-MMM-yyyy',
  'dd-MMM-yy',
  'dd/MMM/yyyy',
  'dd/MMM/yy',
  'dd.MMM.yyyy',
  'ddMMMyyyy',
  'ddMMMyy',
  'MMM dd yyyy',
  'MMM dd yy',
  'MMM-dd-yyyy',
  'yyyy-MMM-dd',
  'yyyy MMM dd',
] as const;
export type DateFormat = (typeof DATE_FORMATS)[number];

/** Two-digit years: 70 to 99 are 19xx, 00 to 69 are 20xx (POSIX strptime uses 69; no bank file is that old). */
const PIVOT = 70;

interface Compiled {
  /** Kinds of the three parts in order. */
  readonly parts: readonly ('d' | 'M' | 'N' | 'y' | 'Y')[];
  /** Character code between parts; 0 where they touch. */
  readonly separator: number;
}

const COMPILED = new Map<string, Compiled>();

function compile(format: string): Compiled | undefined {
  const known = COMPILED.get(format);
  if (known || !(DATE_FORMATS as readonly string[]).includes(format)) return known;
  const tokens = format.match(/yyyy|yy|MMM|MM|dd/g)!;
  const kinds = { yyyy: 'Y', yy: 'y', MMM: 'N', MM: 'M', dd: 'd' } as const;
  const between = format.replace(/[yMd]/g, '');
  const compiled: Compiled = {
    parts: tokens.map((token) => kinds[token as keyof typeof kinds]),
    separator: between === '' ? 0 : between.charCodeAt(0),
  };
  COMPILED.set(format, compiled);
  return compiled;
}

const isDigit = (code: number) => code >= 48 && code <= 57;
const isBlank = (code: number) => code === 32 || code === 160 || code === 9;
const isLetter = (code: number) => (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code > 191;

/** Whether what stands behind a date may be there: nothing, a dot, a time of day. */
function acceptableTail(text: string, at: number): boolean {
  let i = at;
  if (text.charCodeAt(i) === 46) i++;
  while (i < text.length && isBlank(text.charCodeAt(i))) i++;
  if (i === text.length) return true;
  return /^(?:[T,]?\s*\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?:[.,]\d+)?\s*(?:[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})?|\d{4}(?:\d{2})?(?:\.\d+)?(?:\[[^\]]*\])?|\[[^\]]*\])$/.test(
    text.slice(i),
  );
}

/**
 * Day number of a date written in `format`, or NO_DAY where the text is not a date of that form. Nothing is guessed: a
 * day above 31, a month above 12 or a 30 February is NO_DAY.
 */
export function parseDate(text: string, format: string): number {
  const compiled = compile(format);
  if (!compiled) return NO_DAY;
  const { parts, separator } = compiled;
  const length = text.length;
  let i = 0;
  while (i < length && isBlank(text.charCodeAt(i))) i++;
  if (parts[0] !== 'N' && isLetter(text.charCodeAt(i))) {
    while (i < length && isLetter(text.charCodeAt(i))) i++;
    while (i < length && (isBlank(text.charCodeAt(i)) || text.charCodeAt(i) === 44 || text.charCodeAt(i) === 46)) i++;
  }
  let year = 0;
  let month = 0;
  let day = 0;
  for (let p = 0; p < 3; p++) {
    const kind = parts[p]!;
    if (p > 0 && separator !== 0) {
      if (separator === 32) {
        if (!isBlank(text.charCodeAt(i)) && text.charCodeAt(i) !== 44 && text.charCodeAt(i) !== 46) return NO_DAY;
        while (i < length && (isBlank(text.charCodeAt(i)) || text.charCodeAt(i) === 44 || text.charCodeAt(i) === 46)) i++;
      } else {
        if (text.charCodeAt(i) !== separator) return NO_DAY;
        i++;
        while (i < length && text.charCodeAt(i) === 32) i++;
      }
    }
    if (kind === 'N') {
      const start = i;
      while (i < length && isLetter(text.charCodeAt(i))) i++;
      month = monthOfName(text.slice(start, i));
      if (month === 0) return NO_DAY;
      if (separator === 32 && text.charCodeAt(i) === 46) i++;
      continue;
    }
    const most = kind === 'Y' ? 4 : 2;
    let value = 0;
    let digits = 0;
    while (digits < most && isDigit(text.charCodeAt(i))) {
      value = value * 10 + text.charCodeAt(i) - 48;
      i++;
      digits++;
    }
    if (digits === 0 || (kind === 'Y' && digits !== 4)) return NO_DAY;
    if (separator === 0 && digits !== most && !(kind === 'd' && parts[1] === 'N')) return NO_DAY;
    if (kind === 'd') day = value;
    else if (kind === 'M') month = value;
    else if (kind === 'Y') year = value;
    else year = value < PIVOT ? 2000 + value : 1900 + value;
  }
  if (i < length) {
    // A longer number is another format's business: dd/MM/yy must not take the 20 of 2018.
    if (parts[2] === 'y' && isDigit(text.charCodeAt(i))) return NO_DAY;
    if (!acceptableTail(text, i)) return NO_DAY;
  }
  return dayNumber(year, month, day);
}
