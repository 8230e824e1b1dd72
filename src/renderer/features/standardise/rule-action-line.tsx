import { useState } from 'react';
import type { CategoryRow } from '../../../shared/contract/standard-rows.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { categoryName } from './category-name.ts';
import { CategoryPicker } from './category-picker.tsx';
import type { ActionKind, DraftAction } from './rule-draft.ts';
import styles from './standardise.module.css';

/** One thing a rule sets. */
export function ActionLine({
  action,
  categories,
  onChange,
}: {
  readonly action: DraftAction;
  readonly categories: readonly CategoryRow[];
  readonly onChange: (next: DraftAction) => void;
}) {
  const [choosing, setChoosing] = useState(false);
  const kinds: { value: ActionKind; label: string }[] = [
    { value: 'category', label: t('Category') },
    { value: 'vendor', label: t('Vendor') },
    { value: 'tag', label: t('Tag') },
    { value: 'transfer', label: t('Mark as transfer') },
    { value: 'excluded', label: t('Leave out of scoring') },
  ];
  const labels: Partial<Record<ActionKind, string>> = { vendor: t('Name of the vendor'), tag: t('Tag'), excluded: t('Reason') };
  const label = labels[action.kind];
  return (
    <>
      <Select<ActionKind> label={t('What')} value={action.kind} options={kinds} onChange={(kind) => onChange({ ...action, kind })} />
      {action.kind === 'category' ? (
        <Button onClick={() => setChoosing(true)} className={styles['wide']}>
          {categoryName(categories, action.categoryId) || t('Choose the category…')}
        </Button>
      ) : label === undefined ? null : (
        <div className={styles['wide']}>
          <Field
            label={label}
            maxLength={200}
            value={action.value}
            onChange={(event) => onChange({ ...action, value: event.target.value })}
          />
        </div>
      )}
      <Dialog open={choosing} onClose={() => setChoosing(false)} title={t('Category')}>
        <CategoryPicker
          label={t('Category')}
          categories={categories}
          onPick={(category) => {
            onChange({ ...action, categoryId: category.id });
            setChoosing(false);
          }}
        />
      </Dialog>
    </>
  );
}
