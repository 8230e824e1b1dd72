import { useRef, useState } from 'react';
import type { CategoryRow, StandardRow } from '../../../shared/contract/standard-rows.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField } from '../../ui/field.tsx';
import { CategoryPicker } from './category-picker.tsx';
import styles from './standardise.module.css';

/** Asks for the category of some transactions, or of all of their vendors. */
export function CategoryDialog({
  rows,
  categories,
  onClose,
  onPick,
}: {
  readonly rows: readonly StandardRow[];
  readonly categories: readonly CategoryRow[];
  readonly onClose: () => void;
  readonly onPick: (category: CategoryRow, wholeVendors: boolean) => void;
}) {
  const field = useRef<HTMLInputElement>(null);
  const [whole, setWhole] = useState(false);
  const vendors = [...new Set(rows.map((row) => row.vendor))].filter((name) => name !== '');
  return (
    <Dialog
      open={rows.length > 0}
      onClose={onClose}
      title={t('{n, plural, one {Category of a transaction} other {Category of {shown} transactions}}', {
        n: rows.length,
        shown: formatCount(rows.length),
      })}
      initialFocus={field}
    >
      <div className={styles['form']}>
        <CategoryPicker label={t('Category')} categories={categories} field={field} onPick={(category) => onPick(category, whole)} />
        {vendors.length > 0 ? (
          <CheckField
            label={
              vendors.length === 1
                ? t('All transactions of {vendor}', { vendor: vendors[0]! })
                : t('All transactions of these {n} vendors', { n: vendors.length })
            }
            checked={whole}
            onChange={(event) => setWhole(event.target.checked)}
          />
        ) : null}
      </div>
    </Dialog>
  );
}
