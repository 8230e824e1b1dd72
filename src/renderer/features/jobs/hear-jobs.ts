import type { JobRow } from '../../../shared/contract/jobs.ts';
import { client } from '../../door/client.ts';
import { setInterface } from '../../state/interface.ts';
import { setJobs, takeJob } from '../../state/jobs.ts';
import { toast } from '../../state/toasts.ts';
import { t } from '../../text/t.ts';
import { hasResult, openResult } from './open-result.ts';

/** Takes a task's news, and says when one ends that was seen running. */
export function hearJob(job: JobRow): void {
  const before = takeJob(job);
  if (before !== 'running' && before !== 'queued') return;
  if (job.state === 'done') {
    toast({
      tone: 'ok',
      text: t('{title}: done', { title: job.title }),
      ...(hasResult(job) ? { action: { label: job.kind === 'export' ? t('Save the file') : t('Open'), run: () => openResult(job) } } : {}),
    });
  } else if (job.state === 'failed') {
    toast({
      tone: 'bad',
      text: t('{title} failed. {message}', { title: job.title, message: job.error?.message ?? '' }),
      action: { label: t('Show tasks'), run: () => setInterface({ tasksOpen: true }) },
    });
  }
}

/** Loads running and recent tasks after unlocking. Without them the task centre is only empty, so a failure is left to its events. */
export async function loadJobs(): Promise<void> {
  const { jobs } = await client.call('job.list', {});
  setJobs(jobs.toSorted((a, b) => (b.startedAt ?? '').localeCompare(a.startedAt ?? '')));
}
