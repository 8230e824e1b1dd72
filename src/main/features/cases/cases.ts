import type { CaseSummary, SourceSummary } from '../../../shared/contract/cases.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { newId, type CaseId } from '../../../shared/ids.ts';
import type { FeatureContext, Handlers, QueryContext, QueryHandlers } from '../context.ts';
import { caseOverview } from './overview.ts';
import { listSources } from '../../listing/sources.ts';
import { sourceDetail } from './source-detail.ts';
import { transactionPage } from './transactions.ts';
import { transactionSource } from './source-line.ts';

const SUMMARY = `SELECT id, name, reference, currency, created_at AS createdAt, created_by AS createdBy, sources, transactions, sample FROM case_index`;

type StoredCase = Omit<CaseSummary, 'sample'> & { sample: number };
const summaryOf = (row: StoredCase): CaseSummary => ({ ...row, sample: row.sample === 1 });

/** The case as lists show it. Throws `not-found`. */
export function caseSummary(context: QueryContext, id: string): CaseSummary {
  const row = context.workspace.read((db) => db.get<StoredCase>(`${SUMMARY} WHERE id = ?`, id));
  if (!row) throw new OperatingError('not-found', 'This vault holds no such case.');
  return summaryOf(row);
}

/** Makes a case: its key and database first, then its row, so that a crash leaves at most an empty folder. */
export function createCase(
  context: FeatureContext,
  o: { name: string; reference: string; currency: string; sample: boolean },
): CaseSummary {
  const id = newId<CaseId>();
  context.createCaseStore(id);
  context.write(context.workspace, { object: `case ${id}`, summary: `Case “${o.name}” was created.` }, (tx) => {
    tx.run(
      `INSERT INTO case_index (id, name, reference, currency, sample, created_at, created_by) VALUES (?, ?, ?, ?, ?, ?, ?)`,
      id,
      o.name,
      o.reference,
      o.currency,
      o.sample ? 1 : 0,
      new Date().toISOString(),
      context.actor.name,
    );
    tx.record('case_index', id, null, tx.get(`SELECT * FROM case_index WHERE id = ?`, id)!);
  });
  context.changed(null, ['case', 'audit']);
  return caseSummary(context, id);
}

export const caseQueries: QueryHandlers<
  'case.list' | 'case.overview' | 'source.list' | 'source.detail' | 'transaction.page' | 'transaction.source'
> = {
  'case.list': (context) => ({
    cases: context.workspace.read((db) => db.all<StoredCase>(`${SUMMARY} ORDER BY created_at DESC`)).map(summaryOf),
  }),
  'case.overview': (context, { caseId }) => caseOverview(context, caseSummary(context, caseId)),
  'source.list': (context, { caseId }) => ({ sources: context.case(caseId).read((db): SourceSummary[] => listSources(db)) }),
  'source.detail': (context, { caseId, sourceId }) => sourceDetail(context, caseId, sourceId),
  'transaction.page': (context, input) => transactionPage(context, input),
  'transaction.source': (context, { caseId, transactionId }) => transactionSource(context, caseId, transactionId),
};

export const caseCommands: Handlers<'case.create' | 'case.rename'> = {
  'case.create': (context, input) => ({ case: createCase(context, { ...input, sample: false }) }),

  'case.rename': (context, { caseId, name, reference }) => {
    caseSummary(context, caseId);
    context.write(context.workspace, { object: `case ${caseId}`, summary: `The case was renamed to “${name}”.` }, (tx) => {
      const before = tx.get<object>(`SELECT * FROM case_index WHERE id = ?`, caseId)!;
      tx.run(`UPDATE case_index SET name = ?, reference = ? WHERE id = ?`, name, reference, caseId);
      tx.record('case_index', caseId, before, tx.get<object>(`SELECT * FROM case_index WHERE id = ?`, caseId)!);
    });
    context.changed(null, ['case', 'audit']);
    return { case: caseSummary(context, caseId) };
  },
};
