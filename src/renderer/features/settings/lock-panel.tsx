import { setStatus, type VaultStatus } from '../../door/session.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { CheckField } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './settings.module.css';

const MINUTES = [1, 2, 5, 10, 15, 30, 60] as const;

/** When the vault locks itself, and whether this computer's keyring may open it. */
export function LockPanel({ status, blocked }: { readonly status: VaultStatus; readonly blocked: string | null }) {
  const autoLock = useChange('vault.setAutoLock', { topics: ['settings'], onDone: setStatus });
  const keyring = useChange('vault.setKeyring', { topics: ['settings'], onDone: setStatus });
  const choices = MINUTES.some((each) => each === status.autoLockMinutes)
    ? MINUTES
    : [...MINUTES, status.autoLockMinutes].toSorted((a, b) => a - b);
  return (
    <Panel title={t('Locking')}>
      <div className={styles['stack']}>
        {blocked ? <p className={styles['quiet']}>{blocked}</p> : null}
        <Select
          label={t('Lock after this long without activity')}
          value={String(status.autoLockMinutes)}
          options={choices.map((minutes) => ({
            value: String(minutes),
            label: t('{n, plural, one {# minute} other {# minutes}}', { n: minutes }),
          }))}
          onChange={(minutes) => (blocked ? undefined : autoLock.mutate({ minutes: Number(minutes) }))}
        />
        <CheckField
          label={t('This computer’s keyring may open the vault')}
          hint={
            status.keyring.available
              ? t('The passphrase keeps working.')
              : (status.keyring.reason ?? t('There is no keyring on this computer.'))
          }
          checked={status.keyring.enrolled}
          disabled={!status.keyring.available || blocked !== null || keyring.isPending}
          onChange={(event) => keyring.mutate({ enrol: event.target.checked })}
        />
        <ErrorBanner error={errorOf(autoLock.error ?? keyring.error)} />
      </div>
    </Panel>
  );
}
