import type { ColumnRole, Layout } from '../../shared/contract/import.ts';
import { t } from '../text/t.ts';

/** What a column means, in the words the lists use. */
export function roleTitle(role: ColumnRole): string {
  return {
    date: t('Date'),
    valueDate: t('Value date'),
    amount: t('Amount'),
    debit: t('Debit'),
    credit: t('Credit'),
    sign: t('Debit or credit word'),
    balance: t('Balance'),
    description: t('Description'),
    reference: t('Reference'),
    counterparty: t('Counterparty'),
    category: t('Category'),
    currency: t('Currency'),
    account: t('Account'),
    ignore: t('Not used'),
  }[role];
}

/** A role as a stored layout names it; roles of another version stay as they were written. */
export function storedRoleTitle(role: string): string {
  return roleTitle(role as ColumnRole) ?? role;
}

/** How money in and out is told apart. */
export function signRuleTitle(rule: Layout['signRule']): string {
  return {
    signed: t('As written: minus is money out'),
    inverted: t('Turned: positive is money out'),
    'debit-credit': t('Two columns: debit and credit'),
    'sign-word': t('A column says debit or credit'),
  }[rule];
}
