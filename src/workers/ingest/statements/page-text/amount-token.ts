/** Finds printed amounts in a line: digits with the decimals of a currency, and the marks around them that say in or out. */
import { isCurrency } from '../../../../shared/currency.ts';
import type { DecimalMark } from '../../../../shared/money.ts';

export interface AmountToken {
  /** Characters `[start, end)`: the digits with the plus, minus, brackets or CR/DR that belong to them. */
  readonly start: number;
  readonly end: number;
  /** First digit; the sign stands before it. */
  readonly digits: number;
  readonly digitsEnd: number;
  readonly mark: DecimalMark | '';
  /** 1, -1, or 0 where nothing is printed beside the digits. */
  readonly sign: 1 | -1 | 0;
  /** A word or letter (CR, DR, S, H) says the direction itself; a mere minus depends on the document's point of view. */
  readonly absolute: boolean;
  /** Place of the word or letter, where it is not part of `[start, end)`. */
  readonly signAt?: readonly [start: number, end: number];
  readonly currency: string;
  /** Other places at which the digits may begin: a blank may group thousands, or divide two numbers. */
  readonly otherStarts: readonly number[];
}

const BLANK = ' \u00a0\u2007\u202f\u2009';
const GROUP = `[.,'\u2019${BLANK}]`;
const DECIMALS = {
  0: new RegExp(`(?<![\\d.,'\u2019:/#*])(?<![A-Za-z])(?:\\d{1,3}(?:${GROUP}\\d{3})+|\\d{1,12})(?![\\d.,'\u2019:/%])(?![.,]\\d)`, 'g'),
  2: new RegExp(
    `(?<![\\d,'\u2019:/#*])(?<![A-Za-z\\d][.,'\u2019])(?:\\d{1,3}(?:${GROUP}\\d{2,3})*[.,]\\d{3}[.,]\\d{2}|\\d{1,3}(?:[${BLANK}'\u2019]\\d{3})*[.,]\\d{2}|\\d{1,15}[.,]\\d{2}|(?<![\\w.])[.,]\\d{2})(?![\\d%:/])(?![.,]\\d)(?!${GROUP}?%)`,
    'g',
  ),
  3: new RegExp(`(?<![\\d.,'\u2019:/#*])(?:\\d{1,3}(?:${GROUP}\\d{3})*|\\d{1,15})[.,]\\d{3}(?![\\d%:/])(?![.,]\\d)`, 'g'),
} as const;

const SIGN_BEFORE = /(?:^|[\s:;|*)\u20ac$\u00a3A-Z])([-\u2212\u2012\u2013+])[ \u00a0]?$/;
const CURRENCY_BEFORE =
  /(?:(?<![A-Za-z])(?:US|A|C|NZ|HK|S|R)?[$\u20ac\u00a3\u00a5\u20b9]|(?<![A-Za-z])[A-Z]{3}|(?<![A-Za-z])(?:Fr\.|Rs\.?|kr\.?))[ \u00a0]{0,14}$/;
const CURRENCY_AFTER = /^[ \u00a0]?(?:[\u20ac$\u00a3\u00a5\u20b9]|[A-Z]{3}(?![A-Za-z])|z\u0142|K\u010d|kr\.?(?![a-z]))/;
/** Words for the direction in a column before the amount: Dutch lists, accountants' DR and CR. */
const WORD_BEFORE = /(?:^|\s)(Af|Bij|AF|BIJ|DR|CR|Dr|Cr)\.?[ \u00a0]{1,30}$/;
const SIGN_AFTER =
  /^(?:[-\u2212\u2012\u2013+](?![\d.,$\u20ac\u00a3]|[ \u00a0][\d$\u20ac\u00a3])|[ \u00a0][-\u2212\u2012\u2013+](?=[ \u00a0]*$|[ \u00a0]{2}))/;
const WORD_AFTER = /^([ \u00a0]{0,3})(CR|DR|Cr|Dr|cr|dr|Soll|Haben|SOLL|HABEN|OD|[SHCD])(?=[\s*]|$)/;
const MONEY_IN = /^(?:cr|haben|h|c|bij)$/i;

/**
 * Amounts of a line from left to right. Time is linear in the line.
 * @param decimals decimals that an amount is printed with; 0 takes whole numbers too
 */
export function findAmounts(text: string, decimals: 0 | 2 | 3): AmountToken[] {
  const found: AmountToken[] = [];
  const pattern = DECIMALS[decimals];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const token = tokenOf(text, match.index, match.index + match[0].length, decimals);
    if (token !== null) found.push(token);
  }
  return found;
}

function tokenOf(text: string, digits: number, digitsEnd: number, decimals: 0 | 2 | 3): AmountToken | null {
  const core = text.slice(digits, digitsEnd);
  const markAt = decimals === 0 ? -1 : core.length - decimals - 1;
  const mark = markAt < 0 ? '' : (core[markAt] as DecimalMark);
  // The decimal mark never groups too.
  if (mark !== '' && core.slice(0, markAt).includes(mark)) return null;
  let before = text.slice(Math.max(0, digits - 24), digits);
  let start = digits;
  let end = digitsEnd;
  let sign: 1 | -1 | 0 = 0;
  let absolute = false;
  let signAt: readonly [number, number] | undefined;
  let currency = '';
  const bracket = before.endsWith('(') && text[digitsEnd] === ')';
  if (bracket) {
    start = digits - 1;
    end = digitsEnd + 1;
    sign = -1;
  } else {
    for (let round = 0; round < 2; round++) {
      const minus: RegExpExecArray | null = sign === 0 ? SIGN_BEFORE.exec(before) : null;
      if (minus !== null) {
        const at = minus.index + minus[0].indexOf(minus[1]!);
        start -= before.length - at;
        before = before.slice(0, at);
        sign = minus[1] === '+' ? 1 : -1;
      }
      const unit = CURRENCY_BEFORE.exec(before);
      if (unit === null || currency !== '') continue;
      const name = unit[0].trim();
      if (/^[A-Z]{3}$/.test(name) && !isCurrency(name)) continue;
      currency = name;
      // The currency is kept inside the value only where the sign stands before it.
      const cut = before.slice(0, unit.index);
      if (sign === 0 && SIGN_BEFORE.test(cut)) {
        start -= before.length - unit.index;
        before = cut;
      }
    }
  }
  let after = text.slice(end, end + 24);
  const unit = CURRENCY_AFTER.exec(after);
  let skipped = 0;
  if (unit !== null) {
    const name = unit[0].trim();
    if (!/^[A-Z]{3}$/.test(name) || isCurrency(name)) {
      if (currency === '') currency = name;
      skipped = unit[0].length;
      after = after.slice(skipped);
    }
  }
  if (sign === 0) {
    const minus = SIGN_AFTER.exec(after);
    const word = minus === null ? WORD_AFTER.exec(after) : null;
    if (minus !== null) {
      sign = minus[0].endsWith('+') ? 1 : -1;
      end += skipped + minus[0].length;
    } else if (word !== null) {
      sign = MONEY_IN.test(word[2]!) ? 1 : -1;
      absolute = true;
      const at = end + skipped + word[1]!.length;
      signAt = [at, at + word[2]!.length];
    }
  }
  if (sign === 0) {
    // `before` lost its currency above; the word stands before that.
    const plain = text.slice(Math.max(0, digits - 40), digits).replace(CURRENCY_BEFORE, (unit) => ' '.repeat(unit.length));
    const word = WORD_BEFORE.exec(plain);
    if (word !== null) {
      sign = MONEY_IN.test(word[1]!) ? 1 : -1;
      absolute = true;
      const at = Math.max(0, digits - 40) + word.index + word[0].indexOf(word[1]!);
      signAt = [at, at + word[1]!.length];
    }
  }
  return {
    ...{ start, end, digits, digitsEnd, mark, sign, absolute, currency },
    ...(signAt === undefined ? {} : { signAt }),
    otherStarts: start === digits ? laterStarts(core, digits) : [],
  };
}

/** `122 250.00` may be 250.00 behind the number 122. */
function laterStarts(core: string, digits: number): number[] {
  const starts: number[] = [];
  for (let i = 1; i < core.length; i++) if (BLANK.includes(core[i - 1]!)) starts.push(digits + i);
  return starts;
}
