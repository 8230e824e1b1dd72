import { z } from 'zod';
import { define } from './define.ts';
import { isoTime, jobIdField } from './common.ts';
import type { ErrorData } from '../errors.ts';

export const JOB_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export const jobRow = z.object({
  id: jobIdField,
  caseId: z.string().nullable(),
  kind: z.enum(['import', 'standardise', 'reconcile', 'flags', 'export', 'sample', 'verify']),
  title: z.string(),
  state: z.enum(JOB_STATES),
  /** What it does right now, e.g. "Matching", "Storing rows". */
  stage: z.string(),
  done: z.number(),
  /** 0 while unknown. */
  total: z.number(),
  unit: z.string(),
  perSecond: z.number(),
  /** Seconds left, or null while unknown. */
  secondsLeft: z.number().nullable(),
  startedAt: isoTime.nullable(),
  finishedAt: isoTime.nullable(),
  startedBy: z.string(),
  /** A job found unfinished at unlock is run again from its last safe point; this counts those starts. */
  attempts: z.int(),
  result: z.record(z.string(), z.unknown()).nullable(),
  error: z.custom<ErrorData>().nullable(),
});
export type JobRow = z.infer<typeof jobRow>;

export const jobCommands = {
  'job.list': define({
    kind: 'query',
    summary: 'Running and recent jobs',
    input: z.object({}),
    output: z.object({ jobs: z.array(jobRow) }),
    permission: 'signed-in',
  }),
  'job.get': define({
    kind: 'query',
    summary: 'One job',
    input: z.object({ jobId: jobIdField }),
    output: z.object({ job: jobRow }),
    permission: 'signed-in',
  }),
  'job.cancel': define({
    kind: 'command',
    summary: 'Stop a job; it leaves nothing half done',
    input: z.object({ jobId: jobIdField }),
    output: z.object({ job: jobRow }),
    permission: 'signed-in',
    audit: 'job.cancelled',
  }),
};
