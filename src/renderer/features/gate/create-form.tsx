import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { OutputOf } from '../../../shared/contract/table.ts';
import type { VaultStatus } from '../../door/session.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import styles from './gate.module.css';
import { PassphraseField } from '../../passphrase/passphrase-field.tsx';
import { StrengthMeter } from '../../passphrase/strength-meter.tsx';
import { LEAST_CHARACTERS, strengthOf } from '../../passphrase/strength.ts';

const form = () =>
  z
    .object({
      name: z.string().trim().min(1, t('Give the vault a name.')).max(120),
      userName: z.string().trim().min(1, t('Write your name as it should stand in the audit log.')).max(120),
      passphrase: z
        .string()
        .min(LEAST_CHARACTERS, t('At least {n} characters.', { n: LEAST_CHARACTERS }))
        .refine((value) => strengthOf(value).step !== 'weak', t('This passphrase would be guessed. Add unrelated words.')),
      again: z.string(),
      rememberInKeyring: z.boolean(),
    })
    .refine((values) => values.passphrase === values.again, { path: ['again'], message: t('The two passphrases differ.') });
type Values = z.infer<ReturnType<typeof form>>;

/** Name, person, passphrase: all that a new vault needs. */
export function CreateForm({
  status,
  onCreated,
}: {
  readonly status: VaultStatus;
  readonly onCreated: (made: OutputOf<'vault.create'>) => void;
}) {
  const create = useChange('vault.create', { onDone: onCreated });
  const { register, handleSubmit, watch, formState } = useForm<Values>({
    resolver: zodResolver(form()),
    mode: 'onBlur',
    defaultValues: { name: t('Casework'), userName: '', passphrase: '', again: '', rememberInKeyring: false },
  });
  const { errors } = formState;
  const submit = handleSubmit(({ name, userName, passphrase, rememberInKeyring }) =>
    create.mutate({ name, userName, passphrase, rememberInKeyring: rememberInKeyring && status.keyring.available }),
  );
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <Field
        {...register('name')}
        label={t('Name of the vault')}
        error={errors.name?.message}
        hint={t('For example your unit or engagement. It is readable before unlocking.')}
      />
      <Field
        {...register('userName')}
        label={t('Your name')}
        error={errors.userName?.message}
        hint={t('It stands beside everything you do in the audit log.')}
        autoFocus
      />
      <PassphraseField
        {...register('passphrase')}
        label={t('Passphrase')}
        error={errors.passphrase?.message}
        hint={<StrengthMeter passphrase={watch('passphrase')} />}
      />
      <PassphraseField {...register('again')} label={t('Passphrase again')} error={errors.again?.message} />
      {status.keyring.available ? (
        <CheckField
          {...register('rememberInKeyring')}
          label={t('Also open with the key in this computer’s keyring')}
          hint={t('Quicker on a machine that only you use. The passphrase keeps working.')}
        />
      ) : null}
      <ErrorBanner error={errorOf(create.error)} />
      <p className={styles['honest']}>{t('Without the passphrase or the recovery code nobody can open this vault.')}</p>
      <div className={styles['steps']}>
        <Button type="submit" look="primary" busy={create.isPending}>
          {create.isPending ? t('Creating the vault…') : t('Create the vault')}
        </Button>
      </div>
      <p className={styles['location']}>
        {t('It will be kept in')} <code>{status.location}</code>
      </p>
    </form>
  );
}
