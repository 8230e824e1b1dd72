import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../src/main/vault/database.ts';
import { migrate, migrationsOf } from '../../src/main/vault/migrations.ts';
import { databaseAt } from './database-at.ts';

describe('bringing a database to a newer schema', () => {
  test('first copies one that holds data, still encrypted with the same key', () => {
    const { db, upTo, backups, key } = databaseAt('workspace', 10);
    db.prepare("INSERT INTO user VALUES ('u', 'Ann', 'examiner', 't', NULL)").run();
    upTo(20);
    const [copy] = readdirSync(backups);
    const path = join(backups, copy!);
    const salt = databaseSalt(path).toString('hex');
    const old = openDatabase(path, key, salt, 'read');
    expect(old.prepare('SELECT name FROM user').pluck().all()).toEqual(['Ann']);
    expect(old.pragma('user_version', { simple: true })).toBe(10);
    old.close();
    db.close();
  });

  test('makes no copy of a new database', () => {
    const { db, folder } = databaseAt('case', 1000);
    expect(readdirSync(folder)).not.toContain('backups');
    db.close();
  });

  test('leaves no trace of a file that fails half-way', () => {
    const { db, backups } = databaseAt('case', 1000);
    const broken = { number: 9990, name: '9990_broken.sql', sql: 'CREATE TABLE half (a TEXT) STRICT; INSERT INTO nowhere VALUES (1);' };
    const before = db.pragma('user_version', { simple: true });
    expect(() => migrate(db, 'case', backups, [...migrationsOf('case'), broken])).toThrow(/nowhere/);
    expect(db.prepare("SELECT count(*) FROM sqlite_schema WHERE name = 'half'").pluck().get()).toBe(0);
    expect(db.pragma('user_version', { simple: true })).toBe(before);
    db.close();
  });

  test('refuses a database of a newer program', () => {
    const { db, backups } = databaseAt('case', 1000);
    db.pragma('user_version = 99990');
    expect(() => migrate(db, 'case', backups)).toThrow(/newer version of the program/);
    db.close();
  });
});

function databaseSalt(path: string): Buffer {
  return readFileSync(path).subarray(0, 16);
}
