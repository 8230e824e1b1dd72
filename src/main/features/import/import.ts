import { OperatingError } from '../../../shared/errors.ts';
import type { CaseId } from '../../../shared/ids.ts';
import type { Problem } from '../../../shared/contract/common.ts';
import type { Layout } from '../../../shared/contract/import.ts';
import type { FeatureContext, Handlers, QueryHandlers } from '../context.ts';
import { takeOutOfTotals } from '../../listing/vendor-totals.ts';
import { startReader, type FileReader } from '../../reading/file-reader.ts';
import { countCase, type ImportInput } from './job.ts';
import { inspectionKey, useMapping, type MappedInspection } from './mapping.ts';
import { previewRepeats } from './preview-repeats.ts';
import { lookAgain, releaseRepeats, type Released } from './release-repeats.ts';
import { sealedUpload, uploadHandlers } from './uploads.ts';

/** Inspections kept per session, so that going back and forth between choices does not read the file again. */
const INSPECTIONS_KEPT = 12;

/** Reads a sealed upload with a reader of its own, which ends with it. */
async function withReader<T>(
  context: FeatureContext,
  caseId: string,
  uploadId: string,
  use: (reader: FileReader, fileName: string) => Promise<T>,
): Promise<T> {
  const store = context.case(caseId);
  const upload = store.read((db) => sealedUpload(db, uploadId));
  const reader = startReader((offset, length) => store.blobs.read(upload.blob_id, offset, length), upload.bytes);
  try {
    return await use(reader, upload.file_name);
  } finally {
    await reader.close();
  }
}

/** What a file was understood as with these choices, kept for the session. */
async function inspected(
  context: FeatureContext,
  reader: FileReader,
  o: { uploadId: string; fileName: string; layout: Partial<Layout> | undefined },
): Promise<MappedInspection> {
  const { inspections } = context.session;
  const key = inspectionKey(o.uploadId, o.layout);
  const held = inspections.get(key);
  if (held) return held;
  const inspection = await useMapping(context.workspace, o.layout, (chosen) => reader.inspect({ fileName: o.fileName, layout: chosen }));
  inspections.set(key, inspection);
  if (inspections.size > INSPECTIONS_KEPT) inspections.delete(inspections.keys().next().value!);
  return inspection;
}

export const importHandlers: typeof uploadHandlers & Handlers<'import.inspect' | 'import.run' | 'import.undo' | 'overlap.preview'> = {
  ...uploadHandlers,

  'import.inspect': async (context: FeatureContext, { caseId, uploadId, layout }) =>
    await withReader(context, caseId, uploadId, (reader, fileName) => inspected(context, reader, { uploadId, fileName, layout })),

  'overlap.preview': async (context: FeatureContext, { caseId, uploadId, layout, kind, account }) =>
    await withReader(context, caseId, uploadId, async (reader, fileName) => {
      const inspection = await inspected(context, reader, { uploadId, fileName, layout });
      if (inspection.questions.length > 0)
        throw new OperatingError('question-open', inspection.questions[0]!.text, {
          remedy: 'Answer the question; until then the rows can not be compared with other files.',
        });
      const named = account || inspection.account || '';
      return await previewRepeats(context.case(caseId), reader, { layout: inspection.layout, kind, account: named, told: account });
    }),

  'import.run': (context, { caseId, ...input }) => {
    const upload = context.case(caseId).read((db) => sealedUpload(db, input.uploadId));
    if (upload.state === 'imported') throw new OperatingError('conflict', 'This upload has been imported already.');
    return {
      jobId: context.startJob('import', `Import ${upload.file_name}`, caseId as CaseId, input satisfies ImportInput, {
        object: `upload ${input.uploadId}`,
        summary: `Import of “${upload.file_name}” as “${input.name}” was started.`,
        detail: { sha256: upload.sha256 },
      }),
    };
  },

  'import.undo': async (context, { caseId, sourceId, reason }) => {
    const store = context.case(caseId);
    const released = context.write(
      store,
      (result: Released) => ({
        object: `source ${sourceId}`,
        summary: 'A whole import was taken out of the case. Its file stays as evidence.',
        reason,
        detail: { countNow: result.own, repeatOthersNow: result.moved },
      }),
      (tx) => {
        const source = tx.get<{ id: number; state: string; first_id: number | null; last_id: number | null }>(
          `SELECT * FROM source WHERE id = ?`,
          sourceId,
        );
        if (source?.state !== 'ready') throw new OperatingError('not-found', 'There is no such import in this case.');
        const used = tx.get<{ id: number }>(
          `SELECT id FROM match WHERE state = 'accepted' AND (left_id BETWEEN ? AND ? OR right_id BETWEEN ? AND ?) LIMIT 1`,
          source.first_id ?? 0,
          source.last_id ?? 0,
          source.first_id ?? 0,
          source.last_id ?? 0,
        );
        if (used)
          throw new OperatingError(
            'conflict',
            `Rows of this import stand in accepted matches (match ${used.id} for one). Undo those decisions first.`,
          );
        tx.run(`UPDATE source SET state = 'undone' WHERE id = ?`, sourceId);
        takeOutOfTotals(tx, source.first_id ?? 0, source.last_id ?? 0);
        const rested = releaseRepeats(tx, sourceId, context.actor, new Date().toISOString());
        tx.record('source', sourceId, source, tx.get<object>(`SELECT * FROM source WHERE id = ?`, sourceId)!);
        return rested;
      },
    );
    await lookAgain(store, released.lookAgain, context.actor.name);
    countCase(context.workspace, store);
    for (const list of ['source', 'standard', 'match', 'flag']) context.orders.invalidate(`${caseId}/${list}`);
    context.changed(caseId, ['source', 'case', 'audit']);
    return {};
  },
};

export const importQueries: QueryHandlers<'import.problems'> = {
  'import.problems': (context, { caseId, sourceId, offset, limit }) =>
    context.case(caseId).read((db) => {
      const total = db.get<{ n: number }>(`SELECT count(*) AS n FROM problem WHERE source_id = ?`, sourceId)!.n;
      const rows = db
        .all<Omit<Problem, 'column' | 'raw'> & { field: number | null; raw: string | null }>(
          `SELECT code, severity, line, field, message, raw FROM problem WHERE source_id = ? ORDER BY seq LIMIT ? OFFSET ?`,
          sourceId,
          limit,
          offset,
        )
        .map(({ field, raw, ...row }) => ({ ...row, ...(field === null ? {} : { column: field }), ...(raw === null ? {} : { raw }) }));
      return { total, unfiltered: total, rows };
    }),
};
