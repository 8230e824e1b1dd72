import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Layout } from '../../shared/contract/import.ts';
import { newId, type UploadId } from '../../shared/ids.ts';
import { importSealed } from '../features/import/job.ts';
import { LIMITS } from '../../shared/limits.ts';
import { OperatingError } from '../../shared/errors.ts';
import type { JobContext } from '../jobs/runner.ts';
import type { CaseStore } from '../vault/store.ts';
import type { JobDependencies } from './job-dependencies.ts';

interface SampleManifest {
  readonly name: string;
  readonly reference: string;
  readonly currency: string;
  readonly sources: readonly {
    readonly file: string;
    readonly kind: 'bank' | 'ledger' | 'payments';
    readonly name: string;
    readonly account: string;
    readonly layout?: Partial<Layout>;
  }[];
}

/** What the sample case is made of. */
export function sampleManifest(resourcesDir: string): SampleManifest {
  return JSON.parse(readFileSync(join(resourcesDir, 'sample', 'sample.json'), 'utf8')) as SampleManifest;
}

/**
 * Brings the files of the sample case in by the road every file takes: sealed as evidence, read, checked, stored. A file
 * already in the case is passed over, so that an interrupted start goes on where it stopped.
 */
export async function loadSample(
  d: JobDependencies,
  context: JobContext,
): Promise<{ sourceIds: Record<'bank' | 'ledger' | 'payments', number[]> }> {
  const caseId = context.caseId!;
  const store = d.case(caseId);
  const manifest = sampleManifest(d.resourcesDir);
  for (const [i, file] of manifest.sources.entries()) {
    const step = `${i + 1} of ${manifest.sources.length}`;
    if (context.signal.aborted) throw new OperatingError('cancelled', 'The job was stopped.');
    const uploadId = sealFile(store, context, join(d.resourcesDir, 'sample', file.file), file.file);
    if (uploadId === null) continue;
    await importSealed(
      d,
      { ...context, progress: (stage, done, total, unit) => context.progress(`File ${step}: ${stage.toLowerCase()}`, done, total, unit) },
      caseId,
      { uploadId, kind: file.kind, name: file.name, account: file.account, ...(file.layout ? { layout: file.layout } : {}) },
    );
  }
  const rows = store.read((db) =>
    db.all<{ id: number; kind: 'bank' | 'ledger' | 'payments' }>(`SELECT id, kind FROM source WHERE state = 'ready' ORDER BY id`),
  );
  const of = (kind: string): number[] => rows.filter((row) => row.kind === kind).map((row) => row.id);
  return { sourceIds: { bank: of('bank'), ledger: of('ledger'), payments: of('payments') } };
}

function sealFile(store: CaseStore, context: JobContext, path: string, fileName: string): UploadId | null {
  const bytes = readFileSync(path);
  const writer = store.blobs.begin(fileName);
  for (let from = 0; from < bytes.length; from += LIMITS.uploadSliceBytes)
    writer.write(bytes.subarray(from, from + LIMITS.uploadSliceBytes));
  const sealed = writer.finish();
  if (store.read((db) => db.get(`SELECT 1 FROM source WHERE sha256 = ? AND state = 'ready'`, sealed.sha256))) return null;
  const uploadId = newId<UploadId>();
  const now = new Date().toISOString();
  store.write(
    context.actor,
    'case.create',
    {
      action: 'evidence.sealed',
      object: `blob ${sealed.id}`,
      summary: `The file “${fileName}” was sealed as evidence.`,
      detail: { sha256: sealed.sha256, bytes: sealed.bytes, fileName },
    },
    (tx) => {
      tx.run(
        `INSERT INTO blob (id, sha256, bytes, file_name, sealed_at, sealed_by) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
        sealed.id,
        sealed.sha256,
        sealed.bytes,
        fileName,
        now,
        context.actor.name,
      );
      tx.run(
        `INSERT INTO upload (id, file_name, size_bytes, state, blob_id, created_at, created_by) VALUES (?, ?, ?, 'sealed', ?, ?, ?)`,
        uploadId,
        fileName,
        sealed.bytes,
        sealed.id,
        now,
        context.actor.name,
      );
    },
  );
  return uploadId;
}
