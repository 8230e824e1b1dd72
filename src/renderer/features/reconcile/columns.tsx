import type { MatchRow, UnmatchedKind } from '../../../shared/contract/reconcile.ts';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import { formatTime } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import type { Column } from '../../ui/datagrid/column.ts';
import { differenceText } from './difference.ts';
import { Score } from './score.tsx';
import { kindTitle, type MatchTab } from './tabs.ts';

/** What a row says of itself: the party where the file names one, then the text, without saying a thing twice. */
export function textOf({ counterparty, description }: Pick<TransactionRow, 'counterparty' | 'description'>): string {
  if (counterparty === '' || description.toLowerCase().includes(counterparty.toLowerCase())) return description;
  return description === '' ? counterparty : `${counterparty} · ${description}`;
}

/** Pairs as rows: the statement's half, what joins them, the ledger's half. */
export function matchColumns(tab: MatchTab): readonly Column<MatchRow>[] {
  const columns: Column<MatchRow>[] = [
    { id: 'date', title: t('Statement date'), kind: 'date', width: 120, sortable: true, filter: 'range', value: (row) => row.left.date },
    {
      id: 'description',
      title: t('Statement text'),
      kind: 'text',
      width: 264,
      sortable: true,
      filter: 'text',
      value: (row) => textOf(row.left),
    },
    {
      id: 'reference',
      title: t('Statement reference'),
      kind: 'text',
      width: 120,
      hidden: true,
      sortable: true,
      filter: 'text',
      value: (row) => row.left.reference,
    },
    {
      id: 'amountMinor',
      title: t('Statement amount'),
      kind: 'money',
      width: 124,
      sortable: true,
      filter: 'range',
      value: (row) => row.left.amountMinor,
      currency: (row) => row.left.currency,
    },
    {
      id: 'confidence',
      title: t('Score'),
      kind: 'number',
      width: 108,
      sortable: true,
      filter: 'range',
      value: (row) => row.confidence,
      render: (row) => <Score value={row.confidence} />,
    },
    { id: 'difference', title: t('Difference'), kind: 'text', width: 156, value: (row) => differenceText(row.left, row.right) },
    {
      id: 'rightAmountMinor',
      title: t('Ledger amount'),
      kind: 'money',
      width: 124,
      sortable: true,
      filter: 'range',
      value: (row) => row.right.amountMinor,
      currency: (row) => row.right.currency,
    },
    { id: 'rightDate', title: t('Ledger date'), kind: 'date', width: 104, sortable: true, filter: 'range', value: (row) => row.right.date },
    {
      id: 'rightDescription',
      title: t('Ledger text'),
      kind: 'text',
      width: 280,
      sortable: true,
      filter: 'text',
      value: (row) => textOf(row.right),
    },
    {
      id: 'rightReference',
      title: t('Ledger reference'),
      kind: 'text',
      width: 132,
      sortable: true,
      filter: 'text',
      value: (row) => row.right.reference,
    },
  ];
  if (tab !== 'suggested') {
    columns.push(
      {
        id: 'origin',
        title: t('Made by'),
        kind: 'text',
        width: 96,
        value: (row) => row.origin,
        words: (row) => (row.origin === 'manual' ? t('by hand') : t('matching')),
      },
      { id: 'reason', title: t('Reason'), kind: 'text', width: 220, value: (row) => row.reason ?? '' },
      { id: 'decidedBy', title: t('Decided by'), kind: 'text', width: 120, value: (row) => row.decidedBy ?? '' },
      {
        id: 'decidedAt',
        title: t('Decided at'),
        kind: 'text',
        width: 176,
        sortable: true,
        value: (row) => (row.decidedAt ? formatTime(row.decidedAt) : ''),
      },
    );
  }
  // The number is what "taken by match 418" leads to.
  columns.push({
    id: 'id',
    title: t('Match'),
    kind: 'number',
    width: 84,
    sortable: true,
    filter: 'range',
    hidden: tab === 'suggested',
    value: (row) => row.id,
    words: (row) => String(row.id),
  });
  return columns;
}

export type UnmatchedRow = TransactionRow & { kind: UnmatchedKind; because: string };

const KIND_TONES: Readonly<Record<UnmatchedKind, Tone>> = {
  timing: 'info',
  fee: 'info',
  'missing-left': 'warn',
  'missing-right': 'warn',
  duplicate: 'warn',
  'amount-differs': 'warn',
  unexplained: 'bad',
};

/** Unmatched transactions of one side, each with its category. */
export function unmatchedColumns(): readonly Column<UnmatchedRow>[] {
  return [
    { id: 'date', title: t('Date'), kind: 'date', width: 104, sortable: true, filter: 'range', value: (row) => row.date },
    { id: 'description', title: t('Text'), kind: 'text', width: 360, sortable: true, filter: 'text', value: (row) => textOf(row) },
    { id: 'reference', title: t('Reference'), kind: 'text', width: 128, sortable: true, filter: 'text', value: (row) => row.reference },
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
    {
      id: 'kind',
      title: t('Category'),
      kind: 'chip',
      width: 148,
      value: (row) => row.kind,
      words: (row) => kindTitle(row.kind),
      render: (row) => <KindChip kind={row.kind} />,
    },
    { id: 'because', title: t('Because'), kind: 'text', width: 420, value: (row) => row.because },
    { id: 'sourceName', title: t('Source'), kind: 'text', width: 220, sortable: true, filter: 'text', value: (row) => row.sourceName },
    { id: 'line', title: t('Line'), kind: 'number', width: 72, sortable: true, value: (row) => row.line },
  ];
}

/** An unmatched category with its mark. */
export function KindChip({ kind }: { readonly kind: UnmatchedKind }) {
  return <Chip tone={KIND_TONES[kind]}>{kindTitle(kind)}</Chip>;
}
