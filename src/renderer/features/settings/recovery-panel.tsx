import { useState, type FormEvent } from 'react';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { PassphraseField } from '../../passphrase/passphrase-field.tsx';
import { RecoverySheet } from '../../passphrase/recovery-sheet.tsx';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './settings.module.css';

/** Replaces the recovery code by a new one, after the passphrase. */
export function RecoveryPanel({ vaultName }: { readonly vaultName: string }) {
  const [passphrase, setPassphrase] = useState('');
  const [code, setCode] = useState<string | null>(null);
  const replace = useChange('vault.newRecoveryCode', {
    topics: ['settings'],
    onDone: (made) => {
      setPassphrase('');
      setCode(made.recoveryCode);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (passphrase !== '') replace.mutate({ passphrase });
  };
  return (
    <Panel title={t('Recovery code')}>
      <form className={styles['form']} onSubmit={submit} noValidate>
        <p>{t('A new code makes the old one worthless, wherever it was kept.')}</p>
        <PassphraseField label={t('Your passphrase')} value={passphrase} onChange={(event) => setPassphrase(event.target.value)} />
        <ErrorBanner error={errorOf(replace.error)} />
        <div>
          <Button type="submit" busy={replace.isPending} reason={passphrase === '' ? t('Type your passphrase first.') : null}>
            {t('Make a new recovery code')}
          </Button>
        </div>
      </form>
      {/* Closing without the confirmation would lose the only showing, so the dialog closes by its button alone. */}
      <Dialog open={code !== null} onClose={() => undefined} title={t('Keep the recovery code')}>
        <RecoverySheet code={code ?? ''} vaultName={vaultName} doneText={t('Done')} onDone={() => setCode(null)} />
      </Dialog>
    </Panel>
  );
}
