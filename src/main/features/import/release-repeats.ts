import { OVERLAP_VERSION } from '../../../workers/ingest/overlap/find.ts';
import type { Actor } from '../../vault/audit/append.ts';
import { decisionInForce, putDecision, settle, type StoredDecision } from '../../listing/repeats.ts';
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
 * still one. Part of the transaction that takes the file out, so it works on whole tables: a million rows may rest on a file.
 */
export function releaseRepeats(tx: WritableCase, sourceId: number, actor: Actor, at: string): Released {
  const chained = releaseChained(tx, sourceId, actor, at);
  tx.run(
    `CREATE TEMP TABLE released AS
     SELECT d.id AS old_id, d.txn_id, d.source_id, d.verdict, d.rule, d.rule_version, d.evidence,
       min(d.txn_id) OVER (PARTITION BY d.other_id, d.verdict) AS heir,
       (SELECT max(id) FROM repeat_decision) + row_number() OVER (ORDER BY d.other_id, d.txn_id) AS new_id
     FROM repeat_decision d JOIN source s ON s.id = d.source_id
     WHERE d.other_source_id = ? AND d.source_id <> ? AND d.undone_by IS NULL AND d.verdict IN ('repeat', 'possible') AND s.state = 'ready'`,
    sourceId,
    sourceId,
  );
  try {
    const moves = `r.verdict = 'repeat' AND r.heir <> r.txn_id`;
    tx.run(`UPDATE repeat_decision SET undone_by = r.new_id FROM temp.released r WHERE r.old_id = repeat_decision.id`);
    tx.run(
      `INSERT INTO repeat_decision (id, txn_id, source_id, other_id, other_source_id, verdict, rule, rule_version, evidence, decided_by, decider, at)
       SELECT r.new_id, r.txn_id, r.source_id, iif(${moves}, r.heir, NULL), iif(${moves}, (SELECT source_id FROM txn WHERE id = r.heir), NULL),
         iif(${moves}, 'repeat', 'own'), iif(${moves}, r.rule, 'import-undone'), r.rule_version, r.evidence, 'engine', ?, ? FROM temp.released r`,
      actor.name,
      at,
    );
    tx.run(
      `UPDATE txn SET duplicate_of = iif(${moves}, r.heir, NULL) FROM temp.released r WHERE r.txn_id = txn.id AND r.verdict = 'repeat'`,
    );
    const own = tx.all<{ id: number; n: number }>(
      `SELECT source_id AS id, count(*) AS n FROM temp.released r WHERE r.verdict = 'repeat' AND r.heir = r.txn_id GROUP BY source_id`,
    );
    for (const { id, n } of own) tx.run(`UPDATE source SET duplicates = duplicates - ? WHERE id = ?`, n, id);
    // Rows that a person called repeats of a row that repeated one of these follow it.
    const followers = tx.all<{ id: number }>(
      `SELECT d.txn_id AS id FROM temp.released r JOIN repeat_decision d ON d.other_id = r.txn_id AND d.undone_by IS NULL AND d.verdict = 'repeat'
       WHERE d.txn_id NOT IN (SELECT txn_id FROM temp.released)`,
    );
    for (const { id } of followers) settle(tx, id);
    const count = (where: string): number => tx.get<{ n: number }>(`SELECT count(*) AS n FROM temp.released r WHERE ${where}`)!.n;
    const open = tx.all<{ id: number }>(`SELECT DISTINCT source_id AS id FROM temp.released WHERE verdict = 'possible' ORDER BY 1`);
    return {
      own: own.reduce((sum, { n }) => sum + n, 0),
      moved: chained + count(moves),
      lookAgain: open.map((row) => row.id),
    };
  } finally {
    tx.run(`DROP TABLE temp.released`);
  }
}

/** Rows that repeat a row which repeats a movement of another file itself: they repeat that movement now. Only people make such. */
function releaseChained(tx: WritableCase, sourceId: number, actor: Actor, at: string): number {
  const chained = tx.all<StoredDecision & { target: number }>(
    `SELECT d.*, g.other_id AS target FROM repeat_decision d JOIN source s ON s.id = d.source_id
     JOIN repeat_decision g ON g.txn_id = d.other_id AND g.undone_by IS NULL AND g.verdict = 'repeat' AND g.other_source_id <> ?
     WHERE d.other_source_id = ? AND d.source_id <> ? AND d.undone_by IS NULL AND d.verdict = 'repeat' AND s.state = 'ready' AND g.other_id <> d.txn_id`,
    sourceId,
    sourceId,
    sourceId,
  );
  for (const one of chained)
    putDecision(tx, { ...one, other_id: one.target, decided_by: 'engine', decider: actor.name, at, reason: '' }, 0);
  return chained.length;
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
