import type { AppEvent } from '../../shared/contract/events.ts';
import type { CommandName } from '../../shared/contract/table.ts';

export type Topic = Extract<AppEvent, { type: 'changed' }>['topics'][number];

/** Which queries a change makes stale. A query missing here would show old figures after a change: the test checks each. */
export const STALE_AFTER: Readonly<Record<Topic, readonly CommandName[]>> = {
  case: ['case.list', 'case.overview'],
  source: [
    'case.list', 'case.overview', 'source.list', 'source.detail', 'transaction.page', 'transaction.source', 'import.problems', 'import.inspect',
    'mapping.list', 'overlap.page', 'overlap.history', 'overlap.compare', 'overlap.preview', 'reconcile.summary', 'reconcile.unmatched', 'flags.summary', 'standardise.overview', 'category.list', 'category.page', 'vendor.page',
    'quality.source', 'quality.case', 'coverage.map',
  ], // prettier-ignore
  standard: [
    'standardise.overview', 'operation.page', 'category.list', 'category.page', 'vendor.page', 'vendor.members', 'rule.list', 'rule.preview',
  ], // prettier-ignore
  match: [
    'case.overview', 'reconcile.summary', 'reconcile.matches', 'reconcile.unmatched', 'reconcile.explain', 'reconcile.candidates',
  ], // prettier-ignore
  flag: ['case.overview', 'flags.summary', 'flags.page', 'flags.explain'],
  audit: ['audit.page', 'audit.verify', 'case.overview'],
  settings: ['settings.get', 'vault.status', 'vault.slots', 'mapping.list', 'mapping.versions'],
};

/** The queries that a set of topics makes stale. */
export function staleQueries(topics: readonly Topic[]): ReadonlySet<CommandName> {
  return new Set(topics.flatMap((topic) => STALE_AFTER[topic]));
}
