import { useState } from 'react';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './standardise.module.css';

const FIRST = '90';

/** Takes on all category proposals from some confidence on, as one act of the chain that can be undone. */
export function AcceptDialog({ caseId, open, onClose }: { readonly caseId: string; readonly open: boolean; readonly onClose: () => void }) {
  const [typed, setTyped] = useState(FIRST);
  const [tried, setTried] = useState(false);
  const run = useChange('standardise.run', { onDone: onClose });
  const value = Number(typed);
  const readable = typed.trim() !== '' && Number.isInteger(value) && value >= 50 && value <= 100;
  const submit = () => {
    setTried(true);
    if (readable) run.mutate({ caseId, acceptFrom: value });
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      title={t('Take proposals')}
      description={t(
        'The chain is run, and transactions without a category take the one proposed where it is sure enough. Each shows that it was taken so.',
      )}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button look="primary" busy={run.isPending} onClick={submit}>
            {t('Run and take')}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <ErrorBanner error={errorOf(run.error)} />
        <Field
          label={t('At least this sure (percent)')}
          hint={t('One decision for a vendor is 75 % sure, nine that agree are 95 %.')}
          inputMode="numeric"
          value={typed}
          error={tried && !readable ? t('A whole number from 50 to 100.') : undefined}
          onChange={(event) => setTyped(event.target.value)}
        />
      </form>
    </Dialog>
  );
}
