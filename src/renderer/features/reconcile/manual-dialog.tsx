import { useEffect, useMemo, useRef, useState } from 'react';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import { errorOf } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { Column } from '../../ui/datagrid/column.ts';
import { DataGrid, type GridHandle } from '../../ui/datagrid/data-grid.tsx';
import { useGridView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Field } from '../../ui/field.tsx';
import { DateText, Money } from '../../ui/values.tsx';
import { textOf, unmatchedColumns, type UnmatchedRow } from './columns.tsx';
import { comparison, differenceText } from './difference.ts';
import styles from './dialogs.module.css';
import type { UnmatchedTab } from './tabs.ts';

interface ManualProps {
  readonly caseId: string;
  /** The transaction a partner is chosen for, and the side it stands on. */
  readonly subject: TransactionRow;
  readonly side: UnmatchedTab;
  readonly onClose: () => void;
  /** Makes the match. Rejects with the error that is shown here. */
  readonly onMatch: (partner: TransactionRow, reason: string) => Promise<void>;
}

/** Chooses a partner by hand from what the other side has left. */
export function ManualDialog(props: ManualProps & { readonly open: boolean }) {
  return (
    <Dialog open={props.open} onClose={props.onClose} size="large" title={t('Match by hand')}>
      <ManualForm {...props} />
    </Dialog>
  );
}

function ManualForm({ caseId, subject, side, onClose, onMatch }: ManualProps) {
  const other = side === 'left' ? 'right' : 'left';
  const view = useGridView();
  const rows = useVaultRows('reconcile.unmatched', { caseId, side: other }, view);
  const grid = useRef<GridHandle<UnmatchedRow>>(null);
  const reasonField = useRef<HTMLInputElement>(null);
  const [partner, setPartner] = useState<UnmatchedRow | null>(null);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<ErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  const columns = useMemo<readonly Column<UnmatchedRow>[]>(() => {
    const [date, text, reference, amount, kind] = unmatchedColumns();
    return [
      date!,
      text!,
      reference!,
      amount!,
      {
        id: 'difference',
        title: t('Difference'),
        kind: 'text',
        width: 180,
        value: (row) => (side === 'left' ? differenceText(subject, row) : differenceText(row, subject)),
      },
      kind!,
    ];
  }, [subject, side]);
  useEffect(() => {
    const frame = requestAnimationFrame(() => grid.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, []);
  const submit = () => {
    if (!partner || busy) return;
    setBusy(true);
    onMatch(partner, reason.trim()).then(onClose, (cause: unknown) => {
      setBusy(false);
      setError(errorOf(cause));
    });
  };
  const [left, right] = side === 'left' ? [subject, partner] : [partner, subject];
  return (
    <form
      className={styles['manual']}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        submit();
      }}
    >
      <div className={styles['pair']}>
        <Half name={t('Statement')} row={left} />
        <Half name={t('Ledger')} row={right} />
        <p className={styles['compare']} aria-live="polite">
          {left && right ? comparison(left, right).join(', ') : t('Choose a row below.')}
        </p>
      </div>
      <div className={styles['grid']}>
        <DataGrid<UnmatchedRow>
          ref={grid}
          id={`manual-${other}`}
          label={other === 'right' ? t('Unmatched ledger rows') : t('Unmatched statement rows')}
          columns={columns}
          rows={rows}
          currency={subject.currency}
          onActiveRow={(row) => setPartner(row)}
          onOpen={() => reasonField.current?.focus()}
          onPreview={() => reasonField.current?.focus()}
          empty={<EmptyState title={t('The other side has nothing left to match')} />}
        />
      </div>
      <ErrorBanner error={error} />
      <div className={styles['foot']}>
        <Field
          ref={reasonField}
          label={t('Reason (kept in the audit log)')}
          value={reason}
          maxLength={500}
          onChange={(event) => setReason(event.target.value)}
        />
        <div className={styles['buttons']}>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button type="submit" look="primary" busy={busy} reason={partner ? null : t('Choose a row first.')}>
            {t('Match these two')}
          </Button>
        </div>
      </div>
    </form>
  );
}

function Half({ name, row }: { readonly name: string; readonly row: TransactionRow | null }) {
  return (
    <div className={styles['half']}>
      <h3>{name}</h3>
      {row ? (
        <>
          <p className={styles['halfHead']}>
            <strong>
              <Money minor={row.amountMinor} currency={row.currency} withCode />
            </strong>
            <DateText iso={row.date} />
            {row.reference ? <code>{row.reference}</code> : null}
          </p>
          <p className={styles['halfText']}>{textOf(row)}</p>
        </>
      ) : (
        <p className={styles['halfText']}>{t('None chosen')}</p>
      )}
    </div>
  );
}
