import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { RULE_TEXTS, TEXT_TESTS } from '../../../shared/rules.ts';
import { t } from '../../text/t.ts';
import { Choice } from '../../ui/choice.tsx';
import { CheckField, Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import type { ConditionKind, DraftCondition } from './rule-draft.ts';
import { columnTitle, testTitle } from './rule-words.ts';
import styles from './standardise.module.css';

/** One condition of a rule: what is looked at, how, and for what. */
export function ConditionLine({
  condition,
  sources,
  onChange,
}: {
  readonly condition: DraftCondition;
  readonly sources: readonly SourceSummary[];
  readonly onChange: (next: DraftCondition) => void;
}) {
  const kinds: { value: ConditionKind; label: string }[] = [
    ...RULE_TEXTS.map((value) => ({ value, label: columnTitle(value) })),
    { value: 'amount', label: t('Amount') },
    { value: 'sign', label: t('In or out') },
    { value: 'date', label: t('Date') },
    { value: 'source', label: t('File') },
  ];
  const range = (label: { from: string; to: string }, placeholder: string) => (
    <>
      <Field
        label={label.from}
        value={condition.from}
        placeholder={placeholder}
        onChange={(event) => onChange({ ...condition, from: event.target.value })}
      />
      <Field
        label={label.to}
        value={condition.to}
        placeholder={placeholder}
        onChange={(event) => onChange({ ...condition, to: event.target.value })}
      />
    </>
  );
  return (
    <>
      <Select<ConditionKind>
        label={t('Look at')}
        value={condition.kind}
        options={kinds}
        onChange={(kind) => onChange({ ...condition, kind })}
      />
      {condition.kind === 'amount' ? (
        range({ from: t('From, without sign'), to: t('To') }, '0.00')
      ) : condition.kind === 'date' ? (
        range({ from: t('From day'), to: t('To day') }, 'yyyy-mm-dd')
      ) : condition.kind === 'sign' ? (
        <Choice
          label={t('Direction')}
          value={condition.sign}
          options={[
            { value: 'out', label: t('Money out') },
            { value: 'in', label: t('Money in') },
          ]}
          onChange={(sign) => onChange({ ...condition, sign })}
        />
      ) : condition.kind === 'source' ? (
        <Select
          label={t('Which file')}
          value={condition.sourceId}
          options={sources.filter((each) => each.state === 'ready').map((each) => ({ value: String(each.id), label: each.name }))}
          onChange={(sourceId) => onChange({ ...condition, sourceId })}
        />
      ) : (
        <>
          <Select
            label={t('How')}
            value={condition.test}
            options={TEXT_TESTS.map((value) => ({ value, label: testTitle(value) }))}
            onChange={(test) => onChange({ ...condition, test })}
          />
          {condition.test === 'empty' ? null : (
            <div className={styles['wide']}>
              <Field
                label={condition.test === 'matches' ? t('Pattern') : t('Text (case and accents do not matter)')}
                mono={condition.test === 'matches'}
                maxLength={300}
                value={condition.value}
                onChange={(event) => onChange({ ...condition, value: event.target.value })}
              />
            </div>
          )}
          <CheckField
            label={t('Not')}
            checked={condition.not}
            onChange={(event) => onChange({ ...condition, not: event.target.checked })}
          />
        </>
      )}
    </>
  );
}
