import { useNavigate } from '@tanstack/react-router';
import { ArrowRight } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { JobRow } from '../../../shared/contract/jobs.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { BalanceChip } from '../../sources/balance-chip.tsx';
import styles from './import.module.css';
import { openItem, useQueue, type QueueItem } from './queue.ts';

/** What an import brought, and where to go on. */
export function Outcome({ item, job }: { readonly item: QueueItem; readonly job: JobRow | undefined }) {
  const navigate = useNavigate();
  const first = useRef<HTMLButtonElement>(null);
  const next = useQueue((state) => state.items).find(
    (each) => each.caseId === item.caseId && each.stage !== 'imported' && each.key !== item.key,
  );
  const result = job?.result ?? {};
  const count = (name: string) => (typeof result[name] === 'number' ? result[name] : null);
  const shown = (name: string) => {
    const n = count(name);
    return n === null ? t('not known') : n === 0 ? t('none') : formatCount(n);
  };
  const source = count('sourceId');
  const balance = result['balance'];
  useEffect(() => first.current?.focus(), []);
  return (
    <div className={styles['middle']}>
      <Panel
        title={t('{name} is in the case', { name: item.name })}
        action={balance === 'proved' || balance === 'differs' || balance === 'none' ? <BalanceChip balance={balance} /> : undefined}
      >
        <Facts
          facts={[
            { label: t('Rows read'), value: shown('rowsRead') },
            { label: t('Imported'), value: <strong>{shown('rowsKept')}</strong> },
            { label: t('Rejected'), value: shown('rowsRejected') },
            { label: t('Repeats of rows held already'), value: shown('duplicates') },
            { label: t('Problems listed'), value: shown('problems') },
          ]}
        />
        <div className={styles['outcomeActions']}>
          <Button
            ref={first}
            look={next ? 'secondary' : 'primary'}
            onClick={() =>
              void navigate({ to: '/case/$caseId/data', params: { caseId: item.caseId }, search: source === null ? {} : { source } })
            }
          >
            {t('Open the source')}
          </Button>
          <Button onClick={() => void navigate({ to: '/case/$caseId/reconcile', params: { caseId: item.caseId } })}>
            {t('Reconcile')}
          </Button>
          {next ? (
            <Button look="primary" icon={<ArrowRight aria-hidden />} onClick={() => openItem(next.key)}>
              {t('Next file: {file}', { file: next.file.name })}
            </Button>
          ) : null}
        </div>
      </Panel>
    </div>
  );
}
