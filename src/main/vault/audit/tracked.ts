import { createHash } from 'node:crypto';
import type { Connection, Readable } from '../connection.ts';
import type { SchemaKind } from '../migrations.ts';

/**
 * A table whose records the audit log vouches for. One rule for all: the vault notes by temporary triggers which
 * counted rows a transaction touched, and logs the digest of each as stored at its end. Verification then demands that
 * the counted rows and their digests are exactly what the log says, no more and no fewer.
 */
export interface Tracked {
  readonly table: string;
  readonly key: readonly string[];
  /** Rows that count, as a condition over `%` (the row); rows of unfinished work and mere suggestions do not. */
  readonly counts?: string;
  /** Columns outside the digest: counters that follow from other rows. */
  readonly ignore?: readonly string[];
}

export const TRACKED: Readonly<Record<SchemaKind, readonly Tracked[]>> = {
  workspace: [
    { table: 'user', key: ['id'] },
    { table: 'case_index', key: ['id'], ignore: ['sources', 'transactions'] },
    { table: 'setting', key: ['user_id', 'name'] },
    { table: 'mapping', key: ['id'], ignore: ['used_at', 'uses'] },
    { table: 'mapping_version', key: ['mapping_id', 'version'], counts: '%.made_by IS NOT NULL' },
  ],
  case: [
    { table: 'source', key: ['id'], counts: "%.state <> 'loading'" },
    { table: 'match', key: ['id'], counts: "%.state <> 'suggested'" },
    { table: 'disposition', key: ['txn_id'] },
    { table: 'category', key: ['id'], counts: '%.changed_by IS NOT NULL' },
    { table: 'rule', key: ['id'] },
    { table: 'rule_version', key: ['rule_id', 'version'] },
    { table: 'standard_run', key: ['id'], counts: "%.state <> 'loading'", ignore: ['applied', 'seconds'] },
    { table: 'operation', key: ['id'], counts: "%.origin = 'person'" },
    // Verdicts of the engine are carried as a digest by the entry of their import.
    { table: 'repeat_decision', key: ['id'], counts: "%.decided_by = 'person'" },
  ],
};

const counted = (t: Tracked, row: string) => (t.counts ?? '1').replaceAll('%', row);
const idOf = (t: Tracked, row: string) => t.key.map((column) => `${row}."${column}"`).join(" || '/' || ");

/** Installs the temporary triggers on a writing connection. They live in memory and never reach the file. */
export function installTracking(connection: Connection, kind: SchemaKind): void {
  connection.db.exec('CREATE TEMP TABLE tracked_change (kind TEXT NOT NULL, id TEXT NOT NULL)');
  for (const t of TRACKED[kind]) {
    const columns = connection.all<{ name: string }>(`SELECT name FROM pragma_table_info('${t.table}')`).map((c) => c.name);
    const watched = columns.filter((name) => !t.ignore?.includes(name)).map((name) => `"${name}"`);
    const note = (row: string) => `INSERT INTO tracked_change VALUES ('${t.table}', ${idOf(t, row)});`;
    const trigger = (event: string, when: string, body: string) =>
      connection.db.exec(
        `CREATE TEMP TRIGGER "track_${t.table}_${event.slice(0, 6)}" AFTER ${event} ON main."${t.table}" WHEN ${when} BEGIN ${body} END`,
      );
    trigger('INSERT', counted(t, 'new'), note('new'));
    trigger('DELETE', counted(t, 'old'), note('old'));
    trigger(`UPDATE OF ${watched.join(', ')}`, `(${counted(t, 'old')}) OR (${counted(t, 'new')})`, note('old') + note('new'));
  }
}

/**
 * Digest of a record: SHA-256 over its columns by name as JSON. Columns without a value are left out, so that a later
 * migration that adds an optional column changes no digest.
 */
export function recordDigest(record: object, ignore: readonly string[] = []): string {
  const columns = Object.entries(record)
    .filter(([name, value]) => value !== null && value !== undefined && !ignore.includes(name))
    .map(([name, value]) => [name, value instanceof Uint8Array ? { hex: Buffer.from(value).toString('hex') } : (value as unknown)] as const)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return createHash('sha256').update(JSON.stringify(columns)).digest('hex');
}

/** The tracked records that the open transaction touched, each once. */
export function touched(connection: Connection): { kind: string; id: string }[] {
  return connection.all('SELECT DISTINCT kind, id FROM temp.tracked_change');
}

/** Forgets the touched records; part of the same transaction. */
export function forgetTouched(connection: Connection): void {
  connection.run('DELETE FROM temp.tracked_change');
}

/** Digest of one tracked record as stored now, or null where it does not exist or does not count. */
export function currentDigest(readable: Readable, schema: SchemaKind, kind: string, id: string): string | null {
  const t = TRACKED[schema].find((x) => x.table === kind);
  if (!t) return null;
  // Integer keys are compared as integers: that uses the primary key; text concatenation would scan.
  const row =
    t.key.length === 1
      ? readable.get<object>(`SELECT * FROM "${t.table}" r WHERE r."${t.key[0]}" = ? AND (${counted(t, 'r')})`, id)
      : readable.get<object>(`SELECT * FROM "${t.table}" r WHERE ${idOf(t, 'r')} = ? AND (${counted(t, 'r')})`, id);
  return row ? recordDigest(row, t.ignore) : null;
}

/** Every counted record of a tracked table with its digest. */
export function* countedRecords(readable: Readable, t: Tracked): Generator<{ id: string; digest: string }> {
  for (const row of readable.iterate<Record<string, unknown>>(`SELECT * FROM "${t.table}" r WHERE ${counted(t, 'r')}`)) {
    yield { id: t.key.map((column) => String(row[column])).join('/'), digest: recordDigest(row, t.ignore) };
  }
}
