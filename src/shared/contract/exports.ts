import { z } from 'zod';
import { define } from './define.ts';
import { caseIdField, jobStarted } from './common.ts';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'pdf'] as const;
export const EXPORT_SUBJECTS = ['reconciliation', 'flags', 'transactions', 'audit'] as const;

export const exportCommands = {
  /** The job's result holds `{ ticket, fileName, bytes, sha256 }`; the file is at /download/<ticket>, once, for ten minutes. */
  'export.run': define({
    kind: 'job',
    summary: 'Write the reconciliation, the flags, the transactions or the audit log as a file',
    input: z.object({ caseId: caseIdField, subject: z.enum(EXPORT_SUBJECTS), format: z.enum(EXPORT_FORMATS) }),
    output: jobStarted,
    permission: 'report.export',
    audit: 'export.made',
  }),
};
