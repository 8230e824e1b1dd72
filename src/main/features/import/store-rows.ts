import { isoOfDay } from '../../../shared/calendar.ts';
import { NO_DAY, packedAt } from '../../../shared/columns.ts';
import type { Problem } from '../../../shared/contract/common.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { RowBatch } from '../../../workers/ingest/batch.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { RowsDigest } from '../../vault/rows-digest.ts';

const INSERT_TXN = `INSERT INTO txn (id, source_id, row_no, line, byte_start, byte_length, date, amount_minor, currency, description, reference, counterparty, category, balance_minor, row_key)
  VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;

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
  const insert = tx.prepare(INSERT_TXN);
  // Dates come in runs: the text of the last day is made once.
  let lastDay = NO_DAY;
  let lastDate: string | null = null;
  for (let i = from; i < to; i++) {
    if (batch.day[i] !== lastDay) {
      lastDay = batch.day[i]!;
      lastDate = lastDay === NO_DAY ? null : isoOfDay(lastDay);
    }
    const printed = batch.balanceMinor[i]!;
    const row = {
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
    digest.add(row);
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
