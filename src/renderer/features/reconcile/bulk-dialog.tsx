import { useEffect, useRef, useState } from 'react';
import type { ErrorData } from '../../../shared/errors.ts';
import { errorOf } from '../../door/vault-query.ts';
import { useSettled } from '../../state/use-settled.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import type { Condition } from '../../ui/datagrid/filter-text.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Money } from '../../ui/values.tsx';
import type { Bulk } from './bulk.ts';
import styles from './dialogs.module.css';
import { gather } from './gather.ts';

/** Asks before many matches are accepted at once: how many, what sum, and the weakest of them. */
export function BulkDialog({
  caseId,
  filter,
  open,
  onClose,
  onAccept,
}: {
  readonly caseId: string;
  readonly filter: readonly Condition[];
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onAccept: (bulk: Bulk) => Promise<void>;
}) {
  const button = useRef<HTMLButtonElement>(null);
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      title={t('Accept all shown')}
      description={t('Every suggestion that passes the filters in force and reaches the score below. One Undo takes all of it back.')}
      initialFocus={button}
    >
      <BulkForm caseId={caseId} filter={filter} button={button} onClose={onClose} onAccept={onAccept} />
    </Dialog>
  );
}

function BulkForm({
  caseId,
  filter,
  button,
  onClose,
  onAccept,
}: {
  readonly caseId: string;
  readonly filter: readonly Condition[];
  readonly button: React.RefObject<HTMLButtonElement | null>;
  readonly onClose: () => void;
  readonly onAccept: (bulk: Bulk) => Promise<void>;
}) {
  const [least, setLeast] = useState('90');
  const [bulk, setBulk] = useState<Bulk | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  const typed = useSettled(least, 150);
  const value = Number(typed);
  const readable = typed.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= 100;
  useEffect(() => {
    if (!readable) return;
    const stop = new AbortController();
    setBulk(null);
    gather(caseId, filter, value, stop.signal).then(setBulk, (cause: unknown) => {
      if (!stop.signal.aborted) setError(errorOf(cause));
    });
    return () => stop.abort();
  }, [caseId, filter, value, readable]);
  const current = readable && typed === least ? bulk : null;
  const count = current?.ids.length ?? 0;
  const submit = () => {
    if (!current || busy) return;
    setBusy(true);
    onAccept(current).then(onClose, (cause: unknown) => {
      setBusy(false);
      setError(errorOf(cause));
    });
  };
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (count > 0) submit();
      }}
    >
      <Field
        label={t('Score at least')}
        inputMode="numeric"
        value={least}
        onChange={(event) => setLeast(event.target.value)}
        error={readable ? undefined : t('A whole number from 0 to 100.')}
      />
      <dl className={styles['sums']} aria-live="polite">
        <div>
          <dt>{t('Matches')}</dt>
          <dd>{current ? formatCount(count) : t('counting')}</dd>
        </div>
        <div>
          <dt>{t('Sum of the statement lines')}</dt>
          <dd>
            {current?.sums.map((sum) => (
              <span key={sum.currency}>
                <Money minor={sum.minor} currency={sum.currency} withCode />
              </span>
            ))}
          </dd>
        </div>
        <div>
          <dt>{t('Lowest score')}</dt>
          <dd>{count > 0 && current ? current.lowest : t('none')}</dd>
        </div>
        <div>
          <dt>{t('Spread')}</dt>
          <dd>{count > 0 && current ? t('{from} to {to}', { from: current.lowest, to: current.highest }) : t('none')}</dd>
        </div>
      </dl>
      <ErrorBanner error={error} />
      <div className={styles['buttons']}>
        <Button onClick={onClose}>{t('Cancel')}</Button>
        <Button
          ref={button}
          type="submit"
          look="primary"
          busy={busy}
          reason={current !== null && count === 0 ? t('No suggestion reaches this score.') : null}
        >
          {current === null
            ? t('Counting matches')
            : t('{n, plural, one {Accept # match} other {Accept {shown} matches}}', { n: count, shown: formatCount(count) })}
        </Button>
      </div>
    </form>
  );
}
