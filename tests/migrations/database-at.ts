import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { newSalt, openDatabase } from '../../src/main/vault/database.ts';
import { migrate, migrationsOf } from '../../src/main/vault/migrations.ts';
import type { SchemaKind } from '../../src/main/vault/migrations.ts';

/** A new encrypted database with the migrations up to `number`, and how to bring it further. */
export function databaseAt(kind: SchemaKind, number: number) {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-migration-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const key = randomBytes(32);
  const salt = newSalt();
  const path = join(folder, 'some.db');
  const backups = join(folder, 'backups');
  const db = openDatabase(path, key, salt, 'write');
  const upTo = (n: number) =>
    migrate(
      db,
      kind,
      backups,
      migrationsOf(kind).filter((m) => m.number <= n),
    );
  upTo(number);
  return { db, upTo, folder, path, backups, key, salt };
}
