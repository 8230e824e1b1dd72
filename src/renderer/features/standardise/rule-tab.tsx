import { ArrowDown, ArrowUp, Plus } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { CategoryRow, RuleRow } from '../../../shared/contract/standard-rows.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CheckField } from '../../ui/field.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RuleDialog } from './rule-dialog.tsx';
import { actionWords, conditionWords } from './rule-words.ts';
import type { Side } from './side.ts';
import styles from './standardise.module.css';

const TOPICS = ['standard', 'audit'] as const;

/** The rules in their order. A later one overrides an earlier one, unless that says stop. */
export function RuleTab({
  caseId,
  readOnly,
  categories,
  currency,
  onSide,
}: {
  readonly caseId: string;
  readonly readOnly: string | null;
  readonly categories: readonly CategoryRow[];
  readonly currency: string;
  readonly onSide: (side: Side | null) => void;
}) {
  const list = useVault('rule.list', { caseId });
  const [editing, setEditing] = useState<RuleRow | 'new' | null>(null);
  const reorder = useChange('rule.reorder', { topics: TOPICS });
  const enable = useChange('rule.enable', { topics: TOPICS });
  const remove = useChange('rule.remove', { topics: TOPICS });
  useEffect(() => onSide(null), [onSide]);
  useRegisterCommands([
    { id: 'standardise.new-rule', title: t('New rule'), group: 'queue', keys: ['Shift+n'], when: () => readOnly === null, run: () => setEditing('new') },
  ]); // prettier-ignore
  const rules = list.data?.rules ?? [];
  const move = (at: number, by: -1 | 1) => {
    const ids = rules.map((rule) => rule.id);
    [ids[at], ids[at + by]] = [ids[at + by]!, ids[at]!];
    reorder.mutate({ caseId, ids });
  };
  const add = (
    <Button icon={<Plus aria-hidden />} reason={readOnly} onClick={() => setEditing('new')}>
      {t('New rule')}
    </Button>
  );
  return (
    <div className={styles['wrap']} tabIndex={0} role="region" aria-label={t('Rules')} data-keys="list">
      <ErrorBanner error={errorOf(list.error ?? reorder.error ?? enable.error ?? remove.error)} />
      {list.data && rules.length === 0 ? (
        <EmptyState
          title={t('No rules yet')}
          text={t(
            'A rule looks for transactions and sets their category, vendor or tag. You see what it would do before it is saved, and it is applied when the chain is run.',
          )}
          primary={add}
        />
      ) : (
        <>
          <div className={styles['bar']}>
            <p>
              {t(
                'Applied from top to bottom when the chain is run. A later rule overrides an earlier one, unless that says stop. What a person decided stands above rules.',
              )}
            </p>
            {add}
          </div>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('Order')}</th>
                <th scope="col">{t('Rule')}</th>
                <th scope="col">{t('When')}</th>
                <th scope="col">{t('Sets')}</th>
                <th scope="col" data-right>
                  {t('Changes')}
                </th>
                <th scope="col">{t('On')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('Actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule, at) => (
                <tr key={rule.id} data-off={!rule.enabled || undefined}>
                  <td>
                    <div className={styles['buttons']}>
                      <IconButton
                        label={t('Move “{title}” up', { title: rule.body.title })}
                        icon={<ArrowUp aria-hidden />}
                        reason={readOnly ?? (at === 0 ? t('It is the first.') : null)}
                        onClick={() => move(at, -1)}
                      />
                      <IconButton
                        label={t('Move “{title}” down', { title: rule.body.title })}
                        icon={<ArrowDown aria-hidden />}
                        reason={readOnly ?? (at === rules.length - 1 ? t('It is the last.') : null)}
                        onClick={() => move(at, 1)}
                      />
                    </div>
                  </td>
                  <th scope="row">
                    <strong>{rule.body.title}</strong>
                    <small>{t('Version {n}, {who}, {time}', { n: rule.version, who: rule.madeBy, time: formatTime(rule.madeAt) })}</small>
                  </th>
                  <td>{rule.body.conditions.map((each) => conditionWords(each, currency)).join(t(' and '))}</td>
                  <td>
                    {rule.body.actions.map((each) => actionWords(each, categories)).join(', ')}
                    {rule.body.stop ? <small>{t('Then stop.')}</small> : null}
                  </td>
                  <td data-right>{rule.operations === 0 ? t('none') : formatCount(rule.operations)}</td>
                  <td>
                    <CheckField
                      label={t('On')}
                      aria-label={t('“{title}” is on', { title: rule.body.title })}
                      checked={rule.enabled}
                      disabled={readOnly !== null}
                      onChange={(event) => enable.mutate({ caseId, id: rule.id, enabled: event.target.checked })}
                    />
                  </td>
                  <td>
                    <div className={styles['buttons']}>
                      <Button look="quiet" aria-label={t('Edit “{title}”', { title: rule.body.title })} onClick={() => setEditing(rule)}>
                        {t('Edit')}
                      </Button>
                      <Button
                        look="quiet"
                        reason={readOnly}
                        aria-label={t('Remove “{title}”', { title: rule.body.title })}
                        onClick={() => remove.mutate({ caseId, id: rule.id })}
                      >
                        {t('Remove')}
                      </Button>
                    </div>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {editing ? (
        <RuleDialog
          caseId={caseId}
          rule={editing === 'new' ? null : editing}
          categories={categories}
          currency={currency}
          readOnly={readOnly}
          onClose={() => setEditing(null)}
        />
      ) : null}
    </div>
  );
}
