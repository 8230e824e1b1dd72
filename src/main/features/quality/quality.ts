import { OperatingError } from '../../../shared/errors.ts';
import { coverageMapOf } from '../../listing/coverage.ts';
import { caseQualityOf, qualityOf, type QualityContext } from '../../listing/quality.ts';
import { listSources } from '../../listing/sources.ts';
import type { QueryContext, QueryHandlers } from '../context.ts';

const within = (context: QueryContext, caseId: string): QualityContext => ({ store: context.case(caseId), caseId, orders: context.orders });

export const qualityQueries: QueryHandlers<'quality.source' | 'quality.case' | 'coverage.map'> = {
  'quality.source': async (context, { caseId, sourceId }) => {
    const source = context.case(caseId).read((db) => listSources(db).find(({ id }) => id === sourceId));
    if (!source) throw new OperatingError('not-found', 'There is no such file in this case.');
    return await qualityOf(within(context, caseId), source);
  },
  'quality.case': async (context, { caseId }) => await caseQualityOf(within(context, caseId)),
  'coverage.map': async (context, { caseId }) => await coverageMapOf(context.case(caseId)),
};
