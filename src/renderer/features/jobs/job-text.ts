import type { JobRow } from '../../../shared/contract/jobs.ts';
import { formatTime } from '../../text/dates.ts';
import { formatBytes, formatCount, formatSpan } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { isSpent } from './open-result.ts';

/** One line about a running task: stage, how far, how fast, how long still. Unknown figures are left out. */
export function progressText(job: JobRow): string {
  const parts = [job.stage || (job.state === 'queued' ? t('Waiting') : t('Working'))];
  if (job.total > 0) {
    const percent = Math.min(100, Math.floor((job.done / job.total) * 100));
    parts.push(
      t('{done} of {total} {unit}, {percent} %', { done: formatCount(job.done), total: formatCount(job.total), unit: job.unit, percent }),
    );
  } else if (job.done > 0) parts.push(t('{done} {unit}', { done: formatCount(job.done), unit: job.unit }));
  if (job.perSecond > 0) parts.push(t('{rate} {unit} a second', { rate: formatCount(Math.round(job.perSecond)), unit: job.unit }));
  if (job.secondsLeft !== null) parts.push(t('about {span} left', { span: formatSpan(job.secondsLeft) }));
  return parts.join(' · ');
}

/** When a task ended and who started it; of an exported file also how large it is and whether it can still be had. */
export function endText(job: JobRow): string {
  const parts = [job.finishedAt ? formatTime(job.finishedAt).slice(11) : '', job.startedBy];
  const bytes = job.result?.['bytes'];
  if (job.kind === 'export' && typeof bytes === 'number') parts.push(formatBytes(bytes));
  if (isSpent(job)) parts.push(t('saved or no longer offered; export again for another copy'));
  return parts.filter(Boolean).join(' · ');
}

/** A finished task's state in a word. */
export function stateText(job: JobRow): string {
  return {
    queued: t('Waiting'),
    running: t('Running'),
    done: t('Done'),
    failed: t('Failed'),
    cancelled: t('Cancelled'),
  }[job.state];
}
