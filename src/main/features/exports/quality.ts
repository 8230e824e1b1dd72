import type { QualityExport, ReportHead } from '../../../workers/report/input.ts';
import { coverageMapOf } from '../../listing/coverage.ts';
import { caseQualityOf, qualityOf } from '../../listing/quality.ts';
import type { CollectOptions } from './frame.ts';

/** The quality of one file with the coverage of its accounts, or of the whole case. */
export async function collectQuality(o: CollectOptions, head: ReportHead, sourceId?: number): Promise<QualityExport> {
  const context = { store: o.store, caseId: o.store.id, orders: o.orders, signal: o.context.signal };
  o.context.progress('Reading');
  const { accounts } = await coverageMapOf(o.store);
  if (sourceId === undefined) return { subject: 'quality', head, file: null, whole: await caseQualityOf(context), coverage: accounts };
  return {
    subject: 'quality',
    head,
    file: await qualityOf(context, head.sources[0]!),
    whole: null,
    coverage: accounts.filter(({ held }) => held.some((period) => period.sourceId === sourceId)),
  };
}
