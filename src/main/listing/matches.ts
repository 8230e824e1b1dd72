import type { MatchRow } from '../../shared/contract/reconcile.ts';
import type { ReadableCase } from '../vault/connection.ts';
import { transactionsByIds } from './transactions.ts';

interface StoredMatch {
  id: number;
  state: MatchRow['state'];
  origin: MatchRow['origin'];
  left_id: number;
  right_id: number;
  confidence: number;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
}

const DAY_MS = 86_400_000;

/** Matches by id, in the order asked, each with both transactions. */
export function matchesByIds(db: ReadableCase, ids: readonly number[]): MatchRow[] {
  const stored = db.all<StoredMatch>(
    `SELECT m.* FROM json_each(?) j CROSS JOIN match m ON m.id = j.value ORDER BY j.key`,
    JSON.stringify(ids),
  );
  const transactions = new Map(transactionsByIds(db, [...new Set(stored.flatMap((m) => [m.left_id, m.right_id]))]).map((t) => [t.id, t]));
  return stored.map((m) => {
    const left = transactions.get(m.left_id)!;
    const right = transactions.get(m.right_id)!;
    return {
      id: m.id,
      state: m.state,
      origin: m.origin,
      confidence: m.confidence,
      left,
      right,
      differenceMinor: right.amountMinor - left.amountMinor,
      differenceDays: left.date && right.date ? Math.round((Date.parse(right.date) - Date.parse(left.date)) / DAY_MS) : null,
      decidedBy: m.decided_by,
      decidedAt: m.decided_at,
      reason: m.reason,
    };
  });
}

/** The run whose proposals are current, or undefined before the first one. */
export function currentRun(db: ReadableCase):
  | {
      id: number;
      settings: string;
      left_total: number;
      right_total: number;
      seconds: number;
      ran_at: string;
      ran_by: string;
      report: string;
    }
  | undefined {
  return db.get(`SELECT * FROM reconcile_run WHERE state = 'ready' ORDER BY id DESC LIMIT 1`);
}
