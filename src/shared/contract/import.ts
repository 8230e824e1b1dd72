import { z } from 'zod';
import { define } from './define.ts';
import { caseIdField, jobStarted, page, pageInput, problem, rowIdField, uploadIdField } from './common.ts';
import { equation, SOURCE_KINDS, sourceSummary, statementSummary } from './cases.ts';

/** What a column of a statement can mean. `ignore` columns stay readable in the source line. */
export const COLUMN_ROLES = [
  'date',
  'valueDate',
  'amount',
  'debit',
  'credit',
  'sign',
  'balance',
  'description',
  'reference',
  'counterparty',
  'category',
  'currency',
  'account',
  'ignore',
] as const;
export type ColumnRole = (typeof COLUMN_ROLES)[number];

/** What a file can be recognised as. Tables have columns to understand; statements name their own fields. */
/** `xml` and `html`: what some banks send under the name of an Excel file. */
export const TABLE_FORMATS = ['csv', 'xlsx', 'xlsb', 'xls', 'ods', 'xml', 'html'] as const;
export const FORMATS = [
  ...TABLE_FORMATS,
  'ofx1',
  'ofx2',
  'qif',
  'mt940',
  'mt942',
  'camt052',
  'camt053',
  'camt054',
  'bai2',
  'ach',
  'pdf',
  'text',
] as const;
export type Format = (typeof FORMATS)[number];

/** Everything needed to read a file the same way again. Of a statement format only the encoding and the last four parts matter. */
export const layout = z.object({
  format: z.enum(FORMATS),
  /** Which sheet of a workbook is read. */
  sheet: z.string().max(200).optional(),
  encoding: z.string(),
  delimiter: z.string(),
  quote: z.string(),
  escape: z.string(),
  /** Records before the header (titles, account blocks); they stay in the evidence and are not transactions. */
  preambleRows: z.int().min(0),
  hasHeader: z.boolean(),
  columns: z.array(z.object({ index: z.int().min(0), name: z.string(), role: z.enum(COLUMN_ROLES) })).max(2000),
  /** Order of the parts of a date, and the exact pattern in words of the calendar module, e.g. `dd/MM/yyyy`. */
  dateFormat: z.string(),
  decimalMark: z.enum(['.', ',']),
  /** `signed`: as written. `inverted`: money out is written positive. `debit-credit`: two columns. `sign-word`: a column says which. */
  signRule: z.enum(['signed', 'inverted', 'debit-credit', 'sign-word']),
  currency: z.string(),
  /** The account column names the accounts of the file: each is a statement of its own. */
  perAccount: z.boolean().optional(),
});
export type Layout = z.infer<typeof layout>;

/** A question that only a person can answer. Import is refused while one is open. */
export const question = z.object({
  code: z.enum(['date-order', 'sign', 'columns', 'currency', 'file-duplicate']),
  text: z.string(),
  /** `patch` is merged over the layout when the choice is taken. */
  choices: z.array(z.object({ label: z.string(), example: z.string(), patch: layout.partial() })),
});

export const previewRow = z.object({
  row: z.int(),
  line: z.int(),
  cells: z.array(z.string()),
  date: z.string().nullable(),
  amountMinor: z.int().nullable(),
  balanceMinor: z.int().nullable(),
  description: z.string(),
  reference: z.string(),
  counterparty: z.string(),
  category: z.string(),
  problems: z.array(problem),
});

/** What the reader understood of a file: shown before import, and made by the code that imports. */
export const inspection = z.object({
  format: z.enum([...FORMATS, 'unknown']),
  layout,
  /** How each part of the layout was decided, in words, with a confidence of 0 to 100. */
  reasons: z.array(z.object({ about: z.string(), decision: z.string(), because: z.string(), confidence: z.number() })),
  questions: z.array(question),
  fileBytes: z.int(),
  rowsRead: z.int(),
  rowsKept: z.int(),
  rowsRejected: z.int(),
  firstDate: z.string().nullable(),
  lastDate: z.string().nullable(),
  inMinor: z.int(),
  outMinor: z.int(),
  openingMinor: z.int().nullable(),
  closingMinor: z.int().nullable(),
  balance: z.enum(['proved', 'differs', 'none']),
  /** The equations checked, each true or with its difference. */
  equations: z.array(equation),
  account: z.string().nullable(),
  /** The first thousand statements of the file, and how many there are. */
  statements: z.array(statementSummary),
  statementsTotal: z.int(),
  /** The sheets of a workbook. */
  sheets: z.array(z.object({ name: z.string(), rows: z.int(), columns: z.int(), hidden: z.boolean() })),
  preview: z.array(previewRow),
  problems: z.array(problem),
  problemCounts: z.record(z.string(), z.int()),
  /** Stable digest of header names and column types: the key of saved mappings. */
  fingerprint: z.string(),
});
export type Inspection = z.infer<typeof inspection>;

export const importCommands = {
  'import.begin': define({
    kind: 'command',
    summary: 'Announce a file; its bytes follow in slices to /upload/<uploadId>/<n>',
    input: z.object({ caseId: caseIdField, fileName: z.string().min(1).max(500), sizeBytes: z.int().min(0) }),
    output: z.object({ uploadId: uploadIdField, sliceBytes: z.int() }),
    permission: 'data.import',
    audit: 'import.begun',
  }),
  'import.seal': define({
    kind: 'command',
    summary: 'Close the upload: the file is hashed, encrypted and kept as evidence',
    input: z.object({ caseId: caseIdField, uploadId: uploadIdField }),
    output: z.object({ sha256: z.string(), sizeBytes: z.int(), alreadyImportedAs: sourceSummary.nullable() }),
    permission: 'data.import',
    audit: 'evidence.sealed',
  }),
  'import.inspect': define({
    kind: 'query',
    summary: 'Read the sealed file and say what it understood, with a preview',
    input: z.object({ caseId: caseIdField, uploadId: uploadIdField, layout: layout.partial().optional() }),
    output: inspection.extend({
      /** The saved mapping that the file was read with, and the version of it. */
      mapping: z.object({ id: rowIdField, name: z.string(), version: z.int(), usedAt: z.string() }).nullable(),
      /** A saved mapping for files of this header that was not used, because the file itself speaks against it. */
      mappingSetAside: z.object({ id: rowIdField, name: z.string(), because: z.string() }).nullable(),
    }),
    permission: 'data.import',
  }),
  'import.run': define({
    kind: 'job',
    summary: 'Import the sealed file: all of its rows or none',
    input: z.object({
      caseId: caseIdField,
      uploadId: uploadIdField,
      kind: z.enum(SOURCE_KINDS),
      name: z.string().trim().min(1).max(200),
      account: z.string().trim().max(100).default(''),
      layout: layout.partial().optional(),
      saveMappingAs: z.string().trim().max(100).optional(),
      /**
       * What a person chose row by row, by record number (`previewRow.row`): `add` rows are movements of their own whatever the
       * case holds, `skip` rows are stored and do not count. All others are merged: counted as often as the files have them.
       */
      rowChoices: z
        .object({
          add: z.array(z.int().min(1)).max(5000),
          skip: z.array(z.int().min(1)).max(5000),
          reason: z.string().trim().max(500).default(''),
        })
        .optional(),
    }),
    output: jobStarted,
    permission: 'data.import',
    audit: 'import.started',
  }),
  'import.discard': define({
    kind: 'command',
    summary: 'Drop an upload that was not imported',
    input: z.object({ caseId: caseIdField, uploadId: uploadIdField }),
    output: z.object({}),
    permission: 'data.import',
    audit: 'import.discarded',
  }),
  'import.undo': define({
    kind: 'command',
    summary: 'Take a whole import out of the case again; the file stays as evidence',
    input: z.object({ caseId: caseIdField, sourceId: rowIdField, reason: z.string().trim().max(500).default('') }),
    output: z.object({}),
    permission: 'data.import',
    audit: 'import.undone',
  }),
  'import.problems': define({
    kind: 'query',
    summary: 'What the import found wrong, line by line',
    input: z.object({ caseId: caseIdField, sourceId: rowIdField, ...pageInput }),
    output: page(problem),
    permission: 'data.read',
  }),
};
