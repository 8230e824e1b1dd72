import { existsSync } from 'node:fs';
import { setImmediate as breathe } from 'node:timers/promises';
import type { BlobId } from '../../shared/ids.ts';
import { OperatingError, toErrorData } from '../../shared/errors.ts';
import { asOperating } from './failures.ts';
import { migrationsOf } from './migrations.ts';
import { nameOfScope } from './scopes.ts';
import { WORKSPACE, scopePlaces } from './state.ts';
import { openReader } from './reader.ts';
import type { OpenScope, ReaderGrant } from './reader.ts';

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
 * page, every audit log with its anchors and records, every sealed file. Pauses every ten milliseconds or so. Wipes
 * the grant.
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
        const opened = reader.scope(scope);
        // The same crash a little later: a database without all its tables that no list of cases knows.
        const version = opened.read((r) => r.get<{ user_version: number }>('PRAGMA user_version'))!.user_version;
        if (scope !== WORKSPACE && !indexed.has(scope) && version < (migrationsOf('case').at(-1)?.number ?? 0)) continue;
        await checkDatabase(opened, scope, add, o);
        await checkAudit(opened, scope, add, o);
        if (scope === WORKSPACE) for (const c of opened.read((r) => r.all<{ id: string }>('SELECT id FROM case_index'))) indexed.add(c.id);
        else await checkBlobs(opened, scope, add, o);
      } catch (error) {
        if (o.signal?.aborted) throw error;
        add('database', toErrorData(asOperating(error, location, nameOfScope(scope))).message);
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

/** Pages between two pauses: about ten milliseconds of reading and decrypting. */
const SLICE_PAGES = 500;
/** Databases up to this size (8 MiB) also get SQLite's own structural check, which can not pause. */
const STRUCTURE_PAGES = 2_000;

/** Reads every page in use, so that each one's MAC is checked, by walking all trees with `dbstat`. */
async function checkDatabase(opened: OpenScope, scope: string, add: Add, o: CheckOptions): Promise<void> {
  const total = opened.read((r) => r.get<{ page_count: number }>('PRAGMA page_count'))!.page_count;
  let done = 0;
  for (const page of opened.iterate<{ pageno: number }>('SELECT pageno FROM dbstat')) {
    if (page.pageno < 1 || ++done % SLICE_PAGES !== 0) continue;
    o.onProgress?.({ scope, stage: 'database', done, total });
    await pause(o.signal);
  }
  if (total > STRUCTURE_PAGES) return;
  const rows = opened.read((r) => r.all<{ quick_check: string }>('PRAGMA quick_check'));
  for (const { quick_check: text } of rows) if (text !== 'ok') add('database', `The database is damaged: ${text}.`);
}

async function checkAudit(opened: OpenScope, scope: string, add: Add, o: CheckOptions): Promise<void> {
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

async function checkBlobs(opened: OpenScope, scope: string, add: Add, o: CheckOptions): Promise<void> {
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
