import { useState } from 'react';
import { askStatus } from '../../door/session.ts';
import { errorOf } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { Banner, ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import styles from './gate.module.css';

type Kind = 'damaged' | 'newer' | 'gone' | 'silent';

/** A vault that can not be opened: what is the matter, what that means, what to do. Nothing here can lose anything. */
export function VaultTrouble({
  kind,
  message,
  location,
}: {
  readonly kind: Kind;
  readonly message: string | null;
  readonly location: string;
}) {
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const texts = {
    damaged: {
      title: t('The vault did not pass its check'),
      advice: t(
        'Nothing was changed. Copy the vault folder before anything else, then restore the last backup into a new folder and compare.',
      ),
    },
    newer: {
      title: t('The vault comes from a newer version'),
      advice: t('Nothing was changed. Open it with the version that made it, or a later one.'),
    },
    gone: {
      title: t('The vault folder can not be reached'),
      advice: t('Connect the drive or network folder again, then try again. Work saved before is in the vault.'),
    },
    silent: {
      title: t('The program does not answer'),
      advice: t(
        'Wait a moment and try again. If it stays so, close this window and start the program again; nothing that was saved is lost.',
      ),
    },
  }[kind];
  const again = async () => {
    setBusy(true);
    setError(null);
    await askStatus().catch(setError);
    setBusy(false);
  };
  return (
    <>
      <h1 className={styles['title']}>{texts.title}</h1>
      <Banner tone={kind === 'newer' ? 'info' : 'bad'}>
        {message ? <p>{message}</p> : null}
        <p>{texts.advice}</p>
      </Banner>
      {location ? (
        <p className={styles['location']}>
          <code>{location}</code>
        </p>
      ) : null}
      <ErrorBanner error={errorOf(error)} />
      <div className={styles['steps']}>
        <Button look="primary" busy={busy} onClick={() => void again()}>
          {t('Try again')}
        </Button>
      </div>
    </>
  );
}
