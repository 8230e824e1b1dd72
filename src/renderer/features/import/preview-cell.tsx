import type { ReactNode } from 'react';
import type { ColumnRole, Inspection } from '../../../shared/contract/import.ts';
import { t } from '../../text/t.ts';
import { Money } from '../../ui/values.tsx';
import styles from './preview.module.css';

type PreviewRow = Inspection['preview'][number];
const TEXTS = { description: 'description', reference: 'reference', counterparty: 'counterparty', category: 'category' } as const;

/** One cell: the file's own text, and beside it the value it was read as where that is another thing. */
export function PreviewCell({
  row,
  role,
  raw,
  currency,
}: {
  readonly row: PreviewRow;
  readonly role: ColumnRole;
  readonly raw: string;
  readonly currency: string;
}) {
  if (role === 'date') return <Pair raw={raw} parsed={row.date ?? (row.row === 0 ? null : t('no date'))} />;
  if (
    role === 'amount' ||
    ((role === 'debit' || role === 'credit') && raw.trim() !== '' && row.amountMinor !== null && isOwn(row.amountMinor, role))
  ) {
    return <Pair raw={raw} money parsed={row.amountMinor === null ? null : <Money minor={row.amountMinor} currency={currency} />} />;
  }
  if (role === 'debit' || role === 'credit') return <Pair raw={raw} money parsed={null} />;
  if (role === 'balance')
    return <Pair raw={raw} money parsed={row.balanceMinor === null ? null : <Money minor={row.balanceMinor} currency={currency} />} />;
  const own = role in TEXTS ? row[TEXTS[role as keyof typeof TEXTS]] : raw;
  return (
    <td data-unused={role === 'ignore' || undefined} title={raw.length > 40 ? raw : undefined}>
      <span className={own === raw || own === '' ? styles['text'] : styles['raw']}>{raw}</span>
      {own !== raw && own !== '' ? <span className={styles['parsed']}> {own}</span> : null}
    </td>
  );
}

/** Whether the row's amount can have come from this column: money out from debit, money in from credit, zero from both. */
function isOwn(amountMinor: number, role: 'debit' | 'credit'): boolean {
  return amountMinor === 0 || amountMinor < 0 === (role === 'debit');
}

function Pair({ raw, parsed, money }: { readonly raw: string; readonly parsed: ReactNode; readonly money?: boolean }) {
  return (
    <td className={money ? styles['money'] : undefined}>
      <PairText raw={raw} parsed={parsed} />
    </td>
  );
}

function PairText({ raw, parsed }: { readonly raw: string; readonly parsed: ReactNode }) {
  return (
    <span className={styles['pair']}>
      <span className={styles['raw']}>{raw}</span>
      <span className={styles['parsed']}>{parsed ?? ''}</span>
    </span>
  );
}
