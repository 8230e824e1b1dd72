import { useEffect, useState } from 'react';
import type { StandardRunRow } from '../../../shared/contract/standard-rows.ts';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { setInterface } from '../../state/interface.ts';
import { toast } from '../../state/toasts.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { OperationList } from './operation-list.tsx';
import type { Side } from './side.ts';
import styles from './standardise.module.css';

/** Everything that was done, newest first: each run and decision as one thing that can be undone whole. */
export function ChangesTab({
  caseId,
  readOnly,
  runs,
  onSide,
}: {
  readonly caseId: string;
  readonly readOnly: string | null;
  readonly runs: readonly StandardRunRow[];
  readonly onSide: (side: Side | null) => void;
}) {
  const [shown, setShown] = useState<StandardRunRow | null>(null);
  const undo = useChange('standardise.undo', {
    topics: ['standard', 'audit'],
    onDone: () => toast({ tone: 'ok', text: t('Undone. Both stay in the audit log.') }),
  });
  useEffect(() => {
    onSide(shown ? { title: t('Changes of this step'), content: <RunSide caseId={caseId} run={shown} readOnly={readOnly} /> } : null);
  }, [caseId, shown, readOnly, onSide]);
  return (
    <div className={styles['wrap']} tabIndex={0} role="region" aria-label={t('Steps of the standardisation')}>
      <div className={styles['bar']}>
        <p>{t('The raw transactions never change. Each step here lies on top of them and can be taken off again.')}</p>
      </div>
      <ErrorBanner error={errorOf(undo.error)} />
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('Step')}</th>
            <th scope="col" data-right>
              {t('Changes')}
            </th>
            <th scope="col">{t('When')}</th>
            <th scope="col">{t('Who')}</th>
            <th scope="col">
              <span className="visually-hidden">{t('Actions')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.id} data-off={run.undone || undefined}>
              <th scope="row">
                {run.summary}
                {run.undone ? <small>{t('Undone.')}</small> : null}
              </th>
              <td data-right>{formatCount(run.operations)}</td>
              <td>{formatTime(run.ranAt)}</td>
              <td>{run.ranBy}</td>
              <td>
                <div className={styles['buttons']}>
                  <Button
                    look="quiet"
                    aria-label={t('Show the changes of “{step}”', { step: run.summary })}
                    onClick={() => {
                      setShown(run);
                      setInterface({ inspectorOpen: true });
                    }}
                  >
                    {t('Show')}
                  </Button>
                  {run.undone || run.kind === 'undo' || run.operations === 0 ? null : (
                    <Button
                      look="quiet"
                      reason={readOnly}
                      busy={undo.isPending}
                      aria-label={t('Undo “{step}”', { step: run.summary })}
                      onClick={() => undo.mutate({ caseId, runId: run.id })}
                    >
                      {t('Undo')}
                    </Button>
                  )}
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const SHOWN = 200;

function RunSide({ caseId, run, readOnly }: { readonly caseId: string; readonly run: StandardRunRow; readonly readOnly: string | null }) {
  const changes = useVault('operation.page', { caseId, runId: run.id, limit: SHOWN });
  const total = changes.data?.total ?? 0;
  return (
    <div className={styles['side']}>
      <p>{run.summary}</p>
      {total > SHOWN ? <p>{t('The newest {n} of {total} changes.', { n: SHOWN, total: formatCount(total) })}</p> : null}
      <OperationList caseId={caseId} operations={changes.data?.rows ?? []} readOnly={readOnly} />
    </div>
  );
}
