import type { ColumnRole } from '../../../shared/contract/import.ts';
import { t } from '../../text/t.ts';

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
