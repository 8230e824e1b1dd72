import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type Database from 'better-sqlite3';
import { newer } from './header.ts';

/** Which kind of database a numbered SQL file belongs to; also the folder's name. */
export type SchemaKind = 'workspace' | 'case';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
}

/** The folder with the SQL files: in a checkout above the sources, in a package beside the bundle. */
export function migrationsFolder(from: string = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'migrations', 'workspace'))) return join(folder, 'migrations');
    if (folder === dirname(folder)) throw new Error('the migrations folder is missing from this installation');
  }
}

const loaded = new Map<SchemaKind, readonly Migration[]>();

/** The numbered SQL files of one kind, in order. Read once per process. */
export function migrationsOf(kind: SchemaKind): readonly Migration[] {
  const known = loaded.get(kind);
  if (known) return known;
  const folder = join(migrationsFolder(), kind);
  const list = readdirSync(folder)
    .filter((name) => /^\d{4}_\w+\.sql$/.test(name))
    .sort()
    .map((name) => ({ number: Number(name.slice(0, 4)), name, sql: readFileSync(join(folder, name), 'utf8') }));
  loaded.set(kind, list);
  return list;
}

/**
 * Brings a database to the newest schema, one transaction per file; the number of the last one is `user_version`.
 * A database that already holds data is first copied with VACUUM INTO, which keeps the encryption.
 * @param backups folder for that copy
 * @throws vault-newer where the database knows files that this program does not
 */
export function migrate(db: Database.Database, kind: SchemaKind, backups: string, list = migrationsOf(kind)): void {
  const version = db.pragma('user_version', { simple: true }) as number;
  const last = list.at(-1)?.number ?? 0;
  if (version > last) throw newer();
  const pending = list.filter((m) => m.number > version);
  if (pending.length === 0) return;
  if (version > 0) {
    mkdirSync(backups, { recursive: true });
    const stamp = new Date().toISOString().replace(/[:.]/g, '');
    db.prepare('VACUUM INTO ?').run(join(backups, `${kind}-before-${String(pending[0]!.number).padStart(4, '0')}-${stamp}.db`));
  }
  for (const migration of pending) {
    db.exec('BEGIN IMMEDIATE');
    try {
      db.exec(migration.sql);
      db.pragma(`user_version = ${migration.number}`);
      db.exec('COMMIT');
    } catch (error) {
      if (db.inTransaction) db.exec('ROLLBACK');
      throw error;
    }
  }
}
