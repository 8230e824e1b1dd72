import Database from 'better-sqlite3';
import { join } from 'node:path';
import { asOperating, inUse } from './failures.ts';

/**
 * Keeps a second process (or a second opening in this one) out of a vault. The lock is the operating system's own,
 * taken through an empty SQLite file: the system drops it when the process dies, also by SIGKILL or power loss, so a
 * stale lock can not exist and no process number has to be trusted.
 */
export interface ProcessLock {
  release(): void;
}

/** Takes the lock of a vault folder or throws `vault-in-use`. Writes no data. */
export function takeLock(location: string): ProcessLock {
  let db: Database.Database | undefined;
  try {
    db = new Database(join(location, 'vault.lock'), { timeout: 0 });
    db.pragma('journal_mode = MEMORY');
    db.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    db?.close();
    const code = (error as { code?: string }).code ?? '';
    throw code.startsWith('SQLITE_BUSY') ? inUse() : asOperating(error, location, 'The lock file');
  }
  const held = db;
  return {
    release() {
      if (held.open) held.close();
    },
  };
}
