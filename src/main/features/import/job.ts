import type { CaseId } from '../../../shared/ids.ts';
import type { Problem } from '../../../shared/contract/common.ts';
import type { StatementSummary } from '../../../shared/contract/cases.ts';
import type { Layout } from '../../../shared/contract/import.ts';
import { RowsDigest } from '../../vault/rows-digest.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { problemText, severityOf, type ProblemCode } from '../../../shared/problems.ts';
import { nextTurn, type JobContext, type JobHandler } from '../../jobs/runner.ts';
import type { OrderCache } from '../../listing/order.ts';
import type { CaseStore, Store } from '../../vault/store.ts';
import type { SessionState } from '../context.ts';
import { startReader } from '../../reading/file-reader.ts';
import { inspectionKey, noteMappingUsed, saveMapping, useMapping } from './mapping.ts';
import { markRepeats, type Repeats } from './overlap.ts';
import { applyRowChoices, type RowChoices } from './row-choices.ts';
import { insertProblems, insertRows, insertStatements } from './store-rows.ts';
import { sealedUpload } from './uploads.ts';

/** Named on every source, so that a third party knows what read it. Raised with every change that can change a value. */
export const READER_VERSION = 'reader-2';

export interface ImportInput {
  uploadId: string;
  kind: 'bank' | 'ledger' | 'payments';
  name: string;
  account: string;
  layout?: Partial<Layout>;
  saveMappingAs?: string;
  rowChoices?: RowChoices;
}

export interface ImportDependencies {
  readonly workspace: Store;
  case(id: string): CaseStore;
  readonly orders: OrderCache;
  readonly session: Pick<SessionState, 'inspections'>;
  changed(caseId: string, topics: readonly ('source' | 'case' | 'audit')[]): void;
}

/**
 * The job that reads a sealed file into the case: all of its rows or none. Rows are stored under a source in state
 * `loading`, which no list shows; the last transaction makes it `ready` together with the audit record. A crash or a
 * cancel leaves a loading source. Stopping takes a moment however much was stored: the rows are out of every list at once
 * and are taken away in slices afterwards, and the next import waits until they are gone.
 */
export function importJob(d: ImportDependencies): JobHandler & { readonly ready: (caseId: CaseId) => Promise<void> } {
  let clearing: Promise<void> = Promise.resolve();
  /** Waits until nothing is left of a stopped import: a source made before that could get the number of the one that goes. */
  const ready = async (caseId: CaseId): Promise<void> => {
    await clearing;
    // What a crash or a lock interrupted; imports run one at a time, so nothing that is loading belongs to anybody.
    await clearLoading(d.case(caseId));
  };
  return {
    ready,
    async run(context, rawInput) {
      context.progress('Preparing', 0, 0, '');
      await ready(context.caseId!);
      const finished = resultOf(d.case(context.caseId!), context.jobId);
      return finished ?? (await importSealed(d, context, context.caseId!, rawInput as ImportInput));
    },
    clear({ caseId }) {
      // A lock in the middle closes the database; the rest goes before the next import, where a fault is heard.
      clearing = clearing.then(() => clearLoading(d.case(caseId!))).catch(() => undefined);
      return Promise.resolve();
    },
  };
}

/** The result of an import that was committed while the end of its job was not written down: it is not done again. */
function resultOf(store: CaseStore, jobId: string): Record<string, unknown> | undefined {
  return store.read((db) =>
    db.get<Record<string, unknown>>(
      `SELECT id AS sourceId, rows_read AS rowsRead, rows_kept AS rowsKept, rows_rejected AS rowsRejected, duplicates, balance, problems
       FROM source WHERE job_id = ? AND state <> 'loading'`,
      jobId,
    ),
  );
}

/** Reads one sealed upload into a case. Also used for the files of the sample case. */
export async function importSealed(
  d: ImportDependencies,
  context: Pick<JobContext, 'jobId' | 'actor' | 'signal' | 'progress'>,
  caseId: CaseId,
  input: ImportInput,
): Promise<Record<string, unknown>> {
  const store = d.case(caseId);
  const upload = store.read((db) => sealedUpload(db, input.uploadId));
  // Asked again here: the same upload may stand in the queue twice.
  if (upload.state === 'imported') throw new OperatingError('conflict', 'This upload has been imported already.');
  const reader = startReader((offset, length) => store.blobs.read(upload.blob_id, offset, length), upload.bytes, context.signal);
  let ended = false;
  try {
    // What the person saw in the preview is what is imported; the file is read again only where no preview was made.
    const seen = d.session.inspections.get(inspectionKey(input.uploadId, input.layout));
    const inspection =
      seen ??
      (await useMapping(d.workspace, input.layout, (layout) =>
        reader.inspect({
          fileName: upload.file_name,
          layout,
          onProgress: (done) => context.progress('Understanding the file', done, upload.bytes, 'bytes'),
        }),
      ));
    if (inspection.questions.length > 0)
      throw new OperatingError('question-open', inspection.questions[0]!.text, {
        remedy: 'Answer the question in the import screen, then import.',
      });
    if (inspection.rowsKept === 0)
      throw new OperatingError('file-unreadable', 'No transaction was understood in this file, so nothing was imported.', {
        remedy: 'Check which columns hold the date and the amount.',
      });

    // What a person changed by hand was not read by the mapping.
    const mapping = Object.keys(input.layout ?? {}).length === 0 ? inspection.mapping : null;
    const sourceId = store.stage((tx) =>
      Number(
        tx.run(
          `INSERT INTO source (state, kind, name, account, currency, file_name, file_bytes, sha256, blob_id, encoding, layout, reader_version, job_id, imported_at, imported_by, mapping_id, mapping_name, mapping_version)
           VALUES ('loading', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
          input.kind,
          input.name,
          input.account || inspection.account || '',
          inspection.layout.currency,
          upload.file_name,
          upload.bytes,
          upload.sha256,
          upload.blob_id,
          inspection.layout.encoding,
          JSON.stringify(inspection.layout),
          READER_VERSION,
          context.jobId,
          new Date().toISOString(),
          context.actor.name,
          ...[mapping?.id ?? null, mapping?.name ?? null, mapping?.version ?? null],
        ).lastInsertRowid,
      ),
    );
    const firstId = store.read((db) => db.get<{ next: number }>(`SELECT coalesce(max(id), 0) + 1 AS next FROM txn`)!.next);
    let nextId = firstId;
    let problemSeq = 0;
    const rowsDigest = new RowsDigest();
    const report = await reader.read(inspection.layout, async (batch) => {
      for (let from = 0; from < batch.rows; from += SLICE_ROWS) {
        // Before every slice: what this import leaves is cleared as soon as it ends, and nothing may follow after that.
        if (ended || context.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
        const to = Math.min(batch.rows, from + SLICE_ROWS);
        store.stage((tx) => insertRows(tx, sourceId, nextId, batch, from, to, rowsDigest));
        await nextTurn();
      }
      if (ended || context.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
      store.stage((tx) => {
        problemSeq = insertProblems(tx, sourceId, problemSeq, batch.problems);
      });
      nextId += batch.rows;
      context.progress('Storing rows', nextId - firstId, inspection.rowsKept, 'rows');
    });
    const lastId = nextId - 1;
    const digest = rowsDigest.finish();
    context.progress('Comparing with earlier statements', 0, 0, '');
    const account = input.account || inspection.account || '';
    const statements = statementsOf(report.statements, input.account);
    const { firstDate, lastDate } = report;
    const found = await markRepeats(
      store,
      { id: sourceId, kind: input.kind, account, firstId, lastId, firstDate, lastDate, statements },
      context.actor.name,
      context.signal,
    );
    if (context.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');

    store.write(
      context.actor,
      'data.import',
      {
        action: 'import.finished',
        object: `source ${sourceId}`,
        summary: `“${upload.file_name}” was imported: ${report.rowsKept} of ${report.rowsRead} rows kept, ${report.rowsRejected} rejected, ${found.repeats} repeats, ${found.possible} possible repeats.`,
        detail: {
          sha256: upload.sha256,
          rowsDigest: digest,
          readerVersion: READER_VERSION,
          layout: inspection.layout,
          reasons: inspection.reasons,
          statements: report.statements.length,
          repeats: found,
          ...(mapping ? { mapping: { id: mapping.id, name: mapping.name, version: mapping.version } } : {}),
        },
      },
      (tx) => {
        tx.run(
          `UPDATE source SET state = 'ready', first_id = ?, last_id = ?, rows_read = ?, rows_kept = ?, rows_rejected = ?, duplicates = ?, first_date = ?, last_date = ?,
             opening_minor = ?, closing_minor = ?, in_minor = ?, out_minor = ?, balance = ?, equations = ?, problems = ?, rows_digest = ? WHERE id = ?`,
          report.rowsKept > 0 ? firstId : null,
          report.rowsKept > 0 ? lastId : null,
          report.rowsRead,
          report.rowsKept,
          report.rowsRejected,
          found.repeats,
          report.firstDate,
          report.lastDate,
          report.openingMinor,
          report.closingMinor,
          report.inMinor,
          report.outMinor,
          report.balance,
          JSON.stringify(report.equations),
          problemSeq,
          digest,
          sourceId,
        );
        insertStatements(tx, sourceId, statements);
        problemSeq = insertProblems(tx, sourceId, problemSeq, [...report.problems, ...repeatProblems(found)]);
        if (input.rowChoices) applyRowChoices(tx, context.actor, input.rowChoices, { first: firstId, last: lastId });
        tx.run(`UPDATE source SET problems = ? WHERE id = ?`, problemSeq, sourceId);
        tx.run(`UPDATE upload SET state = 'imported' WHERE id = ?`, input.uploadId);
        tx.record('source', sourceId, null, tx.get<object>(`SELECT * FROM source WHERE id = ?`, sourceId)!);
      },
    );
    if (mapping) noteMappingUsed(d.workspace, mapping.id);
    if (input.saveMappingAs) saveMapping(d.workspace, context.actor, input.saveMappingAs, inspection);
    countCase(d.workspace, store);
    d.orders.invalidate(`${caseId}/source`);
    d.changed(caseId, ['source', 'case', 'audit']);
    return {
      sourceId,
      rowsRead: report.rowsRead,
      rowsKept: report.rowsKept,
      rowsRejected: report.rowsRejected,
      duplicates: found.repeats,
      possibleRepeats: found.possible,
      balance: report.balance,
      problems: problemSeq,
    };
  } finally {
    ended = true;
    await reader.close();
  }
}

/** What the file as a whole is told about its overlap with others. */
function repeatProblems(found: Repeats): Problem[] {
  const problem = (code: ProblemCode, message: string): Problem => ({ code, severity: severityOf(code), line: 0, message });
  return [
    ...(found.repeats > 0 ? [problem('DUP-CERTAIN', problemText('DUP-CERTAIN', String(found.repeats)))] : []),
    ...(found.possible > 0
      ? [
          problem(
            'DUP-POSSIBLE',
            `${found.possible} rows may be movements that other files hold already. They are counted until somebody decides under Repeats.`,
          ),
        ]
      : []),
  ];
}

/** What the person says is the account holds where the file is one statement; a file of several names them itself. */
function statementsOf(statements: readonly StatementSummary[], account: string): readonly StatementSummary[] {
  return statements.length === 1 && account !== '' ? [{ ...statements[0]!, account }] : statements;
}

/** Rows stored per transaction: about 25 ms, so that other requests are answered in between. */
const SLICE_ROWS = 4_000;

const CLEAR_ROWS = 20_000;

/** Takes away what interrupted imports have stored, in slices. */
async function clearLoading(store: CaseStore): Promise<void> {
  for (const source of store.read((db) => db.all<{ id: number }>(`SELECT id FROM source WHERE state = 'loading'`))) {
    // A loading source's rows are the last ones of the table: imports run one at a time.
    const from = store.read((db) => db.get<{ n: number }>(`SELECT coalesce(max(last_id), 0) AS n FROM source WHERE state <> 'loading'`)!.n);
    const deleteSlice = (): number =>
      store.stage(
        (tx) =>
          tx.run(
            `DELETE FROM txn WHERE id IN (SELECT id FROM txn WHERE id > ? AND source_id = ? ORDER BY id DESC LIMIT ${CLEAR_ROWS})`,
            from,
            source.id,
          ).changes,
      );
    while (deleteSlice() > 0) await nextTurn();
    store.stage((tx) => {
      tx.run(`DELETE FROM problem WHERE source_id = ?`, source.id);
      tx.run(`DELETE FROM statement WHERE source_id = ?`, source.id);
      tx.run(`DELETE FROM repeat_decision WHERE source_id = ?`, source.id);
      tx.run(`DELETE FROM source WHERE id = ? AND state = 'loading'`, source.id);
    });
  }
}

/** Brings the counts of the case list up to date. */
export function countCase(workspace: Store, store: CaseStore): void {
  const counts = store.read((db) =>
    db.get<{ sources: number; transactions: number }>(
      `SELECT count(*) AS sources, coalesce(sum(rows_kept), 0) AS transactions FROM source WHERE state = 'ready'`,
    )!,
  );
  workspace.stage((tx) =>
    tx.run(`UPDATE case_index SET sources = ?, transactions = ? WHERE id = ?`, counts.sources, counts.transactions, store.id),
  );
}
