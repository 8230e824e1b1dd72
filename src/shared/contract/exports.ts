import { z } from 'zod';
import { define } from './define.ts';
import { caseIdField, jobStarted, rowIdField } from './common.ts';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'pdf', 'json'] as const;
export const EXPORT_SUBJECTS = ['reconciliation', 'flags', 'transactions', 'audit', 'quality', 'certificate', 'rejected'] as const;

/** What each subject can be written as. A certificate is always made as PDF and JSON together; the format says which comes first. */
export const FORMATS_OF: Readonly<Record<(typeof EXPORT_SUBJECTS)[number], readonly (typeof EXPORT_FORMATS)[number][]>> = {
  reconciliation: ['xlsx', 'csv', 'pdf'],
  flags: ['xlsx', 'csv', 'pdf'],
  transactions: ['xlsx', 'csv', 'pdf'],
  audit: ['xlsx', 'csv', 'pdf'],
  quality: ['pdf', 'json', 'xlsx'],
  certificate: ['pdf', 'json'],
  rejected: ['csv', 'xlsx'],
};

export const exportCommands = {
  /**
   * The job's result holds `{ ticket, fileName, bytes, sha256 }`; the file is at /download/<ticket>, once, for ten minutes.
   * Where several files were made, `files` lists them all in the same shape.
   */
  'export.run': define({
    kind: 'job',
    summary: 'Write the reconciliation, flags, transactions, audit log, quality, an import certificate or rejected rows as a file',
    input: z.object({
      caseId: caseIdField,
      subject: z.enum(EXPORT_SUBJECTS),
      format: z.enum(EXPORT_FORMATS),
      /** The file that a certificate or rejected rows are of. Quality without it is of the whole case. */
      sourceId: rowIdField.optional(),
    }),
    output: jobStarted,
    permission: 'report.export',
    audit: 'export.made',
  }),
};
