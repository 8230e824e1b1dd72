import type { CaseId, JobId } from '../../shared/ids.ts';
import type { AppEvent } from '../../shared/contract/events.ts';
import type { CommandName, OutputOf, ParsedInputOf } from '../../shared/contract/table.ts';
import type { JobKind, JobRunner } from '../jobs/runner.ts';
import type { OrderCache } from '../listing/order.ts';
import type { MappedInspection } from './import/mapping.ts';
import type { Actor, AuditInput } from '../vault/audit/append.ts';
import type { WritableCase } from '../vault/connection.ts';
import type { AuditVerdict } from '../vault/audit/verify.ts';
import type { CaseReader, ReaderStore } from '../vault/reader.ts';
import type { CaseStore, Store } from '../vault/store.ts';

/** What a query's code may use: it reads, wherever it runs (the vault thread, or the reader thread with its own connections). */
export interface QueryContext {
  readonly actor: Actor;
  readonly workspace: ReaderStore;
  /** One case, for reading. Throws `not-found` for a case this vault does not hold. */
  case(id: string): CaseReader;
  readonly orders: OrderCache;
}

/** What a command's code may use. One is made per request; nothing in it outlives the unlocked vault. */
export interface FeatureContext extends QueryContext {
  readonly workspace: Store;
  /** The database and the evidence of one case. Throws `not-found` for a case this vault does not hold. */
  case(id: string): CaseStore;
  /** Makes the key and the empty database of a new case. Its row in the workspace is the caller's to write. */
  createCaseStore(id: CaseId): CaseStore;
  /**
   * The one way to change something: one transaction, with the audit record named by the contract. The permission is the
   * command's own, checked again here so that no path leads around it.
   */
  write<T>(store: Store, entry: AuditEntry | ((result: T) => AuditEntry), use: (tx: WritableCase) => T): T;
  startJob(kind: JobKind, title: string, caseId: CaseId | null, input: unknown, entry: AuditEntry): JobId;
  changed(caseId: string | null, topics: Extract<AppEvent, { type: 'changed' }>['topics']): void;
  /** Verifies an audit log in a thread of its own; null is the vault's own log. */
  checkLog(caseId: string | null): Promise<AuditVerdict>;
  readonly jobs: JobRunner;
  /** State of the session that several commands share: open uploads, prepared downloads. Dropped on lock. */
  readonly session: SessionState;
  readonly appVersion: string;
  readonly resourcesDir: string;
}

/** An audit entry without its verb, which the contract gives. */
export type AuditEntry = Omit<AuditInput, 'action'>;

/** Open uploads and prepared downloads, keyed by identifiers nobody can guess. */
export interface SessionState {
  readonly uploads: Map<string, OpenUpload>;
  readonly downloads: Map<string, PreparedDownload>;
  /** What previews showed, by `inspectionKey`. */
  readonly inspections: Map<string, MappedInspection>;
}

export interface OpenUpload {
  readonly caseId: string;
  readonly fileName: string;
  readonly sizeBytes: number;
  nextSlice: number;
  receivedBytes: number;
  readonly writer: { write(bytes: Uint8Array): void; abort(): void; finish(): { id: string; sha256: string; bytes: number } };
}

export interface PreparedDownload {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
  readonly expiresAtMs: number;
}

/** The handlers of some commands, typed by the contract. */
export type Handlers<N extends CommandName> = {
  readonly [K in N]: (context: FeatureContext, input: ParsedInputOf<K>) => OutputOf<K> | Promise<OutputOf<K>>;
};

/** The handlers of some queries: they get by with reading, and so may run in the reader thread. */
export type QueryHandlers<N extends CommandName> = {
  readonly [K in N]: (context: QueryContext, input: ParsedInputOf<K>) => OutputOf<K> | Promise<OutputOf<K>>;
};
