import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { migrationsFolder, migrationsOf } from '../../src/main/vault/migrations.ts';
import { digests } from './write-lock.ts';

describe('migration files', () => {
  test('are the ones of the lock file, byte for byte', () => {
    const locked = JSON.parse(readFileSync(join(migrationsFolder(), 'lock.json'), 'utf8')) as Record<string, string>;
    expect(digests()).toEqual(locked);
  });

  test('are numbered in tens, once each, and each has a test of its own', () => {
    for (const kind of ['workspace', 'case'] as const) {
      const list = migrationsOf(kind);
      expect(list.map((m) => m.number)).toEqual(list.map((_, i) => (i + 1) * 10));
      for (const { name } of list) {
        const test = join(import.meta.dirname, kind, name.replace('.sql', '.test.ts'));
        expect({ test, there: existsSync(test) }).toEqual({ test, there: true });
      }
    }
  });

  test('make only STRICT tables', () => {
    for (const kind of ['workspace', 'case'] as const) {
      for (const { sql, name } of migrationsOf(kind)) {
        const bodies = sql.match(/CREATE TABLE[^;]*;/g) ?? [];
        expect({ name, empty: bodies.length === 0 }).toEqual({ name, empty: false });
        for (const body of bodies) expect(body).toMatch(/\) STRICT(, WITHOUT ROWID)?;$/);
      }
    }
  });
});
