import { exportJob } from '../features/exports/job.ts';
import { flagsJob } from '../features/flags/job.ts';
import { importJob } from '../features/import/job.ts';
import { reconcileJob } from '../features/reconcile/job.ts';
import { standardiseJob } from '../features/standardise/job.ts';
import { reconcileSettings } from '../../shared/contract/reconcile.ts';
import type { JobHandler, JobKind } from '../jobs/runner.ts';
import { checkLog, checkWholeVault } from '../verification/check-thread.ts';
import type { JobDependencies } from './job-dependencies.ts';
import { loadSample } from './sample.ts';

/** The seed of the sample's scoring run: fixed, so that everybody sees the same sample. */
const SAMPLE_SEED = 20260101;

const VERIFY_STAGES = { database: 'Checking pages', blobs: 'Checking sealed files', audit: 'Checking the audit log' } as const;

/** The code of every kind of job, given what it needs. What one feature's job needs of another is put together here. */
export function jobHandlers(d: JobDependencies): Readonly<Record<JobKind, JobHandler>> {
  const importing = importJob(d);
  const reconciling = reconcileJob(d);
  const flagging = flagsJob(d);
  return {
    import: importing,
    standardise: standardiseJob(d),
    reconcile: reconciling,
    flags: flagging,
    export: exportJob({ ...d, checkLog: (caseId) => checkLog(d.vault, caseId) }),
    sample: {
      async run(context) {
        await importing.ready(context.caseId!);
        const { sourceIds } = await loadSample(d, context);
        const matched = await reconciling.run(
          context,
          reconcileSettings.parse({ leftSources: sourceIds.bank, rightSources: sourceIds.ledger }),
        );
        const scored = await flagging.run(context, { sourceIds: [], seed: SAMPLE_SEED });
        return { caseId: context.caseId, ...matched, ...scored };
      },
      async clear(context) {
        await importing.clear(context);
        await reconciling.clear(context);
        await flagging.clear(context);
      },
    },
    verify: {
      async run(context) {
        const findings = await checkWholeVault(d.vault, {
          signal: context.signal,
          onProgress: ({ stage, done, total }) => context.progress(VERIFY_STAGES[stage], done, total),
        });
        return { holds: findings.length === 0, findings };
      },
      clear: () => Promise.resolve(),
    },
  };
}
