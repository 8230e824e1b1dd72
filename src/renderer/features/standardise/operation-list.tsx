import type { OperationRow } from '../../../shared/contract/standard-rows.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { toast } from '../../state/toasts.ts';
import { formatTime } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { cx } from '../../ui/class-names.ts';
import styles from './standardise.module.css';

/** Changes, newest first, each with what made it and its undo. */
export function OperationList({
  caseId,
  operations,
  readOnly,
}: {
  readonly caseId: string;
  readonly operations: readonly OperationRow[];
  readonly readOnly: string | null;
}) {
  const undo = useChange('standardise.undo', {
    topics: ['standard', 'audit'],
    onDone: () => toast({ tone: 'ok', text: t('Undone. Both stay in the audit log.') }),
  });
  if (operations.length === 0) return <p>{t('None: every value is as it is in the file.')}</p>;
  return (
    <>
      <ErrorBanner error={errorOf(undo.error)} />
      <ol className={styles['history']}>
        {operations.map((each) => (
          <li key={each.id}>
            <span className={cx(each.undone && styles['struck'])}>
              {t('{field}: {from} → {to}', {
                field: fieldTitle(each.field),
                from: each.oldValue ?? t('as in the file'),
                to: each.newValue ?? t('as in the file'),
              })}
            </span>
            <br />
            <small>{t('{by}, {who}, {time}', { by: byWords(each), who: each.decidedBy, time: formatTime(each.decidedAt) })}</small>
            {each.undone ? (
              <small> {t('Undone.')}</small>
            ) : (
              <Button
                look="quiet"
                reason={readOnly}
                aria-label={t('Undo this change of {field}', { field: fieldTitle(each.field) })}
                onClick={() => undo.mutate({ caseId, operationIds: [each.id] })}
              >
                {t('Undo')}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </>
  );
}

function fieldTitle(field: string): string {
  const titles: Readonly<Record<string, string>> = {
    category: t('Category'),
    vendor: t('Vendor'),
    name: t('Name of the vendor'),
    tags: t('Tags'),
    transfer: t('Transfer'),
    excluded: t('Left out'),
  };
  return titles[field] ?? field;
}

function byWords({ origin, ruleId, ruleVersion, subject }: OperationRow): string {
  if (origin === 'rule')
    return ruleId === null ? t('No rule sets it any more') : t('Rule {id}, version {version}', { id: ruleId, version: ruleVersion ?? 1 });
  if (origin === 'vendor') return t('Grouped as the same name');
  if (origin === 'category-model') return t('Proposal taken');
  return subject === 'text' ? t('Meaning of the file’s category') : t('Decided');
}
