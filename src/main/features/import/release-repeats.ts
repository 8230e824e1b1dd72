import { OVERLAP_VERSION } from '../../../workers/ingest/overlap/find.ts';
import type { Actor } from '../../vault/audit/append.ts';
import { decisionInForce, putDecision, type StoredDecision } from '../../listing/repeats.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { CaseStore } from '../../vault/store.ts';
import { compareWithHeld } from './overlap.ts';
import { statementsOf } from './overlap-files.ts';

/** What became of the rows that rested on a file that is taken out. */
export interface Released {
  /** Rows that count now, and rows that repeat another row instead. */
  readonly own: number;
  readonly moved: number;
  /** Files with rows that may repeat something else now. */
  readonly lookAgain: readonly number[];
}

/**
 * Decides anew on all rows that repeat, or may repeat, rows of a file that is being taken out. Of the rows that repeat one
 * movement the first one imported counts from now on and the others repeat it, so that a movement that three files show is
 * still one. Part of the transaction that takes the file out.
 */
export function releaseRepeats(tx: WritableCase, sourceId: number, actor: Actor, at: string): Released {
  const resting = tx.all<StoredDecision>(
    `SELECT d.* FROM repeat_decision d JOIN source s ON s.id = d.source_id
     WHERE d.other_source_id = ? AND d.source_id <> ? AND d.undone_by IS NULL AND d.verdict IN ('repeat', 'possible') AND s.state = 'ready'
     ORDER BY d.other_id, d.txn_id`,
    sourceId,
    sourceId,
  );
  const heirs = new Map<number, number>();
  const lookAgain = new Set<number>();
  let [own, moved] = [0, 0];
  for (const one of resting) {
    const gone = one.other_id!;
    const base = { ...one, decided_by: 'engine' as const, decider: actor.name, at, reason: '' };
    if (one.verdict === 'possible') {
      putDecision(tx, { ...base, verdict: 'own', rule: 'import-undone', other_id: null }, 0);
      lookAgain.add(one.source_id);
      continue;
    }
    const heir = heirs.get(gone) ?? elsewhere(tx, gone, sourceId);
    if (heir !== undefined) {
      putDecision(tx, { ...base, verdict: 'repeat', other_id: heir }, 0);
      heirs.set(gone, heir);
      moved++;
    } else {
      putDecision(tx, { ...base, verdict: 'own', rule: 'import-undone', other_id: null }, 0);
      heirs.set(gone, one.txn_id);
      own++;
    }
  }
  return { own, moved, lookAgain: [...lookAgain] };
}

/** The movement of another file that a row repeats itself, or undefined. */
function elsewhere(tx: WritableCase, txnId: number, sourceId: number): number | undefined {
  const decision = decisionInForce(tx, txnId);
  return decision?.verdict === 'repeat' && decision.other_source_id !== sourceId && decision.other_id !== null
    ? decision.other_id
    : undefined;
}

/** Looks for possible repeats of rows whose partner was taken out, among the files that are left. */
export async function lookAgain(store: CaseStore, sourceIds: readonly number[], decider: string): Promise<void> {
  for (const id of sourceIds) {
    const file = store.read((db) => {
      const source = db.get<{
        kind: string;
        account: string;
        firstId: number;
        lastId: number;
        firstDate: string | null;
        lastDate: string | null;
      }>(
        `SELECT kind, account, first_id AS firstId, last_id AS lastId, first_date AS firstDate, last_date AS lastDate FROM source WHERE id = ? AND state = 'ready'`,
        id,
      );
      return source && { ...source, id, statements: statementsOf(db, id) };
    });
    if (!file) continue;
    const { possible } = await compareWithHeld(store, file, new AbortController().signal);
    const released = store.read((db) => possible.filter((pair) => decisionInForce(db, pair.txnId)?.rule === 'import-undone'));
    const at = new Date().toISOString();
    // These are the engine's own verdicts; what a person decided is never touched here.
    store.stage((tx) => {
      for (const { txnId, counts, rule, evidence } of released)
        putDecision(
          tx,
          {
            ...{
              txn_id: txnId,
              other_id: counts,
              verdict: 'possible',
              rule,
              rule_version: OVERLAP_VERSION,
              evidence: JSON.stringify(evidence),
            },
            ...{ decided_by: 'engine', decider, at, reason: '' },
          },
          0,
        );
    });
  }
}
