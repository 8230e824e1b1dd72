import type { SessionState } from '../features/context.ts';
import type { OrderCache } from '../listing/order.ts';
import type { CaseStore, Store } from '../vault/store.ts';
import type { OpenVault } from '../vault/vault.ts';

/** What the code of jobs may use: the unlocked vault and all that lives with it. */
export interface JobDependencies {
  readonly vault: OpenVault;
  readonly workspace: Store;
  case(id: string): CaseStore;
  readonly orders: OrderCache;
  readonly session: SessionState;
  changed(caseId: string | null, topics: readonly ('case' | 'source' | 'standard' | 'match' | 'flag' | 'audit' | 'settings')[]): void;
  readonly workers: number;
  readonly appVersion: string;
  readonly resourcesDir: string;
}
