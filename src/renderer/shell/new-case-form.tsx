import { useForm } from 'react-hook-form';
import { errorOf, useChange } from '../door/vault-query.ts';
import { t } from '../text/t.ts';
import { ErrorBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Field } from '../ui/field.tsx';
import styles from './new-case-form.module.css';

interface Values {
  name: string;
  reference: string;
  currency: string;
}

/** Name, reference and currency of a new case. */
export function NewCaseForm({ onMade, onBack }: { readonly onMade: (caseId: string) => void; readonly onBack: () => void }) {
  const create = useChange('case.create', { topics: ['case'], onDone: (made) => onMade(made.case.id) });
  const { register, handleSubmit, formState } = useForm<Values>({
    mode: 'onBlur',
    defaultValues: { name: '', reference: '', currency: 'GBP' },
  });
  const { errors } = formState;
  const submit = handleSubmit((values) => create.mutate({ ...values, currency: values.currency.trim().toUpperCase() }));
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <Field
        {...register('name', { required: t('Give the case a name.'), maxLength: 200 })}
        label={t('Name of the case')}
        error={errors.name?.message}
        autoFocus
      />
      <Field {...register('reference', { maxLength: 100 })} label={t('Reference (optional)')} hint={t('Your file or matter number.')} />
      <Field
        {...register('currency', { pattern: { value: /^\s*[A-Za-z]{3}\s*$/, message: t('Three letters, for example GBP.') } })}
        label={t('Main currency')}
        hint={t('Three letters as in ISO 4217. Files in other currencies can be imported too.')}
        error={errors.currency?.message}
        maxLength={5}
      />
      <ErrorBanner error={errorOf(create.error)} />
      <div className={styles['steps']}>
        <Button onClick={onBack}>{t('Back')}</Button>
        <Button type="submit" look="primary" busy={create.isPending}>
          {t('Create the case')}
        </Button>
      </div>
    </form>
  );
}
