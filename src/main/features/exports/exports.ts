import type { CaseId } from '../../../shared/ids.ts';
import type { Handlers } from '../context.ts';

const TITLES = {
  reconciliation: 'Export the reconciliation',
  flags: 'Export the flags',
  transactions: 'Export the transactions',
  audit: 'Export the audit log',
} as const;

export const exportHandlers: Handlers<'export.run'> = {
  'export.run': (context, { caseId, subject, format }) => ({
    jobId: context.startJob(
      'export',
      `${TITLES[subject]} as ${format.toUpperCase()}`,
      caseId as CaseId,
      { subject, format },
      { object: `case ${caseId}`, summary: `An export was started: ${subject} as ${format}.` },
    ),
  }),
};
