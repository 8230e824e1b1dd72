import type { JobRow } from '../../../shared/contract/jobs.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { takeJob } from '../../state/jobs.ts';
import { formatCount, formatSpan } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './import.module.css';
import type { QueueItem } from './queue.ts';

/** An import under way: how far, how fast, and Stop, which leaves no row behind. */
export function Running({ item, job }: { readonly item: QueueItem; readonly job: JobRow | undefined }) {
  const stop = useChange('job.cancel', { onDone: ({ job: now }) => takeJob(now) });
  const parts = job
    ? [
        job.stage || t('Waiting'),
        ...(job.total > 0
          ? [t('{done} of {total} {unit}', { done: formatCount(job.done), total: formatCount(job.total), unit: job.unit })]
          : []),
        ...(job.perSecond > 0 ? [t('{rate} {unit} a second', { rate: formatCount(Math.round(job.perSecond)), unit: job.unit })] : []),
        ...(job.secondsLeft === null ? [] : [t('about {span} left', { span: formatSpan(job.secondsLeft) })]),
      ]
    : [t('Waiting')];
  return (
    <div className={styles['middle']}>
      <Panel
        title={t('Importing {name}', { name: item.name })}
        action={
          item.jobId ? (
            <Button busy={stop.isPending} onClick={() => stop.mutate({ jobId: item.jobId! })}>
              {t('Stop the import')}
            </Button>
          ) : undefined
        }
      >
        <div className={styles['running']}>
          <Progress label={t('Importing {name}', { name: item.name })} done={job?.done ?? 0} total={job?.total ?? 0} />
          <p role="status">{parts.join(' · ')}</p>
          <p className={styles['quiet']}>
            {t('You can work on other screens meanwhile. Stopping leaves no row behind; the file stays sealed.')}
          </p>
          <ErrorBanner error={errorOf(stop.error)} />
        </div>
      </Panel>
    </div>
  );
}
