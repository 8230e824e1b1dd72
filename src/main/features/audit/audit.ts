import type { Handlers, QueryContext, QueryHandlers } from '../context.ts';

const logOf = (context: QueryContext, caseId: string | null) => (caseId === null ? context.workspace : context.case(caseId)).audit;

export const auditQueries: QueryHandlers<'audit.page'> = {
  'audit.page': (context, { caseId, filter, offset, limit }) => logOf(context, caseId).page({ filter, offset, limit }),
};

export const auditCommands: Handlers<'audit.verify'> = {
  'audit.verify': (context, { caseId }) => {
    // A case that is not there is named before any thread is started.
    logOf(context, caseId);
    return context.checkLog(caseId);
  },
};
