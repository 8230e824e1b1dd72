import { useRef, useState } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { toast } from '../../state/toasts.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './data.module.css';

/** Asks before a whole import is taken out: how many rows, what happens to them, and why. */
export function UndoDialog({
  caseId,
  source,
  onClose,
}: {
  readonly caseId: string;
  readonly source: SourceSummary | null;
  readonly onClose: () => void;
}) {
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const close = () => {
    setReason('');
    setTried(false);
    undo.reset();
    onClose();
  };
  const undo = useChange('import.undo', {
    topics: ['source', 'case', 'audit', 'match', 'flag'],
    onDone: () => {
      toast({ tone: 'ok', text: t('{name} was taken out of the case. Its file stays sealed.', { name: source?.name ?? '' }) });
      close();
    },
  });
  const submit = () => {
    setTried(true);
    if (source && reason.trim()) undo.mutate({ caseId, sourceId: source.id, reason: reason.trim() });
    else field.current?.focus();
  };
  const rows = formatCount(source?.rowsKept ?? 0);
  return (
    <Dialog
      open={source !== null}
      onClose={close}
      size="small"
      title={t('Undo the import of {name}', { name: source?.name ?? '' })}
      description={t(
        '{rows} rows leave the case, with suggestions and flags that rest on them. The file stays sealed as evidence and can be imported again.',
        { rows },
      )}
      initialFocus={field}
      actions={
        <>
          <Button onClick={close}>{t('Keep it')}</Button>
          <Button look="danger" busy={undo.isPending} onClick={submit}>
            {t('Take out {rows} rows', { rows })}
          </Button>
        </>
      }
    >
      <form
        className={styles['detail']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ErrorBanner error={errorOf(undo.error)} />
        <Field
          ref={field}
          label={t('Reason')}
          hint={t('Written to the audit log.')}
          value={reason}
          maxLength={500}
          error={tried && !reason.trim() ? t('Say why, for the audit log.') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
