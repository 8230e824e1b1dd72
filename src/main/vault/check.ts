import { existsSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import type { BlobId } from '../../shared/ids.ts';
import { OperatingError, toErrorData } from '../../shared/errors.ts';
import type { Connection } from './connection.ts';
import { WORKSPACE, scopePlaces } from './state.ts';
import { openReader } from './reader.ts';
import type { CaseReader, ReaderGrant } from './reader.ts';

/** One thing that does not hold. `scope` is 'workspace' or a case id. */
export interface VaultFinding {
  readonly scope: string;
  readonly kind: 'database' | 'blob' | 'audit' | 'missing';
  readonly message: string;
}

export interface CheckOptions {
  readonly onProgress?: (progress: { scope: string; stage: 'database' | 'audit' | 'blobs'; done: number; total: number }) => void;
  readonly signal?: AbortSignal;
}

/**
 * Checks a whole vault over fresh connections (a page that is already cached would hide damage on the disk): every
 * table's pages, every audit log with its anchors and records, every sealed file. Pauses between steps; the check of
 * one table is one step. Wipes the grant.
 */
export async function checkVault(location: string, grant: ReaderGrant, o: CheckOptions = {}): Promise<VaultFinding[]> {
  const findings: VaultFinding[] = [];
  const indexed = new Set<string>();
  const scopes = grant.scopes.map((s) => s.scope).sort((a, b) => Number(b === WORKSPACE) - Number(a === WORKSPACE));
  const reader = openReader(location, grant);
  try {
    for (const scope of scopes) {
      const add = (kind: VaultFinding['kind'], message: string) => findings.push({ scope, kind, message });
      if (!existsSync(scopePlaces(location, scope).database)) {
        // Keys come before the database: a crash between the two leaves a case that nobody has seen.
        if (scope === WORKSPACE || indexed.has(scope)) add('missing', 'The database is missing from the folder of the vault.');
        continue;
      }
      try {
        const opened = scope === WORKSPACE ? reader.workspace : reader.case(scope as CaseReader['id']);
        // The same crash a little later: an empty database that no list of cases knows.
        const made = opened.read((r) => r.get<{ user_version: number }>('PRAGMA user_version'))!.user_version > 0;
        if (!made && scope !== WORKSPACE && !indexed.has(scope)) continue;
        await checkDatabase(opened as CaseReader & { connection: Connection }, scope, add, o);
        await checkAudit(opened as CaseReader, scope, add, o);
        if (scope === WORKSPACE) for (const c of opened.read((r) => r.all<{ id: string }>('SELECT id FROM case_index'))) indexed.add(c.id);
        else await checkBlobs(opened as CaseReader, scope, add, o);
      } catch (error) {
        if (o.signal?.aborted) throw error;
        add('database', toErrorData(error).message);
      }
    }
    for (const id of indexed) {
      if (!scopes.includes(id)) findings.push({ scope: id, kind: 'missing', message: 'The vault has no key for this case any more.' });
    }
    return findings;
  } finally {
    reader.close();
  }
}

type Add = (kind: VaultFinding['kind'], message: string) => void;

async function pause(signal: AbortSignal | undefined): Promise<void> {
  await breathe();
  if (signal?.aborted) throw new OperatingError('cancelled', 'The check was stopped before it was finished.');
}

async function checkDatabase(opened: CaseReader, scope: string, add: Add, o: CheckOptions): Promise<void> {
  const tables = opened.read((r) => r.all<{ name: string }>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"));
  for (const [done, { name }] of tables.entries()) {
    o.onProgress?.({ scope, stage: 'database', done, total: tables.length });
    await pause(o.signal);
    const rows = opened.read((r) => r.all<{ quick_check: string }>(`PRAGMA quick_check("${name}")`));
    for (const { quick_check: text } of rows) if (text !== 'ok') add('database', `The table ${name} is damaged: ${text}.`);
  }
}

async function checkAudit(opened: CaseReader, scope: string, add: Add, o: CheckOptions): Promise<void> {
  const steps = opened.audit.verifySteps();
  try {
    for (;;) {
      const step = steps.next();
      if (step.done) {
        for (const finding of step.value.findings) add('audit', finding.message);
        return;
      }
      o.onProgress?.({ scope, stage: 'audit', done: step.value, total: 0 });
      await pause(o.signal);
    }
  } finally {
    steps.return({ holds: false, entries: 0, head: '', verifiedAt: '', findings: [] });
  }
}

async function checkBlobs(opened: CaseReader, scope: string, add: Add, o: CheckOptions): Promise<void> {
  const rows = opened.read((r) =>
    r.all<{ id: BlobId; file_name: string; bytes: number }>('SELECT id, file_name, bytes FROM blob ORDER BY id'),
  );
  const total = rows.reduce((sum, row) => sum + row.bytes, 0);
  let before = 0;
  for (const row of rows) {
    try {
      let done = 0;
      for (done of opened.blobs.verifySteps(row.id)) {
        o.onProgress?.({ scope, stage: 'blobs', done: before + done, total });
        await pause(o.signal);
      }
      if (done !== row.bytes) add('blob', `The evidence file “${row.file_name}” has ${done} bytes, but ${row.bytes} were recorded.`);
    } catch (error) {
      if (o.signal?.aborted) throw error;
      add('blob', `The evidence file “${row.file_name}” can not be read: ${toErrorData(error).message}`);
    }
    before += row.bytes;
  }
}
