import { SOURCE_COLUMNS } from '../../listing/sources.ts';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { newId, type BlobId, type UploadId } from '../../../shared/ids.ts';
import { LIMITS } from '../../../shared/limits.ts';
import type { FeatureContext, Handlers } from '../context.ts';
import type { ReadableCase } from '../../vault/connection.ts';

export interface StoredUpload {
  id: UploadId;
  file_name: string;
  size_bytes: number;
  state: 'receiving' | 'sealed' | 'imported' | 'discarded';
  blob_id: BlobId | null;
}

/** The upload, which must have been sealed. Throws `not-found` or `conflict`. */
export function sealedUpload(db: ReadableCase, id: string): StoredUpload & { blob_id: BlobId; sha256: string; bytes: number } {
  const row = db.get<StoredUpload & { blob_id: BlobId; sha256: string; bytes: number }>(
    `SELECT u.*, b.sha256, b.bytes FROM upload u LEFT JOIN blob b ON b.id = u.blob_id WHERE u.id = ?`,
    id,
  );
  if (!row || row.state === 'discarded') throw new OperatingError('not-found', 'This upload is gone. Choose the file again.');
  if (!row.blob_id) throw new OperatingError('conflict', 'The file has not arrived completely yet.');
  return row;
}

/** Takes one slice of an upload. Slices come in order; a repeated or skipped one is refused, so that nothing is lost or doubled. */
export function receiveSlice(context: Pick<FeatureContext, 'session'>, uploadId: string, slice: number, bytes: Uint8Array): void {
  const upload = context.session.uploads.get(uploadId);
  if (!upload) throw new OperatingError('not-found', 'This upload is gone. Choose the file again.');
  if (slice !== upload.nextSlice) throw new OperatingError('conflict', `Slice ${upload.nextSlice} was expected, slice ${slice} came.`);
  if (bytes.length > LIMITS.uploadSliceBytes || upload.receivedBytes + bytes.length > upload.sizeBytes) {
    throw new OperatingError('too-large', 'More bytes came than the file was announced with.');
  }
  try {
    upload.writer.write(bytes);
  } catch (error) {
    // The writer has given the file up: going on with it would seal something else than what was sent.
    context.session.uploads.delete(uploadId);
    throw error;
  }
  upload.nextSlice++;
  upload.receivedBytes += bytes.length;
}

export const uploadHandlers: Handlers<'import.begin' | 'import.seal' | 'import.discard'> = {
  'import.begin': (context, { caseId, fileName, sizeBytes }) => {
    if (sizeBytes > LIMITS.sourceFileBytes) throw new OperatingError('too-large', 'The file is larger than 64 GiB. Ask for it in parts.');
    const store = context.case(caseId);
    const uploadId = newId<UploadId>();
    context.write(
      store,
      { object: `upload ${uploadId}`, summary: `Receiving the file “${fileName}” began.`, detail: { sizeBytes } },
      (tx) => {
        tx.run(
          `INSERT INTO upload (id, file_name, size_bytes, state, created_at, created_by) VALUES (?, ?, ?, 'receiving', ?, ?)`,
          uploadId,
          fileName,
          sizeBytes,
          new Date().toISOString(),
          context.actor.name,
        );
      },
    );
    context.session.uploads.set(uploadId, {
      caseId,
      fileName,
      sizeBytes,
      nextSlice: 0,
      receivedBytes: 0,
      writer: store.blobs.begin(fileName),
    });
    return { uploadId, sliceBytes: LIMITS.uploadSliceBytes };
  },

  'import.seal': (context, { caseId, uploadId }) => {
    const upload = context.session.uploads.get(uploadId);
    if (!upload || upload.caseId !== caseId) throw new OperatingError('not-found', 'This upload is gone. Choose the file again.');
    if (upload.receivedBytes !== upload.sizeBytes) {
      throw new OperatingError('conflict', `The file was announced with ${upload.sizeBytes} bytes, ${upload.receivedBytes} arrived.`);
    }
    const store = context.case(caseId);
    context.session.uploads.delete(uploadId);
    // The sealed file is durable before its row is written: a crash in between leaves an orphan that the sweep removes.
    const sealed = upload.writer.finish();
    context.write(
      store,
      {
        object: `blob ${sealed.id}`,
        summary: `The file “${upload.fileName}” was sealed as evidence.`,
        detail: { sha256: sealed.sha256, bytes: sealed.bytes, fileName: upload.fileName },
      },
      (tx) => {
        tx.run(
          `INSERT INTO blob (id, sha256, bytes, file_name, sealed_at, sealed_by) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING`,
          sealed.id,
          sealed.sha256,
          sealed.bytes,
          upload.fileName,
          new Date().toISOString(),
          context.actor.name,
        );
        tx.run(`UPDATE upload SET state = 'sealed', blob_id = ? WHERE id = ?`, sealed.id, uploadId);
      },
    );
    context.changed(caseId, ['audit']);
    const already = store.read((db) =>
      db.get<SourceSummary>(
        `SELECT ${SOURCE_COLUMNS} FROM source WHERE sha256 = ? AND state = 'ready' ORDER BY id DESC LIMIT 1`,
        sealed.sha256,
      ),
    );
    return { sha256: sealed.sha256, sizeBytes: sealed.bytes, alreadyImportedAs: already ?? null };
  },

  'import.discard': (context, { caseId, uploadId }) => {
    const store = context.case(caseId);
    context.write(store, { object: `upload ${uploadId}`, summary: 'An upload was dropped before import.' }, (tx) => {
      const known = tx.get(`SELECT 1 FROM upload WHERE id = ?`, uploadId);
      if (!known) throw new OperatingError('not-found', 'This case has no such upload.');
      tx.run(`UPDATE upload SET state = 'discarded' WHERE id = ? AND state IN ('receiving', 'sealed')`, uploadId);
    });
    context.session.uploads.get(uploadId)?.writer.abort();
    context.session.uploads.delete(uploadId);
    for (const key of context.session.inspections.keys()) if (key.startsWith(uploadId)) context.session.inspections.delete(key);
    return {};
  },
};
