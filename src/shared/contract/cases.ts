import { z } from 'zod';
import { define } from './define.ts';
import {
  caseIdField,
  filterField,
  isoDate,
  isoTime,
  jobStarted,
  page,
  pageInput,
  rowIdField,
  sortField,
  transactionRow,
} from './common.ts';

export const caseSummary = z.object({
  id: caseIdField,
  name: z.string(),
  reference: z.string(),
  currency: z.string(),
  createdAt: isoTime,
  createdBy: z.string(),
  sources: z.int(),
  transactions: z.int(),
  sample: z.boolean(),
});
export type CaseSummary = z.infer<typeof caseSummary>;

export const SOURCE_KINDS = ['bank', 'ledger', 'payments'] as const;
export const sourceSummary = z.object({
  id: rowIdField,
  /** What the file was recognised as, by its content: see `FORMATS` of the import contract. */
  format: z.string(),
  kind: z.enum(SOURCE_KINDS),
  name: z.string(),
  account: z.string(),
  currency: z.string(),
  fileName: z.string(),
  fileBytes: z.int(),
  sha256: z.string(),
  encoding: z.string(),
  rowsRead: z.int(),
  rowsKept: z.int(),
  rowsRejected: z.int(),
  duplicates: z.int(),
  firstDate: isoDate.nullable(),
  lastDate: isoDate.nullable(),
  openingMinor: z.int().nullable(),
  closingMinor: z.int().nullable(),
  inMinor: z.int(),
  outMinor: z.int(),
  /** `proved`: every running balance and the total agree. `differs`: named in the problems. `none`: no balances given. */
  balance: z.enum(['proved', 'differs', 'none']),
  problems: z.int(),
  importedAt: isoTime,
  importedBy: z.string(),
  state: z.enum(['ready', 'undone']),
});
export type SourceSummary = z.infer<typeof sourceSummary>;

/** One equation of a statement's balance proof, true or with its difference (file − computed) and the first line it fails at. */
export const equation = z.object({ name: z.string(), holds: z.boolean(), differenceMinor: z.int(), line: z.int().nullable() });

/** One statement of a file: an account and a period, with the proof by its own balances. A delimited file is mostly one statement. */
export const statementSummary = z.object({
  /** 0-based, in file order: the number that its transactions carry. */
  seq: z.int().min(0),
  /** As the file writes it; null where it doesn't say. */
  account: z.string().nullable(),
  currency: z.string(),
  number: z.string(),
  /** Of its rows. */
  firstDate: isoDate.nullable(),
  lastDate: isoDate.nullable(),
  /** The period that the statement itself says it covers. */
  periodFrom: isoDate.nullable(),
  periodTo: isoDate.nullable(),
  rows: z.int(),
  inMinor: z.int(),
  outMinor: z.int(),
  openingMinor: z.int().nullable(),
  closingMinor: z.int().nullable(),
  balance: z.enum(['proved', 'differs', 'none']),
  equations: z.array(equation),
  line: z.int(),
});
export type StatementSummary = z.infer<typeof statementSummary>;

export const caseCommands = {
  'case.list': define({
    kind: 'query',
    summary: 'The cases of this vault',
    input: z.object({}),
    output: z.object({ cases: z.array(caseSummary) }),
    permission: 'case.read',
  }),
  'case.create': define({
    kind: 'command',
    summary: 'Open a new, empty case',
    input: z.object({
      name: z.string().trim().min(1).max(200),
      reference: z.string().trim().max(100).default(''),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/)
        .default('GBP'),
    }),
    output: z.object({ case: caseSummary }),
    permission: 'case.create',
    audit: 'case.created',
  }),
  'case.rename': define({
    kind: 'command',
    summary: 'Change the name or reference of a case',
    input: z.object({ caseId: caseIdField, name: z.string().trim().min(1).max(200), reference: z.string().trim().max(100) }),
    output: z.object({ case: caseSummary }),
    permission: 'case.create',
    audit: 'case.renamed',
  }),
  'case.openSample': define({
    kind: 'job',
    summary: 'Create the sample case from the files that come with the program',
    input: z.object({}),
    output: jobStarted.extend({ caseId: caseIdField }),
    permission: 'case.create',
    audit: 'case.sample-created',
  }),
  'case.overview': define({
    kind: 'query',
    summary: 'The headline figures of a case and what to go on with',
    input: z.object({ caseId: caseIdField }),
    output: z.object({
      case: caseSummary,
      sources: z.array(sourceSummary),
      openMatches: z.int(),
      acceptedMatches: z.int(),
      unmatched: z.int(),
      /** Matched transactions of all that take part, 0 to 1, or null before the first run. */
      reconciliationRate: z.number().nullable(),
      flagsOpen: z.int(),
      flagsHigh: z.int(),
      auditEntries: z.int(),
    }),
    permission: 'case.read',
  }),
  'source.list': define({
    kind: 'query',
    summary: 'The files of a case, each with its hash and its counts',
    input: z.object({ caseId: caseIdField }),
    output: z.object({ sources: z.array(sourceSummary) }),
    permission: 'data.read',
  }),
  'source.detail': define({
    kind: 'query',
    summary: 'One file of a case with its balance proof and how it was read',
    input: z.object({ caseId: caseIdField, sourceId: rowIdField }),
    output: z.object({
      source: sourceSummary,
      equations: z.array(equation),
      /** The statements of the file in file order, the first thousand. */
      statements: z.array(statementSummary),
      /** The sheet that was read of a workbook; empty elsewhere. */
      sheet: z.string(),
      /** Version of the reader, and SHA-256 over the stored values of its transactions in order. */
      readerVersion: z.string(),
      rowsDigest: z.string().nullable(),
      /** The saved mapping it was read with, by its name then; null where there was none. */
      mapping: z.object({ id: rowIdField, name: z.string(), version: z.int() }).nullable(),
      columns: z.array(z.object({ name: z.string(), role: z.string() })),
      dateFormat: z.string(),
      decimalMark: z.string(),
      signRule: z.string(),
    }),
    permission: 'data.read',
  }),
  'transaction.page': define({
    kind: 'query',
    summary: 'Transactions of a case: filtered, sorted, by page',
    input: z.object({ caseId: caseIdField, sourceId: rowIdField.optional(), filter: filterField, sort: sortField, ...pageInput }),
    output: page(transactionRow),
    permission: 'data.read',
  }),
  'transaction.source': define({
    kind: 'query',
    summary: 'The line of the source file that a transaction came from, byte for byte',
    input: z.object({ caseId: caseIdField, transactionId: rowIdField }),
    output: z.object({
      transaction: transactionRow,
      fileName: z.string(),
      sha256: z.string(),
      line: z.int(),
      byteStart: z.int(),
      byteLength: z.int(),
      raw: z.string(),
      /** The lines around it, for reading in context. */
      before: z.array(z.string()),
      after: z.array(z.string()),
      /** Named fields of the record as the file has them. */
      fields: z.array(
        z.object({
          name: z.string(),
          value: z.string(),
          role: z.string(),
          /** Where the value stands in `raw`, in characters, where that is known exactly. */
          at: z.object({ start: z.int(), length: z.int() }).optional(),
          /** The cell of a spreadsheet, e.g. `C12`. */
          cell: z.string().optional(),
          /** Its place on the page: PDF points from the top left corner. */
          box: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
        }),
      ),
      /** The sheet that the row stands in; empty where the file is no workbook. */
      sheet: z.string(),
      /** The page of a PDF with the text on it, in PDF points from the top left corner; null where the file has no pages. */
      page: z
        .object({
          /** 1-based. */
          number: z.int(),
          width: z.number(),
          height: z.number(),
          texts: z.array(z.object({ text: z.string(), x: z.number(), y: z.number(), width: z.number(), height: z.number() })),
        })
        .nullable(),
    }),
    permission: 'data.read',
  }),
};
