import { OperatingError } from '../../../shared/errors.ts';
import type { ParsedInputOf } from '../../../shared/contract/table.ts';
import { decisionInForce, movementOf, putDecision, type StoredDecision } from '../../listing/repeats.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { FeatureContext, Handlers } from '../context.ts';

/** Stored with verdicts of people. */
const BY_HAND = 'by-hand';

interface Row {
  id: number;
  kind: string;
  amount_minor: number;
  currency: string;
  state: string;
}

function rowOf(tx: WritableCase, id: number): Row {
  const row = tx.get<Row>(
    `SELECT t.id, t.amount_minor, t.currency, s.kind, s.state FROM txn t JOIN source s ON s.id = t.source_id WHERE t.id = ?`,
    id,
  );
  if (row?.state !== 'ready') throw new OperatingError('not-found', `There is no transaction ${id} in this case.`);
  return row;
}

/** A row that stands in an accepted match can not stop counting: that decision comes first. */
function refuseMatched(tx: WritableCase, id: number): void {
  const match = tx.get<{ id: number }>(`SELECT id FROM match WHERE state = 'accepted' AND (left_id = ? OR right_id = ?) LIMIT 1`, id, id);
  if (match)
    throw new OperatingError(
      'conflict',
      `Transaction ${id} stands in the accepted match ${match.id}, so it can not be taken for a repeat.`,
      {
        remedy: 'Undo that match first.',
        facts: { matchId: match.id },
      },
    );
}

/** The movement that a row shall repeat. Throws where that can not be. */
function targetOf(tx: WritableCase, row: Row, otherId: number | undefined): number {
  const wanted = otherId ?? decisionInForce(tx, row.id)?.other_id;
  if (wanted === null || wanted === undefined)
    throw new OperatingError('bad-request', `Transaction ${row.id} stands in no pair: say which movement it repeats.`);
  const target = rowOf(tx, movementOf(tx, wanted));
  if (target.id === row.id) throw new OperatingError('bad-request', `Transaction ${wanted} repeats transaction ${row.id} itself.`);
  if (target.amount_minor !== row.amount_minor || (target.currency !== row.currency && target.currency !== '' && row.currency !== ''))
    throw new OperatingError('bad-request', `Transactions ${row.id} and ${target.id} are not of one amount: one can not repeat the other.`);
  if (target.kind !== row.kind)
    throw new OperatingError('bad-request', 'A ledger repeats a bank account on purpose: only files of one kind can repeat each other.');
  return target.id;
}

type DecideInput = ParsedInputOf<'overlap.decide'>;

function rowsMeant(tx: WritableCase, input: DecideInput): number[] {
  if (input.transactionIds) return [...new Set(input.transactionIds)];
  if (input.possibleOf === undefined) throw new OperatingError('bad-request', 'No rows were named.');
  return tx
    .all<{ id: number }>(
      `SELECT d.txn_id AS id FROM repeat_decision d JOIN source s ON s.id = d.source_id JOIN source o ON o.id = d.other_source_id
       WHERE d.undone_by IS NULL AND d.verdict = 'possible' AND s.state = 'ready' AND o.state = 'ready' AND (d.source_id = ? OR d.other_source_id = ?) ORDER BY d.txn_id`,
      input.possibleOf,
      input.possibleOf,
    )
    .map((row) => row.id);
}

function decide(tx: WritableCase, context: FeatureContext, input: DecideInput): { changed: number; act: number } {
  const ids = rowsMeant(tx, input);
  if (input.otherId !== undefined && ids.length !== 1)
    throw new OperatingError('bad-request', 'Only one row at a time can be given another movement.');
  const at = new Date().toISOString();
  let act = 0;
  let changed = 0;
  for (const id of ids) {
    const row = rowOf(tx, id);
    const before = decisionInForce(tx, id);
    const other = input.verdict === 'repeat' ? targetOf(tx, row, input.otherId) : (before?.other_id ?? null);
    if ((before?.verdict ?? 'own') === input.verdict && before?.other_id === other) continue;
    if (input.verdict === 'own' && before === undefined) continue;
    if (input.verdict !== 'own') refuseMatched(tx, id);
    const made = putDecision(
      tx,
      {
        ...{ txn_id: id, other_id: other, verdict: input.verdict, rule: BY_HAND, rule_version: '' },
        ...{ evidence: input.otherId === undefined ? (before?.evidence ?? '{}') : '{}' },
        ...{ decided_by: 'person', decider: context.actor.name, at, reason: input.reason },
      },
      act,
    );
    act ||= made;
    changed++;
  }
  return { changed, act };
}

/** What an act put aside comes back in force, as a decision of its own: nothing is erased. */
function undo(tx: WritableCase, context: FeatureContext, act: number, reason: string): number {
  const decided = tx.all<StoredDecision>(`SELECT * FROM repeat_decision WHERE act = ? AND undone_by IS NULL ORDER BY id DESC`, act);
  if (decided.length === 0)
    throw new OperatingError('already-decided', 'That step is not in force any more: it was taken back, or decided again.');
  const at = new Date().toISOString();
  for (const one of decided) {
    const before = tx.get<StoredDecision & { there: string | null }>(
      `SELECT d.*, o.state AS there FROM repeat_decision d LEFT JOIN source o ON o.id = d.other_source_id WHERE d.undone_by = ? ORDER BY d.id DESC LIMIT 1`,
      one.id,
    );
    const lost = before === undefined || (before.other_id !== null && before.there !== 'ready');
    const verdict = lost ? 'own' : before.verdict;
    if (verdict === 'repeat' || verdict === 'left-out') refuseMatched(tx, one.txn_id);
    putDecision(
      tx,
      {
        ...{ txn_id: one.txn_id, other_id: lost ? null : before.other_id, verdict },
        ...{ rule: lost ? 'taken-back' : before.rule, rule_version: lost ? '' : before.rule_version, evidence: before?.evidence ?? '{}' },
        ...{ decided_by: 'person', decider: context.actor.name, at, reason },
      },
      0,
    );
  }
  return decided.length;
}

function announce(context: FeatureContext, caseId: string): void {
  for (const list of ['source', 'standard', 'match', 'flag']) context.orders.invalidate(`${caseId}/${list}`);
  context.changed(caseId, ['source', 'case', 'audit']);
}

const WORDS = { repeat: 'repeats', own: 'movements of their own', 'left-out': 'left out' } as const;

export const overlapCommandHandlers: Handlers<'overlap.decide' | 'overlap.undo'> = {
  'overlap.decide': (context, input) => {
    const outcome = context.write(
      context.case(input.caseId),
      (result: { changed: number; act: number }) => ({
        object: input.transactionIds?.length === 1 ? `transaction ${input.transactionIds[0]}` : `${result.changed} transactions`,
        summary: `${result.changed === 1 ? 'One row was' : `${result.changed} rows were`} called ${WORDS[input.verdict]}.`,
        reason: input.reason,
        detail: { act: result.act, ...(input.possibleOf === undefined ? {} : { possibleOf: input.possibleOf }) },
      }),
      (tx) => decide(tx, context, input),
    );
    announce(context, input.caseId);
    return outcome;
  },

  'overlap.undo': (context, { caseId, act, reason }) => {
    const undone = context.write(
      context.case(caseId),
      (n: number) => ({
        object: `decision ${act}`,
        summary: `A decision on ${n === 1 ? 'one row' : `${n} rows`} was taken back.`,
        reason,
      }),
      (tx) => undo(tx, context, act, reason),
    );
    announce(context, caseId);
    return { undone };
  },
};
