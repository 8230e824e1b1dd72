import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import type { CaseId } from '../../shared/ids.ts';
import type { LogIdentity } from './audit/append.ts';
import { BlobStore } from './blobs/store.ts';
import { blobContext } from './blobs/reader.ts';
import type { BlobPlace } from './blobs/reader.ts';
import { Connection } from './connection.ts';
import { openDatabase } from './database.ts';
import { guarded } from './failures.ts';
import type { ScopeKeys } from './keyring-file.ts';
import { migrate } from './migrations.ts';
import { WORKSPACE, scopePlaces } from './state.ts';
import type { VaultState } from './state.ts';
import { SqlStore } from './store.ts';
import type { CaseStore } from './store.ts';
import { join } from 'node:path';

/** Start of sentences about the database of a scope. */
export const nameOfScope = (scope: string) => (scope === WORKSPACE ? 'The workspace database' : 'The database of this case');

/** Where the sealed files of a case lie, with its keys. */
export function blobPlace(location: string, scope: string, keys: Pick<ScopeKeys, 'content' | 'dedupe'>): BlobPlace {
  const folder = scopePlaces(location, scope).blobs;
  return { location, folder, content: keys.content, dedupe: keys.dedupe, context: blobContext(scope) };
}

/** A case: its store and its sealed files. */
export class SqlCaseStore extends SqlStore implements CaseStore {
  readonly id: CaseId;
  readonly blobs: BlobStore;

  constructor(o: ConstructorParameters<typeof SqlStore>[0], id: CaseId, blobs: BlobStore) {
    super(o);
    this.id = id;
    this.blobs = blobs;
  }

  override close(): void {
    this.blobs.close();
    super.close();
  }
}

function storeOptions(state: VaultState, scope: string, create: boolean): ConstructorParameters<typeof SqlStore>[0] {
  const { database } = scopePlaces(state.location, scope);
  const what = nameOfScope(scope);
  const keys = state.scopes.get(scope);
  const salt = state.header.databases[scope]?.salt;
  if (!keys || !salt) throw new Error('this scope has no key');
  const schema = scope === WORKSPACE ? 'workspace' : 'case';
  const log: LogIdentity = { id: scope === WORKSPACE ? state.header.id : scope, schema, appVersion: state.header.appVersion };
  const open = (mode: 'write' | 'read') => guarded(state.location, what, () => openDatabase(database, keys.db, salt, mode));
  if (!create && !existsSync(database)) guarded(state.location, what, () => fail('ENOENT'));
  const db: Database.Database = open('write');
  try {
    guarded(state.location, what, () => migrate(db, schema, join(state.location, 'backups')));
    return {
      location: state.location,
      log,
      what,
      writer: new Connection(db),
      openReader: () => new Connection(open('read')),
      anchor: () => state.header.anchors[scope],
      onHead: (head) => state.noteHead(scope, head),
    };
  } catch (error) {
    db.close();
    throw error;
  }
}

function fail(code: string): never {
  throw Object.assign(new Error(code), { code });
}

/** Opens the workspace database. */
export function openWorkspace(state: VaultState, create: boolean): SqlStore {
  return new SqlStore(storeOptions(state, WORKSPACE, create));
}

/** Opens the database and the sealed files of a case. */
export function openCase(state: VaultState, id: CaseId, create: boolean): SqlCaseStore {
  return new SqlCaseStore(storeOptions(state, id, create), id, new BlobStore(blobPlace(state.location, id, state.scopes.get(id)!)));
}
