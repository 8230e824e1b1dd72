import { z } from 'zod';
import { ruleBody } from '../rules.ts';
import { isoTime, rowIdField, transactionRow } from './common.ts';

export const CATEGORY_KINDS = ['income', 'expense', 'transfer'] as const;
export const CATEGORY_ORIGINS = ['person', 'rule', 'category-model', 'text'] as const;
export const OPERATION_ORIGINS = ['rule', 'vendor', 'category-model', 'person'] as const;

export const categoryRow = z.object({
  id: rowIdField,
  code: z.string(),
  name: z.string(),
  parentId: rowIdField.nullable(),
  kind: z.enum(CATEGORY_KINDS),
  /** Transactions that stand in it. */
  rows: z.int(),
});
export type CategoryRow = z.infer<typeof categoryRow>;

/** A category as the files write it. */
export const categoryTextRow = z.object({ id: rowIdField, text: z.string(), categoryId: rowIdField.nullable(), rows: z.int() });
export type CategoryTextRow = z.infer<typeof categoryTextRow>;

/** A transaction with what stands on top of its raw values. */
export const standardRow = transactionRow.extend({
  vendorId: rowIdField.nullable(),
  vendor: z.string(),
  categoryId: rowIdField.nullable(),
  categoryBy: z.enum(CATEGORY_ORIGINS).nullable(),
  proposedId: rowIdField.nullable(),
  /** 0 to 100. */
  confidence: z.int().nullable(),
  /** Why this category is proposed, as a sentence. */
  because: z.string(),
  tags: z.array(z.string()),
  transfer: z.boolean(),
  /** The reason why it is left out of the analysis, or null. */
  excluded: z.string().nullable(),
});
export type StandardRow = z.infer<typeof standardRow>;

export const vendorRow = z.object({
  id: rowIdField,
  name: z.string(),
  /** Named by a person rather than by its most frequent spelling. */
  named: z.boolean(),
  spellings: z.int(),
  /** Some of its spellings were joined because they are alike, not because they are the same. */
  alike: z.int(),
  rows: z.int(),
  /** The currency of most of its transactions; the sums are of that currency. */
  currency: z.string(),
  currencies: z.int(),
  inMinor: z.int(),
  outMinor: z.int(),
});
export type VendorRow = z.infer<typeof vendorRow>;

export const spellingRow = z.object({
  id: rowIdField,
  spelling: z.string(),
  canonical: z.string(),
  source: z.enum(['counterparty', 'description']),
  joinedBy: z.enum(['alone', 'same', 'similar', 'person']),
  rows: z.int(),
});
export type SpellingRow = z.infer<typeof spellingRow>;

export const ruleRow = z.object({
  id: rowIdField,
  version: z.int(),
  position: z.int(),
  enabled: z.boolean(),
  body: ruleBody,
  madeBy: z.string(),
  madeAt: isoTime,
  /** Changes of this rule that stand. */
  operations: z.int(),
});
export type RuleRow = z.infer<typeof ruleRow>;

export const operationRow = z.object({
  id: rowIdField,
  runId: rowIdField,
  subject: z.enum(['transaction', 'name', 'vendor', 'text']),
  subjectId: rowIdField,
  /** The text a person knows the subject by: a description, a spelling, a vendor. */
  of: z.string(),
  field: z.string(),
  oldValue: z.string().nullable(),
  newValue: z.string().nullable(),
  origin: z.enum(OPERATION_ORIGINS),
  ruleId: rowIdField.nullable(),
  ruleVersion: z.int().nullable(),
  decidedBy: z.string(),
  decidedAt: isoTime,
  undone: z.boolean(),
});
export type OperationRow = z.infer<typeof operationRow>;

export const runRow = z.object({
  id: rowIdField,
  kind: z.enum(['chain', 'person', 'undo']),
  summary: z.string(),
  operations: z.int(),
  ranAt: isoTime,
  ranBy: z.string(),
  undone: z.boolean(),
});
export type StandardRunRow = z.infer<typeof runRow>;
