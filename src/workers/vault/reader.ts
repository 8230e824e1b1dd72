/** The reading half of the vault: connections that can not write, for lists and explanations. Changes go on meanwhile in the vault thread. */
import { parentPort } from 'node:worker_threads';
import * as Comlink from 'comlink';
import nodeEndpoint from 'comlink/dist/esm/node-adapter.mjs';
import { QUERY_HANDLERS, type ReadQueryName } from '../../main/app/query-handlers.ts';
import type { QueryContext } from '../../main/features/context.ts';
import { OrderCache } from '../../main/listing/order.ts';
import type { Actor } from '../../main/vault/audit/append.ts';
import { openReader, type ReaderGrant, type VaultReader } from '../../main/vault/reader.ts';
import { toErrorData } from '../../shared/errors.ts';
import type { CaseId } from '../../shared/ids.ts';
import type { Answer } from './answer.ts';

let reader: VaultReader | null = null;
const orders = new OrderCache();

const api = {
  open(location: string, grant: ReaderGrant): void {
    reader = openReader(location, grant);
  },

  /** A case was made: its keys come in a newer grant. */
  renew(grant: ReaderGrant): void {
    reader?.renew(grant);
  },

  invalidate(scope: string): void {
    orders.invalidate(scope);
  },

  async query(name: ReadQueryName, input: unknown, actor: Actor): Promise<Answer<unknown>> {
    try {
      const open = reader!;
      const context: QueryContext = { actor, workspace: open.workspace, case: (id) => open.case(id as CaseId), orders };
      const handler = QUERY_HANDLERS[name] as (context: QueryContext, input: unknown) => unknown;
      return { ok: true, value: await handler(context, input) };
    } catch (error) {
      const data = toErrorData(error);
      if (data.code === 'internal') console.error(error instanceof Error ? error.stack : error);
      return { ok: false, error: data };
    }
  },

  /** Closes every connection and wipes the keys of this thread. */
  close(): void {
    orders.clear();
    reader?.close();
    reader = null;
  },
};
export type VaultReaderThread = typeof api;

Comlink.expose(api, nodeEndpoint(parentPort!));
