import type Database from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

export type Statement = Database.Statement<unknown[], unknown>;

/** drizzle without what changes data: a readable handle can not even be asked to write. */
export type ReadableOrm = Pick<BetterSQLite3Database, 'select' | 'selectDistinct' | '$with' | 'with' | '$count'>;

/** Reading by SQL text or by drizzle. Statements are prepared once per text. */
export interface Readable {
  all<T>(sql: string, ...params: unknown[]): T[];
  get<T>(sql: string, ...params: unknown[]): T | undefined;
  /** Streams rows. Finish or leave the loop before writing on the same connection. */
  iterate<T>(sql: string, ...params: unknown[]): IterableIterator<T>;
  readonly orm: ReadableOrm;
}

/** A snapshot of a case or of the workspace, valid inside the `read` that gave it. */
export interface ReadableCase extends Readable {
  readonly access: 'read' | 'write';
}

/** Inside one open transaction; had only through `write` and `stage` of a store. */
export interface WritableCase extends ReadableCase {
  readonly access: 'write';
  readonly orm: BetterSQLite3Database;
  run(sql: string, ...params: unknown[]): { changes: number; lastInsertRowid: number };
  /** A prepared statement for hot loops. */
  prepare(sql: string): Statement;
  /**
   * Puts digests of a record before and after into the audit entry. Tracked tables (see `tracked.ts`) are recorded by
   * the vault itself from what was stored; for those kinds this call adds nothing.
   */
  record(kind: string, id: string | number, before: object | null, after: object | null): void;
}

/** The writing side of a handle. */
export type Writable = WritableCase;

/** Statements kept per connection; the application has fewer distinct SQL texts than this, filters included. */
const STATEMENTS_KEPT = 500;

/** A database connection with its cache of prepared statements. */
export class Connection implements Readable {
  readonly db: Database.Database;
  readonly orm: BetterSQLite3Database;
  #statements = new Map<string, Statement>();

  constructor(db: Database.Database) {
    this.db = db;
    this.orm = drizzle({ client: db });
  }

  prepare(sql: string): Statement {
    let statement = this.#statements.get(sql);
    if (!statement) {
      statement = this.db.prepare<unknown[], unknown>(sql);
      if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.delete(this.#statements.keys().next().value!);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  all<T>(sql: string, ...params: unknown[]): T[] {
    return this.prepare(sql).all(...params) as T[];
  }

  get<T>(sql: string, ...params: unknown[]): T | undefined {
    return this.prepare(sql).get(...params) as T | undefined;
  }

  iterate<T>(sql: string, ...params: unknown[]): IterableIterator<T> {
    // Of its own, not cached: a statement that is still stepping can not be started again.
    return this.db.prepare<unknown[], unknown>(sql).iterate(...params) as IterableIterator<T>;
  }

  run(sql: string, ...params: unknown[]): { changes: number; lastInsertRowid: number } {
    const { changes, lastInsertRowid } = this.prepare(sql).run(...params);
    return { changes, lastInsertRowid: Number(lastInsertRowid) };
  }

  /** Runs `use` inside a transaction: BEGIN DEFERRED for a snapshot, IMMEDIATE for a change. Rolls back on any throw. */
  transaction<T>(kind: 'DEFERRED' | 'IMMEDIATE', use: () => T): T {
    this.run(`BEGIN ${kind}`);
    try {
      const result = use();
      if (result instanceof Promise) throw new Error('a transaction must not wait: its function returned a promise');
      this.run('COMMIT');
      return result;
    } catch (error) {
      if (this.db.inTransaction) this.db.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.#statements.clear();
    if (this.db.open) this.db.close();
  }
}
