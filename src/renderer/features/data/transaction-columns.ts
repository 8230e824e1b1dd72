import type { TransactionRow } from '../../../shared/contract/common.ts';
import { t } from '../../text/t.ts';
import type { Column } from '../../ui/datagrid/column.ts';

/** The columns every list of transactions starts from. Built when asked, so that titles are in the interface's language. */
export function transactionColumns(): Column<TransactionRow>[] {
  return [
    { id: 'date', title: t('Date'), kind: 'date', width: 104, sortable: true, filter: 'range', pinned: true, value: (row) => row.date },
    {
      id: 'amountMinor', title: t('Amount'), kind: 'money', width: 126, sortable: true, filter: 'range', pinned: true,
      value: (row) => row.amountMinor, currency: (row) => row.currency,
    },
    { id: 'currency', title: t('Currency'), kind: 'text', width: 72, sortable: true, filter: 'text', value: (row) => row.currency },
    { id: 'description', title: t('Description'), kind: 'text', width: 320, sortable: true, filter: 'text', value: (row) => row.description },
    { id: 'counterparty', title: t('Counterparty'), kind: 'text', width: 190, sortable: true, filter: 'text', value: (row) => row.counterparty },
    { id: 'reference', title: t('Reference'), kind: 'text', mono: true, width: 130, sortable: true, filter: 'text', value: (row) => row.reference },
    { id: 'category', title: t('Category'), kind: 'text', width: 130, sortable: true, filter: 'text', value: (row) => row.category },
    {
      id: 'balanceMinor', title: t('Balance'), kind: 'money', width: 126, sortable: true,
      value: (row) => row.balanceMinor, currency: (row) => row.currency,
    },
    { id: 'sourceName', title: t('Source'), kind: 'text', width: 170, value: (row) => row.sourceName },
    { id: 'duplicateOf', title: t('Repeats row'), kind: 'number', width: 96, hidden: true, sortable: true, value: (row) => row.duplicateOf },
    { id: 'line', title: t('Line'), kind: 'number', width: 76, sortable: true, value: (row) => row.line },
  ]; // prettier-ignore
}
