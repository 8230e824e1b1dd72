import { accessSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Anchor } from './audit/tree.ts';
import { newSalt } from './database.ts';
import { syncFolder } from './durable.ts';
import { guarded, vaultGone } from './failures.ts';
import { headerPath, writeHeader } from './header.ts';
import type { Attempts, Earlier, Header } from './header.ts';
import { newScopeKeys, wipeScope, writeKeyring } from './keyring-file.ts';
import type { ScopeKeys } from './keyring-file.ts';
import { wipe } from './keys.ts';
import type { ProcessLock } from './process-lock.ts';

/** The scope of the workspace database; every other scope is a case id. */
export const WORKSPACE = 'workspace';

/**
 * Heads of logs are written to the header at most this often: each costs a file and a folder sync. A log may be ahead
 * of its anchor by what was written since, never behind it.
 */
const ANCHOR_EVERY_MS = 2_000;

/** Folder of a scope, its database and its sealed files. */
export function scopePlaces(location: string, scope: string): { folder: string; database: string; blobs: string } {
  const folder = scope === WORKSPACE ? location : join(location, 'cases', scope);
  return { folder, database: join(folder, scope === WORKSPACE ? 'workspace.db' : 'case.db'), blobs: join(folder, 'blobs') };
}

/** Keys and header of an unlocked vault, and the writing of both. */
export class VaultState {
  readonly location: string;
  readonly header: Header;
  readonly vrk: Buffer;
  readonly scopes: Map<string, ScopeKeys>;
  attempts: Attempts;
  readonly #lock: ProcessLock;
  #anchoredAt = 0;
  #timer: NodeJS.Timeout | undefined;
  #dirty = false;

  constructor(location: string, header: Header, vrk: Buffer, scopes: Map<string, ScopeKeys>, lock: ProcessLock) {
    this.location = location;
    this.header = header;
    this.vrk = vrk;
    this.scopes = scopes;
    this.attempts = { count: 0, lastAt: 0 };
    this.#lock = lock;
  }

  saveHeader(earlier: Earlier): void {
    if (earlier !== 'overwrite') this.header.generation++;
    writeHeader(this.location, this.vrk, this.header, this.attempts, earlier);
    this.#anchoredAt = performance.now();
    this.#dirty = false;
  }

  /** Key file first, header second: a crash between the two leaves a key that nothing uses. */
  saveKeys(): void {
    const generation = this.header.keyringGeneration + 1;
    writeKeyring(this.location, this.header.id, this.vrk, generation, this.scopes);
    this.header.keyringGeneration = generation;
    this.saveHeader('keep');
  }

  /** Makes keys, salt and folders for a new scope. Nothing of it remains in memory where the disk refuses. */
  addScope(scope: string): void {
    // Making folders would make a folder anew that was taken away, and later changes would go into nowhere.
    if (scope !== WORKSPACE && !existsSync(headerPath(this.location))) throw vaultGone();
    const keys = newScopeKeys();
    const places = scopePlaces(this.location, scope);
    this.scopes.set(scope, keys);
    this.header.databases[scope] = { salt: newSalt() };
    try {
      guarded(this.location, 'The folder of the vault', () => {
        // On a write-protected disk `mkdir` only says that something is missing, so that is asked before.
        accessSync(this.location, constants.W_OK);
        mkdirSync(scope === WORKSPACE ? places.folder : places.blobs, { recursive: true });
        if (scope !== WORKSPACE) for (const folder of [places.folder, join(this.location, 'cases'), this.location]) syncFolder(folder);
      });
      this.saveKeys();
    } catch (error) {
      this.scopes.delete(scope);
      delete this.header.databases[scope];
      wipeScope(keys);
      throw error;
    }
  }

  /** Notes the head of a log outside its database, at once or soon. */
  noteHead(scope: string, head: Anchor): void {
    this.header.anchors[scope] = { entries: head.entries, hash: head.hash, root: head.root };
    this.#dirty = true;
    const wait = this.#anchoredAt + ANCHOR_EVERY_MS - performance.now();
    if (wait <= 0) this.#writeAnchors();
    else {
      this.#timer ??= setTimeout(() => this.#writeAnchors(), wait);
      this.#timer.unref();
    }
  }

  #writeAnchors(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#dirty) return;
    try {
      this.saveHeader('overwrite');
    } catch {
      // The change itself is already durable, and a log ahead of its anchor holds: the next change tries again.
      this.#anchoredAt = performance.now();
    }
  }

  /** Writes outstanding anchors, wipes every key and lets the vault go. */
  release(): void {
    this.#writeAnchors();
    clearTimeout(this.#timer);
    for (const keys of this.scopes.values()) wipeScope(keys);
    this.scopes.clear();
    wipe(this.vrk);
    this.#lock.release();
  }
}
