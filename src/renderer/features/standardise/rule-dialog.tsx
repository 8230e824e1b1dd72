import { Plus, X } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { CategoryRow, RuleRow } from '../../../shared/contract/standard-rows.ts';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { useSettled } from '../../state/use-settled.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ActionLine } from './rule-action-line.tsx';
import { ConditionLine } from './rule-condition-line.tsx';
import { draftOf, EMPTY_ACTION, EMPTY_CONDITION, readDraft, type Draft } from './rule-draft.ts';
import { RulePreview } from './rule-preview.tsx';
import styles from './standardise.module.css';

/** Writes a rule, and shows what it would do while it is written. */
export function RuleDialog({
  caseId,
  rule,
  categories,
  currency,
  readOnly,
  onClose,
}: {
  readonly caseId: string;
  readonly rule: RuleRow | null;
  readonly categories: readonly CategoryRow[];
  readonly currency: string;
  readonly readOnly: string | null;
  readonly onClose: () => void;
}) {
  const [draft, setDraft] = useState<Draft>(() => draftOf(rule?.body ?? null, currency));
  const sources = useVault('source.list', { caseId });
  const save = useChange('rule.save', { topics: ['standard', 'audit'], onDone: onClose });
  const body = useMemo(() => readDraft(draft, currency), [draft, currency]);
  // A title is asked for at the end; the preview must not wait for it.
  const tried = useSettled(
    useMemo(() => readDraft({ ...draft, title: draft.title.trim() || '-' }, currency), [draft, currency]),
    400,
  );
  const own = rule ? { id: rule.id } : {};
  const set = <K extends 'conditions' | 'actions'>(field: K, at: number, next: Draft[K][number] | null) =>
    setDraft((old) => ({
      ...old,
      [field]: next === null ? old[field].filter((_each, i) => i !== at) : old[field].map((each, i) => (i === at ? next : each)),
    }));
  const reason = readOnly ?? (body ? null : t('Give it a title, and fill in every condition and what it sets.'));
  return (
    <Dialog
      open
      onClose={onClose}
      size="large"
      title={rule ? t('Edit “{title}”', { title: rule.body.title }) : t('New rule')}
      actions={
        <>
          <Button onClick={onClose}>{t('Cancel')}</Button>
          <Button look="primary" busy={save.isPending} reason={reason} onClick={() => body && save.mutate({ caseId, ...own, body })}>
            {rule ? t('Save as version {n}', { n: rule.version + 1 }) : t('Save the rule')}
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <ErrorBanner error={errorOf(save.error)} />
        <Field
          label={t('Title')}
          value={draft.title}
          maxLength={120}
          onChange={(event) => setDraft({ ...draft, title: event.target.value })}
        />
        <fieldset className={styles['group']}>
          <legend>{t('When all of this holds')}</legend>
          <div className={styles['rows']}>
            {draft.conditions.map((condition, at) => (
              <div key={at} className={styles['line']}>
                <ConditionLine
                  condition={condition}
                  sources={sources.data?.sources ?? []}
                  onChange={(next) => set('conditions', at, next)}
                />
                {draft.conditions.length > 1 ? (
                  <IconButton label={t('Remove this condition')} icon={<X aria-hidden />} onClick={() => set('conditions', at, null)} />
                ) : null}
              </div>
            ))}
          </div>
          <Button
            look="quiet"
            icon={<Plus aria-hidden />}
            onClick={() => setDraft({ ...draft, conditions: [...draft.conditions, EMPTY_CONDITION] })}
          >
            {t('Another condition')}
          </Button>
        </fieldset>
        <fieldset className={styles['group']}>
          <legend>{t('Set')}</legend>
          <div className={styles['rows']}>
            {draft.actions.map((action, at) => (
              <div key={at} className={styles['line']}>
                <ActionLine action={action} categories={categories} onChange={(next) => set('actions', at, next)} />
                {draft.actions.length > 1 ? (
                  <IconButton label={t('Remove this action')} icon={<X aria-hidden />} onClick={() => set('actions', at, null)} />
                ) : null}
              </div>
            ))}
          </div>
          <Button
            look="quiet"
            icon={<Plus aria-hidden />}
            onClick={() => setDraft({ ...draft, actions: [...draft.actions, EMPTY_ACTION] })}
          >
            {t('Set something else as well')}
          </Button>
        </fieldset>
        <CheckField
          label={t('Then stop: later rules leave these transactions alone')}
          checked={draft.stop}
          onChange={(event) => setDraft({ ...draft, stop: event.target.checked })}
        />
        <RulePreview caseId={caseId} id={rule?.id} body={tried} />
      </div>
    </Dialog>
  );
}
