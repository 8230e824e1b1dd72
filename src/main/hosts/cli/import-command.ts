import { createReadStream, readdirSync, statSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { SOURCE_KINDS } from '../../../shared/contract/cases.ts';
import { OperatingError, toErrorData } from '../../../shared/errors.ts';
import { oneOf } from './case-commands.ts';
import { EXIT, table, type CliResult } from './output.ts';
import type { CliSession } from './session.ts';

interface Wishes {
  readonly kind: string;
  readonly name: string;
  readonly account: string;
}

/**
 * Imports files and whole folders, one file after the other: each all or not at all. A folder goes on past a file that can't
 * be imported and names it at the end; with single files the first fault ends the command, as it always has.
 */
export async function importPaths(session: CliSession, caseId: string, paths: readonly string[], wishes: Wishes): Promise<CliResult> {
  const imports: Record<string, unknown>[] = [];
  const refused: { file: string; code: string; message: string }[] = [];
  for (const path of paths) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (stat === undefined) throw new OperatingError('not-found', `“${path}” could not be read (ENOENT).`);
    if (!stat.isDirectory()) {
      imports.push(await importFile(session, caseId, path, wishes));
      continue;
    }
    for (const file of filesIn(path)) {
      const name = relative(path, file);
      try {
        // A name for one file would be the same for all of them.
        imports.push({ ...(await importFile(session, caseId, file, { ...wishes, name: '' })), file: name });
      } catch (error) {
        const { code, message } = toErrorData(error);
        if (code === 'internal') throw error;
        refused.push({ file: name, code, message });
      }
    }
  }
  const text = [
    table(
      ['file', 'kept', 'rejected', 'repeats', 'balance'],
      imports.map((one) => [one['file'], one['rowsKept'], one['rowsRejected'], one['duplicates'], one['balance']] as (string | number)[]),
    ),
    ...refused.map(({ file, message }) => `not imported: ${file}: ${message}`),
  ].join('\n');
  return {
    json: { imports, ...(refused.length === 0 ? {} : { refused }) },
    text,
    exitCode: refused.length === 0 ? EXIT.ok : EXIT.findings,
  };
}

/** Every file below a folder in the order of their names; hidden ones and links are left out. */
function filesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !entry.name.startsWith('.'))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(path);
      return entry.isFile() ? [path] : [];
    });
}

/** Sends a file in slices, seals it, and imports it. */
async function importFile(session: CliSession, caseId: string, path: string, o: Wishes): Promise<Record<string, unknown>> {
  const kind = oneOf(o.kind, SOURCE_KINDS, '--kind');
  const { uploadId, sliceBytes } = await session.call('import.begin', { caseId, fileName: basename(path), sizeBytes: statSync(path).size });
  let slice = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: sliceBytes }))
    await session.upload(uploadId, slice++, new Uint8Array(chunk as Buffer));
  const sealed = await session.call('import.seal', { caseId, uploadId });
  if (sealed.alreadyImportedAs) {
    await session.call('import.discard', { caseId, uploadId });
    throw new OperatingError(
      'file-duplicate',
      `“${basename(path)}” is in this case already, as “${sealed.alreadyImportedAs.name}”. It was not imported again.`,
    );
  }
  const { jobId } = await session.call('import.run', { caseId, uploadId, kind, name: o.name || basename(path), account: o.account });
  const job = await session.finish(jobId);
  return { file: basename(path), sha256: sealed.sha256, ...job.result };
}
