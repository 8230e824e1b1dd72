import type { Inspection, Layout } from '../../../shared/contract/import.ts';
import type { ParsedInputOf, OutputOf } from '../../../shared/contract/table.ts';
import { mappingsOf, saveVersion, type StoredMapping } from '../../listing/mappings.ts';
import type { Actor } from '../../vault/audit/append.ts';
import type { Store } from '../../vault/store.ts';

/** An inspection with the saved mapping that was applied, or the one that was set aside and why. */
export type MappedInspection = OutputOf<'import.inspect'>;

/** The key under which an inspection is kept for this session: the same upload read with the same choices. */
export function inspectionKey(uploadId: string, layout: ParsedInputOf<'import.inspect'>['layout']): string {
  return `${uploadId} ${JSON.stringify(layout ?? null)}`;
}

/**
 * Inspects a file, and where its header and column types are known from a saved mapping, once more with that mapping.
 * What the person set (`layout`) always wins. A mapping that the file itself speaks against is set aside, and it is said why.
 * Plain headers are used by many banks: where several mappings fit one that read it differently, the file's questions stay.
 */
export async function useMapping(
  workspace: Store,
  layout: Partial<Layout> | undefined,
  inspect: (layout: Partial<Layout> | undefined) => Promise<Inspection>,
): Promise<MappedInspection> {
  const alone = await inspect(layout);
  const none = { ...alone, mapping: null, mappingSetAside: null };
  const fitting: { saved: StoredMapping; reading: string; inspection: Inspection }[] = [];
  let setAside: MappedInspection['mappingSetAside'] = null;
  const read = new Set<string>();
  for (const saved of workspace.read((db) => mappingsOf(db, alone.fingerprint))) {
    const parts = { ...lastingParts(JSON.parse(saved.layout) as Layout, alone), ...layout };
    const reading = readingOf(parts);
    if (read.has(reading)) continue;
    read.add(reading);
    const inspection = await inspect(parts);
    const because = objection(alone, inspection);
    if (because === null) fitting.push({ saved, reading, inspection });
    else setAside ??= { id: saved.id, name: saved.name, because };
  }
  const [best, rival] = fitting;
  if (best === undefined) return { ...none, mappingSetAside: setAside };
  if (rival !== undefined && alone.questions.length > 0) {
    const because = `“${best.saved.name}” and “${rival.saved.name}” are both for files of this header, and they read it differently.`;
    return { ...none, mappingSetAside: { id: best.saved.id, name: best.saved.name, because } };
  }
  const { saved } = best;
  return {
    ...best.inspection,
    mapping: { id: saved.id, name: saved.name, version: saved.version, usedAt: saved.used_at },
    mappingSetAside: null,
  };
}

/** What of a layout changes values: two mappings with the same of it read alike. */
function readingOf(parts: Partial<Layout>): string {
  const { columns, dateFormat, decimalMark, signRule, hasHeader, delimiter, quote, currency } = parts;
  return JSON.stringify([
    columns?.map(({ index, role }) => [index, role]),
    dateFormat,
    decimalMark,
    signRule,
    hasHeader,
    delimiter,
    quote,
    currency,
  ]);
}

/** What holds for every file of a layout. The rest belongs to the one file and is found afresh. */
function lastingParts(known: Layout, file: Inspection): Partial<Layout> {
  const { encoding: _encoding, preambleRows: _preamble, sheet: _sheet, currency, ...kept } = known;
  return file.layout.currency === '' && currency !== '' ? { ...kept, currency } : kept;
}

const count = (inspection: Inspection, ...codes: string[]): number =>
  codes.reduce((sum, code) => sum + (inspection.problemCounts[code] ?? 0), 0);

/** Order of day, month and year in a date format, e.g. `dMy`. */
const orderOf = (format: string): string => format.replace(/[^dMy]/g, '').replace(/(.)\1+/g, '$1');

/**
 * What a file itself says against reading it with a mapping, as a sentence; null where nothing does.
 * @param alone how the file was understood without the mapping
 */
export function objection(alone: Inspection, mapped: Inspection): string | null {
  const { dateFormat } = alone.layout;
  if (alone.balance === 'proved' && mapped.balance !== 'proved')
    return 'With it the balances of the file do not agree; without it they do.';
  if (alone.balance !== 'differs' && mapped.balance === 'differs') return 'With it the balances of the file do not agree.';
  if (mapped.rowsKept < alone.rowsKept) return `With it ${alone.rowsKept - mapped.rowsKept} fewer rows are understood.`;
  const dates = count(mapped, 'DATE-UNREADABLE', 'DATE-MISSING') - count(alone, 'DATE-UNREADABLE', 'DATE-MISSING');
  if (dates > 0) return `With it ${dates} more dates can not be read: it takes them for ${mapped.layout.dateFormat}.`;
  const decided = !alone.questions.some((question) => question.code === 'date-order') && alone.firstDate !== null;
  if (decided && orderOf(dateFormat) !== orderOf(mapped.layout.dateFormat))
    return `It takes dates for ${mapped.layout.dateFormat}; the file itself shows that they are ${dateFormat}.`;
  return null;
}

/** Keeps how this file was read under a name, for the next file of the same shape. Nothing is written where nothing changed. */
export function saveMapping(workspace: Store, actor: Actor, name: string, inspection: Inspection): void {
  const at = new Date().toISOString();
  workspace.write(
    actor,
    'data.import',
    (saved: { id: number; version: number; changed: boolean }) => ({
      action: 'mapping.saved',
      object: `mapping ${saved.id}`,
      summary: saved.changed
        ? `The mapping “${name}” was saved as version ${saved.version}.`
        : `The mapping “${name}” was saved again without a change.`,
    }),
    (tx) => saveVersion(tx, { name, fingerprint: inspection.fingerprint, layout: inspection.layout, note: '', by: actor.name, at }),
  );
}

/** Notes that a file was imported with a mapping: the last used one is taken where several fit. */
export function noteMappingUsed(workspace: Store, id: number): void {
  workspace.stage((tx) => tx.run(`UPDATE mapping SET used_at = ?, uses = uses + 1 WHERE id = ?`, new Date().toISOString(), id));
}
