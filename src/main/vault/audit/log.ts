import { OperatingError } from '../../../shared/errors.ts';
import type { AuditRow } from '../../../shared/contract/audit.ts';
import type { Connection, Readable } from '../connection.ts';
import { headOf } from './append.ts';
import type { LogIdentity } from './append.ts';
import type { Anchor } from './tree.ts';
import { verifySteps } from './verify.ts';
import type { AuditVerdict } from './verify.ts';

/** One condition on the log, as in the contract's `filterField`. */
export type AuditFilter =
  | { column: string; op: 'text'; value: string }
  | { column: string; op: 'is'; value: string | number | null }
  | { column: string; op: 'in'; values: (string | number)[] }
  | { column: string; op: 'range'; from: string | number | null; to: string | number | null };

export interface AuditPage {
  readonly total: number;
  readonly unfiltered: number;
  readonly rows: AuditRow[];
}

const COLUMNS = ['seq', 'at', 'actor', 'role', 'action', 'object', 'summary', 'reason'];

/** Reading side of one audit log: pages for people, the check for everybody. */
export class AuditLog {
  readonly #reader: () => Connection;
  readonly #log: LogIdentity;
  readonly #anchors: () => Anchor[];

  constructor(reader: () => Connection, log: LogIdentity, anchors: () => Anchor[]) {
    this.#reader = reader;
    this.#log = log;
    this.#anchors = anchors;
  }

  /** The head: entries, leaf hash of the last one, tree root. */
  head(): Anchor {
    return headOf(this.#reader());
  }

  /** Entries newest first. Filters that name an unknown column are refused. */
  page(o: { offset: number; limit: number; filter?: readonly AuditFilter[] }): AuditPage {
    return auditPage(this.#reader(), o);
  }

  /** The whole check at once; for long logs prefer `verifySteps`, which pauses. */
  verify(): AuditVerdict {
    const steps = this.verifySteps();
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
    }
  }

  /** The check in steps of some ten milliseconds, in one snapshot. Finish it or call `return()`. */
  *verifySteps(): Generator<number, AuditVerdict> {
    const reader = this.#reader();
    const own = !reader.db.inTransaction;
    if (own) reader.run('BEGIN DEFERRED');
    try {
      return yield* verifySteps(reader, this.#log.schema, this.#log.id, this.#anchors());
    } finally {
      if (own && reader.db.open && reader.db.inTransaction) reader.run('COMMIT');
    }
  }
}

/** One page of a log, from any readable connection to its database. */
export function auditPage(readable: Readable, o: { offset: number; limit: number; filter?: readonly AuditFilter[] }): AuditPage {
  const where: string[] = [];
  const params: unknown[] = [];
  for (const condition of o.filter ?? []) addCondition(condition, where, params);
  const clause = where.length > 0 ? `WHERE ${where.join(' AND ')}` : '';
  const count = (sql: string, ...p: unknown[]) => readable.get<{ n: number }>(sql, ...p)?.n ?? 0;
  const unfiltered = count('SELECT count(*) AS n FROM audit_entry');
  const total = where.length > 0 ? count(`SELECT count(*) AS n FROM audit_entry ${clause}`, ...params) : unfiltered;
  const rows = readable.all<{ seq: number; body: string; hash: Buffer }>(
    `SELECT seq, body, hash FROM audit_entry ${clause} ORDER BY seq DESC LIMIT ? OFFSET ?`,
    ...params,
    o.limit,
    o.offset,
  );
  return { total, unfiltered, rows: rows.map(toRow) };
}

function addCondition(condition: AuditFilter, where: string[], params: unknown[]): void {
  const { column } = condition;
  if (!COLUMNS.includes(column)) throw new OperatingError('bad-request', `The audit log has no column named “${column}” to filter by.`);
  if (condition.op === 'text') {
    where.push(`"${column}" LIKE ? ESCAPE '\\'`);
    params.push(`%${condition.value.replace(/[\\%_]/g, (c) => `\\${c}`)}%`);
  } else if (condition.op === 'is') {
    where.push(`"${column}" IS ?`);
    params.push(condition.value);
  } else if (condition.op === 'in') {
    where.push(`"${column}" IN (${condition.values.map(() => '?').join(', ')})`);
    params.push(...condition.values);
  } else {
    if (condition.from !== null) where.push(`"${column}" >= ?`);
    if (condition.to !== null) where.push(`"${column}" <= ?`);
    params.push(...[condition.from, condition.to].filter((bound) => bound !== null));
  }
}

interface StoredEntry {
  at?: string;
  actor?: { name?: string; role?: string };
  action?: string;
  object?: string;
  summary?: string;
  reason?: string;
  before?: string | null;
  after?: string | null;
  prev?: string;
}

function toRow({ seq, body, hash }: { seq: number; body: string; hash: Buffer }): AuditRow {
  const e = JSON.parse(body) as StoredEntry;
  return {
    seq,
    at: e.at ?? '',
    actor: e.actor?.name ?? '',
    role: e.actor?.role ?? '',
    action: e.action ?? '',
    object: e.object ?? '',
    summary: e.summary ?? '',
    reason: e.reason ?? '',
    before: e.before ?? null,
    after: e.after ?? null,
    hash: hash.toString('hex'),
    prev: e.prev ?? '',
  };
}
