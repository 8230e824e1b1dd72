import type { z } from 'zod';
import type { Permission } from '../roles.ts';

/**
 * One command of the application. The router, the typed client, the permission matrix and the command line's help are
 * derived from the table of these, and nothing else crosses the door.
 * - `query` reads; it runs on a read-only connection and leaves no audit record unless `audit` is named.
 * - `command` changes; it runs in one transaction with its audit record.
 * - `job` starts work that outlives the request; its output is `{ jobId }`.
 */
export interface CommandDefinition<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly kind: 'query' | 'command' | 'job';
  readonly summary: string;
  readonly input: I;
  readonly output: O;
  readonly permission: Permission;
  /** The verb written to the audit log; required of every command and job (a test checks it). */
  readonly audit?: string;
}

/** Keeps the exact zod types of a definition while checking its shape. */
export function define<I extends z.ZodType, O extends z.ZodType>(definition: CommandDefinition<I, O>): CommandDefinition<I, O> {
  return definition;
}
