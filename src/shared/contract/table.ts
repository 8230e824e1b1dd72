import type { z } from 'zod';
import { auditCommands } from './audit.ts';
import { caseCommands } from './cases.ts';
import type { CommandDefinition } from './define.ts';
import { exportCommands } from './exports.ts';
import { flagCommands } from './flags.ts';
import { importCommands } from './import.ts';
import { jobCommands } from './jobs.ts';
import { mappingCommands } from './mappings.ts';
import { overlapCommands } from './overlaps.ts';
import { qualityCommands } from './quality.ts';
import { reconcileCommands } from './reconcile.ts';
import { settingsCommands } from './settings.ts';
import { standardiseCommands } from './standardise.ts';
import { vaultCommands } from './vault.ts';

/** Every command of the application. Deleting a feature deletes its files and one line here. */
export const CONTRACT = {
  ...vaultCommands,
  ...caseCommands,
  ...importCommands,
  ...standardiseCommands,
  ...mappingCommands,
  ...overlapCommands,
  ...reconcileCommands,
  ...flagCommands,
  ...qualityCommands,
  ...auditCommands,
  ...exportCommands,
  ...jobCommands,
  ...settingsCommands,
};

export type CommandName = keyof typeof CONTRACT;
/** What a caller passes (defaults may be left out). */
export type InputOf<N extends CommandName> = z.input<(typeof CONTRACT)[N]['input']>;
/** What the command's code receives (defaults filled in). */
export type ParsedInputOf<N extends CommandName> = z.output<(typeof CONTRACT)[N]['input']>;
export type OutputOf<N extends CommandName> = z.output<(typeof CONTRACT)[N]['output']>;

/** The definition of a command by a name that came from outside, or undefined. */
export function definitionOf(name: string): CommandDefinition | undefined {
  return Object.hasOwn(CONTRACT, name) ? CONTRACT[name as CommandName] : undefined;
}
