import { createHash } from 'node:crypto';
import { OperatingError } from '../../../shared/errors.ts';
import { ENGINE_VERSION, type StandardiseInput, type StandardiseResult } from '../../../workers/standardise/result.ts';
import { standardiseInThread } from '../../../workers/standardise/thread.ts';
import { nextTurn, type JobContext, type JobHandler } from '../../jobs/runner.ts';
import type { OrderCache } from '../../listing/order.ts';
import type { CaseStore } from '../../vault/store.ts';
import { operate, type NewOperation, type StoredOperation } from './acts.ts';
import { applyRun, inSlices, type Meanings } from './apply.ts';
import { standingValues } from './field-values.ts';
import { loadInput } from './load.ts';
import { operationsOfRow } from './operations-of-run.ts';
import { storeNames, vendorsOfRules } from './store-names.ts';
import { putBack } from './undo.ts';

export interface StandardiseDependencies {
  case(id: string): CaseStore;
  readonly orders: OrderCache;
  changed(caseId: string, topics: readonly ('standard' | 'audit')[]): void;
}

interface JobInput {
  readonly acceptFrom?: number;
  /** Only write the tables of current values anew, after much was undone. */
  readonly refresh?: boolean;
}

const SLICE_ROWS = 8_000;

/** The job that runs the chain over every transaction of a case. */
export function standardiseJob(d: StandardiseDependencies): JobHandler {
  return {
    async run(context, rawInput) {
      const { acceptFrom, refresh } = rawInput as JobInput;
      const store = d.case(context.caseId!);
      const announce = (): void => {
        d.orders.invalidate(`${context.caseId}/standard`);
        d.changed(context.caseId!, ['standard', 'audit']);
      };
      if (refresh === true) {
        await putEverythingBack(store, context);
        announce();
        return {};
      }
      const startedMs = performance.now();
      const input = await loadInput(store, context);
      if (input.columns.rows === 0)
        throw new OperatingError('nothing-to-do', 'There are no transactions to standardise. Import a statement first.');
      const result = await standardiseInThread(input, {
        signal: context.signal,
        onProgress: (stage, done, total) => context.progress(stage, done, total, 'rows'),
      });
      const outcome = await runChain(store, context, input, result, acceptFrom, startedMs);
      announce();
      return outcome;
    },

    async clear({ jobId, caseId }) {
      const store = d.case(caseId!);
      for (const { id } of store.read((db) =>
        db.all<{ id: number }>(`SELECT id FROM standard_run WHERE job_id = ? AND state = 'loading'`, jobId),
      )) {
        const slice = (): number =>
          store.stage(
            (tx) => tx.run(`DELETE FROM operation WHERE id IN (SELECT id FROM operation WHERE run_id = ? LIMIT ${SLICE_ROWS})`, id).changes,
          );
        while (slice() > 0) await nextTurn();
        store.stage((tx) => {
          tx.run(`DELETE FROM standard_run WHERE id = ?`, id);
          // Spellings of the stopped run: with their operations gone they would look as if they had always stood there.
          tx.run(
            `DELETE FROM vendor_name WHERE joined_by <> 'person' AND id NOT IN (SELECT name_id FROM vendor_total)
               AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.subject_id = vendor_name.id AND o.subject = 'name')`,
          );
        });
      }
    },
  };
}

async function runChain(
  store: CaseStore,
  context: JobContext,
  input: StandardiseInput,
  result: StandardiseResult,
  acceptFrom: number | undefined,
  startedMs: number,
): Promise<{ runId: number; rows: number; operations: number }> {
  const { columns } = input;
  const runId = store.stage(
    (tx) =>
      tx.run(
        `INSERT INTO standard_run (kind, state, summary, engine, job_id, ran_at, ran_by) VALUES ('chain', 'loading', '', ?, ?, ?, ?)`,
        ENGINE_VERSION,
        context.jobId,
        new Date().toISOString(),
        context.actor.name,
      ).lastInsertRowid,
  );
  const names = await storeNames(store, runId, input, result, context.signal);
  const vendorOf = vendorsOfRules(store, input, result, names.vendorIds);
  const values = await standingValues(store, columns.id, context.signal);
  const meanings = storeTexts(store, result);
  let operations = names.operations;
  await inSlices(
    columns.rows,
    (from, to) => {
      context.signal.throwIfAborted();
      const made: NewOperation[] = [];
      for (let row = from; row < to; row++)
        made.push(
          ...operationsOfRow(row, input, result, values, {
            acceptFrom,
            vendorIdOf: (name) => vendorOf.get(name)!,
            hasMeaning: (at) => result.textOf[at]! >= 0 && meanings[result.textOf[at]!] !== null,
          }),
        );
      if (made.length > 0) operations += store.stage((tx) => operate(tx, runId, made));
      context.progress('Recording changes', to, columns.rows, 'rows');
    },
    SLICE_ROWS,
  );
  await finish(store, context, runId, { input, result, operations, acceptFrom, startedMs });
  await applyRun(store, context, input, result, names, values, meanings);
  store.stage((tx) =>
    tx.run(`UPDATE standard_run SET applied = 1, seconds = ? WHERE id = ?`, (performance.now() - startedMs) / 1000, runId),
  );
  return { runId, rows: columns.rows, operations };
}

async function finish(
  store: CaseStore,
  context: JobContext,
  runId: number,
  o: { input: StandardiseInput; result: StandardiseResult; operations: number; acceptFrom: number | undefined; startedMs: number },
): Promise<void> {
  const resultDigest = await digestOf(store, runId);
  const report = {
    rows: o.input.columns.rows,
    names: o.result.names.rows.length,
    vendors: o.result.vendorIds.length,
    rules: o.input.rules.map(({ id, version }, i) => ({ id, version, matched: o.result.rules.matched[i] ?? 0 })),
    acceptFrom: o.acceptFrom ?? null,
    stageSeconds: o.result.seconds,
  };
  store.write(
    context.actor,
    'data.standardise',
    {
      action: 'standardise.finished',
      object: `standardise run ${runId}`,
      summary: `${report.rows} transactions were standardised; ${o.operations} values changed.`,
      detail: { ...report, engine: ENGINE_VERSION, resultDigest },
    },
    (tx) =>
      tx.run(
        `UPDATE standard_run SET state = 'ready', summary = ?, operations = ?, report = ?, result_digest = ? WHERE id = ?`,
        `Chain over ${report.rows.toLocaleString('en-GB')} transactions`,
        o.operations,
        JSON.stringify(report),
        resultDigest,
        runId,
      ),
  );
}

/** SHA-256 over the operations of a run as stored, in order. */
async function digestOf(store: CaseStore, runId: number): Promise<string> {
  const hash = createHash('sha256');
  for (let after = 0; ;) {
    const slice = store.read((db) =>
      db.all<StoredOperation>(`SELECT * FROM operation WHERE run_id = ? AND id > ? ORDER BY id LIMIT ${SLICE_ROWS}`, runId, after),
    );
    if (slice.length === 0) return hash.digest('hex');
    for (const one of slice)
      hash.update(
        `${JSON.stringify([one.id, one.subject, one.subject_id, one.field, one.old_value, one.new_value, one.origin, one.rule_id, one.rule_version])}\n`,
      );
    after = slice.at(-1)!.id;
    await nextTurn();
  }
}

/** Keeps the categories that the files write, with how often they do. Returns what each means in the chart. */
function storeTexts(store: CaseStore, { texts, textRows }: StandardiseResult): Meanings {
  return store.stage((tx) => {
    tx.run(`UPDATE category_text SET rows = 0`);
    return texts.map((text, i) => {
      tx.run(
        `INSERT INTO category_text (text, rows) VALUES (?, ?) ON CONFLICT (text) DO UPDATE SET rows = excluded.rows`,
        text,
        textRows[i]!,
      );
      return tx.get<{ id: number | null }>(`SELECT category_id AS id FROM category_text WHERE text = ?`, text)!.id;
    });
  });
}

/** After acts of many changes were undone: everything they changed gets the value that stands without them. */
async function putEverythingBack(store: CaseStore, context: JobContext): Promise<void> {
  for (let after = Number.MAX_SAFE_INTEGER; ;) {
    context.signal.throwIfAborted();
    // Newest first, as a person would undo them one by one.
    const slice = store.read((db) =>
      db.all<StoredOperation>(
        `SELECT o.* FROM operation o WHERE o.id < ? AND o.undone_by IS NULL AND o.run_id IN (SELECT id FROM standard_run WHERE state = 'undone' AND applied = 1) ORDER BY o.id DESC LIMIT 1000`,
        after,
      ),
    );
    if (slice.length === 0) break;
    store.stage((tx) => putBack(tx, slice, context));
    after = slice.at(-1)!.id;
    context.progress('Putting values back', 0, 0, 'changes');
    await nextTurn();
  }
  store.stage((tx) => tx.run(`UPDATE standard_run SET applied = 0 WHERE state = 'undone'`));
}
