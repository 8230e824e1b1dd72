import type { CategoryRow, StandardRow, VendorRow } from '../../../shared/contract/standard-rows.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/datagrid/column.ts';
import { categoryName } from './category-name.ts';
import { originTitle } from './tabs.ts';

/** Transactions with what stands on top of their raw values. Names of columns are those of the contract's filter. */
export function standardColumns(categories: readonly CategoryRow[]): Column<StandardRow>[] {
  return [
    { id: 'date', title: t('Date'), kind: 'date', width: 104, sortable: true, filter: 'range', pinned: true, value: (row) => row.date },
    {
      id: 'amountMinor', title: t('Amount'), kind: 'money', width: 126, sortable: true, filter: 'range', pinned: true,
      value: (row) => row.amountMinor, currency: (row) => row.currency,
    },
    { id: 'vendor', title: t('Vendor'), kind: 'text', width: 200, sortable: true, filter: 'text', value: (row) => row.vendor },
    { id: 'description', title: t('Description'), kind: 'text', width: 260, sortable: true, filter: 'text', value: (row) => row.description },
    { id: 'standing', title: t('Category'), kind: 'text', width: 200, sortable: true, filter: 'text', value: (row) => categoryName(categories, row.categoryId) },
    { id: 'categoryBy', title: t('By'), kind: 'text', width: 116, sortable: true, value: (row) => originTitle(row.categoryBy) },
    { id: 'proposed', title: t('Proposed'), kind: 'text', width: 200, sortable: true, filter: 'text', value: (row) => categoryName(categories, row.proposedId) },
    {
      id: 'confidence', title: t('Sure'), kind: 'number', width: 76, sortable: true, filter: 'range', value: (row) => row.confidence,
      words: (row) => (row.confidence === null ? '' : t('{n} %', { n: row.confidence })),
    },
    { id: 'tags', title: t('Tags'), kind: 'text', width: 130, sortable: true, filter: 'text', value: (row) => row.tags.join(', ') },
    {
      id: 'transfer', title: t('Transfer'), kind: 'chip', width: 96, sortable: true, value: (row) => (row.transfer ? 1 : 0),
      words: (row) => (row.transfer ? t('Transfer') : ''), render: (row) => (row.transfer ? <Chip tone="info">{t('Transfer')}</Chip> : null),
    },
    { id: 'excluded', title: t('Left out because'), kind: 'text', width: 160, sortable: true, filter: 'text', value: (row) => row.excluded },
    { id: 'counterparty', title: t('Counterparty in the file'), kind: 'text', width: 190, sortable: true, filter: 'text', value: (row) => row.counterparty },
    { id: 'category', title: t('Category in the file'), kind: 'text', width: 150, sortable: true, filter: 'text', value: (row) => row.category },
    { id: 'sourceName', title: t('Source'), kind: 'text', width: 170, sortable: true, value: (row) => row.sourceName },
  ]; // prettier-ignore
}

/** Vendors with their spellings and sums. */
export function vendorColumns(): Column<VendorRow>[] {
  return [
    { id: 'name', title: t('Vendor'), kind: 'text', width: 320, sortable: true, filter: 'text', pinned: true, value: (row) => row.name },
    { id: 'rows', title: t('Rows'), kind: 'number', width: 88, sortable: true, filter: 'range', value: (row) => row.rows },
    { id: 'spellings', title: t('Spellings'), kind: 'number', width: 100, sortable: true, filter: 'range', value: (row) => row.spellings },
    {
      id: 'alike', title: t('Joined as alike'), kind: 'number', width: 130, sortable: true, filter: 'range', value: (row) => row.alike,
      words: (row) => (row.alike === 0 ? '' : String(row.alike)),
    },
    { id: 'outMinor', title: t('Money out'), kind: 'money', width: 140, sortable: true, filter: 'range', value: (row) => -row.outMinor, currency: (row) => row.currency },
    { id: 'inMinor', title: t('Money in'), kind: 'money', width: 140, sortable: true, filter: 'range', value: (row) => row.inMinor, currency: (row) => row.currency },
    { id: 'currency', title: t('Currency'), kind: 'text', width: 110, value: (row) => row.currency, words: (row) => (row.currencies > 1 ? t('{currency} and {n} more', { currency: row.currency, n: row.currencies - 1 }) : row.currency) },
    { id: 'named', title: t('Named'), kind: 'chip', width: 110, sortable: true, value: (row) => (row.named ? 1 : 0), words: (row) => (row.named ? t('By a person') : ''), render: (row) => (row.named ? <Chip tone="hold">{t('By a person')}</Chip> : null) },
  ]; // prettier-ignore
}
