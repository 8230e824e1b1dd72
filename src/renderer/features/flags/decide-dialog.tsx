import { useRef, useState } from 'react';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './flags.module.css';
import { dispositionTitle, FINDINGS, type Disposition, type FlagRow } from './tabs.ts';

/** What is to be recorded, and about which rows. */
export interface Asked {
  readonly disposition: Disposition;
  readonly rows: readonly FlagRow[];
}

/** Asks for the reason of a finding. E, the reason, Enter: the row is answered. */
export function DecideDialog({
  asked,
  onClose,
  onDecide,
}: {
  readonly asked: Asked | null;
  readonly onClose: () => void;
  readonly onDecide: (disposition: Disposition, reason: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const count = asked?.rows.length ?? 0;
  return (
    <Dialog
      open={asked !== null}
      onClose={onClose}
      size="medium"
      title={t('{n, plural, one {Record a finding} other {Record a finding on {shown} transactions}}', {
        n: count,
        shown: formatCount(count),
      })}
      initialFocus={field}
    >
      {asked ? <DecideForm asked={asked} field={field} onClose={onClose} onDecide={onDecide} /> : null}
    </Dialog>
  );
}

function DecideForm({
  asked,
  field,
  onClose,
  onDecide,
}: {
  readonly asked: Asked;
  readonly field: React.RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
  readonly onDecide: (disposition: Disposition, reason: string) => void;
}) {
  const [disposition, setDisposition] = useState(asked.disposition);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const options = (asked.disposition === 'open' ? (['open', ...FINDINGS] as const) : FINDINGS).map((value) => ({
    value,
    label: dispositionTitle(value),
  }));
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (disposition !== 'open' && reason.trim() === '')
          setError(t('A finding needs a reason, so that a reader of the file can follow it.'));
        else onDecide(disposition, reason.trim());
      }}
    >
      <Choice<Disposition> label={t('Finding')} value={disposition} options={options} onChange={setDisposition} />
      <Field
        ref={field}
        label={t('Reason (kept in the audit log)')}
        value={reason}
        maxLength={1000}
        error={error}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={styles['buttons']}>
        <Button onClick={onClose}>{t('Cancel')}</Button>
        <Button type="submit" look="primary">
          {t('Record: {finding}', { finding: dispositionTitle(disposition) })}
        </Button>
      </div>
    </form>
  );
}
