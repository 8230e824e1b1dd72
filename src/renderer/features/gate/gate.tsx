import { Fingerprint, Scale, ScrollText, WifiOff } from 'lucide-react';
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
  const first = status?.state === 'none' || settingUp;
  return (
    <div className={styles['gate']}>
      <header className={styles['head']}>
        <Mark />
        <span>{t('NEXUS Examiner')}</span>
      </header>
      <div className={styles['middle']}>
        {first ? <Promises /> : null}
        <main className={styles['card']} data-wide={first || undefined}>
          <GateBody />
        </main>
      </div>
      <footer className={styles['foot']}>
        <span>{t('Works offline. Nothing leaves this machine.')}</span>
        {status ? <span>{t('Version {version}', { version: status.appVersion })}</span> : null}
      </footer>
    </div>
  );
}

/** What a person who sees the program for the first time can rely on; only where there is room beside the form. */
function Promises() {
  const promises = [
    {
      icon: <WifiOff aria-hidden />,
      title: t('Works without a network'),
      text: t('No account, no upload, no telemetry. What you import stays on this machine.'),
    },
    {
      icon: <Fingerprint aria-hidden />,
      title: t('Every figure leads to its line'),
      text: t('Files are sealed by their SHA-256 before they are read, and each row knows its line.'),
    },
    {
      icon: <Scale aria-hidden />,
      title: t('Reasons before scores'),
      text: t('Matches and flags say in sentences why. You decide, and every answer can be undone.'),
    },
    {
      icon: <ScrollText aria-hidden />,
      title: t('A log that others can check'),
      text: t('Who did what is chained entry by entry, so that a later change shows.'),
    },
  ];
  return (
    <aside className={styles['promises']} aria-label={t('What you can rely on')}>
      <p>{t('Bank statements and ledgers, reconciled and explained to the last line.')}</p>
      <ul>
        {promises.map((promise) => (
          <li key={promise.title}>
            {promise.icon}
            <span>
              <strong>{promise.title}</strong>
              <span>{promise.text}</span>
            </span>
          </li>
        ))}
      </ul>
    </aside>
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
