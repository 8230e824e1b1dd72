import { t } from '../../text/t.ts';
import { Chip, RiskChip, type Tone } from '../../ui/chip.tsx';
import type { Column } from '../../ui/datagrid/column.ts';
import { dispositionTitle, FINDINGS, type Disposition, type FlagRow, type FlagTab } from './tabs.ts';

const TONES: Readonly<Record<Disposition, Tone>> = {
  open: 'plain',
  explained: 'ok',
  'needs-work': 'warn',
  refer: 'bad',
  'not-an-issue': 'info',
};

/** A finding with its mark. */
export function FindingChip({ disposition }: { readonly disposition: Disposition }) {
  return <Chip tone={TONES[disposition]}>{dispositionTitle(disposition)}</Chip>;
}

/** Transactions ranked by risk. */
export function flagColumns(tab: FlagTab): readonly Column<FlagRow>[] {
  const columns: Column<FlagRow>[] = [
    {
      id: 'risk',
      title: t('Risk'),
      kind: 'chip',
      width: 68,
      sortable: true,
      filter: 'range',
      value: (row) => row.risk,
      render: (row) => <RiskChip risk={row.risk} />,
    },
    { id: 'topReason', title: t('First reason'), kind: 'text', width: 372, value: (row) => row.topReason },
    {
      id: 'amountMinor',
      title: t('Amount'),
      kind: 'money',
      width: 124,
      sortable: true,
      filter: 'range',
      value: (row) => row.amountMinor,
      currency: (row) => row.currency,
    },
    { id: 'date', title: t('Date'), kind: 'date', width: 104, sortable: true, filter: 'range', value: (row) => row.date },
    {
      id: 'counterparty',
      title: t('Counterparty'),
      kind: 'text',
      width: 200,
      sortable: true,
      filter: 'text',
      value: (row) => row.counterparty,
    },
    { id: 'description', title: t('Text'), kind: 'text', width: 260, sortable: true, filter: 'text', value: (row) => row.description },
    { id: 'reference', title: t('Reference'), kind: 'text', width: 120, sortable: true, filter: 'text', value: (row) => row.reference },
    {
      id: 'category',
      title: t('Category'),
      kind: 'text',
      width: 160,
      hidden: true,
      sortable: true,
      filter: 'text',
      value: (row) => row.category,
    },
    { id: 'sourceName', title: t('Source'), kind: 'text', width: 220, sortable: true, filter: 'text', value: (row) => row.sourceName },
    { id: 'line', title: t('Line'), kind: 'number', width: 72, sortable: true, value: (row) => row.line },
    {
      id: 'id',
      title: t('Transaction'),
      kind: 'number',
      width: 96,
      hidden: true,
      sortable: true,
      filter: 'range',
      value: (row) => row.id,
      words: (row) => String(row.id),
    },
  ];
  if (tab !== 'open') {
    const options = (tab === 'all' ? ['open' as const, ...FINDINGS] : FINDINGS).map((value) => ({ value, label: dispositionTitle(value) }));
    columns.splice(1, 0, {
      id: 'disposition', title: t('Finding'), kind: 'chip', width: 128, sortable: true, filter: options,
      value: (row) => row.disposition, words: (row) => dispositionTitle(row.disposition), render: (row) => <FindingChip disposition={row.disposition} />,
    }); // prettier-ignore
  }
  return columns;
}
