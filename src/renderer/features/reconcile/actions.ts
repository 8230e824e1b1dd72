import { client } from '../../door/client.ts';
import { t } from '../../text/t.ts';
import type { Candidate } from './candidates.tsx';
import type { Current } from './detail.tsx';
import type { UnmatchedTab } from './tabs.ts';

/** Accepts matches. @returns the numbers by which it can be undone */
export async function accept(caseId: string, matchIds: number[]): Promise<number[]> {
  return [(await client.call('reconcile.accept', { caseId, matchIds })).undoId];
}

/** Rejects matches. @returns the numbers by which it can be undone */
export async function reject(caseId: string, matchIds: number[], reason: string): Promise<number[]> {
  return [(await client.call('reconcile.reject', { caseId, matchIds, reason })).undoId];
}

/** Matches a transaction of one side with one of the other. @returns the numbers by which it can be undone */
export async function pair(caseId: string, subjectId: number, side: UnmatchedTab, partnerId: number, reason: string): Promise<number[]> {
  const [leftId, rightId] = side === 'left' ? [subjectId, partnerId] : [partnerId, subjectId];
  return [(await client.call('reconcile.match', { caseId, leftId, rightId, reason })).undoId];
}

/**
 * Gives the statement's line of a pair another partner: the pair is rejected and the new one made. Where the second step
 * is refused the first is undone, so that nothing stays half done.
 * @returns the numbers by which it can be undone, in the order of the steps
 */
export async function replacePartner(
  caseId: string,
  matchId: number,
  leftId: number,
  partnerId: number,
  reason: string,
): Promise<number[]> {
  const undoReject = await reject(caseId, [matchId], t('Another partner was chosen.'));
  try {
    return [...undoReject, ...(await pair(caseId, leftId, 'left', partnerId, reason))];
  } catch (cause) {
    for (const undoId of undoReject) await client.call('reconcile.undo', { caseId, undoId });
    throw cause;
  }
}

/** What taking a candidate means where the cursor stands; null where another match holds it. */
export function taking(caseId: string, current: Current, candidate: Candidate): (() => Promise<number[]>) | null {
  const partnerId = candidate.transaction.id;
  if (current.kind === 'unmatched') {
    return candidate.takenBy === null ? () => pair(caseId, current.row.id, current.side, partnerId, '') : null;
  }
  const { id, state, left } = current.row;
  if (candidate.takenBy === id) return state === 'suggested' ? () => accept(caseId, [id]) : null;
  if (candidate.takenBy !== null) return null;
  return state === 'rejected'
    ? () => pair(caseId, left.id, 'left', partnerId, '')
    : () => replacePartner(caseId, id, left.id, partnerId, '');
}
