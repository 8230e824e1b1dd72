import type { TransactionRow } from '../../../shared/contract/common.ts';
import { formatMoney } from '../../text/format.ts';
import { t } from '../../text/t.ts';

const DAY_MS = 86_400_000;
type Side = Pick<TransactionRow, 'amountMinor' | 'currency' | 'date' | 'reference'>;

/**
 * What differs between two transactions, in words: amount, then days. Opposite signs of one amount are no difference:
 * some ledgers state payments as positive.
 * @returns an empty list where amount and date agree
 */
export function differences(left: Side, right: Side): string[] {
  const words: string[] = [];
  const more = Math.abs(right.amountMinor) - Math.abs(left.amountMinor);
  if (left.currency !== right.currency) words.push(t('{a} against {b}', { a: left.currency, b: right.currency }));
  else if (more !== 0) {
    const amount = formatMoney(Math.abs(more), left.currency);
    words.push(more > 0 ? t('{amount} more', { amount }) : t('{amount} less', { amount }));
  }
  const days = daysBetween(left.date, right.date);
  if (days === null) words.push(t('date not known'));
  else if (days !== 0) {
    words.push(
      days > 0
        ? t('{n, plural, one {# day} other {# days}} later', { n: days })
        : t('{n, plural, one {# day} other {# days}} earlier', { n: -days }),
    );
  }
  return words;
}

/** The same as one text; "same amount and date" where nothing differs. */
export function differenceText(left: Side, right: Side): string {
  const words = differences(left, right);
  return words.length === 0 ? t('same amount and date') : words.join(', ');
}

/** For a list of candidates: what agrees is said as well. */
export function comparison(left: Side, right: Side): string[] {
  const words = differences(left, right);
  if (Math.abs(left.amountMinor) === Math.abs(right.amountMinor) && left.currency === right.currency) words.unshift(t('same amount'));
  if (Math.sign(left.amountMinor) !== Math.sign(right.amountMinor)) words.push(t('opposite sign'));
  if (daysBetween(left.date, right.date) === 0) words.push(t('same day'));
  if (left.reference !== '' && left.reference === right.reference) words.push(t('same reference'));
  return words;
}

function daysBetween(from: string | null, to: string | null): number | null {
  return from === null || to === null ? null : Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
}
