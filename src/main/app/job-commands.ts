import { createCase } from '../features/cases/cases.ts';
import type { CaseId } from '../../shared/ids.ts';
import type { Handlers } from '../features/context.ts';
import { sampleManifest } from './sample.ts';

/** Commands about jobs, and jobs that span features. */
export const jobCommandHandlers: Handlers<'job.list' | 'job.get' | 'job.cancel' | 'vault.verify' | 'case.openSample'> = {
  'job.list': (context) => ({ jobs: context.jobs.list() }),
  'job.get': (context, { jobId }) => ({ job: context.jobs.get(jobId) }),
  'job.cancel': async (context, { jobId }) => {
    const job = context.jobs.get(jobId);
    context.write(
      job.caseId === null ? context.workspace : context.case(job.caseId),
      { object: `job ${jobId}`, summary: `Stopping “${job.title}” was asked.` },
      () => undefined,
    );
    return { job: await context.jobs.cancel(jobId) };
  },

  'vault.verify': (context) => ({
    jobId: context.startJob(
      'verify',
      'Verify the vault',
      null,
      {},
      { object: 'vault', summary: 'A check of the whole vault was started.' },
    ),
  }),

  'case.openSample': (context) => {
    const manifest = sampleManifest(context.resourcesDir);
    const made = createCase(context, { name: manifest.name, reference: manifest.reference, currency: manifest.currency, sample: true });
    const caseId = made.id as CaseId;
    const jobId = context.startJob(
      'sample',
      'Open the sample case',
      caseId,
      {},
      { object: `case ${caseId}`, summary: 'The files of the sample case are being imported.' },
    );
    return { jobId, caseId };
  },
};
