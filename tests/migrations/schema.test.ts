import { is } from 'drizzle-orm';
import { SQLiteTable, getTableConfig } from 'drizzle-orm/sqlite-core';
import { describe, expect, test } from 'vitest';
import * as audit from '../../src/main/vault/schema/audit.ts';
import * as caseSchema from '../../src/main/vault/schema/case.ts';
import * as workspace from '../../src/main/vault/schema/workspace.ts';
import { databaseAt } from './database-at.ts';

/** What can be compared: type, NOT NULL, position in the primary key, default. */
interface Column {
  name: string;
  type: string;
  notNull: boolean;
  pk: number;
  fallback: string | null;
}

function drizzleTables(...modules: object[]): Map<string, Column[]> {
  const tables = new Map<string, Column[]>();
  for (const table of modules.flatMap((m) => Object.values(m) as unknown[])) {
    if (!is(table, SQLiteTable)) continue;
    const config = getTableConfig(table);
    const compound = config.primaryKeys[0]?.columns.map((c) => c.name) ?? [];
    const columns = config.columns.map((c) => ({
      name: c.name,
      type: c.getSQLType().toUpperCase(),
      notNull: c.notNull || c.primary,
      pk: c.primary ? 1 : compound.indexOf(c.name) + 1,
      fallback: c.default === undefined ? null : typeof c.default === 'string' ? `'${c.default}'` : String(c.default),
    }));
    tables.set(config.name, columns);
  }
  return tables;
}

describe.each([
  ['workspace', drizzleTables(workspace, audit)],
  ['case', drizzleTables(caseSchema, audit)],
] as const)('drizzle schema of the %s', (kind, tables) => {
  test('is the schema that the migrations make', () => {
    const { db } = databaseAt(kind, 9990);
    const names = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").pluck().all() as string[];
    expect([...tables.keys()].sort()).toEqual(names);
    for (const name of names) {
      const stored = db.prepare('SELECT name, type, "notnull" AS n, pk, dflt_value AS fallback FROM pragma_table_info(?)').all(name) as {
        name: string;
        type: string;
        n: number;
        pk: number;
        fallback: string | null;
      }[];
      const columns = stored.map((c) => ({ name: c.name, type: c.type, notNull: c.n === 1 || c.pk > 0, pk: c.pk, fallback: c.fallback }));
      expect({ name, columns: tables.get(name) }).toEqual({ name, columns });
    }
    db.close();
  });
});
