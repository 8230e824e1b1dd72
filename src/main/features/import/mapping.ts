import type { Inspection, Layout } from '../../../shared/contract/import.ts';
import type { Actor } from '../../vault/audit/append.ts';
import type { ReaderStore } from '../../vault/reader.ts';
import type { Store } from '../../vault/store.ts';

interface StoredMapping {
  id: number;
  name: string;
  fingerprint: string;
  layout: string;
  used_at: string;
}

/** An inspection together with the saved mapping that was applied, if one was. */
export type MappedInspection = Inspection & { mapping: { id: number; name: string } | null };

/** The key under which an inspection is kept for this session: the same upload read with the same choices. */
export function inspectionKey(uploadId: string, layout: Partial<Layout> | undefined): string {
  return `${uploadId} ${JSON.stringify(layout ?? null)}`;
}

/**
 * Inspects a file, and where its header and column types are known from a saved mapping, once more with that mapping.
 * What the person set (`layout`) always wins. A mapping under which the balances stop agreeing is set aside.
 */
export async function useMapping(
  workspace: Store,
  layout: Partial<Layout> | undefined,
  inspect: (layout: Partial<Layout> | undefined) => Promise<Inspection>,
): Promise<MappedInspection> {
  const first = await inspect(layout);
  const saved = workspace.read((db) =>
    db.get<StoredMapping>(`SELECT * FROM mapping WHERE fingerprint = ? ORDER BY used_at DESC LIMIT 1`, first.fingerprint),
  );
  if (!saved) return { ...first, mapping: null };
  const known = JSON.parse(saved.layout) as Layout;
  // What belongs to this one file is found afresh: its encoding and how many lines stand before the header.
  const { encoding: _encoding, preambleRows: _preamble, ...kept } = known;
  const second = await inspect({ ...kept, ...layout });
  const worse = (first.balance === 'proved' && second.balance !== 'proved') || second.rowsKept < first.rowsKept;
  return worse ? { ...first, mapping: null } : { ...second, mapping: { id: saved.id, name: saved.name } };
}

/** Keeps how this file was read under a name, for the next file of the same shape. */
export function saveMapping(workspace: Store, actor: Actor, name: string, inspection: Inspection): void {
  workspace.write(
    actor,
    'data.import',
    { action: 'mapping.saved', object: `mapping ${name}`, summary: `The mapping “${name}” was saved.` },
    (tx) => {
      const now = new Date().toISOString();
      const before = tx.get<StoredMapping>(`SELECT * FROM mapping WHERE name = ?`, name) ?? null;
      tx.run(
        `INSERT INTO mapping (name, fingerprint, layout, created_at, created_by, used_at) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET fingerprint = excluded.fingerprint, layout = excluded.layout, used_at = excluded.used_at`,
        name,
        inspection.fingerprint,
        JSON.stringify(inspection.layout),
        now,
        actor.name,
        now,
      );
      const after = tx.get<StoredMapping>(`SELECT * FROM mapping WHERE name = ?`, name)!;
      tx.record('mapping', after.id, before, after);
    },
  );
}

/** Saved mappings, newest use first. */
export function listMappings(workspace: ReaderStore): { id: number; name: string; fingerprint: string; layout: Layout; usedAt: string }[] {
  return workspace
    .read((db) => db.all<StoredMapping>(`SELECT * FROM mapping ORDER BY used_at DESC`))
    .map((row) => ({
      id: row.id,
      name: row.name,
      fingerprint: row.fingerprint,
      layout: JSON.parse(row.layout) as Layout,
      usedAt: row.used_at,
    }));
}
