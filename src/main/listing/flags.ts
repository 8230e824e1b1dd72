import type { FlagRow, ReasonView } from '../../shared/contract/flags.ts';
import { decodeReasons, reasonKind, sentenceOf } from '../../shared/reasons.ts';
import { TRANSACTION_COLUMNS } from './transactions.ts';
import type { ReadableCase } from '../vault/connection.ts';

interface StoredFlag extends FlagRow {
  reasons: Uint8Array | null;
}

/** The scoring run whose results are current, or undefined before the first one. */
export function currentScoreRun(
  db: ReadableCase,
): { id: number; seed: number; scored: number; report: string; seconds: number; ran_at: string; ran_by: string } | undefined {
  return db.get(`SELECT * FROM score_run WHERE state = 'ready' ORDER BY id DESC LIMIT 1`);
}

/** Scored transactions by id, in the order asked. */
export function flagsByIds(db: ReadableCase, runId: number, ids: readonly number[]): FlagRow[] {
  return storedFlags(db, runId, ids).map(({ reasons: blob, ...row }) => {
    const decoded = blob ? decodeReasons(blob) : [];
    return { ...row, codes: decoded.map((r) => r.code), topReason: decoded[0] ? sentenceOf(decoded[0], { currency: row.currency }) : '' };
  });
}

/** Every kept reason of one transaction, strongest first. */
export function reasonsOf(db: ReadableCase, runId: number, id: number): ReasonView[] {
  const row = storedFlags(db, runId, [id])[0];
  if (!row?.reasons) return [];
  return decodeReasons(row.reasons).map((reason) => ({
    code: reason.code,
    title: reasonKind(reason.code)?.title ?? reason.code,
    points: reason.points,
    sentence: sentenceOf(reason, { currency: row.currency }),
    evidence: [...reason.evidence],
  }));
}

function storedFlags(db: ReadableCase, runId: number, ids: readonly number[]): StoredFlag[] {
  return db.all<StoredFlag>(
    `SELECT ${TRANSACTION_COLUMNS}, c.risk, c.score, c.reasons, coalesce(d.disposition, 'open') AS disposition
     FROM json_each(?) j CROSS JOIN txn t ON t.id = j.value JOIN source s ON s.id = t.source_id
     JOIN score c ON c.run_id = ? AND c.txn_id = t.id LEFT JOIN disposition d ON d.txn_id = t.id ORDER BY j.key`,
    JSON.stringify(ids),
    runId,
  );
}
