import type { Connection } from '../connection.ts';
import type { SchemaKind } from '../migrations.ts';
import { rowsDigestOf } from '../rows-digest.ts';
import { changesDigest, detailDigest } from './append.ts';
import type { RecordChange } from './append.ts';
import { NO_ENTRY, Frontier, leafHash } from './tree.ts';
import type { Anchor } from './tree.ts';
import { TRACKED, countedRecords } from './tracked.ts';

export interface AuditFinding {
  readonly kind: 'altered' | 'dropped' | 'reordered' | 'record-differs' | 'head-behind-anchor';
  readonly seq: number | null;
  readonly message: string;
}

export interface AuditVerdict {
  readonly holds: boolean;
  readonly entries: number;
  readonly head: string;
  readonly verifiedAt: string;
  readonly findings: AuditFinding[];
}

/** Findings kept in full: a log that is broken from the start would otherwise give one per entry. */
const FINDINGS_KEPT = 1_000;
/** Rows between two pauses: some ten milliseconds of work. */
const SLICE = 2_000;

interface EntryRow {
  seq: number;
  body: string;
  hash: Buffer;
}
interface EntryBody {
  log?: unknown;
  seq?: unknown;
  prev?: unknown;
  records?: { count?: unknown; digest?: unknown };
  detail?: unknown;
}

/**
 * Checks a log in small steps; `yield`s the number of things checked so far so that the caller can breathe or stop.
 * (1) every entry's text against its hash, place and predecessor; (2) the digests of records and details it commits
 * to; (3) head and tree; (4) every anchor; (5) the records of today against the last digest the log has of each.
 * @param connection inside a read transaction, so that all of it is one snapshot
 */
export function* verifySteps(
  connection: Connection,
  schema: SchemaKind,
  logId: string,
  anchors: readonly Anchor[],
): Generator<number, AuditVerdict> {
  const findings: AuditFinding[] = [];
  const report = (kind: AuditFinding['kind'], seq: number | null, message: string) => {
    if (findings.length < FINDINGS_KEPT) findings.push({ kind, seq, message });
  };
  const frontier = new Frontier();
  const latest = new Map<string, { after: string | null; seq: number }>();
  let prev = NO_ENTRY;
  let expected = 1;
  let steps = 0;
  for (let from = 0; ;) {
    const slice = connection.all<EntryRow>('SELECT seq, body, hash FROM audit_entry WHERE seq > ? ORDER BY seq LIMIT ?', from, SLICE);
    if (slice.length === 0) break;
    from = slice.at(-1)!.seq;
    for (const row of slice) {
      if (row.seq !== expected) {
        const many = row.seq - expected;
        report('dropped', expected, many === 1 ? `Entry ${expected} is missing.` : `Entries ${expected} to ${row.seq - 1} are missing.`);
      }
      expected = row.seq + 1;
      const leaf = leafHash(row.body);
      const hash = leaf.toString('hex');
      const body = parse(row.body);
      if (!leaf.equals(row.hash) || body.log !== logId) report('altered', row.seq, `Entry ${row.seq} was changed after it was written.`);
      else if (body.seq !== row.seq) report('reordered', row.seq, `Entry ${row.seq} was written as entry ${String(body.seq)}.`);
      else if (body.prev !== prev) report('reordered', row.seq, `Entry ${row.seq} does not follow the entry before it.`);
      checkAttachments(connection, row.seq, body, latest, report);
      prev = hash;
      frontier.append(leaf);
      for (const anchor of anchors) if (anchor.entries === frontier.entries) checkAnchor(anchor, hash, frontier, report);
    }
    yield (steps += slice.length);
  }
  const head = connection.get<Anchor>('SELECT entries, hash, root FROM audit_head');
  const root = frontier.root().toString('hex');
  if ((head?.entries ?? 0) > frontier.entries) {
    report('dropped', frontier.entries + 1, `The log says it has ${head!.entries} entries, but only ${frontier.entries} are there.`);
  } else if (frontier.entries > 0 && (head?.entries !== frontier.entries || head.hash !== prev || head.root !== root)) {
    report('altered', null, 'The head of the log does not agree with its entries.');
  }
  for (const anchor of anchors) {
    if (anchor.entries > frontier.entries) {
      const text = `The log has ${frontier.entries} entries, but ${anchor.entries} were noted outside the database: the newest are missing.`;
      report('head-behind-anchor', frontier.entries + 1, text);
    }
  }
  yield* compareRecords(connection, schema, latest, report, steps);
  return { holds: findings.length === 0, entries: frontier.entries, head: prev, verifiedAt: new Date().toISOString(), findings };
}

type Report = (kind: AuditFinding['kind'], seq: number | null, message: string) => void;

function parse(text: string): EntryBody {
  try {
    return (JSON.parse(text) as EntryBody | null) ?? {};
  } catch {
    // Not JSON any more: every later check on it fails and is reported as altered.
    return {};
  }
}

function checkAnchor(anchor: Anchor, hash: string, frontier: Frontier, report: Report): void {
  if (anchor.hash === hash && anchor.root === frontier.root().toString('hex')) return;
  report('altered', anchor.entries, `The log up to entry ${anchor.entries} is not the one that was noted outside the database.`);
}

function checkAttachments(
  connection: Connection,
  seq: number,
  body: EntryBody,
  latest: Map<string, { after: string | null; seq: number }>,
  report: Report,
): void {
  const changes = connection.all<RecordChange>('SELECT kind, id, before, after FROM audit_record WHERE seq = ? ORDER BY kind, id', seq);
  const digest = changes.length > 0 ? changesDigest(changes) : null;
  if (changes.length !== body.records?.count || digest !== body.records.digest) {
    report('altered', seq, `The record digests of entry ${seq} were changed after it was written.`);
  }
  for (const { kind, id, after } of changes) latest.set(`${kind}\n${id}`, { after, seq });
  if (body.detail === null || body.detail === undefined) return;
  const detail = connection.get<{ salt: Buffer; detail: string }>('SELECT salt, detail FROM audit_detail WHERE seq = ?', seq);
  // An erased detail is allowed: the log keeps only its digest for that reason. A different one is not.
  if (detail && detailDigest(detail.salt, detail.detail) !== body.detail) {
    report('altered', seq, `The details of entry ${seq} were changed after it was written.`);
  }
}

function* compareRecords(
  connection: Connection,
  schema: SchemaKind,
  latest: Map<string, { after: string | null; seq: number }>,
  report: Report,
  steps: number,
): Generator<number, void> {
  for (const tracked of TRACKED[schema]) {
    const found = new Set<string>();
    for (const { id, digest } of countedRecords(connection, tracked)) {
      found.add(id);
      const logged = latest.get(`${tracked.table}\n${id}`);
      if (!logged?.after) report('record-differs', logged?.seq ?? null, `The ${tracked.table} record ${id} is not in the log.`);
      else if (logged.after !== digest) {
        report('record-differs', logged.seq, `The ${tracked.table} record ${id} is not as entry ${logged.seq} left it.`);
      }
      if (++steps % SLICE === 0) yield steps;
    }
    for (const [key, { after, seq }] of latest) {
      const [kind, id] = key.split('\n') as [string, string];
      if (kind === tracked.table && after && !found.has(id)) {
        report('record-differs', seq, `The ${kind} record ${id}, last changed by entry ${seq}, is missing.`);
      }
    }
  }
  if (schema === 'case') yield* compareRows(connection, report, steps);
}

/** The transactions of each source against the digest that its (tracked) record holds. */
function* compareRows(connection: Connection, report: Report, steps: number): Generator<number, void> {
  const sources = connection.all<{ id: number; name: string; first_id: number; last_id: number; rows_digest: string }>(
    "SELECT id, name, first_id, last_id, rows_digest FROM source WHERE state = 'ready' AND rows_digest IS NOT NULL AND first_id IS NOT NULL",
  );
  for (const source of sources) {
    const digest = yield* rowsDigestOf(connection, source.first_id, source.last_id, steps);
    if (digest !== source.rows_digest) {
      report('record-differs', null, `The transactions of source ${source.id} (${source.name}) are not the ones that were imported.`);
    }
    steps += source.last_id - source.first_id + 1;
  }
}
