import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { ROLES, ROLE_TITLES, type Role } from '../../../shared/roles.ts';
import { askStatus } from '../../door/session.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { PassphraseField } from '../../passphrase/passphrase-field.tsx';
import { StrengthMeter } from '../../passphrase/strength-meter.tsx';
import { strengthOf } from '../../passphrase/strength.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './settings.module.css';

/** The people of the vault, and adding one with a passphrase of their own. */
export function UsersPanel({ users, mayAdd }: { readonly users: readonly { id: string; name: string }[]; readonly mayAdd: boolean }) {
  const [adding, setAdding] = useState(false);
  return (
    <Panel
      title={t('People')}
      action={
        <Button look="quiet" reason={mayAdd ? null : t('Only an administrator may add people.')} onClick={() => setAdding(true)}>
          {t('Add a person')}
        </Button>
      }
    >
      <ul className={styles['list']}>
        {users.map((user) => (
          <li key={user.id} className={styles['entry']}>
            <strong>{user.name}</strong>
          </li>
        ))}
      </ul>
      <Dialog
        open={adding}
        onClose={() => setAdding(false)}
        size="small"
        title={t('Add a person')}
        description={t('They open the vault with this passphrase and can change it afterwards.')}
      >
        <AddUser onDone={() => setAdding(false)} />
      </Dialog>
    </Panel>
  );
}

function AddUser({ onDone }: { readonly onDone: () => void }) {
  const [role, setRole] = useState<Role>('examiner');
  const { register, handleSubmit, watch, formState } = useForm({ mode: 'onBlur', defaultValues: { name: '', passphrase: '' } });
  const add = useChange('vault.addUser', {
    topics: ['settings'],
    onDone: () => {
      void askStatus();
      onDone();
    },
  });
  const { errors } = formState;
  const submit = handleSubmit((values) => add.mutate({ ...values, role }));
  return (
    <form className={styles['form']} onSubmit={(event) => void submit(event)} noValidate>
      <Field
        {...register('name', { required: t('Write the name as it should stand in the audit log.') })}
        label={t('Name')}
        error={errors.name?.message}
      />
      <Select
        label={t('Role')}
        value={role}
        options={ROLES.map((each) => ({ value: each, label: t(ROLE_TITLES[each]) }))}
        onChange={setRole}
      />
      <PassphraseField
        {...register('passphrase', {
          validate: (value) => !['short', 'weak'].includes(strengthOf(value).step) || t('Use a longer passphrase of unrelated words.'),
        })}
        label={t('Their passphrase')}
        hint={<StrengthMeter passphrase={watch('passphrase')} />}
        error={errors.passphrase?.message}
      />
      <ErrorBanner error={errorOf(add.error)} />
      <div>
        <Button type="submit" look="primary" busy={add.isPending}>
          {t('Add the person')}
        </Button>
      </div>
    </form>
  );
}
