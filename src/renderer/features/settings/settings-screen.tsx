import { useState, type ReactNode } from 'react';
import { errorOf } from '../../door/vault-query.ts';
import { changeSettings } from '../../door/settings.ts';
import { useSession } from '../../door/session.ts';
import { may } from '../../../shared/roles.ts';
import type { UserSettings } from '../../../shared/contract/settings.ts';
import { Screen } from '../../shell/screen.tsx';
import { useInterface } from '../../state/interface.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { AppearancePanel } from './appearance-panel.tsx';
import { KeyboardPanel } from './keyboard-panel.tsx';
import { LockPanel } from './lock-panel.tsx';
import { PassphrasePanel } from './passphrase-panel.tsx';
import { RecoveryPanel } from './recovery-panel.tsx';
import styles from './settings.module.css';
import { UsersPanel } from './users-panel.tsx';
import { WaysInPanel } from './ways-in-panel.tsx';

/**
 * Settings of the person and of the vault. Changes of appearance act at once.
 * @param more panels of other features, under the rest
 */
export function SettingsScreen({ more }: { readonly more?: ReactNode }) {
  const settings = useInterface((state) => state.settings);
  const status = useSession((state) => state.status);
  const [error, setError] = useState<unknown>(null);
  const change = (next: Partial<UserSettings>) => {
    setError(null);
    changeSettings(next).catch(setError);
  };
  const role = status?.user?.role;
  return (
    <Screen title={t('Settings')} id="settings">
      <div className={styles['settings']}>
        {error ? (
          <div className={styles['whole']}>
            <ErrorBanner error={errorOf(error)} />
          </div>
        ) : null}
        <div className={styles['whole']}>
          <AppearancePanel settings={settings} onChange={change} />
        </div>
        <div className={styles['column']}>
          <KeyboardPanel settings={settings} onChange={change} />
          {status ? (
            <LockPanel status={status} blocked={role && may(role, 'vault.manage') ? null : t('Your role may not manage the vault.')} />
          ) : null}
          <WaysInPanel mayRemove={Boolean(role && may(role, 'vault.manage'))} />
        </div>
        <div className={styles['column']}>
          <PassphrasePanel />
          {role && may(role, 'vault.manage') ? <RecoveryPanel vaultName={status?.name ?? ''} /> : null}
          {status ? <UsersPanel users={status.users} mayAdd={Boolean(role && may(role, 'users.manage'))} /> : null}
        </div>
        <div className={styles['whole']}>{more}</div>
      </div>
    </Screen>
  );
}
