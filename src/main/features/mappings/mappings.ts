import { randomBytes } from 'node:crypto';
import { mappingDocument, type MappingDocument, type MappingVersion } from '../../../shared/contract/mappings.ts';
import type { Layout } from '../../../shared/contract/import.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { OperatingError } from '../../../shared/errors.ts';
import {
  addVersion,
  mappingById,
  mappingByName,
  mappingsInUse,
  saveVersion,
  versionsOf,
  type StoredMapping,
} from '../../listing/mappings.ts';
import type { WritableCase } from '../../vault/connection.ts';
import type { FeatureContext, Handlers, QueryHandlers } from '../context.ts';

/** How long a file waits to be fetched. */
const TICKET_MS = 10 * 60_000;

export const mappingQueries: QueryHandlers<'mapping.list' | 'mapping.versions'> = {
  'mapping.list': (context) => ({
    mappings: context.workspace.read(mappingsInUse).map((row) => ({
      ...{ id: row.id, name: row.name, fingerprint: row.fingerprint, layout: JSON.parse(row.layout) as Layout, version: row.version },
      ...{ usedAt: row.used_at, uses: row.uses, createdAt: row.created_at, createdBy: row.created_by },
    })),
  }),
  'mapping.versions': (context, { id }) => ({ versions: context.workspace.read((db) => versionsOf(db, id)).reverse() }),
};

function known(tx: WritableCase, id: number): StoredMapping {
  const mapping = mappingById(tx, id);
  if (!mapping) throw new OperatingError('not-found', 'There is no such mapping.');
  return mapping;
}

const announce = (context: FeatureContext): void => context.changed(null, ['settings', 'audit']);

/** A document of mappings, checked. Throws `bad-request` with the first thing wrong in it. */
export function parseDocument(text: string): MappingDocument {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new OperatingError('bad-request', 'The file is no JSON, so it holds no mappings.');
  }
  const parsed = mappingDocument.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new OperatingError(
      'bad-request',
      `The file holds no mappings of this program: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`.trim(),
      {
        remedy: 'Ask for a file that was written by “Export mappings”.',
      },
    );
  }
  const names = parsed.data.mappings.map((mapping) => mapping.name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) throw new OperatingError('bad-request', `The file holds two mappings of the name “${twice}”.`);
  return parsed.data;
}

type Arrived = MappingDocument['mappings'][number];

const newest = (mapping: Arrived): MappingVersion => mapping.versions.toSorted((a, b) => a.version - b.version).at(-1)!;
const isSame = (here: StoredMapping, there: MappingVersion): boolean =>
  here.fingerprint === there.fingerprint && here.layout === JSON.stringify(there.layout);

/** Takes over mappings, or says which names have to be decided on first: then nothing is changed. */
function takeOver(tx: WritableCase, actor: string, input: ParsedInputOf<'mapping.import'>): OutputOf<'mapping.import'> {
  const document = parseDocument(input.text);
  const at = new Date().toISOString();
  const result: OutputOf<'mapping.import'> = { clashes: [], added: [], changed: [], same: [], skipped: [] };
  const rivals = document.mappings.flatMap((mapping) => {
    const here = mappingByName(tx, mapping.name);
    return here && here.removed_at === null && !isSame(here, newest(mapping)) ? [{ mapping, here }] : [];
  });
  for (const { mapping, here } of rivals) {
    if (Object.hasOwn(input.choices, mapping.name)) continue;
    const layoutDiffers = here.layout !== JSON.stringify(newest(mapping).layout);
    result.clashes.push({ name: mapping.name, layoutDiffers, versionsHere: here.version, versionsThere: mapping.versions.length });
  }
  if (result.clashes.length > 0) return result;
  for (const mapping of document.mappings) {
    const rival = rivals.find((one) => one.mapping === mapping);
    const choice = rival ? input.choices[mapping.name] : undefined;
    const last = newest(mapping);
    const note = `Imported; there it was version ${last.version}${last.madeBy === '' ? '' : ` by ${last.madeBy}`}.`;
    if (choice === 'skip') result.skipped.push(mapping.name);
    else if (choice === 'version') {
      saveVersion(tx, { name: mapping.name, fingerprint: last.fingerprint, layout: last.layout, note, by: actor, at });
      result.changed.push(mapping.name);
    } else if (choice === undefined && mappingByName(tx, mapping.name)?.removed_at === null) result.same.push(mapping.name);
    else {
      const name = freeName(tx, mapping.name, choice === 'both');
      addWhole(tx, name, mapping, actor, at);
      result.added.push(name);
    }
  }
  return result;
}

/** A new mapping with all its versions, numbered anew; who made them there stands in the notes. One that was removed here goes on. */
function addWhole(tx: WritableCase, name: string, mapping: Arrived, actor: string, at: string): void {
  const versions = mapping.versions.toSorted((a, b) => a.version - b.version);
  const noteOf = (one: MappingVersion): string =>
    [one.note, `Imported; made ${one.madeAt.slice(0, 10)}${one.madeBy === '' ? '' : ` by ${one.madeBy}`}.`].join(' ').trim().slice(0, 500);
  const [oldest, ...later] = versions as [MappingVersion, ...MappingVersion[]];
  const { id, version } = saveVersion(tx, {
    name,
    fingerprint: oldest.fingerprint,
    layout: oldest.layout,
    note: noteOf(oldest),
    by: actor,
    at,
  });
  for (const [i, one] of later.entries())
    addVersion(tx, id, { ...one, version: version + 1 + i, note: noteOf(one), madeAt: at, madeBy: actor });
  const last = versions.at(-1)!;
  tx.run(`UPDATE mapping SET fingerprint = ?, layout = ? WHERE id = ?`, last.fingerprint, JSON.stringify(last.layout), id);
}

function freeName(tx: WritableCase, name: string, another: boolean): string {
  if (!another) return name;
  for (let n = 2; ; n++) {
    const candidate = `${name.slice(0, 92)} (${n})`;
    if (!mappingByName(tx, candidate)) return candidate;
  }
}

export const mappingCommandHandlers: Handlers<
  'mapping.rename' | 'mapping.restore' | 'mapping.remove' | 'mapping.export' | 'mapping.import'
> = {
  'mapping.rename': (context, { id, name }) => {
    context.write(
      context.workspace,
      (was: string) => ({ object: `mapping ${id}`, summary: `The mapping “${was}” is called “${name}” now.` }),
      (tx) => {
        const mapping = known(tx, id);
        const other = mappingByName(tx, name);
        if (other && other.id !== id)
          throw new OperatingError(
            'conflict',
            `“${name}” is the name of another mapping${other.removed_at === null ? '' : ' that was removed'}. Choose another name.`,
          );
        tx.run(`UPDATE mapping SET name = ? WHERE id = ?`, name, id);
        return mapping.name;
      },
    );
    announce(context);
    return {};
  },

  'mapping.restore': (context, { id, version }) => {
    const saved = context.write(
      context.workspace,
      (made: { name: string; version: number }) => ({
        object: `mapping ${id}`,
        summary: `Version ${version} of the mapping “${made.name}” is in use again, as version ${made.version}.`,
      }),
      (tx) => {
        const mapping = known(tx, id);
        const wanted = versionsOf(tx, id).find((one) => one.version === version);
        if (!wanted) throw new OperatingError('not-found', 'There is no such version of the mapping.');
        const at = new Date().toISOString();
        const { fingerprint, layout } = wanted;
        const made = saveVersion(tx, {
          name: mapping.name,
          fingerprint,
          layout,
          note: `As version ${version}.`,
          by: context.actor.name,
          at,
        });
        return { name: mapping.name, version: made.version };
      },
    );
    announce(context);
    return { version: saved.version };
  },

  'mapping.remove': (context, { id }) => {
    context.write(
      context.workspace,
      (name: string) => ({
        object: `mapping ${id}`,
        summary: `The mapping “${name}” was removed. Its versions stay for the files it read.`,
      }),
      (tx) => {
        const mapping = known(tx, id);
        tx.run(`UPDATE mapping SET removed_at = ? WHERE id = ?`, new Date().toISOString(), id);
        return mapping.name;
      },
    );
    announce(context);
    return {};
  },

  'mapping.export': (context, { ids }) => {
    const at = new Date().toISOString();
    const document = context.write(
      context.workspace,
      (made: MappingDocument) => ({
        object: 'mappings',
        summary: `${made.mappings.length === 1 ? 'One mapping was' : `${made.mappings.length} mappings were`} exported.`,
        detail: { names: made.mappings.map((mapping) => mapping.name) },
      }),
      (tx): MappingDocument => {
        const chosen = mappingsInUse(tx).filter((mapping) => ids === undefined || ids.includes(mapping.id));
        if (chosen.length === 0) throw new OperatingError('not-found', 'There is no such mapping.');
        return {
          schema: 'nexus-mappings/1',
          exportedAt: at,
          mappings: chosen.map((mapping) => ({ name: mapping.name, versions: versionsOf(tx, mapping.id) })),
        };
      },
    );
    announce(context);
    const fileName = `mappings-${at.slice(0, 10)}.json`;
    const text = `${JSON.stringify(document, null, 2)}\n`;
    const ticket = randomBytes(32).toString('base64url');
    const bytes = new TextEncoder().encode(text);
    context.session.downloads.set(ticket, { fileName, contentType: 'application/json', bytes, expiresAtMs: Date.now() + TICKET_MS });
    return { fileName, text, mappings: document.mappings.length, ticket };
  },

  'mapping.import': (context, input) => {
    const result = context.write(
      context.workspace,
      (done: OutputOf<'mapping.import'>) => ({
        object: 'mappings',
        summary:
          done.clashes.length > 0
            ? `Mappings were not imported: ${done.clashes.length} of their names stand for something else here.`
            : `Mappings were imported: ${done.added.length} new, ${done.changed.length} as new versions, ${done.same.length} known, ${done.skipped.length} passed over.`,
        detail: { added: done.added, changed: done.changed, skipped: done.skipped, clashes: done.clashes.map((clash) => clash.name) },
      }),
      (tx) => takeOver(tx, context.actor.name, input),
    );
    announce(context);
    return result;
  },
};
