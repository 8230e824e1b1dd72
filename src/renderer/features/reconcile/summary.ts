import type { OutputOf } from '../../../shared/contract/table.ts';

export type { MatchRow } from '../../../shared/contract/reconcile.ts';

/** The figures of the latest run. */
export type ReconcileSummary = OutputOf<'reconcile.summary'>;
