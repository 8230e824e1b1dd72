import type { ColumnProfile } from '../../../shared/contract/quality.ts';
import { t } from '../../text/t.ts';

/** A stored field as lists name it. */
export function fieldTitle(field: string): string {
  const titles: Readonly<Record<string, string>> = {
    date: t('Date'),
    valueDate: t('Value date'),
    amount: t('Amount'),
    balance: t('Balance'),
    currency: t('Currency'),
    description: t('Description'),
    counterparty: t('Counterparty'),
    reference: t('Reference'),
    category: t('Category'),
  };
  return titles[field] ?? field;
}

/** What kind of values a field holds, in a word. */
export function typeTitle(type: ColumnProfile['type']): string {
  return { date: t('Dates'), money: t('Money'), digits: t('Digits'), code: t('Codes'), text: t('Text'), empty: t('Empty') }[type];
}
