import type { PlainTransaction } from '../../src/workers/reconcile/columns-of.ts';
import { seeded } from '../../src/workers/reconcile/random.ts';

/**
 * Seeded bank-versus-ledger cases with truth. Kinds and rates are those seen in practice: dates shifted, texts cut or
 * cryptic, equal amounts, typing errors, weekly series, batches, voids, fees and exchanged digits.
 */
export interface CaseOptions {
  readonly rows: number;
  readonly seed: number;
  /** Share of each side that is missing on the other. */
  readonly missing: number;
  readonly dateShift: number;
  readonly cutText: number;
  readonly crypticText: number;
  readonly equalAmounts: number;
  readonly typos: number;
  readonly weekly: number;
  readonly equalAmountAndDate: number;
  readonly batches: number;
  readonly voids: number;
  /** Share whose amount bears a fee or two exchanged digits. */
  readonly changedAmounts: number;
  readonly days: number;
  /** Share of amounts that arrive smaller by 0.1 to 8 %, and of dates that arrive up to three weeks later: transfers abroad. */
  readonly abroad: number;
}

export const HARD: CaseOptions = {
  rows: 5_000,
  seed: 7,
  missing: 0.05,
  dateShift: 0.4,
  cutText: 0.3,
  crypticText: 0.25,
  equalAmounts: 0.22,
  typos: 0.15,
  weekly: 0.12,
  equalAmountAndDate: 0.08,
  batches: 0.06,
  voids: 0.04,
  changedAmounts: 0.04,
  days: 365,
  abroad: 0,
};
/** Transfers between two banks: no batches or voids, a fifth of each side missing, amounts to the cent. */
export const TRANSFERS: CaseOptions = { ...HARD, rows: 45_000, missing: 0.2, batches: 0, voids: 0, changedAmounts: 0 };
/** Transfers abroad: charges, exchange and slow banks, read by the table matcher that knows no limits. */
export const ABROAD: CaseOptions = { ...TRANSFERS, missing: 0, weekly: 0, equalAmounts: 0.05, equalAmountAndDate: 0.02, abroad: 0.4 };

export interface BankLedgerCase {
  readonly bank: PlainTransaction[];
  readonly ledger: PlainTransaction[];
  /** One-to-one truth as ids. Batches and voids are not in it. */
  readonly pairs: [bank: number, ledger: number][];
  readonly batches: { bank: number; ledger: number[] }[];
}

const STARTS = [
  'Acme',
  'Nordic',
  'Summit',
  'Harbor',
  'Blue',
  'Granite',
  'Prairie',
  'Delta',
  'Cedar',
  'Metro',
  'Apex',
  'Orchid',
  'Falcon',
  'Lake',
  'Union',
  'Sterling',
  'Vista',
  'Quarry',
  'Maple',
  'Pioneer',
];
const MIDDLES = [
  'Office',
  'Freight',
  'Dental',
  'Paper',
  'Steel',
  'Garden',
  'Catering',
  'Software',
  'Cleaning',
  'Marine',
  'Medical',
  'Print',
  'Roofing',
  'Textile',
  'Security',
  'Energy',
  'Travel',
  'Legal',
];
const ENDS = ['Supplies', 'Services', 'Partners', 'Group', 'Company', 'Holdings', 'Works', 'Solutions', 'Brothers', 'Trading'];
const FORMS = ['Ltd', 'LLC', 'Inc', 'GmbH', 'BV', ''];
const CHANNELS = ['ACH PMT', 'POS', 'WIRE OUT', 'DIRECT DEBIT', 'CARD', 'BACS', 'ONLINE XFER', 'FASTER PAYMENT'];
const FIRST_DAY = 19_700;

/** Makes a case; the same options give the same case. */
export function bankLedgerCase(options: CaseOptions): BankLedgerCase {
  const random = seeded(options.seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const chance = (rate: number): boolean => random() < rate;
  const parties = Array.from({ length: Math.max(40, Math.floor(options.rows / 12)) }, () =>
    `${pick(STARTS)} ${pick(MIDDLES)} ${chance(0.6) ? pick(ENDS) : ''} ${pick(FORMS)}`.replaceAll(/ +/g, ' ').trim(),
  );
  const rounds = [2500, 5000, 9900, 10_000, 12_500, 25_000, 50_000, 100_000, 4999, 1999];
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const amountOf = (): number => {
    const size = chance(options.equalAmounts) ? pick(rounds) : Math.max(100, Math.round(Math.exp(9.2 + 1.3 * normal())));
    return chance(0.7) ? -size : size;
  };
  const typo = (word: string): string => {
    const at = Math.floor(random() * Math.max(1, word.length - 1));
    const letter = String.fromCharCode(97 + Math.floor(random() * 26));
    const kind = Math.floor(random() * 4);
    if (kind === 0) return word.slice(0, at) + word.slice(at + 1);
    if (kind === 1) return word.slice(0, at) + letter + word.slice(at);
    if (kind === 2) return word.slice(0, at) + letter + word.slice(at + 1);
    return word.slice(0, at) + (word[at + 1] ?? '') + (word[at] ?? '') + word.slice(at + 2);
  };
  const bank: PlainTransaction[] = [];
  const ledger: PlainTransaction[] = [];
  const pairs: [number, number][] = [];
  const batches: { bank: number; ledger: number[] }[] = [];
  const lag = (): number => (chance(options.dateShift) ? (chance(0.15) ? -1 : 1 + Math.floor(3.6 * random() ** 2)) : 0);
  const bankText = (party: string, number: number): string => {
    if (chance(options.crypticText)) return `${pick(CHANNELS)} ${Math.floor(random() * 9e5 + 1e5)}`;
    let text = `${pick(CHANNELS)} ${party.toUpperCase()}${chance(0.35) ? ` ${number}` : ''}`;
    if (chance(options.typos))
      text = text
        .split(' ')
        .map((w, i) => (i > 1 && chance(0.5) ? typo(w) : w))
        .join(' ');
    return chance(options.cutText) ? text.slice(0, 22).trim() : text;
  };
  const bankRow = (amountMinor: number, day: number, description: string): number => {
    bank.push({ id: bank.length + 1, amountMinor, day, description, currency: 'EUR' });
    return bank.length;
  };
  const ledgerRow = (amountMinor: number, day: number, party: string, number: number): number => {
    const description = chance(0.5) ? `${party} invoice ${number}` : chance(0.5) ? party : `Payment ${party}`;
    ledger.push({ id: ledger.length + 1, amountMinor, day, description, reference: chance(0.8) ? `INV-${number}` : '', currency: 'EUR' });
    return ledger.length;
  };
  const both = (amount: number, day: number, party: string): void => {
    const number = Math.floor(random() * 9e5 + 1e5);
    const fate = random();
    const changed = chance(options.changedAmounts);
    const abroad = chance(options.abroad);
    const bankAmount = abroad
      ? Math.round(amount * (1 - 0.08 * random() ** 2))
      : !changed
        ? amount
        : chance(0.5)
          ? amount - pick([250, 500, 1000])
          : swapped(amount);
    const b =
      fate < options.missing
        ? 0
        : bankRow(bankAmount, day + lag() + (abroad ? Math.floor(21 * random() ** 3) : 0), bankText(party, number));
    const l = fate >= options.missing && fate < 2 * options.missing ? 0 : ledgerRow(amount, day, party, number);
    if (b && l) pairs.push([b, l]);
    if (l && chance(options.voids)) ledgerRow(-amount, day + 1, party, number);
  };
  while (ledger.length < options.rows) {
    const day = FIRST_DAY + Math.floor(random() * options.days);
    const party = pick(parties);
    const amount = amountOf();
    const kind = random();
    if (kind < options.batches / 3) {
      const parts = Array.from({ length: 2 + Math.floor(random() * 5) }, () => amountOf());
      const rows = parts.map((part) => ledgerRow(part, day - Math.floor(random() * 3), party, Math.floor(random() * 9e5 + 1e5)));
      batches.push({
        bank: bankRow(
          parts.reduce((a, b) => a + b, 0),
          day,
          bankText(party, 0),
        ),
        ledger: rows,
      });
    } else if (kind < options.batches / 3 + options.weekly / 10) {
      for (let week = 0; week < 10; week++) both(amount, day + 7 * week, party);
    } else if (kind < options.batches / 3 + options.weekly / 10 + options.equalAmountAndDate / 2) {
      both(amount, day, party);
      both(amount, day, pick(parties));
    } else both(amount, day, party);
  }
  return shuffled({ bank, ledger, pairs, batches }, random);
}

/** Exchanges two neighbouring digits of an amount. */
function swapped(amount: number): number {
  const digits = String(Math.abs(amount));
  const at = Math.max(0, digits.length - 3);
  const other = digits.slice(0, at) + (digits[at + 1] ?? '') + (digits[at] ?? '') + digits.slice(at + 2);
  return Math.sign(amount) * Number(other || digits);
}

/** Puts both sides in random order, so that position tells nothing. Ids are numbered anew. */
function shuffled(made: BankLedgerCase, random: () => number): BankLedgerCase {
  const mix = (rows: PlainTransaction[]): { rows: PlainTransaction[]; renamed: Map<number, number> } => {
    const order = rows.map((row) => ({ row, key: random() })).sort((a, b) => a.key - b.key);
    const renamed = new Map(order.map(({ row }, at) => [row.id, at + 1]));
    return { rows: order.map(({ row }, at) => ({ ...row, id: at + 1 })), renamed };
  };
  const bank = mix(made.bank);
  const ledger = mix(made.ledger);
  const b = (id: number): number => bank.renamed.get(id)!;
  const l = (id: number): number => ledger.renamed.get(id)!;
  return {
    bank: bank.rows,
    ledger: ledger.rows,
    pairs: made.pairs.map(([x, y]) => [b(x), l(y)]),
    batches: made.batches.map((batch) => ({ bank: b(batch.bank), ledger: batch.ledger.map(l) })),
  };
}
