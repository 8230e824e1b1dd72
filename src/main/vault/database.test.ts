import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newSalt, openDatabase, restoreSalt } from './database.ts';
import { temporaryFolder } from './vault-fixture.ts';

function someDatabase() {
  const path = join(temporaryFolder(), 'some.db');
  const [key, salt] = [randomBytes(32), newSalt()];
  const db = openDatabase(path, key, salt, 'write');
  db.exec('CREATE TABLE t (a TEXT) STRICT; INSERT INTO t VALUES (1)');
  return { path, key, salt, db };
}

test('every connection has the pragmas that the design asks for', () => {
  const { db, path, key, salt } = someDatabase();
  const get = (name: string) => db.pragma(name, { simple: true });
  // 2 = FULL, 2 = MEMORY.
  expect([get('journal_mode'), get('synchronous'), get('temp_store')]).toEqual(['wal', 2, 2]);
  expect([get('foreign_keys'), get('secure_delete'), get('trusted_schema'), get('cell_size_check')]).toEqual([1, 1, 0, 1]);
  expect([get('cipher'), get('page_size'), get('mmap_size')]).toEqual(['sqlcipher', 4096, 0]);
  const reader = openDatabase(path, key, salt, 'read');
  expect(reader.pragma('query_only', { simple: true })).toBe(1);
  expect(reader.pragma('temp_store', { simple: true })).toBe(2);
  expect(() => reader.exec('INSERT INTO t VALUES (2)')).toThrow(/readonly/);
  reader.close();
  db.close();
});

test('the file starts with the salt of the header, and nothing in it is plain', () => {
  const { db, path, salt } = someDatabase();
  db.close();
  const bytes = readFileSync(path);
  expect(bytes.subarray(0, 16).toString('hex')).toBe(salt);
  expect(bytes.includes('SQLite format 3')).toBe(false);
});

test('a garbled salt makes the file unreadable, and putting it back mends that', () => {
  const { db, path, key, salt } = someDatabase();
  db.close();
  const fd = openSync(path, 'r+');
  writeSync(fd, randomBytes(16), 0, 16, 0);
  closeSync(fd);
  const other = newSalt();
  expect(() => openDatabase(path, key, other, 'read')).toThrow(/not a database/);
  expect(restoreSalt(path, salt)).toBe(true);
  expect(restoreSalt(path, salt)).toBe(false);
  const again = openDatabase(path, key, salt, 'read');
  expect(again.prepare('SELECT a FROM t').pluck().get()).toBe('1');
  again.close();
});

test('another key opens nothing', () => {
  const { db, path, salt } = someDatabase();
  db.close();
  expect(() => openDatabase(path, randomBytes(32), salt, 'read')).toThrow(/not a database/);
});
