import { isoOfDay } from '../../../shared/calendar.ts';
import { NO_DAY, packedAt } from '../../../shared/columns.ts';
import type { Problem } from '../../../shared/contract/common.ts';
import type { StatementSummary } from '../../../shared/contract/cases.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { RowBatch } from '../../../workers/ingest/batch.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { DigestRow, RowsDigest } from '../../vault/rows-digest.ts';

const INSERT_TXN = `INSERT INTO txn (id, source_id, row_no, line, byte_start, byte_length, date, amount_minor, currency, description, reference, counterparty, category, balance_minor, row_key)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

const INSERT_DETAILED = `INSERT INTO txn (id, source_id, row_no, line, byte_start, byte_length, date, amount_minor, currency, description, reference, counterparty, category, balance_minor, row_key, statement, value_date, amount_exact, spans, place)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

/** What only statement formats and files of several accounts know of a row. */
function detailsOf(batch: RowBatch, i: number): Required<Pick<DigestRow, 'statement' | 'value_date' | 'amount_exact' | 'spans' | 'place'>> {
  const statement = typeof batch.statement === 'number' ? batch.statement : batch.statement[i]!;
  const { more } = batch;
  if (more === null) return { statement, value_date: null, amount_exact: null, spans: null, place: null };
  const valueDay = more.valueDay[i]!;
  const spans = more.spans.bytes.slice(i === 0 ? 0 : more.spans.ends[i - 1], more.spans.ends[i]);
  return {
    statement,
    value_date: valueDay === NO_DAY ? null : isoOfDay(valueDay),
    amount_exact: packedAt(more.amountExact, i) || null,
    spans: spans.length === 0 ? null : spans,
    place: packedAt(more.place, i) || null,
  };
}

/**
 * Stores rows `from` to `to` (not included) of a batch, and adds them to the digest that the audit log will carry.
 * @param firstId transaction id of the batch's first row
 */
export function insertRows(
  tx: WritableCase,
  sourceId: number,
  firstId: number,
  batch: RowBatch,
  from: number,
  to: number,
  digest: RowsDigest,
): void {
  const detailed = batch.more !== null || batch.statement !== 0;
  const insert = tx.prepare(detailed ? INSERT_DETAILED : INSERT_TXN);
  // Dates come in runs: the text of the last day is made once.
  let lastDay = NO_DAY;
  let lastDate: string | null = null;
  for (let i = from; i < to; i++) {
    if (batch.day[i] !== lastDay) {
      lastDay = batch.day[i]!;
      lastDate = lastDay === NO_DAY ? null : isoOfDay(lastDay);
    }
    const printed = batch.balanceMinor[i]!;
    const row: DigestRow = {
      row_no: batch.rowNo[i]!,
      line: batch.line[i]!,
      byte_start: batch.byteStart[i]!,
      byte_length: batch.byteLength[i]!,
      date: lastDate,
      amount_minor: batch.amountMinor[i]!,
      currency: typeof batch.currency === 'string' ? batch.currency : packedAt(batch.currency, i),
      description: packedAt(batch.description, i),
      reference: packedAt(batch.reference, i),
      counterparty: packedAt(batch.counterparty, i),
      category: packedAt(batch.category, i),
      balance_minor: Number.isNaN(printed) ? null : printed,
      row_key: batch.rowKey[i]!,
    };
    const details = detailed ? detailsOf(batch, i) : null;
    digest.add(details === null ? row : { ...row, ...details });
    insert.run(
      firstId + i,
      sourceId,
      row.row_no,
      row.line,
      row.byte_start,
      row.byte_length,
      row.date,
      row.amount_minor,
      row.currency,
      row.description,
      row.reference,
      row.counterparty,
      row.category,
      row.balance_minor,
      row.row_key,
      ...(details === null ? [] : [details.statement, details.value_date, details.amount_exact, details.spans, details.place]),
    );
  }
}

/** Stores what the reader found wrong, up to the limit. Returns the number of the last one. */
export function insertProblems(tx: WritableCase, sourceId: number, seq: number, problems: readonly Problem[]): number {
  const insert = tx.prepare(
    `INSERT INTO problem (source_id, seq, code, severity, line, field, message, raw) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const problem of problems) {
    if (seq >= LIMITS.problemsKept) break;
    insert.run(sourceId, ++seq, problem.code, problem.severity, problem.line, problem.column ?? null, problem.message, problem.raw ?? null);
  }
  return seq;
}

/** Stores the statements of a file, each with its own proof. */
export function insertStatements(tx: WritableCase, sourceId: number, statements: readonly StatementSummary[]): void {
  const insert = tx.prepare(
    `INSERT INTO statement (source_id, seq, account, currency, number, line, first_date, last_date, period_from, period_to, rows, in_minor, out_minor, opening_minor, closing_minor, balance, equations)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  for (const s of statements) {
    insert.run(
      ...[sourceId, s.seq, s.account, s.currency, s.number, s.line, s.firstDate, s.lastDate, s.periodFrom, s.periodTo, s.rows],
      ...[s.inMinor, s.outMinor, s.openingMinor, s.closingMinor, s.balance, JSON.stringify(s.equations)],
    );
  }
}
