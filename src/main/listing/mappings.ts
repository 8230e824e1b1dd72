import type { Layout } from '../../shared/contract/import.ts';
import type { MappingVersion } from '../../shared/contract/mappings.ts';
import type { ReadableCase, WritableCase } from '../vault/connection.ts';

/** A saved mapping as it is stored; `fingerprint` and `layout` are those of its newest version. */
export interface StoredMapping {
  readonly id: number;
  readonly name: string;
  readonly fingerprint: string;
  readonly layout: string;
  readonly created_at: string;
  readonly created_by: string;
  readonly used_at: string;
  readonly removed_at: string | null;
  readonly uses: number;
  readonly version: number;
}

const COLUMNS = `m.*, (SELECT max(version) FROM mapping_version v WHERE v.mapping_id = m.id) AS version`;

/** Mappings in use, the last used first. */
export function mappingsInUse(db: ReadableCase): StoredMapping[] {
  return db.all<StoredMapping>(`SELECT ${COLUMNS} FROM mapping m WHERE m.removed_at IS NULL ORDER BY m.used_at DESC, m.id DESC`);
}

/** Mappings tried on one file: more of one header say nothing more, and each reads the file once. */
const MOST_TRIED = 5;

/** The mappings of files with this header and these column types, the last used first. */
export function mappingsOf(db: ReadableCase, fingerprint: string): StoredMapping[] {
  return db.all<StoredMapping>(
    `SELECT ${COLUMNS} FROM mapping m WHERE m.fingerprint = ? AND m.removed_at IS NULL ORDER BY m.used_at DESC, m.id DESC LIMIT ${MOST_TRIED}`,
    fingerprint,
  );
}

/** A mapping by its name, removed or not. */
export function mappingByName(db: ReadableCase, name: string): StoredMapping | undefined {
  return db.get<StoredMapping>(`SELECT ${COLUMNS} FROM mapping m WHERE m.name = ?`, name);
}

/** A mapping in use by its number. */
export function mappingById(db: ReadableCase, id: number): StoredMapping | undefined {
  return db.get<StoredMapping>(`SELECT ${COLUMNS} FROM mapping m WHERE m.id = ? AND m.removed_at IS NULL`, id);
}

/** All versions of a mapping, the oldest first. */
export function versionsOf(db: ReadableCase, id: number): MappingVersion[] {
  return db
    .all<Omit<MappingVersion, 'layout'> & { layout: string }>(
      `SELECT version, fingerprint, layout, note, made_at AS madeAt, coalesce(made_by, '') AS madeBy FROM mapping_version WHERE mapping_id = ? ORDER BY version`,
      id,
    )
    .map((row) => ({ ...row, layout: JSON.parse(row.layout) as Layout }));
}

/**
 * Saves how files are read under a name. A name that is new makes a mapping; one that is known gets a new version, unless
 * nothing changed; one that was removed is in use again.
 * @returns the mapping and its version, and whether anything was written
 */
export function saveVersion(
  tx: WritableCase,
  o: { name: string; fingerprint: string; layout: Layout; note: string; by: string; at: string },
): { readonly id: number; readonly version: number; readonly changed: boolean } {
  const text = JSON.stringify(o.layout);
  const known = mappingByName(tx, o.name);
  if (known && known.removed_at === null && known.layout === text && known.fingerprint === o.fingerprint)
    return { id: known.id, version: known.version, changed: false };
  if (known) {
    tx.run(
      `UPDATE mapping SET fingerprint = ?, layout = ?, used_at = ?, removed_at = NULL WHERE id = ?`,
      o.fingerprint,
      text,
      o.at,
      known.id,
    );
  } else {
    tx.run(
      `INSERT INTO mapping (name, fingerprint, layout, created_at, created_by, used_at) VALUES (?, ?, ?, ?, ?, ?)`,
      ...[o.name, o.fingerprint, text, o.at, o.by, o.at],
    );
  }
  const { id } = mappingByName(tx, o.name)!;
  const version = (known?.version ?? 0) + 1;
  addVersion(tx, id, { version, fingerprint: o.fingerprint, layout: o.layout, note: o.note, madeAt: o.at, madeBy: o.by });
  return { id, version, changed: true };
}

/** Adds one version to a mapping as it is. */
export function addVersion(tx: WritableCase, id: number, v: MappingVersion): void {
  tx.run(
    `INSERT INTO mapping_version (mapping_id, version, fingerprint, layout, note, made_at, made_by) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ...[id, v.version, v.fingerprint, JSON.stringify(v.layout), v.note, v.madeAt, v.madeBy],
  );
}
