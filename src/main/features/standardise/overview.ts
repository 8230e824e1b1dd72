import type { StandardRunRow } from '../../../shared/contract/standard-rows.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import type { QueryHandlers } from '../context.ts';
import { STANDS } from './acts.ts';
import { enabledRules } from './rules.ts';

type Stages = OutputOf<'standardise.overview'>['stages'];
type StoredRun = Omit<StandardRunRow, 'undone'> & { state: string; report: string };

const RUN = `SELECT id, kind, summary, operations, ran_at AS ranAt, ran_by AS ranBy, state, report FROM standard_run WHERE state <> 'loading'`;
const runRow = ({ id, kind, summary, operations, ranAt, ranBy, state }: StoredRun): StandardRunRow => ({
  id, kind, summary, operations, ranAt, ranBy, undone: state === 'undone',
}); // prettier-ignore

export const overviewQueries: QueryHandlers<'standardise.overview'> = {
  'standardise.overview': (context, { caseId }) =>
    context.case(caseId).read((db) => {
      const last = db.get<StoredRun>(`${RUN} AND kind = 'chain' ORDER BY id DESC LIMIT 1`);
      const rows = countOf(
        db,
        `SELECT coalesce(sum(last_id - first_id + 1), 0) AS n FROM source WHERE state = 'ready' AND first_id IS NOT NULL`,
      );
      return {
        rows,
        stale: isStale(db, last, rows),
        lastRun: last ? runRow(last) : null,
        stages: stagesOf(db, rows, last !== undefined),
        runs: db.all<StoredRun>(`${RUN} ORDER BY id DESC LIMIT 30`).map(runRow),
      };
    }),
};

const countOf = (db: ReadableCase, sql: string): number => db.get<{ n: number | null }>(sql)?.n ?? 0;

/** Whether another run would see something else than the last one did. */
function isStale(db: ReadableCase, last: StoredRun | undefined, rows: number): boolean {
  if (!last) return rows > 0;
  if (last.state === 'undone') return true;
  const report = JSON.parse(last.report) as { rows: number; rules: { id: number; version: number }[] };
  if (report.rows !== rows) return true;
  const now = enabledRules(db).map(({ id, version }) => `${id}.${version}`);
  if (now.join() !== report.rules.map(({ id, version }) => `${id}.${version}`).join()) return true;
  return db.get(`SELECT 1 FROM standard_run WHERE id > ? AND state = 'ready' LIMIT 1`, last.id) !== undefined;
}

function stagesOf(db: ReadableCase, rows: number, ran: boolean): Stages {
  const files = db.get<{ n: number; problems: number; rejected: number; duplicates: number; read: number }>(
    `SELECT count(*) AS n, coalesce(sum(problems), 0) AS problems, coalesce(sum(rows_rejected), 0) AS rejected, coalesce(sum(duplicates), 0) AS duplicates, coalesce(sum(rows_read), 0) AS read FROM source WHERE state = 'ready'`,
  )!;
  const visible = `FROM standard d JOIN txn t ON t.id = d.txn_id JOIN source s ON s.id = t.source_id AND s.state = 'ready'`;
  const category = db.get<{ decided: number; proposed: number; n: number }>(
    `SELECT count(*) AS n, coalesce(sum(d.category_id IS NOT NULL), 0) AS decided, coalesce(sum(d.category_id IS NULL AND d.proposed_id IS NOT NULL), 0) AS proposed ${visible}`,
  )!;
  const spellings = countOf(db, `SELECT count(DISTINCT name_id) AS n FROM vendor_total WHERE name_id > 0`);
  const vendors = countOf(db, `SELECT count(DISTINCT n.vendor_id) AS n FROM vendor_total t JOIN vendor_name n ON n.id = t.name_id`);
  const unnamed = countOf(db, `SELECT count(*) AS n ${visible} WHERE d.name_id IS NULL AND d.vendor_id IS NULL`);
  const rules = enabledRules(db).length;
  const changes = countOf(db, `SELECT count(*) AS n FROM operation o WHERE o.origin = 'rule' AND o.new_value IS NOT NULL AND ${STANDS}`);
  const notYet = 'Not run yet.';
  return [
    { id: 'format', saw: files.n, did: rows, open: 0, sentence: `Transactions kept from ${count(files.n, 'file', 'files')}.` },
    { id: 'quality', saw: files.read, did: files.rejected, open: files.problems, sentence: `Lines left out of ${grouped(files.read)}.` },
    {
      id: 'category', saw: rows, did: category.decided, open: rows - category.decided,
      sentence: ran ? `Have a category; ${grouped(category.proposed)} proposed.` : notYet,
    },
    { id: 'vendor', saw: spellings, did: spellings - vendors, open: unnamed, sentence: ran ? `Vendors in ${count(spellings, 'spelling', 'spellings')}.` : notYet },
    { id: 'duplicates', saw: rows, did: files.duplicates, open: 0, sentence: 'Repeat a line of another file; marked, not removed.' },
    { id: 'rules', saw: rules, did: changes, open: 0, sentence: rules === 0 ? 'No rule yet.' : `Values set by ${count(rules, 'rule', 'rules')}.` },
  ]; // prettier-ignore
}

const grouped = (n: number): string => n.toLocaleString('en-GB');
const count = (n: number, one: string, many: string): string => `${grouped(n)} ${n === 1 ? one : many}`;
