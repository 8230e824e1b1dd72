import { useState } from 'react';
import { CATEGORY_KINDS, type CategoryRow } from '../../../shared/contract/standard-rows.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import styles from './standardise.module.css';

type Kind = (typeof CATEGORY_KINDS)[number];

export function kindTitle(kind: Kind): string {
  return { income: t('Income'), expense: t('Spending'), transfer: t('Transfer') }[kind];
}

/** Adds a category to the chart or changes one. */
export function ChartDialog({
  caseId,
  category,
  categories,
  onClose,
}: {
  readonly caseId: string;
  readonly category: CategoryRow | null;
  readonly categories: readonly CategoryRow[];
  readonly onClose: () => void;
}) {
  const [code, setCode] = useState(category?.code ?? '');
  const [name, setName] = useState(category?.name ?? '');
  const [kind, setKind] = useState<Kind>(category?.kind ?? 'expense');
  const [parent, setParent] = useState(String(category?.parentId ?? ''));
  const [tried, setTried] = useState(false);
  const save = useChange('category.save', { topics: ['standard', 'audit'], onDone: onClose });
  // Two levels: groups stand at the top.
  const groups = categories.filter((each) => each.parentId === null && each.kind === kind && each.id !== category?.id);
  const submit = () => {
    setTried(true);
    if (code.trim() === '' || name.trim() === '') return;
    const parentId = groups.some((each) => String(each.id) === parent) ? Number(parent) : null;
    save.mutate({ caseId, code, name, kind, parentId, ...(category ? { id: category.id } : {}) });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      size="small"
      title={category ? t('Edit {name}', { name: category.name }) : t('Add a category')}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button look="primary" busy={save.isPending} onClick={submit}>
            {t('Save')}
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
        <ErrorBanner error={errorOf(save.error)} />
        <Field
          label={t('Code')}
          mono
          maxLength={20}
          value={code}
          error={tried && code.trim() === '' ? t('A code, for sorting.') : undefined}
          onChange={(event) => setCode(event.target.value)}
        />
        <Field
          label={t('Name')}
          maxLength={120}
          value={name}
          error={tried && name.trim() === '' ? t('A name.') : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <Choice<Kind>
          label={t('Kind')}
          value={kind}
          options={CATEGORY_KINDS.map((value) => ({ value, label: kindTitle(value) }))}
          onChange={setKind}
        />
        <Select
          label={t('Below')}
          value={groups.some((each) => String(each.id) === parent) ? parent : ''}
          options={[
            { value: '', label: t('Nothing: a group of its own') },
            ...groups.map((each) => ({ value: String(each.id), label: each.name })),
          ]}
          onChange={setParent}
        />
      </form>
    </Dialog>
  );
}
