import { z } from 'zod';
import { define } from './define.ts';
import { caseIdField, filterField, isoTime, jobStarted, page, pageInput, rowIdField, sortField, transactionRow } from './common.ts';

/** One reason of a risk: stable code, its share of the risk in points, a plain sentence with its figures, rows behind it. */
export const reason = z.object({
  code: z.string(),
  title: z.string(),
  points: z.number(),
  sentence: z.string(),
  evidence: z.array(rowIdField),
});
export type ReasonView = z.infer<typeof reason>;

export const DISPOSITIONS = ['open', 'explained', 'needs-work', 'refer', 'not-an-issue'] as const;

export const flagRow = transactionRow.extend({
  risk: z.int(),
  score: z.number(),
  /** Codes of the strongest reasons, strongest first. */
  codes: z.array(z.string()),
  topReason: z.string(),
  disposition: z.enum(DISPOSITIONS),
});
export type FlagRow = z.infer<typeof flagRow>;

export const flagCommands = {
  'flags.run': define({
    kind: 'job',
    summary: 'Score every transaction of the chosen sources',
    input: z.object({ caseId: caseIdField, sourceIds: z.array(rowIdField).max(500).default([]), seed: z.int().min(0).default(20260101) }),
    output: jobStarted,
    permission: 'analysis.run',
    audit: 'flags.started',
  }),
  'flags.summary': define({
    kind: 'query',
    summary: 'The latest scoring run: counts per risk band and rule',
    input: z.object({ caseId: caseIdField }),
    output: z.object({
      runId: rowIdField.nullable(),
      ranAt: isoTime.nullable(),
      ranBy: z.string().nullable(),
      seconds: z.number().nullable(),
      seed: z.int().nullable(),
      scored: z.int(),
      open: z.int(),
      bands: z.array(z.object({ from: z.int(), to: z.int(), count: z.int() })),
      rules: z.array(z.object({ code: z.string(), title: z.string(), hits: z.int(), share: z.number(), note: z.string() })),
    }),
    permission: 'data.read',
  }),
  'flags.page': define({
    kind: 'query',
    summary: 'Transactions ranked by risk',
    input: z.object({
      caseId: caseIdField,
      disposition: z.enum(DISPOSITIONS).optional(),
      code: z.string().optional(),
      filter: filterField,
      sort: sortField,
      ...pageInput,
    }),
    output: page(flagRow),
    permission: 'data.read',
  }),
  'flags.explain': define({
    kind: 'query',
    summary: 'All reasons of one transaction’s risk',
    input: z.object({ caseId: caseIdField, transactionId: rowIdField }),
    output: z.object({
      flag: flagRow,
      reasons: z.array(reason),
      evidence: z.array(transactionRow),
      history: z.array(z.object({ at: isoTime, by: z.string(), disposition: z.enum(DISPOSITIONS), reason: z.string() })),
      peers: z
        .object({
          label: z.string(),
          count: z.int(),
          medianMinor: z.int(),
          bins: z.array(z.object({ fromMinor: z.int(), toMinor: z.int(), count: z.int(), here: z.boolean() })),
        })
        .nullable(),
    }),
    permission: 'data.read',
  }),
  'flags.decide': define({
    kind: 'command',
    summary: 'Record what was found about a transaction',
    input: z.object({
      caseId: caseIdField,
      transactionIds: z.array(rowIdField).min(1).max(10_000),
      disposition: z.enum(DISPOSITIONS),
      reason: z.string().trim().max(1000).default(''),
    }),
    output: z.object({ changed: z.int(), undoId: rowIdField }),
    permission: 'flag.decide',
    audit: 'flag.decided',
  }),
  'flags.undo': define({
    kind: 'command',
    summary: 'Undo a finding',
    input: z.object({ caseId: caseIdField, undoId: rowIdField.optional() }),
    output: z.object({ undone: z.string().nullable(), transactionIds: z.array(rowIdField) }),
    permission: 'flag.decide',
    audit: 'flag.undone',
  }),
};
