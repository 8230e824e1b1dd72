import { create } from 'zustand';
import type { JobRow } from '../../shared/contract/jobs.ts';

/** Tasks of this session, newest first. Their titles name files, so a lock empties the list. */
export const useJobs = create<{ readonly jobs: readonly JobRow[] }>()(() => ({ jobs: [] }));

/** Whether a task is still going. */
export function isUnderWay(job: JobRow): boolean {
  return job.state === 'queued' || job.state === 'running';
}

/** Takes a task's newest state. @returns the state it had before, or null for a new one */
export function takeJob(job: JobRow): JobRow['state'] | null {
  const { jobs } = useJobs.getState();
  const before = jobs.find((each) => each.id === job.id);
  useJobs.setState({ jobs: before ? jobs.map((each) => (each.id === job.id ? job : each)) : [job, ...jobs] });
  return before?.state ?? null;
}

/** Replaces the list, newest first. */
export function setJobs(jobs: readonly JobRow[]): void {
  useJobs.setState({ jobs });
}
