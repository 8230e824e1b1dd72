import type { SourceSummary } from '../../shared/contract/cases.ts';
import type { TransactionRow } from '../../shared/contract/common.ts';
import { UNMATCHED_KINDS, type MatchRow } from '../../shared/contract/reconcile.ts';
import type { AuditReport, FlagsReport, ReconciliationReport, ReportHead, UnmatchedRow } from './input.ts';

/** Invented reports for the tests of the writers, of any size, with the texts that writers get wrong. */
export const HOSTILE = '=HYPERLINK("http://example.invalid","open")';
const PAYEES = [
  'Kelmorrow Lab Supplies Ltd',
  'Łódź Precision Sp. z o.o.',
  'Αθηναϊκή Εταιρεία',
  'ООО Северный мост',
  'Quillstane & Sons',
  'Café Ünïqué',
] as const;

function source(id: number, kind: SourceSummary['kind'], name: string, fileName: string): SourceSummary {
  return {
    id,
    kind,
    format: 'csv',
    name,
    fileName,
    account: '00-00-99 00012345',
    currency: 'GBP',
    fileBytes: 181_146,
    sha256: String(id).repeat(64),
    encoding: 'UTF-8',
    rowsRead: 2_921,
    rowsKept: 2_920,
    rowsRejected: 1,
    duplicates: kind === 'bank' ? 165 : 0,
    firstDate: '2024-07-01',
    lastDate: '2025-12-31',
    openingMinor: kind === 'bank' ? 18_430_217 : null,
    closingMinor: kind === 'bank' ? 28_373_226 : null,
    inMinor: 91_224_410,
    outMinor: -81_281_401,
    balance: kind === 'bank' ? 'proved' : 'none',
    problems: 1,
    importedAt: '2026-11-20T20:58:11.120Z',
    importedBy: 'Ada Tern',
    state: 'ready',
  };
}

export const EXAMPLE_HEAD: ReportHead = {
  caseName: 'Brindlewick Science Centre, current account',
  caseReference: 'SAMPLE-2026',
  currency: 'GBP',
  generatedAt: '2026-11-20T21:04:33.000Z',
  generatedBy: 'Ada Tern',
  programVersion: '0.1.0',
  sources: [
    source(1, 'bank', 'Current account, July 2024 to March 2025', 'bank-statement-2024-07-to-2025-03.csv'),
    source(2, 'ledger', 'Cash book, July 2024 to December 2025', 'cash-book-2024-07-to-2025-12.csv'),
  ],
  audit: { entries: 412, head: 'a3f1'.repeat(16), holds: true },
};

/** Day `i` counted from 2024-07-01, kept within 17 months. */
function dateOf(i: number): string {
  return new Date(Date.UTC(2024, 6, 1) + (i % 520) * 86_400_000).toISOString().slice(0, 10);
}

export function exampleTransaction(id: number, sourceId: number, amountMinor: number): TransactionRow {
  const payee = PAYEES[id % PAYEES.length]!;
  return {
    id,
    sourceId,
    sourceName: EXAMPLE_HEAD.sources[sourceId - 1]!.name,
    row: id,
    line: id + 8,
    date: dateOf(id),
    amountMinor,
    currency: 'GBP',
    description: sourceId === 1 ? payee.toUpperCase().slice(0, 18) : id % 50 === 7 ? HOSTILE : `Invoice, ${payee}`,
    reference: `KLS${20_000 + id}`,
    counterparty: sourceId === 1 ? '' : payee,
    category: '5220',
    balanceMinor: sourceId === 1 ? 18_430_217 + amountMinor : null,
    duplicateOf: null,
  };
}

/** Amounts that tell a wrong format: pence below ten, thousands, millions, both signs. */
const amountOf = (i: number): number => (i % 3 === 0 ? 1 : -1) * ((i * 7_919) % 90_000 === 5 ? 123_456_789 : 5 + ((i * 7_919) % 900_000));

export function exampleMatch(id: number, state: MatchRow['state']): MatchRow {
  const amountMinor = amountOf(id);
  return {
    id,
    state,
    confidence: 60 + (id % 41),
    left: exampleTransaction(id, 1, amountMinor),
    right: { ...exampleTransaction(id, 2, amountMinor), date: dateOf(id + (id % 4)) },
    differenceMinor: 0,
    differenceDays: id % 4,
    decidedBy: state === 'suggested' ? null : 'Ada Tern',
    decidedAt: state === 'suggested' ? null : '2026-11-20T21:00:00.000Z',
    reason: null,
    origin: 'engine',
  };
}

function unmatched(id: number, sourceId: number): UnmatchedRow {
  const kind = UNMATCHED_KINDS[id % UNMATCHED_KINDS.length]!;
  return {
    ...exampleTransaction(id, sourceId, amountOf(id)),
    kind,
    because: 'No transaction of the other side has this amount within 5 days.',
  };
}

const upTo = <T>(count: number, make: (i: number) => T): T[] => Array.from({ length: count }, (_, i) => make(i + 1));

/** A reconciliation with `count` accepted matches and a tenth as many of every other kind. */
export function exampleReconciliation(count: number): ReconciliationReport {
  const tenth = Math.ceil(count / 10);
  const matches = [
    ...upTo(count, (i) => exampleMatch(i, 'accepted')),
    ...upTo(tenth, (i) => exampleMatch(count + i, 'suggested')),
    exampleMatch(count + tenth + 1, 'rejected'),
  ];
  const unmatchedLeft = upTo(tenth, (i) => unmatched(i, 1));
  const unmatchedRight = upTo(tenth, (i) => unmatched(i + 3, 2));
  const total = count + 2 * tenth;
  const bands = [90, 80, 70, 60, 50].map((from) => {
    const inBand = matches.filter((match) => match.confidence >= from && match.confidence < from + 10 + (from === 90 ? 1 : 0));
    return {
      from,
      to: from === 90 ? 100 : from + 9,
      count: inBand.length,
      sumMinor: inBand.reduce((sum, match) => sum + match.left.amountMinor, 0),
    };
  });
  const sides = [
    ['left', unmatchedLeft],
    ['right', unmatchedRight],
  ] as const;
  return {
    subject: 'reconciliation',
    head: EXAMPLE_HEAD,
    summary: {
      runId: 3,
      ranAt: '2026-11-20T21:01:10.000Z',
      ranBy: 'Ada Tern',
      seconds: 0.84,
      settings: { leftSources: [1], rightSources: [2], toleranceMinor: 0, windowDays: 5, threshold: 50 },
      leftTotal: total,
      rightTotal: total,
      suggested: tenth,
      accepted: count,
      rejected: 1,
      rate: (count + tenth) / total,
      acceptedRate: count / total,
      unmatchedLeft: tenth,
      unmatchedRight: tenth,
      unexplainedMinor: -1_234_567,
      bands,
      unmatchedKinds: sides.flatMap(([side, rows]) =>
        UNMATCHED_KINDS.map((kind) => {
          const of = rows.filter((row) => row.kind === kind);
          return { kind, side, count: of.length, sumMinor: of.reduce((sum, row) => sum + row.amountMinor, 0) };
        }),
      ),
    },
    matches,
    unmatchedLeft,
    unmatchedRight,
  };
}

export function exampleFlags(count: number): FlagsReport {
  const rows = upTo(count, (i) => ({
    ...exampleTransaction(i, 2, amountOf(i)),
    risk: Math.max(1, 97 - i),
    score: 5 - i / 10,
    codes: ['duplicate-document', 'round-amount'],
    topReason: 'The same document and amount were paid to this counterparty 9 days before (3,864.20).',
    disposition: 'open' as const,
  }));
  return {
    subject: 'flags',
    head: EXAMPLE_HEAD,
    summary: { ranAt: '2026-11-20T21:02:00.000Z', ranBy: 'Ada Tern', seed: 20_260_101, scored: 12_247, open: count },
    rows,
  };
}

export function exampleAudit(count: number): AuditReport {
  const rows = upTo(count, (i) => ({
    seq: i,
    at: '2026-11-20T21:02:00.000Z',
    actor: 'Ada Tern',
    role: 'examiner',
    action: 'match.accepted',
    object: `match ${i}`,
    summary: '14 matches accepted, net sum 12,204.18 GBP.',
    reason: i % 5 === 0 ? '-1+1' : '',
    before: null,
    after: 'b'.repeat(64),
    hash: 'c'.repeat(64),
    prev: 'd'.repeat(64),
  }));
  return {
    subject: 'audit',
    head: EXAMPLE_HEAD,
    verdict: { holds: true, entries: count, head: 'c'.repeat(64), verifiedAt: '2026-11-20T21:03:00.000Z', findings: [] },
    rows,
  };
}
