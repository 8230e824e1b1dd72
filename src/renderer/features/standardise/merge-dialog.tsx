import { useRef, useState } from 'react';
import type { VendorRow } from '../../../shared/contract/standard-rows.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import styles from './standardise.module.css';

/** Asks before several vendors become one: who they are, how many rows they hold, and the name. */
export function MergeDialog({
  vendors,
  onClose,
  onMerge,
}: {
  readonly vendors: readonly VendorRow[];
  readonly onClose: () => void;
  readonly onMerge: (vendors: readonly VendorRow[], name: string) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const largest = vendors.reduce((a, b) => (b.rows > a.rows ? b : a));
  const [name, setName] = useState(largest.name);
  const rows = formatCount(vendors.reduce((n, each) => n + each.rows, 0));
  const submit = () => onMerge(vendors, name.trim() === largest.name ? '' : name.trim());
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('Make {n} vendors one', { n: formatCount(vendors.length) })}
      description={t('{rows} transactions will stand for one vendor. Later runs keep to it; the names in the files stay as they are.', {
        rows,
      })}
      initialFocus={field}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button look="primary" onClick={submit}>
            {t('Make them one')}
          </Button>
        </>
      }
    >
      <form
        className={styles['form']}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field ref={field} label={t('Name')} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />
        <ul>
          {vendors.slice(0, 30).map((each) => (
            <li key={each.id}>{t('{name}, {rows} rows', { name: each.name, rows: formatCount(each.rows) })}</li>
          ))}
        </ul>
      </form>
    </Dialog>
  );
}
