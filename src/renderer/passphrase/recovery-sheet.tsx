import { Copy, Printer } from 'lucide-react';
import { useState } from 'react';
import { t } from '../text/t.ts';
import { Banner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { CheckField } from '../ui/field.tsx';
import styles from './passphrase.module.css';

/** The recovery code, shown once: printed, saved or copied, then confirmed. `onDone` is only reached with the confirmation. */
export function RecoverySheet({
  code,
  vaultName,
  onDone,
  doneText,
}: {
  readonly code: string;
  readonly vaultName: string;
  readonly onDone: () => void;
  readonly doneText: string;
}) {
  const [kept, setKept] = useState(false);
  const [copied, setCopied] = useState(false);
  const save = () => {
    const text = t('NEXUS Examiner: recovery code of the vault "{vault}"', { vault: vaultName }) + `\r\n\r\n${code}\r\n`;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
    link.download = 'nexus-recovery-code.txt';
    link.click();
    URL.revokeObjectURL(link.href);
  };
  return (
    <div className={styles['recovery']}>
      <figure className={styles['code']} aria-label={t('Recovery code')}>
        <code data-testid="recovery-code">{code}</code>
        <figcaption>
          {t('Recovery code of the vault "{vault}". It opens the vault without the passphrase.', { vault: vaultName })}
        </figcaption>
      </figure>
      <div className={styles['codeTools']} data-print="no">
        <Button icon={<Printer aria-hidden />} onClick={() => window.print()}>
          {t('Print')}
        </Button>
        <Button onClick={save}>{t('Save as a file')}</Button>
        <Button
          icon={<Copy aria-hidden />}
          onClick={() =>
            void navigator.clipboard.writeText(code).then(
              () => setCopied(true),
              () => setCopied(false),
            )
          }
        >
          {copied ? t('Copied') : t('Copy')}
        </Button>
      </div>
      <Banner tone="warn">
        <p>
          {t(
            'It is shown only now. Keep it on paper away from this machine: who has it can open the vault. Without the passphrase or this code nobody can, and nobody can help.',
          )}
        </p>
      </Banner>
      <CheckField
        label={t('I have printed or saved the recovery code')}
        checked={kept}
        onChange={(event) => setKept(event.target.checked)}
      />
      <div className={styles['steps']} data-print="no">
        <Button look="primary" reason={kept ? null : t('Confirm first that the recovery code is kept.')} onClick={onDone}>
          {doneText}
        </Button>
      </div>
    </div>
  );
}
