import { useRef, useState } from 'react';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './overlaps.module.css';
import { effectOf, verdictTitle } from './words.ts';

export type Decided = 'repeat' | 'own' | 'left-out';

/** What is asked about: some rows, or all possible repeats of a file (`ids` is null then). */
export interface Asked {
  readonly ids: readonly number[] | null;
  readonly count: number;
  readonly verdict: Decided;
}

/** Asks for the verdict and the reason. One person's word stands against the counts, so it says why. */
export function DecideDialog({
  asked,
  onClose,
  onDecide,
}: {
  readonly asked: Asked | null;
  readonly onClose: () => void;
  readonly onDecide: (verdict: Decided, reason: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const n = asked?.count ?? 0;
  return (
    <Dialog
      open={asked !== null}
      onClose={onClose}
      size="medium"
      title={t('{n, plural, one {Decide on this row} other {Decide on {shown} rows}}', { n, shown: formatCount(n) })}
      description={t('No row is removed. The decision stands in the audit log and can be taken back in one step.')}
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
  readonly onDecide: (verdict: Decided, reason: string) => void;
}) {
  const [verdict, setVerdict] = useState<Decided>(asked.verdict);
  const [reason, setReason] = useState('');
  const [error, setError] = useState<string>();
  const options = (['repeat', 'own', 'left-out'] as const).map((value) => ({ value, label: verdictTitle(value) }));
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') {
          setError(t('Say why, so that a reader of the file can follow it.'));
          field.current?.focus();
        } else onDecide(verdict, reason.trim());
      }}
    >
      <Choice<Decided> label={t('Verdict')} value={verdict} options={options} onChange={setVerdict} />
      <p className={styles['effect']}>{effectOf(verdict)}</p>
      <Field
        ref={field}
        label={t('Reason (kept in the audit log)')}
        value={reason}
        maxLength={500}
        error={error}
        onChange={(event) => setReason(event.target.value)}
      />
      <div className={styles['buttons']}>
        <Button onClick={onClose}>{t('Cancel')}</Button>
        <Button type="submit" look="primary">
          {t('{n, plural, one {Decide} other {Decide on {shown} rows}}', { n: asked.count, shown: formatCount(asked.count) })}
        </Button>
      </div>
    </form>
  );
}
