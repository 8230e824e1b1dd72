import { createHash } from 'node:crypto';
import type { auditAnchor, ImportCertificate } from '../../../shared/contract/certificate.ts';
import type { z } from 'zod';
import type { Layout } from '../../../shared/contract/import.ts';
import type { BlobId } from '../../../shared/ids.ts';
import type { CertificateExport, ReportHead } from '../../../workers/report/input.ts';
import { nextTurn } from '../../jobs/runner.ts';
import { qualityOf } from '../../listing/quality.ts';
import { rowRange } from '../../listing/quality-scan.ts';
import { rowsDigestOf } from '../../vault/rows-digest.ts';
import type { CollectOptions } from './frame.ts';

type Anchor = z.infer<typeof auditAnchor>;
type Sums = ImportCertificate['controls']['sums'];

const SLICE_ROWS = 20_000;
/** Rows digested per turn: some 10 ms, since a person goes on working meanwhile. */
const DIGEST_ROWS = 4_000;

interface StoredSource {
  layout: string;
  reader_version: string;
  equations: string;
  blob_id: BlobId;
  sealedAt: string;
  sealedBy: string;
}

/**
 * Everything a certificate says. What can be computed again is: the sealed file is decrypted and hashed, the stored rows are
 * added up and digested, and the certificate says whether both are what the import noted.
 */
export async function collectCertificate(o: CollectOptions, head: ReportHead): Promise<CertificateExport> {
  const source = head.sources[0]!;
  const { store, context } = o;
  const stored = store.read((db) =>
    db.get<StoredSource>(
      `SELECT s.layout, s.reader_version, s.equations, s.blob_id, b.sealed_at AS sealedAt, b.sealed_by AS sealedBy FROM source s JOIN blob b ON b.id = s.blob_id WHERE s.id = ?`,
      source.id,
    )!,
  );
  const layout = JSON.parse(stored.layout) as Layout;
  const sha256Now = await hashAgain(o, stored.blob_id, source.fileBytes);
  const range = rowRange(store, source.id);
  const rowsDigestNow = await digestAgain(o, range.firstId ?? 1, range.lastId ?? 0);
  const sums = await addAgain(o, range.firstId ?? 1, range.lastId ?? 0);
  context.progress('Reading');
  const quality = await qualityOf({ store, caseId: store.id, orders: o.orders, signal: context.signal }, source);
  const finished = entryOf(o, 'import.finished', `source ${source.id}`);
  const decided = decisionsOf(o, finished);
  const certificate: ImportCertificate = {
    kind: 'nexus-import-certificate',
    version: 1,
    case: { id: store.id, name: head.caseName, reference: head.caseReference },
    file: {
      name: source.fileName,
      bytes: source.fileBytes,
      sha256: source.sha256,
      sealedAt: stored.sealedAt,
      sealedBy: stored.sealedBy,
      sha256Now,
      holds: sha256Now === source.sha256,
    },
    source: {
      id: source.id,
      name: source.name,
      kind: source.kind,
      account: source.account,
      currency: source.currency,
      state: source.state,
    },
    reading: {
      format: source.format,
      readerVersion: stored.reader_version,
      encoding: source.encoding,
      sheet: layout.sheet ?? '',
      delimiter: layout.delimiter,
      quote: layout.quote,
      preambleRows: layout.preambleRows,
      hasHeader: layout.hasHeader,
      dateFormat: layout.dateFormat,
      decimalMark: layout.decimalMark,
      signRule: layout.signRule,
      columns: layout.columns.map(({ name, role, index }) => ({ name: name || `Column ${index + 1}`, role })),
      mapping: decided.mapping,
      reasons: decided.reasons,
    },
    counts: {
      read: source.rowsRead,
      kept: source.rowsKept,
      rejected: source.rowsRejected,
      repeatsAtImport: source.duplicates,
      repeatsNow: quality.repeats,
    },
    controls: {
      sums,
      firstDate: source.firstDate,
      lastDate: source.lastDate,
      rowsDigest: range.digest,
      rowsDigestNow,
      holds: rowsDigestNow === range.digest && sums.reduce((n, { rows }) => n + rows, 0) === source.rowsKept,
    },
    balance: source.balance,
    equations: JSON.parse(stored.equations) as ImportCertificate['equations'],
    statements: quality.statements,
    statementsTotal: quality.statementsTotal,
    findings: quality.findings.map(({ code, severity, count, rejects, examples }) => ({
      ...{ code, severity, count, rejects },
      sentence: examples[0]?.message ?? '',
    })),
    findingsComplete: quality.findingsComplete,
    score: quality.score,
    parts: quality.parts,
    imported: { at: source.importedAt, by: source.importedBy, entry: finished },
    sealed: entryOf(o, 'evidence.sealed', `blob ${stored.blob_id}`),
    log: { entries: head.audit!.entries, head: head.audit!.head, holds: head.audit!.holds === true },
    made: { at: head.generatedAt, by: head.generatedBy, program: `NEXUS Examiner ${head.programVersion}` },
    check: stepsOf(source.fileName, finished, head.audit!.entries),
  };
  return { subject: 'certificate', head, certificate };
}

/** @param entries length of the log before the certificate's own entry */
function stepsOf(fileName: string, finished: Anchor | null, entries: number): string[] {
  return [
    `The file: run “sha256sum '${fileName.replaceAll("'", "'\\''")}'” on the original and compare with the SHA-256 given here.`,
    'This certificate: run “sha256sum” on it. Its audit entry, the first one with the action “certificate.made” for this source ' +
      `behind entry ${entries}, names the SHA-256 of the PDF and of the JSON.`,
    `The log: run “nexus audit verify --vault DIR”, or Verify on the screen Audit log. It checks that no entry was altered, left out or put in${
      finished === null ? '.' : `, entry ${finished.seq} and its hash among them.`
    }`,
    'The rows: the same check compares the stored rows with the digest given here, which the entry of the import holds.',
  ];
}

async function hashAgain(o: CollectOptions, blobId: BlobId, bytes: number): Promise<string> {
  const hash = createHash('sha256');
  let done = 0;
  for (const piece of o.store.blobs.stream(blobId)) {
    o.context.signal.throwIfAborted();
    hash.update(piece);
    o.context.progress('Reading the sealed file again', (done += piece.length), bytes, 'bytes');
    await nextTurn();
  }
  return hash.digest('hex');
}

async function digestAgain(o: CollectOptions, firstId: number, lastId: number): Promise<string> {
  const all = <T>(sql: string, ...params: unknown[]): T[] => o.store.read((db) => db.all<T>(sql, ...params));
  const steps = rowsDigestOf({ all }, firstId, lastId, 0, DIGEST_ROWS);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    o.context.signal.throwIfAborted();
    o.context.progress('Computing the digest of the rows again', step.value, lastId - firstId + 1, 'rows');
    await nextTurn();
  }
}

/** Floating sums of integers of one sign: they never overflow, and are exact as long as they end within what is exact. */
async function addAgain(o: CollectOptions, firstId: number, lastId: number): Promise<Sums> {
  const sums = new Map<string, { rows: number; inMinor: number; outMinor: number }>();
  for (let from = firstId; from <= lastId; from += SLICE_ROWS) {
    o.context.signal.throwIfAborted();
    const slice = o.store.read((db) =>
      db.all<{ currency: string; rows: number; inMinor: number; outMinor: number }>(
        `SELECT currency, count(*) AS rows, total(max(amount_minor, 0)) AS inMinor, total(max(-amount_minor, 0)) AS outMinor FROM txn WHERE id BETWEEN ? AND ? GROUP BY currency`,
        from,
        Math.min(lastId, from + SLICE_ROWS - 1),
      ),
    );
    for (const { currency, rows, inMinor, outMinor } of slice) {
      const sum = sums.get(currency) ?? { rows: 0, inMinor: 0, outMinor: 0 };
      sums.set(currency, { rows: sum.rows + rows, inMinor: sum.inMinor + inMinor, outMinor: sum.outMinor + outMinor });
    }
    await nextTurn();
  }
  const exact = (minor: number): number | null => (Number.isSafeInteger(minor) ? minor : null);
  return [...sums]
    .map(([currency, { rows, inMinor, outMinor }]) => ({ currency, rows, inMinor: exact(inMinor), outMinor: exact(outMinor) }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}

/** The newest entry of one action on one object. */
function entryOf(o: CollectOptions, action: string, object: string): Anchor | null {
  const filter = [
    { column: 'action', op: 'is', value: action },
    { column: 'object', op: 'is', value: object },
  ] as const;
  const [row] = o.store.audit.page({ filter, offset: 0, limit: 1 }).rows;
  return row === undefined ? null : { seq: row.seq, hash: row.hash, at: row.at, by: row.actor, role: row.role };
}

type Decisions = Pick<ImportCertificate['reading'], 'mapping' | 'reasons'>;

/** How each part of the layout was decided, where the entry of the import kept it and its details were not erased. */
function decisionsOf(o: CollectOptions, finished: Anchor | null): Decisions {
  const row = o.store.read((db) => db.get<{ detail: string }>(`SELECT detail FROM audit_detail WHERE seq = ?`, finished?.seq ?? 0));
  const kept = row === undefined ? {} : (JSON.parse(row.detail) as Partial<Decisions>);
  return { mapping: kept.mapping ? { name: kept.mapping.name, version: kept.mapping.version } : null, reasons: kept.reasons ?? [] };
}
