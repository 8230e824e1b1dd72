import { useForm } from 'react-hook-form';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { PassphraseField } from '../../passphrase/passphrase-field.tsx';
import { StrengthMeter } from '../../passphrase/strength-meter.tsx';
import { LEAST_CHARACTERS, strengthOf } from '../../passphrase/strength.ts';
import { toast } from '../../state/toasts.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './settings.module.css';

interface Values {
  current: string;
  next: string;
  again: string;
}

/** Changes the signed-in person's passphrase. */
export function PassphrasePanel() {
  const { register, handleSubmit, watch, reset, formState } = useForm<Values>({
    mode: 'onBlur',
    defaultValues: { current: '', next: '', again: '' },
  });
  const change = useChange('vault.changePassphrase', {
    topics: ['settings'],
    onDone: () => {
      reset();
      toast({ tone: 'ok', text: t('The passphrase is changed. The old one no longer opens the vault.') });
    },
  });
  const { errors } = formState;
  const submit = handleSubmit(({ current, next }) => change.mutate({ current, next }));
  const fair = (value: string) => {
    const { step } = strengthOf(value);
    if (step === 'short') return t('At least {n} characters.', { n: LEAST_CHARACTERS });
    return step !== 'weak' || t('This passphrase would be guessed. Add unrelated words.');
  };
  return (
    <Panel title={t('Passphrase')}>
      <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
        <PassphraseField
          {...register('current', { required: t('Type the present passphrase.') })}
          label={t('Present passphrase')}
          error={errors.current?.message}
        />
        <PassphraseField
          {...register('next', { validate: fair })}
          label={t('New passphrase')}
          hint={<StrengthMeter passphrase={watch('next')} />}
          error={errors.next?.message}
        />
        <PassphraseField
          {...register('again', { validate: (value, values) => value === values.next || t('The two passphrases differ.') })}
          label={t('New passphrase again')}
          error={errors.again?.message}
        />
        <ErrorBanner error={errorOf(change.error)} />
        <div>
          <Button type="submit" busy={change.isPending}>
            {t('Change the passphrase')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
