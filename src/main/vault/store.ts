import { existsSync } from 'node:fs';
import { OperatingError } from '../../shared/errors.ts';
import { ROLE_TITLES, may } from '../../shared/roles.ts';
import type { Permission } from '../../shared/roles.ts';
import type { CaseId } from '../../shared/ids.ts';
import { appendEntry, changeOf } from './audit/append.ts';
import type { Actor, AuditInput, LogIdentity, RecordChange } from './audit/append.ts';
import { AuditLog } from './audit/log.ts';
import { TRACKED, forgetTouched, installTracking, touched } from './audit/tracked.ts';
import type { Anchor } from './audit/tree.ts';
import type { BlobStore } from './blobs/store.ts';
import type { Connection, ReadableCase, WritableCase } from './connection.ts';
import { asOperating } from './failures.ts';
import { headerPath } from './header.ts';

/** One database with its log: the workspace, or a case. */
export interface Store {
  /** Reads in one snapshot. `use` must not wait. */
  read<T>(use: (r: ReadableCase) => T): T;
  /**
   * The only way to change data: checks the permission, runs `use` in one IMMEDIATE transaction, appends the audit
   * entry in it and notes the head outside the database. Everything or nothing.
   * @param entry the audit entry, or how to make it from the result
   */
  write<T>(actor: Actor, permission: Permission, entry: AuditInput | ((result: T) => AuditInput), use: (tx: WritableCase) => T): T;
  /**
   * Slices of unfinished work, without an entry of their own: rows of a source or run in state `loading`, suggested
   * matches, jobs. The entry written when that work is finished carries its digest. Touching a tracked record here
   * (a ready source, a decided match, a disposition, a user, a case name …) is a fault and rolls the slice back.
   */
  stage<T>(use: (tx: WritableCase) => T): T;
  readonly audit: AuditLog;
}

export interface CaseStore extends Store {
  readonly id: CaseId;
  readonly blobs: BlobStore;
}

export interface StoreOptions {
  readonly location: string;
  readonly log: LogIdentity;
  /** Start of sentences about this database, e.g. "The case database". */
  readonly what: string;
  readonly writer: Connection;
  /** Opens the second connection, which can not write; called once, at the first read. */
  readonly openReader: () => Connection;
  readonly anchor: () => Anchor | undefined;
  /** Told the new head after every commit. */
  readonly onHead: (head: Anchor) => void;
}

/** A store over one writing and one reading connection. */
export class SqlStore implements Store {
  readonly audit: AuditLog;
  readonly #o: StoreOptions;
  #reader: Connection | undefined;

  constructor(o: StoreOptions) {
    this.#o = o;
    installTracking(o.writer, o.log.schema);
    const anchors = () => [o.anchor()].filter((a) => a !== undefined);
    this.audit = new AuditLog(() => this.#readerConnection(), o.log, anchors);
  }

  #readerConnection(): Connection {
    this.#reader ??= this.#o.openReader();
    return this.#reader;
  }

  read<T>(use: (r: ReadableCase) => T): T {
    return this.#guarded(() => readSnapshot(this.#readerConnection(), use));
  }

  write<T>(actor: Actor, permission: Permission, entry: AuditInput | ((result: T) => AuditInput), use: (tx: WritableCase) => T): T {
    if (!may(actor.role, permission)) {
      throw new OperatingError('forbidden', `The role “${ROLE_TITLES[actor.role] ?? actor.role}” may not do this.`, {
        remedy: 'Ask a person whose role allows it.',
        facts: { permission },
      });
    }
    const recorded: RecordChange[] = [];
    let head: Anchor | undefined;
    const result = this.#change(() => {
      const value = use(this.#writable(recorded));
      if (value instanceof Promise) throw new Error('a transaction must not wait: its function returned a promise');
      head = appendEntry(this.#o.writer, this.#o.log, actor, typeof entry === 'function' ? entry(value) : entry, recorded);
      return value;
    });
    if (head) this.#o.onHead(head);
    return result;
  }

  stage<T>(use: (tx: WritableCase) => T): T {
    return this.#change(() => {
      const value = use(this.#writable(null));
      const [first] = touched(this.#o.writer);
      if (first) {
        forgetTouched(this.#o.writer);
        throw new Error(`stage() changed the tracked record ${first.kind} ${first.id}; use write()`);
      }
      return value;
    });
  }

  #change<T>(use: () => T): T {
    return this.#guarded(() => {
      // An unlinked folder would go on taking writes into nowhere: ask before each change whether it is still there.
      if (!existsSync(headerPath(this.#o.location))) throw Object.assign(new Error('vault folder gone'), { code: 'ENODEV' });
      return this.#o.writer.transaction('IMMEDIATE', use);
    });
  }

  #guarded<T>(use: () => T): T {
    if (!this.#o.writer.db.open) throw new OperatingError('vault-locked', 'The vault is locked.', { remedy: 'Unlock it to go on.' });
    try {
      return use();
    } catch (error) {
      throw asOperating(error, this.#o.location, this.#o.what);
    }
  }

  #writable(recorded: RecordChange[] | null): WritableCase {
    const { writer, log } = this.#o;
    return {
      access: 'write',
      orm: writer.orm,
      all: (sql, ...params) => writer.all(sql, ...params),
      get: (sql, ...params) => writer.get(sql, ...params),
      iterate: (sql, ...params) => writer.iterate(sql, ...params),
      run: (sql, ...params) => writer.run(sql, ...params),
      prepare: (sql) => writer.prepare(sql),
      record: (kind, id, before, after) => {
        if (!recorded) throw new Error('stage() has no audit entry to record in; use write()');
        if (!TRACKED[log.schema].some((t) => t.table === kind)) recorded.push(changeOf(kind, id, before, after));
      },
    };
  }

  /** The writing connection, for checks of the vault itself. */
  get writer(): Connection {
    return this.#o.writer;
  }

  close(): void {
    this.#reader?.close();
    this.#o.writer.close();
  }
}

/** Runs `use` in one snapshot of a reading connection; inside another read in that one's snapshot. */
export function readSnapshot<T>(connection: Connection, use: (r: ReadableCase) => T): T {
  if (connection.db.inTransaction) return use(readable(connection));
  try {
    return connection.transaction('DEFERRED', () => use(readable(connection)));
  } catch (error) {
    // `query_only` refuses with the code of a write-protected disk, but it is a fault of the program.
    if ((error as { code?: string }).code === 'SQLITE_READONLY')
      throw new Error('a handle for reading was asked to write', { cause: error });
    throw error;
  }
}

/** A handle that can only read, over a connection that can only read. */
function readable(connection: Connection): ReadableCase {
  return {
    access: 'read',
    orm: connection.orm,
    all: (sql, ...params) => connection.all(sql, ...params),
    get: (sql, ...params) => connection.get(sql, ...params),
    iterate: (sql, ...params) => connection.iterate(sql, ...params),
  };
}
