import { z } from 'zod';
import { LIMITS } from '../limits.ts';

export const caseIdField = z.string().regex(/^[0-9A-HJKMNP-TV-Z]{26}$/);
export const jobIdField = caseIdField;
export const uploadIdField = caseIdField;
export const rowIdField = z.int().positive();
export const isoDate = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
export const isoTime = z.string();
export const amountMinor = z.int();
export const nothing = z.object({});
export const jobStarted = z.object({ jobId: jobIdField });

/** A page of a list: rows `offset` to `offset + limit` of the filtered, sorted whole. */
export const pageInput = {
  offset: z.int().min(0).default(0),
  limit: z.int().min(1).max(LIMITS.pageRows).default(200),
};

/** Sort keys in order of weight; a leading `-` is descending. */
export const sortField = z
  .array(z.string().regex(/^-?[a-zA-Z]+$/))
  .max(4)
  .default([]);

/** One condition of the filter row. `text` matches anywhere, case-folded; ranges are inclusive. */
export const filterField = z
  .array(
    z.discriminatedUnion('op', [
      z.object({ column: z.string(), op: z.literal('text'), value: z.string().max(200) }),
      z.object({ column: z.string(), op: z.literal('is'), value: z.union([z.string(), z.number(), z.null()]) }),
      z.object({ column: z.string(), op: z.literal('in'), values: z.array(z.union([z.string(), z.number()])).max(200) }),
      z.object({
        column: z.string(),
        op: z.literal('range'),
        from: z.union([z.string(), z.number()]).nullable(),
        to: z.union([z.string(), z.number()]).nullable(),
      }),
    ]),
  )
  .max(20)
  .default([]);

export const page = <T extends z.ZodType>(row: T) =>
  z.object({
    /** Rows in the whole, before paging and after the filter. */
    total: z.int(),
    /** Rows in the whole without the filter. */
    unfiltered: z.int(),
    rows: z.array(row),
  });

export const problem = z.object({
  /** Stable code, e.g. AMT-UNREADABLE; the list is in `shared/problems.ts`. */
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']),
  /** 1-based physical line in the file; 0 where the finding concerns the whole file. */
  line: z.int(),
  /** 1-based field number, where one field is meant. */
  column: z.int().optional(),
  message: z.string(),
  /** The raw text of the line or field, shortened to 500 characters. */
  raw: z.string().optional(),
});
export type Problem = z.infer<typeof problem>;

/** One transaction as lists show it. */
export const transactionRow = z.object({
  id: rowIdField,
  sourceId: rowIdField,
  sourceName: z.string(),
  /** 1-based record number and physical line in the source file. */
  row: z.int(),
  line: z.int(),
  date: isoDate.nullable(),
  amountMinor,
  currency: z.string(),
  description: z.string(),
  reference: z.string(),
  counterparty: z.string(),
  category: z.string(),
  balanceMinor: z.int().nullable(),
  /** The transaction this one repeats (the same movement in an overlapping statement), or null. */
  duplicateOf: z.int().nullable(),
});
export type TransactionRow = z.infer<typeof transactionRow>;
