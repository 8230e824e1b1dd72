import { britishOf, dayOf, isoOf, type Day } from './days.ts';
import type { BankEntry, LedgerEntry, Movement } from './movement.ts';
import { ACCOUNT_NUMBER, ORGANISATION, SORT_CODE } from './names.ts';
import { invoiceBook, payments } from './payments.ts';
import { PLANTED, planted } from './planted.ts';
import { seeded } from './random.ts';
import { receipts } from './receipts.ts';

export const SEED = 20260101;
const FIRST = dayOf('2024-07-01');
const LAST = dayOf('2025-12-31');
/** The second statement begins before the first one ends, as when somebody asks the bank for "about nine months" twice. */
const FIRST_FILE_ENDS = dayOf('2025-03-31');
const SECOND_FILE_BEGINS = dayOf('2025-03-17');
const OPENING_MINOR = 18_430_217;

/** Minor units of pounds as `1234.56`, without thousands separators. */
export function plain(minor: number): string {
  const digits = String(Math.abs(minor)).padStart(3, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** With thousands separators, as this bank prints its statement. */
export function printed(minor: number): string {
  return plain(minor).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

const record = (cells: readonly string[]): string => cells.map(cell).join(',');

interface Placed<T> {
  readonly entry: T;
  readonly movement: number;
}

/** Lines in the order of the day; within a day a seeded shuffle keeps the making order from showing. */
function ordered<T extends { readonly day: Day }>(
  movements: readonly Movement[],
  side: (movement: Movement) => readonly T[],
  seed: number,
): Placed<T>[] {
  const random = seeded(seed);
  return movements
    .flatMap((movement, index) => side(movement).map((entry) => ({ entry, movement: index, tie: random.next() })))
    .sort((a, b) => a.entry.day - b.entry.day || a.tie - b.tie);
}

interface Written {
  readonly text: string;
  /** Physical 1-based lines of each movement. */
  readonly lines: ReadonlyMap<number, readonly number[]>;
  readonly broken: readonly { line: number; why: string }[];
}

type BankLine = Placed<BankEntry> & { readonly balanceMinor: number };

function bankFile(all: readonly BankLine[], from: Day, to: Day, notices: ReadonlyMap<number, readonly [string, string]>): Written {
  const rows = all.filter(({ entry }) => entry.day >= from && entry.day <= to);
  const openingMinor = rows[0]!.balanceMinor - rows[0]!.entry.amountMinor;
  const out = [
    record(['Account name', `${ORGANISATION} (SAMPLE DATA)`]),
    record(['Sort code', SORT_CODE]),
    record(['Account number', ACCOUNT_NUMBER]),
    record(['Statement period', `${britishOf(from)} to ${britishOf(to)}`]),
    record(['Opening balance', printed(openingMinor)]),
    record(['Closing balance', printed(rows.at(-1)!.balanceMinor)]),
    '',
    record(['Date', 'Type', 'Description', 'Money out', 'Money in', 'Balance']),
  ];
  const lines = new Map<number, number[]>();
  const broken: { line: number; why: string }[] = [];
  for (const [i, { entry, movement, balanceMinor }] of rows.entries()) {
    const money = printed(Math.abs(entry.amountMinor));
    out.push(
      record([
        britishOf(entry.day),
        entry.type,
        entry.text,
        entry.amountMinor < 0 ? money : '',
        entry.amountMinor < 0 ? '' : money,
        printed(balanceMinor),
      ]),
    );
    lines.set(movement, [...(lines.get(movement) ?? []), out.length]);
    const notice = notices.get(i);
    if (notice) {
      out.push(notice[0].replace('{date}', britishOf(entry.day)));
      broken.push({ line: out.length, why: notice[1] });
    }
  }
  return { text: `${out.join('\r\n')}\r\n`, lines, broken };
}

/** Every nth line of the cash book is damaged in one of these ways. The bank still has the movement. */
const DAMAGE: ReadonlyMap<number, readonly [string, (cells: string[]) => void]> = new Map([
  [611, ['The date is no day of the calendar.', (cells) => (cells[0] = cells[0]!.replace(/-\d\d$/, '-31').replace(/-\d\d-/, '-02-'))]],
  [1_874, ['The amount is missing.', (cells) => (cells[5] = '')]],
  [2_902, ['The amount holds the letter O.', (cells) => (cells[5] = cells[5]!.replace(/.\.(\d\d)$/, 'O.$1'))]],
  [4_105, ['The date is cut off.', (cells) => (cells[0] = cells[0]!.slice(0, 7))]],
  [5_390, ['The amount is missing.', (cells) => (cells[5] = '')]],
]);

function ledgerFile(rows: readonly Placed<LedgerEntry>[]): Written {
  const out = [record(['Posting date', 'Document no', 'Account code', 'Counterparty', 'Description', 'Amount', 'Currency'])];
  const lines = new Map<number, number[]>();
  const broken: { line: number; why: string }[] = [];
  for (const [i, { entry, movement }] of rows.entries()) {
    const cells = [isoOf(entry.day), entry.document, entry.account, entry.party, entry.text, plain(entry.amountMinor), 'GBP'];
    const damage = DAMAGE.get(i);
    damage?.[1](cells);
    out.push(record(cells));
    if (damage) broken.push({ line: out.length, why: damage[0] });
    lines.set(movement, [...(lines.get(movement) ?? []), out.length]);
  }
  return { text: `${out.join('\n')}\n`, lines, broken };
}

const FILES = {
  b1: 'bank-statement-2024-07-to-2025-03.csv',
  b2: 'bank-statement-2025-03-to-2025-12.csv',
  l: 'cash-book-2024-07-to-2025-12.csv',
} as const;

function truthOf(movements: readonly Movement[], one: Written, two: Written, ledger: Written): unknown {
  const brokenLedger = new Set(ledger.broken.map(({ line }) => line));
  const at = (prefix: string, written: Written, index: number): string[] =>
    (written.lines.get(index) ?? []).map((line) => `${prefix}:${line}`);
  const places = movements.map((movement, i) => ({
    movement,
    bank: [...at('b1', one, i), ...at('b2', two, i)],
    ledger: at('l', ledger, i),
    unreadable: (ledger.lines.get(i) ?? []).some((line) => brokenLedger.has(line)),
  }));
  const of = (kind: Movement['kind']): typeof places => places.filter((place) => place.movement.kind === kind);
  return {
    seed: SEED,
    files: FILES,
    legend: 'b1:12 is physical line 12 of file b1. A movement inside the overlap has a line in b1 and one in b2.',
    counts: {
      bankLines: [one, two].map((file) => [...file.lines.values()].flat().length),
      ledgerLines: [...ledger.lines.values()].flat().length,
      inBothStatements: places.filter(({ bank }) => bank.length === 2 && bank[1]!.startsWith('b2')).length,
      pairs: of('pair').length,
      batches: of('batch').length,
    },
    planted: Object.entries(PLANTED).map(([code, why]) => ({
      code,
      why,
      movements: places.filter(({ movement }) => movement.planted === code).map(({ bank, ledger: book }) => ({ bank, ledger: book })),
    })),
    unreadable: [
      ...one.broken.map((b) => ({ file: 'b1', ...b })),
      ...two.broken.map((b) => ({ file: 'b2', ...b })),
      ...ledger.broken.map((b) => ({ file: 'l', ...b })),
    ],
    pairs: of('pair')
      .filter(({ unreadable }) => !unreadable)
      .map(({ bank, ledger: book }) => [bank.join(' '), book[0]]),
    pairsWithUnreadableLedgerLine: places
      .filter(({ unreadable }) => unreadable)
      .map(({ bank, ledger: book }) => [bank.join(' '), book.join(' ')]),
    batches: of('batch').map(({ bank, ledger: book }) => [bank.join(' '), book.join(' ')]),
    amountDiffers: of('differs').map(({ bank, ledger: book }) => [bank.join(' '), book[0]]),
    bankOnly: of('bank-only').flatMap(({ bank }) => bank.join(' ')),
    ledgerOnly: of('ledger-only').flatMap(({ ledger: book }) => book),
  };
}

/** Pretty at the top level and one entry per line below, so that a change shows as a small difference. */
function truthText(truth: unknown): string {
  const parts = Object.entries(truth as Record<string, unknown>).map(([key, value]) =>
    Array.isArray(value)
      ? `  ${JSON.stringify(key)}: [\n${value.map((item) => `    ${JSON.stringify(item)}`).join(',\n')}\n  ]`
      : `  ${JSON.stringify(key)}: ${JSON.stringify(value)}`,
  );
  return `{\n${parts.join(',\n')}\n}\n`;
}

/** The cash book was closed on the last day: what the bank had and the book would have got in January is the bank's alone. */
function withinBooks(movement: Movement): Movement {
  if (movement.ledger.every((entry) => entry.day <= LAST)) return movement;
  return { ...movement, ledger: [], kind: 'bank-only' };
}

/**
 * The sample case's files by name: two overlapping bank statements, the cash book, and the truth about them.
 * @param seed another seed gives another organisation's year with the same planted irregularities
 */
export function generateSample(seed: number = SEED): Map<string, string> {
  const random = seeded(seed);
  const invoice = invoiceBook(random);
  const movements = [...receipts(random, FIRST, LAST), ...payments(random, FIRST, LAST, invoice), ...planted(FIRST, LAST)].map(withinBooks);
  let balanceMinor = OPENING_MINOR;
  const bank = ordered(movements, (movement) => movement.bank, seed + 1).map((line) => ({
    ...line,
    balanceMinor: (balanceMinor += line.entry.amountMinor),
  }));
  const one = bankFile(bank, FIRST, FIRST_FILE_ENDS, new Map([[1_204, ['{date},ADV,NOTICE OF CHARGES,,,', 'A line without an amount.']]]));
  const two = bankFile(
    bank,
    SECOND_FILE_BEGINS,
    LAST,
    new Map([[2_017, ['??/08/2025,ADV,CHEQUE BOOK ORDERED,,,', 'A date that can not be read, and no amount.']]]),
  );
  const ledger = ledgerFile(ordered(movements, (movement) => movement.ledger, seed + 2));
  return new Map([
    [FILES.b1, one.text],
    [FILES.b2, two.text],
    [FILES.l, ledger.text],
    ['truth.json', truthText(truthOf(movements, one, two, ledger))],
  ]);
}
