import type { CaseId } from '../../../shared/ids.ts';
import type { FeatureContext, Handlers } from '../context.ts';
import { flagDecisions } from './decisions.ts';

export const flagHandlers: typeof flagDecisions & Handlers<'flags.run'> = {
  ...flagDecisions,

  'flags.run': (context: FeatureContext, { caseId, sourceIds, seed }) => ({
    jobId: context.startJob(
      'flags',
      'Score transactions',
      caseId as CaseId,
      { sourceIds, seed },
      { object: `case ${caseId}`, summary: 'Scoring of transactions was started.', detail: { sourceIds, seed } },
    ),
  }),
};
