import { z } from 'zod';
import { ruleBody } from '../rules.ts';
import { caseIdField, filterField, jobIdField, jobStarted, page, pageInput, rowIdField, sortField } from './common.ts';
import { define } from './define.ts';
import {
  CATEGORY_KINDS,
  categoryRow,
  categoryTextRow,
  operationRow,
  ruleRow,
  runRow,
  spellingRow,
  standardRow,
  vendorRow,
} from './standard-rows.ts';

export const STANDARD_STAGES = ['format', 'quality', 'category', 'vendor', 'duplicates', 'rules'] as const;

const caseInput = z.object({ caseId: caseIdField });
/** An act that can be undone, and how many things it changed. */
const changed = z.object({ changed: z.int(), undoId: rowIdField });

export const standardiseCommands = {
  'standardise.overview': define({
    kind: 'query',
    summary: 'The chain of standardisation: what each stage saw, did and left open',
    input: caseInput,
    output: z.object({
      /** Transactions of the case. */
      rows: z.int(),
      /** Transactions that came after the last run, or rules and decisions since: the chain is worth running again. */
      stale: z.boolean(),
      lastRun: runRow.nullable(),
      stages: z.array(z.object({ id: z.enum(STANDARD_STAGES), saw: z.int(), did: z.int(), open: z.int(), sentence: z.string() })),
      runs: z.array(runRow),
    }),
    permission: 'data.read',
  }),
  'standardise.run': define({
    kind: 'job',
    summary: 'Run the chain over every transaction of the case',
    input: z.object({
      caseId: caseIdField,
      /** Also take on the category proposals that are at least this sure (0 to 100). */
      acceptFrom: z.int().min(50).max(100).optional(),
    }),
    output: jobStarted,
    permission: 'data.standardise',
    audit: 'standardise.started',
  }),
  'standardise.undo': define({
    kind: 'command',
    summary: 'Undo single changes, or everything one act changed',
    input: z.object({ caseId: caseIdField, runId: rowIdField.optional(), operationIds: z.array(rowIdField).max(10_000).default([]) }),
    output: z.object({
      undone: z.int(),
      /** Undoing much is finished by a job. */
      jobId: jobIdField.nullable(),
    }),
    permission: 'data.standardise',
    audit: 'standardise.undone',
  }),
  'operation.page': define({
    kind: 'query',
    summary: 'Changes on top of raw values: of one transaction, one act, or all',
    input: z.object({ caseId: caseIdField, transactionId: rowIdField.optional(), runId: rowIdField.optional(), ...pageInput }),
    output: page(operationRow),
    permission: 'data.read',
  }),

  'category.list': define({
    kind: 'query',
    summary: 'The chart of categories, and the categories the files write',
    input: caseInput,
    output: z.object({ categories: z.array(categoryRow), texts: z.array(categoryTextRow) }),
    permission: 'data.read',
  }),
  'category.save': define({
    kind: 'command',
    summary: 'Add or change a category of the chart',
    input: z.object({
      caseId: caseIdField,
      id: rowIdField.optional(),
      code: z.string().trim().min(1).max(20),
      name: z.string().trim().min(1).max(120),
      parentId: rowIdField.nullable(),
      kind: z.enum(CATEGORY_KINDS),
    }),
    output: z.object({ id: rowIdField }),
    permission: 'data.standardise',
    audit: 'category.saved',
  }),
  'category.remove': define({
    kind: 'command',
    summary: 'Take a category that nothing stands in out of the chart',
    input: z.object({ caseId: caseIdField, id: rowIdField }),
    output: z.object({}),
    permission: 'data.standardise',
    audit: 'category.removed',
  }),
  'category.map': define({
    kind: 'command',
    summary: 'Say what a category as the files write it means in the chart',
    input: z.object({ caseId: caseIdField, textId: rowIdField, categoryId: rowIdField.nullable() }),
    output: changed,
    permission: 'data.standardise',
    audit: 'category.mapped',
  }),
  'category.page': define({
    kind: 'query',
    summary: 'Transactions with their category, or with the one proposed',
    input: z.object({
      caseId: caseIdField,
      state: z.enum(['proposed', 'open', 'decided', 'all']).default('all'),
      categoryId: rowIdField.optional(),
      vendorId: rowIdField.optional(),
      filter: filterField,
      sort: sortField,
      ...pageInput,
    }),
    output: page(standardRow),
    permission: 'data.read',
  }),
  'category.decide': define({
    kind: 'command',
    summary: 'Put transactions, or all of some vendors, into a category',
    input: z.object({
      caseId: caseIdField,
      transactionIds: z.array(rowIdField).max(10_000).default([]),
      vendorIds: z.array(rowIdField).max(200).default([]),
      /** null takes the decision back; `proposed` takes each transaction's own proposal. */
      categoryId: z.union([rowIdField, z.literal('proposed'), z.null()]),
    }),
    output: changed,
    permission: 'data.standardise',
    audit: 'category.decided',
  }),

  'vendor.page': define({
    kind: 'query',
    summary: 'Vendors with their spellings, transactions and sums',
    input: z.object({ caseId: caseIdField, filter: filterField, sort: sortField, ...pageInput }),
    output: page(vendorRow),
    permission: 'data.read',
  }),
  'vendor.members': define({
    kind: 'query',
    summary: 'The spellings that stand for one vendor',
    input: z.object({ caseId: caseIdField, vendorId: rowIdField, ...pageInput }),
    output: page(spellingRow),
    permission: 'data.read',
  }),
  'vendor.merge': define({
    kind: 'command',
    summary: 'Make several vendors one; later runs keep to it',
    input: z.object({ caseId: caseIdField, vendorIds: z.array(rowIdField).min(2).max(200), name: z.string().trim().max(200).default('') }),
    output: changed.extend({ vendorId: rowIdField }),
    permission: 'data.standardise',
    audit: 'vendor.merged',
  }),
  'vendor.unmerge': define({
    kind: 'command',
    summary: 'Take spellings out of a vendor, together as one of their own; later runs keep to it',
    input: z.object({ caseId: caseIdField, nameIds: z.array(rowIdField).min(1).max(1000) }),
    output: changed.extend({ vendorId: rowIdField }),
    permission: 'data.standardise',
    audit: 'vendor.unmerged',
  }),
  'vendor.rename': define({
    kind: 'command',
    summary: 'Name a vendor',
    input: z.object({ caseId: caseIdField, vendorId: rowIdField, name: z.string().trim().min(1).max(200) }),
    output: changed,
    permission: 'data.standardise',
    audit: 'vendor.renamed',
  }),

  'rule.list': define({
    kind: 'query',
    summary: 'The rules in the order they are applied',
    input: caseInput,
    output: z.object({ rules: z.array(ruleRow) }),
    permission: 'data.read',
  }),
  'rule.preview': define({
    kind: 'query',
    summary: 'What a rule would do, before it is saved',
    input: z.object({ caseId: caseIdField, id: rowIdField.optional(), body: ruleBody }),
    output: z.object({
      /** Transactions looked at; all of them unless the time set for a preview ran out. */
      looked: z.int(),
      complete: z.boolean(),
      matched: z.int(),
      /** Matched, and something would change. */
      changes: z.int(),
      first: z.array(z.object({ row: standardRow, becomes: z.array(z.object({ field: z.string(), from: z.string(), to: z.string() })) })),
      /** Other rules that set the same thing differently on the same transactions, or keep this one away. */
      conflicts: z.array(
        z.object({ ruleId: rowIdField, title: z.string(), rows: z.int(), kind: z.enum(['overrides', 'overridden', 'stops']) }),
      ),
      problem: z.string().nullable(),
    }),
    permission: 'data.read',
  }),
  'rule.save': define({
    kind: 'command',
    summary: 'Save a rule; a changed rule gets a new version',
    input: z.object({ caseId: caseIdField, id: rowIdField.optional(), body: ruleBody }),
    output: z.object({ id: rowIdField, version: z.int() }),
    permission: 'data.standardise',
    audit: 'rule.saved',
  }),
  'rule.reorder': define({
    kind: 'command',
    summary: 'Set the order in which rules are applied',
    input: z.object({ caseId: caseIdField, ids: z.array(rowIdField).min(1).max(1000) }),
    output: z.object({}),
    permission: 'data.standardise',
    audit: 'rule.reordered',
  }),
  'rule.enable': define({
    kind: 'command',
    summary: 'Switch a rule on or off',
    input: z.object({ caseId: caseIdField, id: rowIdField, enabled: z.boolean() }),
    output: z.object({}),
    permission: 'data.standardise',
    audit: 'rule.enabled',
  }),
  'rule.remove': define({
    kind: 'command',
    summary: 'Take a rule out of the list; what it changed stays until the next run',
    input: z.object({ caseId: caseIdField, id: rowIdField }),
    output: z.object({}),
    permission: 'data.standardise',
    audit: 'rule.removed',
  }),
};
