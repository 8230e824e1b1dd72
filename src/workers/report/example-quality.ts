import type { ImportCertificate } from '../../shared/contract/certificate.ts';
import type { AccountCoverage, QualityReport, ScorePart } from '../../shared/contract/quality.ts';
import { EXAMPLE_HEAD, HOSTILE } from './example.ts';
import type { CertificateExport, QualityExport, RejectedExport } from './input.ts';

/** Invented quality reports and certificates for the tests of the writers. */
const [SOURCE] = EXAMPLE_HEAD.sources;
const HEAD = { ...EXAMPLE_HEAD, sources: [SOURCE!] };

const PARTS: ScorePart[] = [
  { name: 'Rows read', points: 29, of: 30, because: '1 of 2,921 rows could not be read as transactions.' },
  { name: 'Balance proof', points: 0, of: 30, because: 'The balances of the statement differ from its movements.' },
];

const STATEMENT: QualityReport['statements'][number] = {
  seq: 0,
  account: '00-00-99 00012345',
  currency: 'GBP',
  number: '7/2024',
  firstDate: '2024-07-01',
  lastDate: '2024-07-31',
  periodFrom: null,
  periodTo: null,
  rows: 12,
  inMinor: 123_456,
  outMinor: 5_000,
  openingMinor: 10_000,
  closingMinor: 128_400,
  balance: 'differs',
  equations: [
    { name: 'Running balance, 11 of 11 steps', holds: true, differenceMinor: 0, line: null },
    { name: 'Opening + movements = closing', holds: false, differenceMinor: -56, line: 31 },
  ],
  line: 1,
};

/** An account with everything that a strip can show. */
export const EXAMPLE_COVERAGE: AccountCoverage = {
  account: '00-00-99 00012345',
  currency: 'GBP',
  kind: 'bank',
  from: '2024-07-01',
  to: '2024-12-31',
  days: 184,
  daysHeld: 144,
  held: [
    ['2024-07-01', '2024-07-31'],
    ['2024-08-01', '2024-08-31'],
    ['2024-10-10', '2024-11-30'],
    ['2024-11-20', '2024-12-31'],
  ].map(([from, to], seq) => ({ sourceId: 1, sourceName: SOURCE!.name, seq, number: '', from: from!, to: to!, stated: true, rows: 12, openingMinor: 1, closingMinor: 2 })),
  gaps: [{ before: 1, after: 2, from: '2024-09-01', to: '2024-10-09', days: 39, differenceMinor: 123_456 }],
  overlaps: [{ before: 2, after: 3, from: '2024-11-20', to: '2024-11-30', days: 11, differenceMinor: null }],
  breaks: [{ before: 0, after: 1, at: '2024-08-01', closingMinor: 128_400, openingMinor: 128_900, differenceMinor: 500 }],
  totals: { held: 4, gaps: 1, overlaps: 1, breaks: 1 },
  state: 'broken',
  verdict: 'From 2024-09-01 to 2024-10-09 the balance changed by 1,234.56 GBP: movements are missing.',
}; // prettier-ignore

export function exampleQuality(): QualityExport {
  return {
    subject: 'quality',
    head: HEAD,
    whole: null,
    coverage: [EXAMPLE_COVERAGE],
    file: {
      source: SOURCE!,
      score: 29,
      parts: PARTS,
      repeats: 165,
      findings: [
        {
          code: 'AMT-UNREADABLE',
          severity: 'error',
          count: 1,
          rejects: true,
          firstAt: 0,
          examples: [{ line: 7, rowId: null, position: null, raw: HOSTILE, message: '"n.v." is not an amount.' }],
        },
      ],
      findingsComplete: true,
      missing: [{ field: 'reference', rows: 4, of: 2_920 }],
      outOfRange: [{ code: 'amount-zero', title: 'Amount of zero', rule: 'The amount is zero.', rows: 1, examples: [] }],
      columns: [
        {
          field: 'amount',
          type: 'money',
          currency: 'GBP',
          filled: 2_920,
          of: 2_920,
          distinct: 2_000,
          distinctExact: true,
          min: -123_456_789,
          max: 99,
          shortest: null,
          longest: null,
          top: [{ value: -1_200, count: 18 }],
        },
      ],
      unread: ['Branch'],
      statements: [STATEMENT],
      statementsTotal: 1,
      statementsProved: 0,
      statementsDiffer: 1,
    },
  };
}

export function exampleCertificate(more: Partial<ImportCertificate> = {}): CertificateExport {
  const anchor = { seq: 12, hash: 'e'.repeat(64), at: '2026-11-20T20:58:11.120Z', by: 'Ada Tern', role: 'examiner' };
  const certificate: ImportCertificate = {
    kind: 'nexus-import-certificate',
    version: 1,
    case: { id: '01J00000000000000000000002', name: HEAD.caseName, reference: HEAD.caseReference },
    file: {
      name: SOURCE!.fileName,
      bytes: SOURCE!.fileBytes,
      sha256: SOURCE!.sha256,
      sealedAt: '2026-11-20T20:58:00.000Z',
      sealedBy: 'Ada Tern',
      sha256Now: SOURCE!.sha256,
      holds: true,
    },
    source: { id: 1, name: SOURCE!.name, kind: 'bank', account: SOURCE!.account, currency: 'GBP', state: 'ready' },
    reading: {
      format: 'csv',
      readerVersion: 'reader-2',
      encoding: 'utf-8',
      sheet: '',
      delimiter: ';',
      quote: '"',
      preambleRows: 7,
      hasHeader: true,
      dateFormat: 'dd/MM/yyyy',
      decimalMark: ',',
      signRule: 'debit-credit',
      columns: [{ name: 'Buchungstag', role: 'date' }],
      mapping: { name: 'Harbour Bank', version: 3 },
      reasons: [{ about: 'Dates', decision: 'dd/MM/yyyy', because: '31 stands in the first place.', confidence: 100 }],
    },
    counts: { read: 2_921, kept: 2_920, rejected: 1, repeatsAtImport: 0, repeatsNow: 165 },
    controls: {
      sums: [{ currency: 'GBP', rows: 2_920, inMinor: 91_224_410, outMinor: 81_281_401 }],
      firstDate: '2024-07-01',
      lastDate: '2025-03-31',
      rowsDigest: 'a'.repeat(64),
      rowsDigestNow: 'a'.repeat(64),
      holds: true,
    },
    balance: 'proved',
    equations: STATEMENT.equations,
    statements: [STATEMENT],
    statementsTotal: 1,
    findings: [{ code: 'AMT-UNREADABLE', severity: 'error', count: 1, rejects: true, sentence: '"n.v." is not an amount.' }],
    findingsComplete: true,
    score: 29,
    parts: PARTS,
    imported: { at: SOURCE!.importedAt, by: SOURCE!.importedBy, entry: anchor },
    sealed: { ...anchor, seq: 11, hash: 'd'.repeat(64) },
    log: { entries: 412, head: HEAD.audit!.head, holds: true },
    made: { at: HEAD.generatedAt, by: HEAD.generatedBy, program: 'NEXUS Examiner 0.1.0' },
    check: ['The file: run “sha256sum” on the original.'],
    ...more,
  };
  return { subject: 'certificate', head: HEAD, certificate };
}

export function exampleRejected(): RejectedExport {
  const row = { code: 'AMT-UNREADABLE', reason: '"n.v." is not an amount.', field: 4, byteStart: 120, byteLength: 44 };
  return {
    subject: 'rejected',
    head: HEAD,
    fileName: SOURCE!.fileName,
    rejected: 2,
    complete: true,
    rows: [
      { ...row, line: 7, raw: HOSTILE },
      { ...row, line: 9, raw: '-2024,"a\tb"', byteStart: null, byteLength: null },
    ],
  };
}
