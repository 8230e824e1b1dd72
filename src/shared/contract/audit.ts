import { z } from 'zod';
import { define } from './define.ts';
import { caseIdField, filterField, isoTime, page, pageInput } from './common.ts';

export const auditRow = z.object({
  /** 1-based, without gaps: the position in the chain. */
  seq: z.int(),
  at: isoTime,
  actor: z.string(),
  role: z.string(),
  action: z.string(),
  object: z.string(),
  summary: z.string(),
  reason: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
  hash: z.string(),
  prev: z.string(),
});
export type AuditRow = z.infer<typeof auditRow>;

export const auditVerdict = z.object({
  holds: z.boolean(),
  entries: z.int(),
  head: z.string(),
  verifiedAt: isoTime,
  /** What does not hold: altered, dropped, reordered, record-differs, head-behind-anchor. */
  findings: z.array(z.object({ kind: z.string(), seq: z.int().nullable(), message: z.string() })),
});

export const auditCommands = {
  /** Without a case: the log of the vault itself (users, unlocks, cases). */
  'audit.page': define({
    kind: 'query',
    summary: 'The audit log, newest first',
    input: z.object({ caseId: caseIdField.nullable(), filter: filterField, ...pageInput }),
    output: page(auditRow),
    permission: 'audit.read',
  }),
  'audit.verify': define({
    kind: 'query',
    summary: 'Check the chain, the tree, the anchors and the records it speaks of',
    input: z.object({ caseId: caseIdField.nullable() }),
    output: auditVerdict,
    permission: 'audit.read',
  }),
};
