import { ShieldCheck, Unplug } from 'lucide-react';
import { TaskCentre } from '../features/jobs/task-centre.tsx';
import { useSession } from '../door/session.ts';
import { useStatusLine } from '../state/status-line.ts';
import { t } from '../text/t.ts';
import styles from './status-bar.module.css';

/** The bottom line: totals of the selection, tasks, the vault's state. */
export function StatusBar() {
  const line = useStatusLine();
  const status = useSession((state) => state.status);
  const connected = useSession((state) => state.connected);
  return (
    <footer className={styles['bar']} data-pane="status" tabIndex={-1} aria-label={t('Status')}>
      <div className={styles['totals']} aria-live="polite">
        {line.totals.map((total) => (
          <span key={total.label}>
            <span className={styles['label']}>{total.label}</span> <strong>{total.value}</strong>
          </span>
        ))}
      </div>
      <span className={styles['place']}>{line.place}</span>
      <TaskCentre />
      {connected ? (
        <span className={styles['vault']}>
          <ShieldCheck aria-hidden />
          {t('{vault}, encrypted, on this machine', { vault: status?.name ?? '' })}
        </span>
      ) : (
        <span className={styles['broken']} role="alert">
          <Unplug aria-hidden />
          {t('The program does not answer. What is shown may be old.')}
        </span>
      )}
    </footer>
  );
}
