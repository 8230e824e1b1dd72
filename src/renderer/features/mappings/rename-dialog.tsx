import { useRef, useState } from 'react';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './mappings.module.css';

/** Gives a mapping another name. */
export function RenameDialog({
  mapping,
  onClose,
}: {
  readonly mapping: { readonly id: number; readonly name: string } | null;
  readonly onClose: () => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open={mapping !== null}
      onClose={onClose}
      size="small"
      title={t('Rename {name}', { name: mapping?.name ?? '' })}
      initialFocus={field}
    >
      {mapping ? <RenameForm mapping={mapping} field={field} onClose={onClose} /> : null}
    </Dialog>
  );
}

function RenameForm({
  mapping,
  field,
  onClose,
}: {
  readonly mapping: { readonly id: number; readonly name: string };
  readonly field: React.RefObject<HTMLInputElement | null>;
  readonly onClose: () => void;
}) {
  const [name, setName] = useState(mapping.name);
  const rename = useChange('mapping.rename', { topics: ['settings'], onDone: onClose });
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() === '') field.current?.focus();
        else rename.mutate({ id: mapping.id, name: name.trim() });
      }}
    >
      <ErrorBanner error={errorOf(rename.error)} />
      <Field ref={field} label={t('Name')} value={name} maxLength={100} onChange={(event) => setName(event.target.value)} />
      <div className={styles['buttons']}>
        <Button onClick={onClose}>{t('Cancel')}</Button>
        <Button type="submit" look="primary" busy={rename.isPending}>
          {t('Rename')}
        </Button>
      </div>
    </form>
  );
}
