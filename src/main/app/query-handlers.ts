import { auditQueries } from '../features/audit/audit.ts';
import { caseQueries } from '../features/cases/cases.ts';
import { flagQueries } from '../features/flags/queries.ts';
import { importQueries } from '../features/import/import.ts';
import { mappingQueries } from '../features/mappings/mappings.ts';
import { overlapQueries } from '../features/overlaps/queries.ts';
import { qualityQueries } from '../features/quality/quality.ts';
import { reconcileQueries } from '../features/reconcile/queries.ts';
import { settingsQueries } from '../features/settings/settings.ts';
import { standardiseQueries } from '../features/standardise/standardise.ts';

/** The code of every query that gets by with reading: it runs in the reader thread, so that sorting a million rows holds up no change. */
export const QUERY_HANDLERS = {
  ...caseQueries,
  ...importQueries,
  ...standardiseQueries,
  ...mappingQueries,
  ...overlapQueries,
  ...reconcileQueries,
  ...flagQueries,
  ...qualityQueries,
  ...auditQueries,
  ...settingsQueries,
};

export type ReadQueryName = keyof typeof QUERY_HANDLERS;

/** Whether a command is one of these queries. */
export function isReadQuery(name: string): name is ReadQueryName {
  return Object.hasOwn(QUERY_HANDLERS, name);
}
