import { useSession } from '../../door/session.ts';
import { Mark } from '../../shell/mark.tsx';
import { t } from '../../text/t.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { FirstRun } from './first-run.tsx';
import styles from './gate.module.css';
import { Unlock } from './unlock.tsx';
import { VaultTrouble } from './vault-trouble.tsx';

/** What stands before the workspace: making a vault, opening it, or saying why that can not be. Holds no case data. */
export function Gate() {
  const status = useSession((state) => state.status);
  const settingUp = useSession((state) => state.settingUp);
  return (
    <div className={styles['gate']}>
      <header className={styles['head']}>
        <Mark />
        <span>{t('NEXUS Examiner')}</span>
      </header>
      <main className={styles['card']} data-wide={status?.state === 'none' || settingUp || undefined}>
        <GateBody />
      </main>
      <footer className={styles['foot']}>
        <span>{t('Works offline. Nothing leaves this machine.')}</span>
        {status ? <span>{t('Version {version}', { version: status.appVersion })}</span> : null}
      </footer>
    </div>
  );
}

function GateBody() {
  const status = useSession((state) => state.status);
  const connected = useSession((state) => state.connected);
  const settingUp = useSession((state) => state.settingUp);
  if (!status) return connected ? <Skeleton lines={4} /> : <VaultTrouble kind="silent" message={null} location="" />;
  if (status.state === 'none' || settingUp) return <FirstRun status={status} />;
  if (status.state === 'damaged' || status.state === 'newer' || status.state === 'gone') {
    return <VaultTrouble kind={status.state} message={status.message} location={status.location} />;
  }
  return <Unlock status={status} />;
}
