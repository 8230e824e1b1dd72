import { z } from 'zod';
import { define } from './define.ts';
import { isoTime, rowIdField } from './common.ts';
import { layout } from './import.ts';

const mappingName = z.string().trim().min(1).max(100);

export const mappingVersion = z.object({
  version: z.int().min(1),
  fingerprint: z.string().min(1).max(64),
  layout,
  note: z.string().max(500),
  madeAt: isoTime,
  /** Empty for what was saved before versions were kept. */
  madeBy: z.string().max(200),
});
export type MappingVersion = z.infer<typeof mappingVersion>;

/** What mappings are passed on in between examiners: the name of the form with its number, then all versions, oldest first. */
export const mappingDocument = z.object({
  schema: z.literal('nexus-mappings/1'),
  exportedAt: isoTime,
  mappings: z.array(z.object({ name: mappingName, versions: z.array(mappingVersion).min(1).max(500) })).max(500),
});
export type MappingDocument = z.infer<typeof mappingDocument>;

/** What to do with an imported mapping whose name stands for another one here. */
export const CLASH_CHOICES = ['version', 'both', 'skip'] as const;

export const mappingCommands = {
  'mapping.list': define({
    kind: 'query',
    summary: 'Saved mappings, the last used first',
    input: z.object({}),
    output: z.object({
      mappings: z.array(
        z.object({
          id: rowIdField,
          name: z.string(),
          fingerprint: z.string(),
          layout,
          /** The version in use, which is also how many there are. */
          version: z.int(),
          usedAt: isoTime,
          /** Files that were imported with it. */
          uses: z.int(),
          createdAt: isoTime,
          createdBy: z.string(),
        }),
      ),
    }),
    permission: 'data.import',
  }),
  'mapping.versions': define({
    kind: 'query',
    summary: 'All versions of a saved mapping, the newest first',
    input: z.object({ id: rowIdField }),
    output: z.object({ versions: z.array(mappingVersion) }),
    permission: 'data.import',
  }),
  'mapping.rename': define({
    kind: 'command',
    summary: 'Give a saved mapping another name',
    input: z.object({ id: rowIdField, name: mappingName }),
    output: z.object({}),
    permission: 'data.import',
    audit: 'mapping.renamed',
  }),
  'mapping.restore': define({
    kind: 'command',
    summary: 'Use an earlier version of a mapping again: it becomes the newest version',
    input: z.object({ id: rowIdField, version: z.int().min(1) }),
    output: z.object({ version: z.int() }),
    permission: 'data.import',
    audit: 'mapping.restored',
  }),
  'mapping.remove': define({
    kind: 'command',
    summary: 'Forget a saved mapping: it is not used any more, its versions stay for the files it read',
    input: z.object({ id: rowIdField }),
    output: z.object({}),
    permission: 'data.import',
    audit: 'mapping.removed',
  }),
  'mapping.export': define({
    kind: 'command',
    summary: 'Saved mappings with all their versions as JSON, for another examiner; names of columns, no case data',
    input: z.object({ ids: z.array(rowIdField).max(500).optional() }),
    /** The document, and a ticket with which the page fetches it as a file: once, for ten minutes. */
    output: z.object({ fileName: z.string(), text: z.string(), mappings: z.int(), ticket: z.string() }),
    permission: 'data.import',
    audit: 'mapping.exported',
  }),
  'mapping.import': define({
    kind: 'command',
    summary: 'Take over mappings of another examiner; where a name stands for something else here, nothing is done until it is said what',
    input: z.object({
      text: z.string().min(2).max(900_000),
      choices: z.record(z.string().max(100), z.enum(CLASH_CHOICES)).default({}),
    }),
    output: z.object({
      /** Names that stand for something else here and were not decided on. While there are any, nothing was changed. */
      clashes: z.array(z.object({ name: z.string(), layoutDiffers: z.boolean(), versionsHere: z.int(), versionsThere: z.int() })),
      added: z.array(z.string()),
      changed: z.array(z.string()),
      same: z.array(z.string()),
      skipped: z.array(z.string()),
    }),
    permission: 'data.import',
    audit: 'mapping.imported',
  }),
};
