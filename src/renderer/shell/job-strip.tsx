import type { JobRow } from '../../shared/contract/jobs.ts';
import { errorOf, useChange } from '../door/vault-query.ts';
import { isUnderWay, takeJob, useJobs } from '../state/jobs.ts';
import { formatCount, formatSpan } from '../text/format.ts';
import { t } from '../text/t.ts';
import { ErrorBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Progress } from '../ui/progress.tsx';
import styles from './job-strip.module.css';

/** The task of this kind that runs on the case now, or null. */
export function useRunningJob(caseId: string, kind: JobRow['kind']): JobRow | null {
  return useJobs((state) => state.jobs.find((job) => job.caseId === caseId && job.kind === kind && isUnderWay(job)) ?? null);
}

/** The newest task of this kind on the case, if it failed. */
export function useFailedJob(caseId: string, kind: JobRow['kind']): JobRow | null {
  return useJobs((state) => {
    const newest = state.jobs.find((job) => job.caseId === caseId && job.kind === kind);
    return newest?.state === 'failed' ? newest : null;
  });
}

/** A running task at the top of the screen that waits for it: how far, how long, and its end. */
export function JobStrip({ job }: { readonly job: JobRow }) {
  const cancel = useChange('job.cancel', { onDone: ({ job: now }) => takeJob(now) });
  return (
    <div className={styles['strip']}>
      <div className={styles['text']}>
        <div className={styles['head']}>
          <strong>{job.title}</strong>
          <span>{job.stage || t('Waiting')}</span>
          {job.total > 0 ? (
            <span>{t('{done} of {total} {unit}', { done: formatCount(job.done), total: formatCount(job.total), unit: job.unit })}</span>
          ) : null}
          {job.secondsLeft !== null ? <span>{t('about {span} left', { span: formatSpan(job.secondsLeft) })}</span> : null}
        </div>
        <Progress label={job.title} done={job.done} total={job.total} />
      </div>
      <Button busy={cancel.isPending} onClick={() => cancel.mutate({ jobId: job.id })}>
        {t('Cancel')}
      </Button>
      <ErrorBanner error={errorOf(cancel.error)} />
    </div>
  );
}
