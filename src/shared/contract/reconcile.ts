import { z } from 'zod';
import { define } from './define.ts';
import { caseIdField, filterField, isoTime, jobStarted, page, pageInput, rowIdField, sortField, transactionRow } from './common.ts';

export const reconcileSettings = z.object({
  leftSources: z.array(rowIdField).min(1).max(200),
  rightSources: z.array(rowIdField).min(1).max(200),
  /** Largest difference of two amounts that can still be the same movement, in minor units. */
  toleranceMinor: z.int().min(0).max(1_000_000).default(0),
  /** Largest distance of two dates, in days, either way. */
  windowDays: z.int().min(0).max(90).default(5),
  /** Pairs under this confidence are not suggested. */
  threshold: z.int().min(0).max(100).default(50),
});
export type ReconcileSettings = z.infer<typeof reconcileSettings>;

export const UNMATCHED_KINDS = ['timing', 'fee', 'missing-left', 'missing-right', 'duplicate', 'amount-differs', 'unexplained'] as const;
export type UnmatchedKind = (typeof UNMATCHED_KINDS)[number];

/** One named part of a confidence. Parts of a pair sum exactly to its confidence. */
export const part = z.object({ name: z.string(), points: z.number(), because: z.string() });

export const matchState = z.enum(['suggested', 'accepted', 'rejected']);
export const matchRow = z.object({
  id: rowIdField,
  state: matchState,
  confidence: z.number(),
  left: transactionRow,
  right: transactionRow,
  differenceMinor: z.int(),
  differenceDays: z.int().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: isoTime.nullable(),
  reason: z.string().nullable(),
  origin: z.enum(['engine', 'manual']),
});
export type MatchRow = z.infer<typeof matchRow>;

export const reconcileSummary = z.object({
  runId: rowIdField.nullable(),
  ranAt: isoTime.nullable(),
  ranBy: z.string().nullable(),
  seconds: z.number().nullable(),
  settings: reconcileSettings.nullable(),
  leftTotal: z.int(),
  rightTotal: z.int(),
  suggested: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  /** Matched (suggested or accepted) transactions of both sides over all that took part, 0 to 1. */
  rate: z.number().nullable(),
  acceptedRate: z.number().nullable(),
  unmatchedLeft: z.int(),
  unmatchedRight: z.int(),
  unexplainedMinor: z.int(),
  bands: z.array(z.object({ from: z.int(), to: z.int(), count: z.int(), sumMinor: z.int() })),
  unmatchedKinds: z.array(z.object({ kind: z.enum(UNMATCHED_KINDS), side: z.enum(['left', 'right']), count: z.int(), sumMinor: z.int() })),
});

const decision = { caseId: caseIdField, matchIds: z.array(rowIdField).min(1).max(100_000), reason: z.string().trim().max(500).default('') };

export const reconcileCommands = {
  'reconcile.run': define({
    kind: 'job',
    summary: 'Match two sides of a case one to one',
    input: reconcileSettings.extend({ caseId: caseIdField }),
    output: jobStarted,
    permission: 'analysis.run',
    audit: 'reconcile.started',
  }),
  'reconcile.summary': define({
    kind: 'query',
    summary: 'The latest run: rate, bands, unmatched kinds',
    input: z.object({ caseId: caseIdField }),
    output: reconcileSummary,
    permission: 'data.read',
  }),
  'reconcile.matches': define({
    kind: 'query',
    summary: 'Matches by state, best first',
    input: z.object({ caseId: caseIdField, state: matchState, filter: filterField, sort: sortField, ...pageInput }),
    output: page(matchRow),
    permission: 'data.read',
  }),
  'reconcile.unmatched': define({
    kind: 'query',
    summary: 'Unmatched transactions of one side with their category',
    input: z.object({
      caseId: caseIdField,
      side: z.enum(['left', 'right']),
      kind: z.enum(UNMATCHED_KINDS).optional(),
      filter: filterField,
      sort: sortField,
      ...pageInput,
    }),
    output: page(transactionRow.extend({ kind: z.enum(UNMATCHED_KINDS), because: z.string() })),
    permission: 'data.read',
  }),
  'reconcile.explain': define({
    kind: 'query',
    summary: 'Why two transactions were matched: the parts of the confidence',
    input: z.object({ caseId: caseIdField, matchId: rowIdField }),
    output: z.object({
      match: matchRow,
      parts: z.array(part),
      runnerUp: z.object({ transaction: transactionRow, confidence: z.number() }).nullable(),
    }),
    permission: 'data.read',
  }),
  'reconcile.candidates': define({
    kind: 'query',
    summary: 'The nearest transactions of the other side',
    input: z.object({ caseId: caseIdField, transactionId: rowIdField, limit: z.int().min(1).max(9).default(9) }),
    output: z.object({
      candidates: z.array(
        z.object({ transaction: transactionRow, confidence: z.number(), parts: z.array(part), takenBy: rowIdField.nullable() }),
      ),
    }),
    permission: 'data.read',
  }),
  'reconcile.accept': define({
    kind: 'command',
    summary: 'Accept proposed matches',
    input: z.object(decision),
    output: z.object({ changed: z.int(), undoId: rowIdField }),
    permission: 'match.decide',
    audit: 'match.accepted',
  }),
  'reconcile.reject': define({
    kind: 'command',
    summary: 'Reject proposed matches',
    input: z.object({ ...decision, reason: z.string().trim().min(1).max(500) }),
    output: z.object({ changed: z.int(), undoId: rowIdField }),
    permission: 'match.decide',
    audit: 'match.rejected',
  }),
  'reconcile.match': define({
    kind: 'command',
    summary: 'Match two transactions by hand',
    input: z.object({ caseId: caseIdField, leftId: rowIdField, rightId: rowIdField, reason: z.string().trim().max(500).default('') }),
    output: z.object({ matchId: rowIdField, undoId: rowIdField }),
    permission: 'match.decide',
    audit: 'match.made',
  }),
  'reconcile.undo': define({
    kind: 'command',
    summary: 'Undo a decision; both stay in the audit log',
    input: z.object({ caseId: caseIdField, undoId: rowIdField.optional() }),
    output: z.object({ undone: z.string().nullable(), matchIds: z.array(rowIdField) }),
    permission: 'match.decide',
    audit: 'match.undone',
  }),
};
