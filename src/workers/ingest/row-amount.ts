/** The amount of one row under a layout's sign rule. */
import { parseAmount, plainMinor } from '../../shared/money.ts';
import type { ProblemCode } from '../../shared/problems.ts';
import type { Plan } from './plan.ts';
import { isMarkedCredit, signOfWord } from './sign-words.ts';

/** Why the last `rowAmount` gave NaN; `none` means that the row states no amount at all. */
export interface AmountTrouble {
  code: ProblemCode | 'none';
  column: number;
  values: string[];
  /** Plain decimal of the amount read last, where it has more decimals than its currency; else empty. */
  exact: string;
}

/** Decimals read where the currency has fewer: rates and units of funds come with up to eight. */
const FINE_EXPONENT = 8;

function decimalOf(fine: number): string {
  const digits = String(Math.abs(fine)).padStart(FINE_EXPONENT + 1, '0');
  const decimals = digits.slice(-FINE_EXPONENT).replace(/0+$/, '');
  return `${fine < 0 ? '-' : ''}${digits.slice(0, -FINE_EXPONENT)}.${decimals}`;
}

/** Half away from zero, by whole numbers. */
function rounded(fine: number, exponent: number): number {
  const unit = 10n ** BigInt(FINE_EXPONENT - exponent);
  const size = (BigInt(Math.abs(fine)) + unit / 2n) / unit;
  return Number(fine < 0 ? -size : size);
}

const BLANK = /^[\s\u00a0"]*$/;

/** Reads one cell; NaN with `trouble` filled in. */
export function cellMinor(text: string | undefined, plan: Plan, exponent: number, column: number, trouble: AmountTrouble): number {
  if (text === undefined || text === '') {
    trouble.code = 'none';
    return NaN;
  }
  const plain = plainMinor(text, plan.decimalMark, exponent);
  if (plain === plain) return plain;
  const parsed = parseAmount(text, plan.decimalMark, exponent);
  if (parsed.problem === undefined) return parsed.minor;
  if (parsed.problem === 'AMT-PRECISION') {
    const fine = parseAmount(text, plan.decimalMark, FINE_EXPONENT);
    if (fine.problem === undefined) {
      trouble.exact = decimalOf(fine.minor);
      return rounded(fine.minor, exponent);
    }
  }
  trouble.code = parsed.problem === 'AMT-EMPTY' || BLANK.test(text) ? 'none' : parsed.problem;
  trouble.column = column;
  trouble.values = [text];
  return NaN;
}

/**
 * Signed minor units of a row, money into the account positive; NaN where there is none, with the reason in `trouble`.
 * A debit is money out whether or not it is printed with a minus; a credit keeps its sign, so that a reversed one counts down.
 */
export function rowAmount(row: readonly string[], plan: Plan, exponent: number, trouble: AmountTrouble): number {
  trouble.code = 'none';
  trouble.exact = '';
  if (plan.signRule === 'debit-credit') {
    const debit = plan.debit < 0 ? NaN : cellMinor(row[plan.debit], plan, exponent, plan.debit, trouble);
    if (debit !== debit && trouble.code !== 'none') return NaN;
    const credit = plan.credit < 0 ? NaN : cellMinor(row[plan.credit], plan, exponent, plan.credit, trouble);
    if (credit !== credit && trouble.code !== 'none') return NaN;
    if (debit === debit && credit === credit && debit !== 0 && credit !== 0) {
      trouble.code = 'AMT-BOTH';
      trouble.column = plan.debit;
      trouble.values = [row[plan.debit]!, row[plan.credit]!];
      return NaN;
    }
    if (debit === debit && (debit !== 0 || credit !== credit)) return debit === 0 ? 0 : -Math.abs(debit);
    return credit;
  }
  const amount = cellMinor(row[plan.amount], plan, exponent, plan.amount, trouble);
  if (amount !== amount || (plan.signRule === 'signed' && plan.sign < 0)) return amount;
  if (plan.signRule !== 'sign-word') {
    // A mark says it for its own row; unmarked rows follow the rule.
    const marked = plan.sign < 0 ? 0 : signOfWord(row[plan.sign] ?? '');
    if (amount === 0) return 0;
    if (marked !== 0) return Math.abs(amount) * marked;
    return plan.signRule === 'signed' || isMarkedCredit(row[plan.amount]!.trimEnd()) ? amount : -amount;
  }
  const sign = signOfWord(row[plan.sign] ?? '');
  if (sign === 0 && amount !== 0) {
    trouble.code = 'SIGN-UNKNOWN';
    trouble.column = plan.sign;
    trouble.values = [row[plan.sign] ?? ''];
    return NaN;
  }
  return amount === 0 ? 0 : Math.abs(amount) * sign;
}
