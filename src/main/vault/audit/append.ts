import { createHash, randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { OperatingError } from '../../../shared/errors.ts';
import type { Role } from '../../../shared/roles.ts';
import type { Connection } from '../connection.ts';
import type { SchemaKind } from '../migrations.ts';
import { NO_ENTRY, Frontier, leafHash } from './tree.ts';
import type { Anchor } from './tree.ts';
import { currentDigest, forgetTouched, recordDigest, touched } from './tracked.ts';

/** Who acts. The session is one unlocking of the vault. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  readonly role: Role;
  readonly session: string;
}

/** What a change says about itself. `summary` is a sentence for people; `detail` can be erased later, the log holds only its digest. */
export interface AuditInput {
  readonly action: string;
  readonly object: string;
  readonly summary: string;
  readonly reason?: string;
  readonly detail?: Record<string, unknown>;
}

/** Digests of one record before and after a change; null where it did not exist (or did not count). */
export interface RecordChange {
  readonly kind: string;
  readonly id: string;
  readonly before: string | null;
  readonly after: string | null;
}

export interface LogIdentity {
  /** 'workspace' scope: the vault's id; a case: the case's id. */
  readonly id: string;
  readonly schema: SchemaKind;
  readonly appVersion: string;
}

/** tlog-tiles keeps entry lengths in 16 bits; larger content belongs into `detail`. */
const ENTRY_BYTES = 65_535;
/** Tells times of one boot of the program apart from another's: monotonic times only compare inside it. */
const BOOT = randomBytes(8).toString('hex');

/** The head of a log, read from its database. */
export function headOf(connection: Connection): Anchor {
  return (
    connection.get<Anchor>('SELECT entries, hash, root FROM audit_head') ?? {
      entries: 0,
      hash: NO_ENTRY,
      root: new Frontier().root().toString('hex'),
    }
  );
}

/** Collects the tracked records of this transaction and the ones recorded by hand, in a fixed order. */
function collectChanges(connection: Connection, schema: SchemaKind, recorded: readonly RecordChange[]): RecordChange[] {
  const changes = new Map<string, RecordChange>();
  for (const change of recorded) changes.set(`${change.kind}\n${change.id}`, change);
  for (const { kind, id } of touched(connection)) {
    const last = connection.get<{ after: string | null }>(
      'SELECT after FROM audit_record WHERE kind = ? AND id = ? ORDER BY seq DESC LIMIT 1',
      kind,
      id,
    );
    const change = { kind, id, before: last?.after ?? null, after: currentDigest(connection, schema, kind, id) };
    if (change.before !== change.after) changes.set(`${kind}\n${id}`, change);
  }
  forgetTouched(connection);
  return [...changes.values()].sort((a, b) => (a.kind === b.kind ? compare(a.id, b.id) : compare(a.kind, b.kind)));
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Digest over a list of record changes, in the order in which the database gives them back. */
export function changesDigest(changes: Iterable<RecordChange>): string {
  const hash = createHash('sha256');
  for (const { kind, id, before, after } of changes) hash.update(`${JSON.stringify([kind, id, before, after])}\n`);
  return hash.digest('hex');
}

/** Digest of a detail under its salt; the salt keeps a short detail from being guessed once it was erased. */
export function detailDigest(salt: Uint8Array, detail: string): string {
  return createHash('sha256').update(salt).update(detail).digest('hex');
}

/** Makes a hand-recorded change of a record that is not tracked. */
export function changeOf(kind: string, id: string | number, before: object | null, after: object | null): RecordChange {
  return { kind, id: String(id), before: before && recordDigest(before), after: after && recordDigest(after) };
}

/**
 * Appends one entry inside the open transaction: the exact text, its leaf hash, the hash of the entry before it, and
 * the digests of the records it changed.
 * @returns the new head
 */
export function appendEntry(
  connection: Connection,
  log: LogIdentity,
  actor: Actor,
  input: AuditInput,
  recorded: readonly RecordChange[],
): Anchor {
  const row = connection.get<Anchor & { frontier: Buffer }>('SELECT entries, hash, root, frontier FROM audit_head');
  const frontier = new Frontier(row?.entries ?? 0, row?.frontier);
  const seq = frontier.entries + 1;
  const changes = collectChanges(connection, log.schema, recorded);
  const only = changes.length === 1 ? changes[0] : undefined;
  const detail = input.detail ? { salt: randomBytes(16), text: JSON.stringify(input.detail) } : null;
  const digest = changes.length > 0 ? changesDigest(changes) : null;
  const body = JSON.stringify({
    v: 1,
    log: log.id,
    seq,
    prev: row?.hash ?? NO_ENTRY,
    at: new Date().toISOString(),
    monoMs: Math.round(performance.now()),
    boot: BOOT,
    device: hostname(),
    app: log.appVersion,
    actor: { id: actor.userId, name: actor.name, role: actor.role, session: actor.session },
    action: input.action,
    object: input.object,
    summary: input.summary,
    reason: input.reason ?? '',
    before: only ? only.before : null,
    after: only ? only.after : digest,
    records: { count: changes.length, digest },
    detail: detail && detailDigest(detail.salt, detail.text),
  });
  if (Buffer.byteLength(body) > ENTRY_BYTES) {
    throw new OperatingError(
      'too-large',
      'The reason or summary of this change is too long for the audit log, so the change was not made.',
      {
        remedy: 'Shorten it to a few thousand characters.',
      },
    );
  }
  const leaf = leafHash(body);
  frontier.append(leaf);
  const head = { entries: seq, hash: leaf.toString('hex'), root: frontier.root().toString('hex') };
  connection.run('INSERT INTO audit_entry (seq, body, hash) VALUES (?, ?, ?)', seq, body, leaf);
  for (const c of changes) {
    connection.run('INSERT INTO audit_record (seq, kind, id, before, after) VALUES (?, ?, ?, ?, ?)', seq, c.kind, c.id, c.before, c.after);
  }
  if (detail) connection.run('INSERT INTO audit_detail (seq, salt, detail) VALUES (?, ?, ?)', seq, detail.salt, detail.text);
  connection.run(
    'INSERT OR REPLACE INTO audit_head (id, entries, hash, root, frontier) VALUES (1, ?, ?, ?, ?)',
    seq,
    head.hash,
    head.root,
    frontier.pack(),
  );
  return head;
}
