import { FORMATS_OF } from '../../../shared/contract/exports.ts';
import { OperatingError } from '../../../shared/errors.ts';
import type { CaseId } from '../../../shared/ids.ts';
import type { Handlers } from '../context.ts';

const TITLES = {
  reconciliation: 'Export the reconciliation',
  flags: 'Export the flags',
  transactions: 'Export the transactions',
  audit: 'Export the audit log',
  quality: 'Export the quality report',
  certificate: 'Make an import certificate',
  rejected: 'Export the rejected rows',
} as const;

/** Subjects that are of one file. */
const OF_ONE_FILE: readonly (keyof typeof TITLES)[] = ['certificate', 'rejected'];

export const exportHandlers: Handlers<'export.run'> = {
  'export.run': (context, { caseId, subject, format, sourceId }) => {
    if (!FORMATS_OF[subject].includes(format))
      throw new OperatingError('bad-request', `The subject “${subject}” is written as ${FORMATS_OF[subject].join(', ')}.`);
    if (OF_ONE_FILE.includes(subject) && sourceId === undefined)
      throw new OperatingError('bad-request', `The subject “${subject}” is of one file: name its source.`);
    // Other subjects are always of the whole case: a list that was asked of one file must not pass for all.
    if (sourceId !== undefined && !OF_ONE_FILE.includes(subject) && subject !== 'quality')
      throw new OperatingError('bad-request', `The subject “${subject}” is of the whole case: it takes no source.`);
    const of = sourceId === undefined ? '' : ` of source ${sourceId}`;
    return {
      jobId: context.startJob(
        'export',
        // A certificate is always both.
        subject === 'certificate' ? TITLES.certificate : `${TITLES[subject]} as ${format.toUpperCase()}`,
        caseId as CaseId,
        { subject, format, sourceId },
        { object: `case ${caseId}`, summary: `An export was started: ${subject}${of} as ${format}.` },
      ),
    };
  },
};
