import { z } from 'zod';
import { define } from './define.ts';
import { SOURCE_KINDS } from './cases.ts';
import { caseIdField, filterField, isoTime, page, pageInput, rowIdField, sortField, transactionRow, uploadIdField } from './common.ts';
import { layout } from './import.ts';

/** `repeat`: it adds no movement. `possible`: it counts until a person decides. `own`: a movement of its own. `left-out`: stored, not counted. */
export const REPEAT_VERDICTS = ['possible', 'repeat', 'own', 'left-out'] as const;
export type RepeatVerdict = (typeof REPEAT_VERDICTS)[number];

const agreement = z.enum(['same', 'differs', 'unknown', 'renumbered']);

/** What spoke for and against a pair when the engine decided. Empty where a person did, or before decisions were kept. */
export const pairEvidence = z
  .object({
    account: agreement,
    currency: agreement,
    description: agreement,
    /** `renumbered`: the identifiers of these two files never agree, so they only number the lines. */
    identifier: agreement,
    balance: agreement,
    /** Equal rows in the file, and equal movements that were held before it. */
    inFile: z.int(),
    held: z.int(),
  })
  .partial();
export type PairEvidence = z.infer<typeof pairEvidence>;

export const repeatDecision = z.object({
  id: rowIdField,
  verdict: z.enum(REPEAT_VERDICTS),
  /** Why, as a stable name, and the version of the rules. */
  rule: z.string(),
  ruleVersion: z.string(),
  evidence: pairEvidence,
  decidedBy: z.enum(['engine', 'person']),
  decider: z.string(),
  at: isoTime,
  reason: z.string(),
  /** What a person decided in one step is undone in one step; 0 for the engine. */
  act: z.int(),
});
export type RepeatDecision = z.infer<typeof repeatDecision>;

/** A row and the movement that it repeats or may repeat, side by side. */
export const repeatPair = repeatDecision.extend({ transaction: transactionRow, other: transactionRow.nullable() });
export type RepeatPair = z.infer<typeof repeatPair>;

const reason = z.string().trim().max(500).default('');

export const COMPARED_KINDS = ['only-a', 'only-b', 'differs', 'same'] as const;

export const overlapCommands = {
  'overlap.page': define({
    kind: 'query',
    summary: 'The pairs of a file: rows that repeat, or may repeat, movements of other files',
    input: z.object({
      caseId: caseIdField,
      sourceId: rowIdField,
      verdict: z.enum(REPEAT_VERDICTS).optional(),
      filter: filterField,
      sort: sortField,
      ...pageInput,
    }),
    output: page(repeatPair).extend({ counts: z.record(z.enum(REPEAT_VERDICTS), z.int()) }),
    permission: 'data.read',
  }),
  'overlap.preview': define({
    kind: 'query',
    summary: 'Before the import: which rows of a sealed file other files of the case hold already',
    input: z.object({
      caseId: caseIdField,
      uploadId: uploadIdField,
      kind: z.enum(SOURCE_KINDS),
      account: z.string().trim().max(100).default(''),
      layout: layout.partial().optional(),
    }),
    output: z.object({
      repeats: z.int(),
      possible: z.int(),
      /** The first thousand, by the record numbers that `rowChoices` of the import takes. */
      rows: z.array(
        z.object({
          row: z.int(),
          verdict: z.enum(['repeat', 'possible']),
          rule: z.string(),
          evidence: pairEvidence,
          other: transactionRow,
        }),
      ),
    }),
    permission: 'data.import',
  }),
  'overlap.history': define({
    kind: 'query',
    summary: 'Every verdict there ever was on a row, the newest first',
    input: z.object({ caseId: caseIdField, transactionId: rowIdField }),
    output: z.object({ decisions: z.array(repeatDecision.extend({ otherId: rowIdField.nullable(), undoneBy: rowIdField.nullable() })) }),
    permission: 'data.read',
  }),
  'overlap.decide': define({
    kind: 'command',
    summary: 'Say of rows that they are movements of their own, repeats, or not to be counted',
    input: z.object({
      caseId: caseIdField,
      /** The rows; or all rows of a file whose pairs are possible repeats. */
      transactionIds: z.array(rowIdField).min(1).max(5000).optional(),
      possibleOf: rowIdField.optional(),
      verdict: z.enum(['repeat', 'own', 'left-out']),
      /** The movement that a single row repeats; without it, the one of the pair it stands in. */
      otherId: rowIdField.optional(),
      reason,
    }),
    output: z.object({ changed: z.int(), act: z.int() }),
    permission: 'data.import',
    audit: 'overlap.decided',
  }),
  'overlap.undo': define({
    kind: 'command',
    summary: 'Take back what was decided in one step; the verdicts before it are in force again',
    input: z.object({ caseId: caseIdField, act: rowIdField, reason }),
    output: z.object({ undone: z.int() }),
    permission: 'data.import',
    audit: 'overlap.undone',
  }),
  'overlap.compare': define({
    kind: 'query',
    summary: 'Two files row by row over the days that both cover: what only one has, what both have, where they differ',
    input: z.object({ caseId: caseIdField, a: rowIdField, b: rowIdField, kind: z.enum(COMPARED_KINDS).optional(), ...pageInput }),
    output: z.object({
      /** The days that both cover, or null where there are none. */
      from: z.string().nullable(),
      to: z.string().nullable(),
      /** Rows of each file outside these days, or without a date. */
      outsideA: z.int(),
      outsideB: z.int(),
      counts: z.record(z.enum(COMPARED_KINDS), z.int()),
      total: z.int(),
      unfiltered: z.int(),
      rows: z.array(
        z.object({
          kind: z.enum(COMPARED_KINDS),
          a: transactionRow.nullable(),
          b: transactionRow.nullable(),
          /** Names of the fields whose values differ. */
          differs: z.array(z.string()),
        }),
      ),
    }),
    permission: 'data.read',
  }),
};
