import type { CommandName } from '../../shared/contract/table.ts';
import { auditCommands } from '../features/audit/audit.ts';
import { caseCommands } from '../features/cases/cases.ts';
import type { Handlers } from '../features/context.ts';
import { exportHandlers } from '../features/exports/exports.ts';
import { flagHandlers } from '../features/flags/flags.ts';
import { importHandlers } from '../features/import/import.ts';
import { mappingCommandHandlers } from '../features/mappings/mappings.ts';
import { overlapCommandHandlers } from '../features/overlaps/decide.ts';
import { reconcileHandlers } from '../features/reconcile/reconcile.ts';
import { settingsCommands } from '../features/settings/settings.ts';
import { standardiseHandlers } from '../features/standardise/standardise.ts';
import { jobCommandHandlers } from './job-commands.ts';
import { QUERY_HANDLERS } from './query-handlers.ts';
import type { VaultCommandName } from './vault-commands.ts';

/** The code of every command but those that open and close the vault itself. The type makes a missing one an error. */
export const HANDLERS: Handlers<Exclude<CommandName, VaultCommandName>> = {
  ...QUERY_HANDLERS,
  ...caseCommands,
  ...importHandlers,
  ...standardiseHandlers,
  ...mappingCommandHandlers,
  ...overlapCommandHandlers,
  ...reconcileHandlers,
  ...flagHandlers,
  ...auditCommands,
  ...exportHandlers,
  ...settingsCommands,
  ...jobCommandHandlers,
};
