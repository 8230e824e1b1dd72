import { createHash, randomBytes } from 'node:crypto';
import { FORMATS_OF, type EXPORT_FORMATS, type EXPORT_SUBJECTS } from '../../../shared/contract/exports.ts';
import { OperatingError } from '../../../shared/errors.ts';
import type { ReportInput } from '../../../workers/report/input.ts';
import { renderInWorker } from '../../../workers/report/pool.ts';
import type { SessionState } from '../context.ts';
import type { JobContext, JobHandler } from '../../jobs/runner.ts';
import type { OrderCache } from '../../listing/order.ts';
import type { AuditInput } from '../../vault/audit/append.ts';
import type { AuditVerdict } from '../../vault/audit/verify.ts';
import type { CaseStore, Store } from '../../vault/store.ts';
import { collect } from './collect.ts';

/** How long a prepared file waits to be fetched. */
const TICKET_MS = 10 * 60_000;

type Subject = (typeof EXPORT_SUBJECTS)[number];
type Format = (typeof EXPORT_FORMATS)[number];

const CONTENT_TYPES: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  pdf: 'application/pdf',
  json: 'application/json; charset=utf-8',
};

export interface ExportDependencies {
  readonly workspace: Store;
  case(id: string): CaseStore;
  readonly orders: OrderCache;
  readonly session: SessionState;
  changed(caseId: string, topics: readonly 'audit'[]): void;
  readonly appVersion: string;
  checkLog(caseId: string): Promise<AuditVerdict>;
}

interface Written {
  readonly fileName: string;
  readonly format: Format;
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * The job that writes an export. The file waits in memory behind a ticket nobody can guess, works once, and its hash is
 * in the audit log, so that a file that turns up later can be told to be this one.
 */
export function exportJob(d: ExportDependencies): JobHandler {
  return {
    async run(context, rawInput) {
      const { subject, format, sourceId } = rawInput as { subject: Subject; format: Format; sourceId?: number };
      const store = d.case(context.caseId!);
      const options = { workspace: d.workspace, store, orders: d.orders, appVersion: d.appVersion, checkLog: d.checkLog, context };
      const input = await collect(options, subject, sourceId);
      // A certificate is one thing in two forms, and one entry vouches for both.
      const formats = subject === 'certificate' ? FORMATS_OF.certificate.toSorted((a) => (a === format ? -1 : 1)) : [format];
      const written: Written[] = [];
      for (const each of formats) written.push(await write(input, each, context));
      store.write(context.actor, 'report.export', entryOf(input, written), () => undefined);
      const files = written.map(({ fileName, format: type, bytes, sha256 }) => {
        const ticket = randomBytes(32).toString('base64url');
        d.session.downloads.set(ticket, { fileName, contentType: CONTENT_TYPES[type], bytes, expiresAtMs: Date.now() + TICKET_MS });
        return { ticket, fileName, bytes: bytes.length, sha256 };
      });
      d.changed(context.caseId!, ['audit']);
      return { ...files[0]!, ...(files.length > 1 ? { files } : {}) };
    },
    clear: () => Promise.resolve(),
  };
}

async function write(input: ReportInput, format: Format, context: JobContext): Promise<Written> {
  context.progress(`Writing the ${format.toUpperCase()} file`);
  const bytes = await renderInWorker(input, format, { signal: context.signal });
  if (context.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
  return { fileName: fileNameOf(input, format), format, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

const plain = (name: string): string => name.replace(/[^\p{L}\p{N} ._-]+/gu, '').trim();

/** Case, subject, the file it is of where it is of one, and the day. */
function fileNameOf(input: ReportInput, format: Format): string {
  const { head, subject } = input;
  const ofOne = subject === 'certificate' || subject === 'rejected' || (subject === 'quality' && input.file !== null);
  const source = ofOne ? plain(head.sources[0]?.fileName ?? '').slice(0, 80) : '';
  return `${[plain(head.caseName) || 'case', subject, source, head.generatedAt.slice(0, 10)].filter(Boolean).join(' - ')}.${format}`;
}

function entryOf(input: ReportInput, written: readonly Written[]): AuditInput {
  const [first] = written;
  const { fileName, sha256, bytes, format } = first!;
  if (input.subject !== 'certificate') {
    const detail = { sha256, bytes: bytes.length, subject: input.subject, format };
    return { action: 'export.finished', object: fileName, summary: `“${fileName}” was written.`, detail };
  }
  const { source, file } = input.certificate;
  // In the summary, not in the details: those can be erased, and the certificate could not be checked any more.
  const hashes = written.map((each) => `${each.format.toUpperCase()} SHA-256 ${each.sha256}`).join(', ');
  return {
    action: 'certificate.made',
    object: `source ${source.id}`,
    summary: `A certificate of the import of “${file.name}” was made: ${hashes}.`,
    detail: {
      fileSha256: file.sha256,
      files: written.map((each) => ({ name: each.fileName, sha256: each.sha256, bytes: each.bytes.length })),
    },
  };
}
