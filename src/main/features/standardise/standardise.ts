import type { CaseId } from '../../../shared/ids.ts';
import type { Handlers } from '../context.ts';
import { categoryHandlers } from './categories.ts';
import { categoryQueries } from './category-queries.ts';
import { operationQueries } from './operation-queries.ts';
import { overviewQueries } from './overview.ts';
import { ruleQueries } from './rule-queries.ts';
import { ruleHandlers } from './rules.ts';
import { undoHandlers } from './undo.ts';
import { vendorQueries } from './vendor-queries.ts';
import { vendorHandlers } from './vendors.ts';

export const standardiseQueries = { ...overviewQueries, ...operationQueries, ...categoryQueries, ...vendorQueries, ...ruleQueries };

const start: Handlers<'standardise.run'> = {
  'standardise.run': (context, { caseId, acceptFrom }) => ({
    jobId: context.startJob(
      'standardise',
      'Standardise transactions',
      caseId as CaseId,
      { ...(acceptFrom === undefined ? {} : { acceptFrom }) },
      {
        object: `case ${caseId}`,
        summary:
          acceptFrom === undefined
            ? 'The chain of standardisation was started.'
            : `The chain was started; proposals from ${acceptFrom} % on are taken.`,
      },
    ),
  }),
};

export const standardiseHandlers = { ...start, ...undoHandlers, ...categoryHandlers, ...vendorHandlers, ...ruleHandlers };
