import { accountKey } from '../../../shared/account-key.ts';
import { COMPARED_KINDS } from '../../../shared/contract/overlaps.ts';
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/table.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { align, ALIGNED_FIELDS, type AlignedPair, type AlignedRow } from '../../../workers/ingest/overlap/align.ts';
import { transactionsByIds } from '../../listing/transactions.ts';
import type { ReadableCase } from '../../vault/connection.ts';
import type { QueryContext } from '../context.ts';

interface Source {
  id: number;
  first: number | null;
  last: number | null;
  firstDate: string | null;
  lastDate: string | null;
  rows: number;
}

/** Numbers kept per line of a comparison: kind, the two rows, and which fields differ. */
const WIDTH = 4;

/**
 * Two files of a case row by row over the days that both cover. The alignment is made once and kept as numbers in the cache
 * of orders, so that paging through it, and through one kind of its lines, is immediate.
 */
export function compareFiles(context: QueryContext, input: ParsedInputOf<'overlap.compare'>): OutputOf<'overlap.compare'> {
  if (input.a === input.b) throw new OperatingError('bad-request', 'A file can not be compared with itself.');
  return context.case(input.caseId).read((db) => {
    const [a, b] = [sourceOf(db, input.a), sourceOf(db, input.b)];
    const common = daysInCommon(a, b);
    const key = JSON.stringify(['compare', a.id, b.id]);
    const lines = context.orders.ids(`${input.caseId}/source`, key, () => numbersOf(common === null ? [] : aligned(db, a, b, common)));
    const counts = Object.fromEntries(COMPARED_KINDS.map((kind) => [kind, 0])) as OutputOf<'overlap.compare'>['counts'];
    const wanted: number[] = [];
    let shown = 0;
    for (let at = 0; at < lines.length; at += WIDTH) {
      const kind = COMPARED_KINDS[lines[at]!]!;
      counts[kind]++;
      if (input.kind !== undefined && kind !== input.kind) continue;
      if (shown >= input.offset && wanted.length < input.limit) wanted.push(at);
      shown++;
    }
    const ids = wanted.flatMap((at) => [lines[at + 1]!, lines[at + 2]!]).filter((id) => id !== 0);
    const rows = new Map(transactionsByIds(db, [...new Set(ids)]).map((row) => [row.id, row]));
    const both = counts.same + counts.differs;
    return {
      ...{ from: common?.[0] ?? null, to: common?.[1] ?? null, counts, total: shown, unfiltered: lines.length / WIDTH },
      outsideA: a.rows - both - counts['only-a'],
      outsideB: b.rows - both - counts['only-b'],
      rows: wanted.map((at) => ({
        kind: COMPARED_KINDS[lines[at]!]!,
        a: rows.get(lines[at + 1]!) ?? null,
        b: rows.get(lines[at + 2]!) ?? null,
        differs: ALIGNED_FIELDS.filter((_, bit) => (lines[at + 3]! & (1 << bit)) !== 0),
      })),
    };
  });
}

function sourceOf(db: ReadableCase, id: number): Source {
  const source = db.get<Source>(
    `SELECT id, first_id AS first, last_id AS last, first_date AS firstDate, last_date AS lastDate, rows_kept AS rows FROM source WHERE id = ? AND state = 'ready'`,
    id,
  );
  if (!source) throw new OperatingError('not-found', 'There is no such file in this case.');
  return source;
}

function daysInCommon(a: Source, b: Source): readonly [string, string] | null {
  if (a.firstDate === null || a.lastDate === null || b.firstDate === null || b.lastDate === null) return null;
  const from = a.firstDate > b.firstDate ? a.firstDate : b.firstDate;
  const to = a.lastDate < b.lastDate ? a.lastDate : b.lastDate;
  return from <= to ? [from, to] : null;
}

function aligned(db: ReadableCase, a: Source, b: Source, days: readonly [string, string]): AlignedPair[] {
  const rows = [a, b].map((source) =>
    db
      .all<AlignedRow>(
        `SELECT t.id, coalesce(m.account, s.account) AS account, t.date, t.amount_minor AS amountMinor, t.currency, t.description, t.reference, t.counterparty,
           t.balance_minor AS balanceMinor
         FROM txn t JOIN source s ON s.id = t.source_id LEFT JOIN statement m ON m.source_id = t.source_id AND m.seq = t.statement
         WHERE t.id BETWEEN ? AND ? AND t.date BETWEEN ? AND ? ORDER BY t.id`,
        ...[source.first, source.last, ...days],
      )
      .map((row) => ({ ...row, account: accountKey(row.account) })),
  );
  // Where a file doesn't name its account, accounts can not keep rows apart.
  const named = rows.every((side) => side.every((row) => row.account !== ''));
  const [left, right] = named ? rows : rows.map((side) => side.map((row) => ({ ...row, account: '' })));
  return align(left!, right!);
}

function* numbersOf(lines: Iterable<AlignedPair>): Generator<number> {
  for (const { a, b, differs } of lines) {
    const kind = a === null ? 'only-b' : b === null ? 'only-a' : differs === 0 ? 'same' : 'differs';
    yield COMPARED_KINDS.indexOf(kind);
    yield a?.id ?? 0;
    yield b?.id ?? 0;
    yield differs;
  }
}
