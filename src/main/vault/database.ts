import Database from 'better-sqlite3';
import { closeSync, existsSync, fstatSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { wipe } from './keys.ts';

/** SQLCipher's salt is the first 16 bytes of the file. */
export const SALT_BYTES = 16;
const HEX = Buffer.from('0123456789abcdef', 'latin1');

/** Pages after which SQLite moves the WAL into the database. */
export const WAL_PAGES = 1_000;

/** The typings in use are those of plain better-sqlite3; the keyed build adds this. */
type Keyed = Database.Database & { key(key: Buffer): number };

export function newSalt(): string {
  return randomBytes(SALT_BYTES).toString('hex');
}

/** `x'<key><salt>'` as bytes, never as a JavaScript string, which could not be wiped. */
function keyLiteral(key: Uint8Array, salt: Uint8Array): Buffer {
  const literal = Buffer.alloc(3 + 2 * (key.length + salt.length));
  literal.write("x'", 'latin1');
  let at = 2;
  for (const byte of [...key, ...salt]) {
    literal[at++] = HEX[byte >> 4]!;
    literal[at++] = HEX[byte & 15]!;
  }
  literal.write("'", at, 'latin1');
  return literal;
}

/**
 * Puts the salt back where a torn write has garbled it (design: 32 of 3,000 power-loss images were unreadable for this
 * reason alone). Must run before this process has the file open: closing any descriptor would drop SQLite's locks.
 * @returns whether the file had to be mended
 */
export function restoreSalt(path: string, salt: string): boolean {
  if (!existsSync(path)) return false;
  const want = Buffer.from(salt, 'hex');
  const fd = openSync(path, 'r');
  const found = Buffer.alloc(SALT_BYTES);
  let size: number;
  try {
    size = fstatSync(fd).size;
    readSync(fd, found, 0, SALT_BYTES, 0);
  } finally {
    closeSync(fd);
  }
  if (size < SALT_BYTES || found.equals(want)) return false;
  const writable = openSync(path, 'r+');
  try {
    writeSync(writable, want, 0, SALT_BYTES, 0);
    fsyncSync(writable);
  } finally {
    closeSync(writable);
  }
  return true;
}

/**
 * Opens an SQLCipher 4 database with a raw key. Every pragma has its reason in the design notes: FULL because NORMAL
 * loses acknowledged commits at power loss, temp_store because the default writes plaintext, no mmap because a
 * failing disk would then kill the process instead of giving an error.
 * @param mode `write` (creates the file), or `read` for connections that can not change anything
 */
export function openDatabase(path: string, key: Uint8Array, salt: string, mode: 'write' | 'read'): Database.Database {
  const db = new Database(path, { fileMustExist: mode === 'read', timeout: 5_000 });
  try {
    db.pragma("cipher = 'sqlcipher'");
    db.pragma('legacy = 4');
    const literal = keyLiteral(key, Buffer.from(salt, 'hex'));
    (db as Keyed).key(literal);
    wipe(literal);
    db.pragma('temp_store = MEMORY');
    db.pragma('mmap_size = 0');
    db.pragma('trusted_schema = OFF');
    db.pragma('cell_size_check = ON');
    db.pragma('foreign_keys = ON');
    if (mode === 'read') {
      db.pragma('query_only = ON');
    } else {
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = ON');
      db.pragma('recursive_triggers = ON');
      db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
    }
    // The first real read: a wrong key or a damaged first page shows here, not in the middle of work.
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}
