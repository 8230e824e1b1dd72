import { KeyRound } from 'lucide-react';
import { useEffect, useRef, useState, type FormEvent } from 'react';
import { askStatus, setStatus, useSession, type VaultStatus } from '../../door/session.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { proseTime } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import { Banner, ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './gate.module.css';
import { PassphraseField } from '../../passphrase/passphrase-field.tsx';
import { useCountdown } from './use-countdown.ts';

/** Opening the vault: passphrase first, then keyring and recovery code where they are. Wrong attempts have to wait. */
export function Unlock({ status }: { readonly status: VaultStatus }) {
  const [way, setWay] = useState<'passphrase' | 'recovery'>('passphrase');
  const [secret, setSecret] = useState('');
  const [userId, setUserId] = useState(status.users[0]?.id ?? '');
  const lockReason = useSession((state) => state.lockReason);
  const input = useRef<HTMLInputElement>(null);
  const wait = useCountdown(status.waitSeconds, status);
  const unlock = useChange('vault.unlock', { onDone: setStatus });
  const error = errorOf(unlock.error);
  useEffect(() => {
    if (!error) return;
    setSecret('');
    input.current?.focus();
    // How long to wait stands in the status.
    void askStatus().catch(() => undefined);
  }, [unlock.error]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wait > 0) return;
    if (secret === '') return input.current?.focus();
    if (way === 'recovery') unlock.mutate({ with: 'recovery', recoveryCode: secret.trim() });
    else unlock.mutate({ with: 'passphrase', passphrase: secret, ...(userId && status.users.length > 1 ? { userId } : {}) });
  };
  const waiting = wait > 0 ? t('Wait {n, plural, one {# second} other {# seconds}} before the next attempt.', { n: wait }) : null;
  const common = {
    ref: input,
    value: secret,
    autoFocus: true,
    onChange: (event: { target: HTMLInputElement }) => setSecret(event.target.value),
  };
  return (
    <>
      <h1 className={styles['title']}>{t('Unlock {vault}', { vault: status.name })}</h1>
      <p className={styles['lead']}>
        {lockReason === 'idle'
          ? t('Locked after a while without activity. Tasks that were running start again after unlocking.')
          : lockReason === 'suspend'
            ? t('Locked because the computer slept.')
            : t('Encrypted vault on this machine')}
        {status.lastOpenedAt ? ` · ${t('last opened {time}', { time: proseTime(status.lastOpenedAt) })}` : ''}
      </p>
      <form className={styles['form']} onSubmit={submit} noValidate>
        {way === 'passphrase' && status.users.length > 1 ? (
          <Select
            label={t('Who are you?')}
            value={userId}
            options={status.users.map((user) => ({ value: user.id, label: user.name }))}
            onChange={setUserId}
          />
        ) : null}
        {way === 'passphrase' ? (
          <PassphraseField {...common} label={t('Passphrase')} />
        ) : (
          <Field
            {...common}
            mono
            label={t('Recovery code')}
            hint={t('As printed; spaces and dashes do not matter. Its use is written to the audit log.')}
            autoComplete="off"
          />
        )}
        <ErrorBanner error={error} />
        {waiting ? (
          <Banner tone="warn">
            <p>{waiting}</p>
          </Banner>
        ) : null}
        <div className={styles['steps']}>
          <Button type="submit" look="primary" busy={unlock.isPending} reason={waiting}>
            {unlock.isPending ? t('Opening…') : t('Unlock')}
          </Button>
        </div>
      </form>
      <div className={styles['ways']}>
        {status.keyring.enrolled ? (
          <Button
            look="quiet"
            icon={<KeyRound aria-hidden />}
            reason={status.keyring.available ? null : status.keyring.reason}
            onClick={() => unlock.mutate({ with: 'keyring' })}
          >
            {t('Use this computer’s keyring')}
          </Button>
        ) : null}
        <Button
          look="quiet"
          onClick={() => {
            setSecret('');
            unlock.reset();
            setWay(way === 'passphrase' ? 'recovery' : 'passphrase');
          }}
        >
          {way === 'passphrase' ? t('Use the recovery code') : t('Use the passphrase')}
        </Button>
      </div>
      <p className={styles['location']}>
        <code>{status.location}</code>
      </p>
    </>
  );
}
