/** One pass of a statement reader over a whole file: rows leave in batches, every statement is proved by its own balances. */
import { NO_DAY, packText } from '../../../shared/columns.ts';
import { LIMITS } from '../../../shared/limits.ts';
import { BatchBuilder, type RowBatch } from '../batch.ts';
import { balancesOfAll, type PassOptions, type ReadReport } from '../pass.ts';
import { ProblemSink } from '../problem-sink.ts';
import { rowKey } from '../row-key.ts';
import { RowsDigest } from '../rows-digest.ts';
import type { ByteSource } from '../source.ts';
import { packSpans } from './spans.ts';
import { Proof } from './proof.ts';
import type { ReaderOptions, ReaderOutcome, StatementReader, StatementRow, StatementSink } from './reader.ts';

const BATCH_ROWS = 16_384;

/** Rows of the batch under way with the statement of each. */
interface Held {
  readonly row: StatementRow;
  readonly statement: number;
  readonly currency: string;
}

/**
 * Runs a reader. `onBatch` is awaited before more is read, so memory stays at one batch plus what the reader itself holds.
 * @param onBatch hears the rows as columns, and as the reader gave them (for the preview)
 */
export async function passOverStatements(
  source: ByteSource,
  reader: StatementReader,
  readerOptions: ReaderOptions,
  onBatch: (batch: RowBatch, rows: readonly StatementRow[]) => void | Promise<void>,
  options: PassOptions = {},
): Promise<{ report: ReadReport; outcome: ReaderOutcome }> {
  const problems = new ProblemSink(options.problemsKept);
  const proof = new Proof(problems);
  const digest = new RowsDigest();
  let held: Held[] = [];
  let rowsKept = 0;
  let rowsRejected = 0;
  const flush = async (): Promise<void> => {
    const batch = batchOf(held, rowsKept - held.length, problems);
    const rows = held.map(({ row }) => row);
    held = [];
    digest.add(batch);
    await onBatch(batch, rows);
  };
  const sink: StatementSink = {
    begin: (head) => proof.begin(head),
    row(row) {
      held.push({ row, statement: proof.seq, currency: row.currency ?? proof.currency });
      rowsKept++;
      proof.add(row);
    },
    end: (tail) => proof.end(tail),
    reject(code, line, place) {
      rowsRejected++;
      problems.add(code, line, place);
    },
    problem: (code, line, place) => problems.add(code, line, place),
    async breathe(bytesDone) {
      options.signal?.throwIfAborted();
      if (held.length >= BATCH_ROWS) await flush();
      options.onProgress?.({ bytes: bytesDone, rows: rowsKept });
      // Lets a cancel message in: a file read from memory would otherwise never give the thread back.
      await new Promise((resolve) => setImmediate(resolve));
      options.signal?.throwIfAborted();
    },
  };
  const outcome = await reader(source, sink, { ...readerOptions, signal: options.signal });
  proof.finish();
  if (held.length > 0) await flush();
  const { statements } = proof;
  const dates = statements.flatMap(({ firstDate, lastDate }) => [firstDate, lastDate]).filter((date) => date !== null);
  dates.sort();
  const currencies = [...new Set(proof.currencies)];
  if (currencies.length > 1) problems.add('CUR-MIXED', 0);
  const account = statements.find((statement) => statement.account !== null)?.account ?? null;
  return {
    outcome,
    report: {
      rowsRead: rowsKept + rowsRejected,
      rowsKept,
      rowsRejected,
      firstDate: dates[0] ?? null,
      lastDate: dates.at(-1) ?? null,
      inMinor: statements.reduce((sum, { inMinor }) => sum + inMinor, 0),
      outMinor: statements.reduce((sum, { outMinor }) => sum + outMinor, 0),
      ...balancesOfAll(statements),
      account,
      currencies,
      statements,
      problems: problems.take(),
      problemCounts: problems.counts,
      rowsDigest: digest.finish(),
    },
  };
}

/** @param before rows that left in earlier batches */
function batchOf(held: readonly Held[], before: number, problems: ProblemSink): RowBatch {
  const n = held.length;
  const builder = new BatchBuilder(n);
  const statement = new Int32Array(n);
  const valueDay = new Int32Array(n).fill(NO_DAY);
  const packed: Uint8Array[] = [];
  const ends = new Uint32Array(n);
  let bytes = 0;
  held.forEach(({ row, statement: seq, currency }, i) => {
    builder.rowNo[i] = before + i + 1;
    builder.line[i] = row.line;
    builder.byteStart[i] = row.byteStart;
    builder.byteLength[i] = row.byteLength;
    builder.day[i] = row.day;
    builder.amountMinor[i] = row.amountMinor;
    builder.balanceMinor[i] = row.balanceMinor ?? NaN;
    const description = bounded(row.description);
    const reference = bounded(row.reference);
    builder.rowKey[i] = rowKey(row.day, row.amountMinor, currency, description, reference);
    builder.currency.push(currency);
    builder.description.push(description);
    builder.reference.push(reference);
    builder.counterparty.push(bounded(row.counterparty));
    builder.category.push(bounded(row.category));
    statement[i] = seq;
    if (row.valueDay !== undefined) valueDay[i] = row.valueDay;
    const spans = packSpans(row);
    packed.push(spans);
    ends[i] = bytes += spans.length;
  });
  builder.rows = n;
  builder.statement = statement;
  builder.more = {
    valueDay,
    amountExact: packText(held.map(({ row }) => row.amountExact ?? '')),
    spans: { bytes: new Uint8Array(Buffer.concat(packed)), ends },
    place: packText(held.map(({ row }) => (row.place === undefined ? '' : JSON.stringify(row.place)))),
  };
  return builder.finish(problems.take());
}

function bounded(text: string): string {
  return text.length > LIMITS.textCharacters ? text.slice(0, LIMITS.textCharacters) : text;
}
