/** Made-up answers for every query and command that the renderer's own screens ask. The names and amounts are invented. */
import type { TransactionRow } from '../../src/shared/contract/common.ts';
import type { CaseSummary, SourceSummary } from '../../src/shared/contract/cases.ts';
import type { JobRow } from '../../src/shared/contract/jobs.ts';
import type { UserSettings } from '../../src/shared/contract/settings.ts';
import { PROBLEM_TYPE } from '../../src/shared/problem.ts';

export interface MockState {
  vault: 'none' | 'locked' | 'unlocked' | 'damaged' | 'newer' | 'gone';
  /** Rows of the transaction list. */
  rows?: number;
  settings?: Partial<UserSettings>;
  empty?: boolean;
  wait?: number;
}

export const CASE_ID = '01JQ8ZK5T3W0V6Y2M4N7P9R1SA';
const JOB_ID = '01JQ8ZK5T3W0V6Y2M4N7P9R1SB';
const TOTAL = 1_000_000;
const PAYEES = [
  'Northgate Property Services Ltd', 'Harrow & Lisle Solicitors', 'Stellar Energy plc', 'City Water', 'Oakfield Stationers', 'Meridian Travel Management',
  'J. Whitcombe Consulting', 'Parkside Catering', 'HM Revenue and Customs', 'Pemberton Plant Hire', 'Office rent', 'Customer receipt',
] as const; // prettier-ignore
const CATEGORIES = [
  'Premises',
  'Legal fees',
  'Utilities',
  'Supplies',
  'Travel',
  'Consultancy',
  'Hospitality',
  'Tax',
  'Plant',
  'Sales',
] as const;

/** A repeatable number of 0 to 1 for a row. */
function noise(row: number, salt: number): number {
  const x = Math.sin(row * 12.9898 + salt * 78.233) * 43_758.5453;
  return x - Math.floor(x);
}

/** Row `index` of the made-up million. */
export function mockTransaction(index: number): TransactionRow {
  const payee = PAYEES[Math.floor(noise(index, 1) * PAYEES.length)]!;
  const incoming = payee === 'Customer receipt';
  const amount = Math.round(10 ** (2.4 + noise(index, 2) * 3.6));
  const day = new Date(Date.UTC(2021, 0, 4) + Math.floor((index / TOTAL) * 1090) * 86_400_000).toISOString().slice(0, 10);
  return {
    id: index + 1,
    sourceId: 1 + (index % 3),
    sourceName: ['Current account 2021–2023', 'General ledger', 'Purchase payments'][index % 3]!,
    row: index + 1,
    line: index + 2,
    date: noise(index, 7) > 0.999 ? null : day,
    amountMinor: incoming ? amount : -amount,
    currency: 'GBP',
    description: `${incoming ? 'BACS CREDIT' : noise(index, 3) > 0.5 ? 'CARD PAYMENT' : 'FASTER PAYMENT'} ${payee.toUpperCase()}${noise(index, 4) > 0.8 ? ' INV ' + Math.floor(noise(index, 5) * 90_000 + 10_000) : ''}`,
    reference: noise(index, 6) > 0.3 ? `PX${String(Math.floor(noise(index, 6) * 9_999_999)).padStart(8, '0')}` : '',
    counterparty: payee,
    category: incoming ? 'Sales' : CATEGORIES[Math.floor(noise(index, 1) * 9)]!,
    balanceMinor: Math.round(4_500_000 + 3_000_000 * Math.sin(index / 900)),
    duplicateOf: noise(index, 8) > 0.985 ? Math.max(1, index - 3) : null,
  };
}

const SOURCES: readonly SourceSummary[] = [
  { id: 1, kind: 'bank' as const, name: 'Current account 2021–2023', account: '20-45-11 73829104', rows: 412_208, first: '2021-01-04', last: '2023-08-31', balance: 'proved' as const, rejected: 0 },
  { id: 2, kind: 'ledger' as const, name: 'General ledger', account: 'Ledger 1200', rows: 398_114, first: '2021-01-01', last: '2023-12-31', balance: 'none' as const, rejected: 12 },
  { id: 3, kind: 'payments' as const, name: 'Purchase payments', account: 'Purchases', rows: 189_678, first: '2022-03-01', last: '2023-12-29', balance: 'differs' as const, rejected: 3 },
].map((each) => ({
  id: each.id, format: 'csv', kind: each.kind, name: each.name, account: each.account, currency: 'GBP', fileName: `${each.name.toLowerCase().replaceAll(' ', '-')}.csv`,
  fileBytes: each.rows * 74, sha256: '9f2c41d07be88a35'.repeat(4).slice(0, 62) + `e${each.id}`, encoding: 'utf-8', rowsRead: each.rows + each.rejected,
  rowsKept: each.rows, rowsRejected: each.rejected, duplicates: 214, firstDate: each.first, lastDate: each.last, openingMinor: 4_500_000,
  closingMinor: 7_412_990, inMinor: 90_000_000, outMinor: 87_087_010, balance: each.balance, problems: each.rejected,
  importedAt: '2024-02-12T09:14:00Z', importedBy: 'Rosalind Achterberg', state: 'ready' as const,
})); // prettier-ignore

const CASES: readonly CaseSummary[] = [
  {
    id: CASE_ID,
    name: 'Harbour Trust accounts',
    reference: 'HT-2024-017',
    currency: 'GBP',
    createdAt: '2024-02-12T09:02:00Z',
    createdBy: 'Rosalind Achterberg',
    sources: 3,
    transactions: TOTAL,
    sample: false,
  },
  {
    id: '01JQ8ZK5T3W0V6Y2M4N7P9R1SC',
    name: 'Sample: Oxford spending',
    reference: 'Sample case',
    currency: 'GBP',
    createdAt: '2024-02-10T10:00:00Z',
    createdBy: 'Rosalind Achterberg',
    sources: 2,
    transactions: 8_412,
    sample: true,
  },
];

const job = (state: JobRow['state'], more: Partial<JobRow> = {}): JobRow => ({
  id: JOB_ID, caseId: CASE_ID, kind: 'import', title: 'Import current-account-2023.csv', state, stage: 'Storing rows', done: 412_000, total: 1_000_000,
  unit: 'rows', perSecond: 83_300, secondsLeft: 7, startedAt: '2024-02-12T09:14:00Z', finishedAt: null, startedBy: 'Rosalind Achterberg', attempts: 1,
  result: null, error: null, ...more,
}); // prettier-ignore

export function statusOf(state: MockState) {
  const open = state.vault === 'unlocked';
  return {
    state: state.vault,
    location: '/home/examiner/NEXUS/Harbour vault',
    name: state.vault === 'none' ? '' : 'Harbour vault',
    message: state.vault === 'damaged' ? 'Page 412 of the case database does not match its checksum.' : null,
    users: [
      { id: 'u1', name: 'Rosalind Achterberg' },
      { id: 'u2', name: 'Tom Okafor' },
    ],
    user: open ? { id: 'u1', name: 'Rosalind Achterberg', role: 'examiner' } : null,
    keyring: { available: true, enrolled: true, reason: null },
    waitSeconds: state.wait ?? 0,
    lastOpenedAt: '2024-02-12T17:40:00Z',
    autoLockMinutes: 10,
    appVersion: '0.1.0',
  };
}

interface Answered {
  readonly status: number;
  readonly body: unknown;
}
const good = (body: unknown): Answered => ({ status: 200, body });
const refuse = (status: number, code: string, detail: string, remedy: string): Answered => ({
  status,
  body: { type: PROBLEM_TYPE, title: code, status, detail, code, remedy, id: 'mock' },
});
const SETTINGS: UserSettings = {
  theme: 'fin',
  mode: 'light',
  density: 'theme',
  size: 100,
  singleKeys: true,
  negatives: 'minus',
  firstSteps: true,
};

/** Filters and sorts just enough of the made-up rows for the page to behave; the million is answered by its index. */
function transactions(input: Record<string, unknown>, state: MockState): Answered {
  const total = state.empty ? 0 : (state.rows ?? TOTAL);
  const filter = input['filter'] as { column: string; op: string; value?: string }[] | undefined;
  const sort = input['sort'] as string[] | undefined;
  const offset = Number(input['offset'] ?? 0);
  const limit = Number(input['limit'] ?? 200);
  const text = filter?.find((each) => each.op === 'text')?.value?.toLowerCase();
  if (filter && filter.length > 0) {
    const kept = Array.from({ length: Math.min(total, 5000) }, (_, at) => mockTransaction(at)).filter(
      (row) => !text || `${row.description} ${row.counterparty}`.toLowerCase().includes(text),
    );
    return good({ total: kept.length, unfiltered: total, rows: kept.slice(offset, offset + limit) });
  }
  const backwards = sort?.[0]?.startsWith('-') ?? false;
  const rows = Array.from({ length: Math.max(0, Math.min(limit, total - offset)) }, (_, at) =>
    mockTransaction(backwards ? total - 1 - offset - at : offset + at),
  );
  return good({ total, unfiltered: total, rows });
}

/** The answer to one command. */
export function answer(name: string, input: Record<string, unknown>, state: MockState, tell: (event: unknown) => void): Answered {
  const sources = state.empty ? [] : SOURCES;
  switch (name) {
    case 'vault.status':
      return good(statusOf(state));
    case 'vault.create':
      state.vault = 'unlocked';
      return good({
        recoveryCode: '7K4M-Q2XD-9WPA-TR6H-30VN-8JCE-5BYS-F1GZ-M7KP-2D4T-XQ9A-R6WH-Z',
        status: { ...statusOf(state), name: String(input['name']) },
      });
    case 'vault.unlock':
      if (input['passphrase'] === 'wrong') {
        state.wait = 4;
        return refuse(
          403,
          'vault-wrong-key',
          'This passphrase does not open the vault.',
          'Check the keyboard layout and Caps Lock, then try again.',
        );
      }
      state.vault = 'unlocked';
      state.wait = 0;
      return good(statusOf(state));
    case 'vault.lock':
      state.vault = 'locked';
      tell({ type: 'locked', reason: input['reason'] ?? 'user' });
      return good(statusOf(state));
    case 'vault.touch':
      return good({});
    case 'vault.slots':
      return good({
        slots: [
          { id: 's1', kind: 'passphrase', label: 'Rosalind Achterberg', userId: 'u1', createdAt: '2024-02-10T10:00:00Z' },
          { id: 's2', kind: 'keyring', label: 'This computer', userId: null, createdAt: '2024-02-10T10:00:00Z' },
          { id: 's3', kind: 'recovery', label: 'Printed code', userId: null, createdAt: '2024-02-10T10:00:00Z' },
        ],
      });
    case 'mapping.list':
      return good({ mappings: [] });
    case 'settings.get':
      return good({ ...SETTINGS, ...state.settings });
    case 'settings.set':
      state.settings = { ...state.settings, ...input };
      return good({ ...SETTINGS, ...state.settings });
    case 'case.list':
      return good({ cases: state.empty ? [] : CASES });
    case 'case.create':
      return good({ case: { ...CASES[0]!, name: String(input['name']) } });
    case 'case.openSample':
      return good({ jobId: JOB_ID, caseId: CASE_ID });
    case 'case.overview':
      return good({
        case: { ...CASES[0]!, transactions: state.empty ? 0 : TOTAL }, sources, openMatches: 1_293, acceptedMatches: 372_118, unmatched: 4_807,
        reconciliationRate: 0.9431, flagsOpen: 214, flagsHigh: 12, auditEntries: 18_204,
      }); // prettier-ignore
    case 'flags.summary':
      return good({
        runId: 1, ranAt: '2024-02-12T09:20:00Z', ranBy: 'Rosalind Achterberg', seconds: 21, seed: 20_260_101, scored: TOTAL, open: TOTAL - 31,
        bands: [{ from: 60, to: 100, count: 12 }, { from: 30, to: 59, count: 202 }, { from: 0, to: 29, count: TOTAL - 214 }], rules: [],
      }); // prettier-ignore
    case 'audit.page':
      return good({ rows: [], total: 0, unfiltered: 18_204 });
    case 'source.list':
      return good({ sources });
    case 'transaction.page':
      return transactions(input, state);
    case 'transaction.source': {
      const row = mockTransaction(Number(input['transactionId']) - 1);
      const text = (index: number) => {
        const each = mockTransaction(index);
        return `${each.date},"${each.description}",${(each.amountMinor / 100).toFixed(2)},${((each.balanceMinor ?? 0) / 100).toFixed(2)}`;
      };
      return good({
        transaction: row, fileName: 'current-account-2021–2023.csv', sha256: SOURCES[0]!.sha256, line: row.line, byteStart: 1_204_118, byteLength: 96,
        raw: text(row.id - 1), before: row.id > 2 ? [text(row.id - 3), text(row.id - 2)] : [], after: [text(row.id), text(row.id + 1)],
        fields: [
          { name: 'Transaction Date', value: row.date ?? '', role: 'date' },
          { name: 'Narrative', value: row.description, role: 'description' },
          { name: 'Amount', value: (row.amountMinor / 100).toFixed(2), role: 'amount' },
          { name: 'Balance', value: ((row.balanceMinor ?? 0) / 100).toFixed(2), role: 'balance' },
        ],
        sheet: '', page: null,
      }); // prettier-ignore
    }
    case 'job.list':
      return good({
        jobs: state.empty
          ? []
          : [
              job('running'),
              job('done', {
                id: '01JQ8ZK5T3W0V6Y2M4N7P9R1SD',
                kind: 'reconcile',
                title: 'Reconcile statement and ledger',
                finishedAt: '2024-02-12T09:20:00Z',
              }),
            ],
      });
    case 'job.cancel':
      return good({ job: job('cancelled', { finishedAt: '2024-02-12T09:15:00Z' }) });
    default:
      return refuse(404, 'not-found', `The mock has no answer to ${name}.`, 'Add one to tests/e2e/mock-answers.ts.');
  }
}
