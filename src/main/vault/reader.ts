import type { CaseId } from '../../shared/ids.ts';
import { OperatingError } from '../../shared/errors.ts';
import { AuditLog } from './audit/log.ts';
import type { Anchor } from './audit/tree.ts';
import { BlobReader } from './blobs/reader.ts';
import { Connection } from './connection.ts';
import type { ReadableCase } from './connection.ts';
import { openDatabase } from './database.ts';
import { asOperating, guarded } from './failures.ts';
import { wipe } from './keys.ts';
import { blobPlace, nameOfScope } from './scopes.ts';
import { WORKSPACE, scopePlaces } from './state.ts';
import { readSnapshot } from './store.ts';

/** Keys of one scope for reading. */
export interface ScopeGrant {
  readonly scope: string;
  readonly salt: string;
  readonly db: Uint8Array;
  readonly content: Uint8Array;
  readonly dedupe: Uint8Array;
  readonly anchor: Anchor | null;
}

/** What a second thread needs to open a vault read-only. Structured-cloneable; wipe it with `wipeGrant` when it was sent. */
export interface ReaderGrant {
  readonly vaultId: string;
  readonly appVersion: string;
  readonly scopes: ScopeGrant[];
}

/** Overwrites the keys of a grant with zeros. */
export function wipeGrant(grant: ReaderGrant): void {
  for (const { db, content, dedupe } of grant.scopes) wipe(db, content, dedupe);
}

/** Reading side of one database, in a thread that can not write. */
export interface ReaderStore {
  read<T>(use: (r: ReadableCase) => T): T;
  readonly audit: AuditLog;
}

export interface CaseReader extends ReaderStore {
  readonly id: CaseId;
  readonly blobs: BlobReader;
}

/** One opened database, with what the check of the vault needs beyond reading. */
export interface OpenScope extends CaseReader {
  readonly connection: Connection;
  /** Streams rows outside any snapshot, so that the loop may pause. */
  iterate<T>(sql: string): IterableIterator<T>;
}

/** A vault opened read-only from a grant: connections with `query_only`, no lock, no header. */
export class VaultReader {
  readonly location: string;
  #grant: ReaderGrant;
  readonly #open = new Map<string, OpenScope>();

  constructor(location: string, grant: ReaderGrant) {
    this.location = location;
    this.#grant = grant;
  }

  get workspace(): ReaderStore {
    return this.scope(WORKSPACE);
  }

  /** A case of the grant. A case created after the grant was given needs `renew` first. */
  case(id: CaseId): CaseReader {
    return this.scope(id);
  }

  /** Takes a newer grant; what is open stays open. */
  renew(grant: ReaderGrant): void {
    const old = this.#grant;
    this.#grant = grant;
    // Open blob readers go on using the old content keys: only those of scopes that are not open are wiped here.
    wipeGrant({ ...old, scopes: old.scopes.filter((s) => !this.#open.has(s.scope)) });
  }

  /** Closes every connection and wipes the keys. */
  close(): void {
    for (const scope of this.#open.values()) {
      scope.blobs.close();
      wipe(scope.blobs.place.content, scope.blobs.place.dedupe);
      scope.connection.close();
    }
    this.#open.clear();
    wipeGrant(this.#grant);
  }

  /** The workspace or a case by the name of its scope. */
  scope(scope: string): OpenScope {
    const known = this.#open.get(scope);
    if (known) return known;
    const grant = this.#grant.scopes.find((s) => s.scope === scope);
    if (!grant) throw new OperatingError('not-found', 'There is no such case in this vault.');
    const what = nameOfScope(scope);
    const path = scopePlaces(this.location, scope).database;
    const connection = new Connection(guarded(this.location, what, () => openDatabase(path, grant.db, grant.salt, 'read')));
    const { vaultId, appVersion } = this.#grant;
    const log = { id: scope === WORKSPACE ? vaultId : scope, schema: scope === WORKSPACE ? 'workspace' : 'case', appVersion } as const;
    const opened: OpenScope = {
      id: scope as CaseId,
      connection,
      iterate: (sql) => connection.iterate(sql),
      read: (use) => this.#read(connection, what, use),
      blobs: new BlobReader(blobPlace(this.location, scope, grant)),
      audit: new AuditLog(
        () => connection,
        log,
        () => this.#anchors(scope),
      ),
    };
    this.#open.set(scope, opened);
    return opened;
  }

  #anchors(scope: string): Anchor[] {
    const anchor = this.#grant.scopes.find((s) => s.scope === scope)?.anchor;
    return anchor ? [anchor] : [];
  }

  #read<T>(connection: Connection, what: string, use: (r: ReadableCase) => T): T {
    if (!connection.db.open) throw new OperatingError('vault-locked', 'The vault is locked.');
    try {
      return readSnapshot(connection, use);
    } catch (error) {
      throw asOperating(error, this.location, what);
    }
  }
}

/** Opens a vault read-only with a grant from `OpenVault.readerGrant()`. Databases open when first asked for. */
export function openReader(location: string, grant: ReaderGrant): VaultReader {
  return new VaultReader(location, grant);
}
