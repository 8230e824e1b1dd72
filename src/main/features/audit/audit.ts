import type { FeatureContext, Handlers } from '../context.ts';

const logOf = (context: FeatureContext, caseId: string | null) => (caseId === null ? context.workspace : context.case(caseId)).audit;

export const auditHandlers: Handlers<'audit.page' | 'audit.verify'> = {
  'audit.page': (context, { caseId, filter, offset, limit }) => logOf(context, caseId).page({ filter, offset, limit }),
  'audit.verify': (context, { caseId }) => {
    // A case that is not there is named before any thread is started.
    logOf(context, caseId);
    return context.checkLog(caseId);
  },
};
