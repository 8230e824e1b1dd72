import { Popover } from '@base-ui/react/popover';
import { ListChecks } from 'lucide-react';
import type { JobRow } from '../../../shared/contract/jobs.ts';
import { errorOf, useChange } from '../../door/vault-query.ts';
import { setInterface, useInterface } from '../../state/interface.ts';
import { isUnderWay, takeJob, useJobs } from '../../state/jobs.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { layersElement } from '../../ui/layers.ts';
import { Progress } from '../../ui/progress.tsx';
import { endText, progressText, stateText } from './job-text.ts';
import { hasResult, openResult } from './open-result.ts';
import styles from './task-centre.module.css';

/** The tasks: a button in the status bar, and the list it opens. Tasks go on whatever screen is shown. */
export function TaskCentre() {
  const jobs = useJobs((state) => state.jobs);
  const open = useInterface((state) => state.tasksOpen);
  const running = jobs.filter(isUnderWay);
  const first = running.find((job) => job.total > 0);
  const percent = first ? Math.floor((first.done / first.total) * 100) : null;
  return (
    <Popover.Root open={open} onOpenChange={(next) => setInterface({ tasksOpen: next })}>
      <Popover.Trigger className={styles['trigger']}>
        <ListChecks aria-hidden />
        {running.length === 0
          ? t('No task running')
          : t('{n, plural, one {# task} other {# tasks}}', { n: running.length }) + (percent === null ? '' : ` · ${percent} %`)}
      </Popover.Trigger>
      <Popover.Portal container={layersElement()}>
        <Popover.Positioner side="top" align="end" sideOffset={6} collisionPadding={8} className={styles['positioner']}>
          <Popover.Popup className={styles['popup']}>
            <Popover.Title className={styles['title']}>{t('Tasks')}</Popover.Title>
            {jobs.length === 0 ? (
              <p className={styles['none']}>{t('Imports, matching, scoring and exports show here while they run.')}</p>
            ) : null}
            <ul>
              {jobs.slice(0, 20).map((job) => (
                <JobEntry key={job.id} job={job} />
              ))}
            </ul>
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  );
}

const TONES = { queued: 'plain', running: 'info', done: 'ok', failed: 'bad', cancelled: 'plain' } as const;

function JobEntry({ job }: { readonly job: JobRow }) {
  const cancel = useChange('job.cancel', { onDone: ({ job: now }) => takeJob(now) });
  const going = isUnderWay(job);
  return (
    <li className={styles['job']}>
      <div className={styles['head']}>
        <strong>{job.title}</strong>
        <Chip tone={TONES[job.state]}>{stateText(job)}</Chip>
      </div>
      {going ? (
        <>
          <Progress label={job.title} done={job.done} total={job.total} />
          <div className={styles['foot']}>
            <span>{progressText(job)}</span>
            <Button busy={cancel.isPending} onClick={() => cancel.mutate({ jobId: job.id })}>
              {t('Cancel')}
            </Button>
          </div>
        </>
      ) : null}
      <ErrorBanner error={errorOf(cancel.error) ?? job.error} />
      {going ? null : (
        <div className={styles['foot']}>
          <span>{endText(job)}</span>
          {hasResult(job) ? (
            <Button
              onClick={() => {
                setInterface({ tasksOpen: false });
                openResult(job);
              }}
            >
              {job.kind === 'export' ? t('Save the file') : t('Open result')}
            </Button>
          ) : null}
        </div>
      )}
    </li>
  );
}
