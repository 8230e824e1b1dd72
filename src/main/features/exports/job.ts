import { createHash, randomBytes } from 'node:crypto';
import type { EXPORT_FORMATS, EXPORT_SUBJECTS } from '../../../shared/contract/exports.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { renderInWorker } from '../../../workers/report/pool.ts';
import type { SessionState } from '../context.ts';
import type { JobHandler } from '../../jobs/runner.ts';
import type { AuditVerdict } from '../../vault/audit/verify.ts';
import type { CaseStore, Store } from '../../vault/store.ts';
import { collect } from './collect.ts';

/** How long a prepared file waits to be fetched. */
const TICKET_MS = 10 * 60_000;

const CONTENT_TYPES = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
} as const;

export interface ExportDependencies {
  readonly workspace: Store;
  case(id: string): CaseStore;
  readonly session: SessionState;
  changed(caseId: string, topics: readonly 'audit'[]): void;
  readonly appVersion: string;
  checkLog(caseId: string): Promise<AuditVerdict>;
}

/**
 * The job that writes an export. The file waits in memory behind a ticket nobody can guess, works once, and its hash is
 * in the audit log, so that a file that turns up later can be told to be this one.
 */
export function exportJob(d: ExportDependencies): JobHandler {
  return {
    async run(context, rawInput) {
      const { subject, format } = rawInput as { subject: (typeof EXPORT_SUBJECTS)[number]; format: (typeof EXPORT_FORMATS)[number] };
      const store = d.case(context.caseId!);
      const input = await collect({ workspace: d.workspace, store, appVersion: d.appVersion, checkLog: d.checkLog, context }, subject);
      context.progress('Writing the file');
      const bytes = await renderInWorker(input, format, { signal: context.signal });
      if (context.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
      const sha256 = createHash('sha256').update(bytes).digest('hex');
      const fileName = `${input.head.caseName.replace(/[^\p{L}\p{N} ._-]+/gu, '').trim() || 'case'} - ${subject} - ${input.head.generatedAt.slice(0, 10)}.${format}`;
      const ticket = randomBytes(32).toString('base64url');
      store.write(
        context.actor,
        'report.export',
        {
          action: 'export.finished',
          object: fileName,
          summary: `“${fileName}” was written.`,
          detail: { sha256, bytes: bytes.length, subject, format },
        },
        () => undefined,
      );
      d.session.downloads.set(ticket, { fileName, contentType: CONTENT_TYPES[format], bytes, expiresAtMs: Date.now() + TICKET_MS });
      d.changed(context.caseId!, ['audit']);
      return { ticket, fileName, bytes: bytes.length, sha256 };
    },
    clear: () => Promise.resolve(),
  };
}
