import type { TransactionColumns } from '../../src/shared/columns.ts';
import { seeded } from '../../src/workers/reconcile/random.ts';

const PARTIES = [
  'Acme',
  'Nordic',
  'Summit',
  'Harbor',
  'Granite',
  'Prairie',
  'Delta',
  'Cedar',
  'Metro',
  'Apex',
  'Orchid',
  'Falcon',
  'Union',
  'Vista',
  'Maple',
];
const TRADES = [
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
  'Energy',
];
const ENDS = ['Supplies', 'Services', 'Partners', 'Group', 'Holdings', 'Works', 'Solutions', 'Trading'];
const CHANNELS = ['ACH PMT', 'POS', 'WIRE OUT', 'DIRECT DEBIT', 'CARD'];
const encoder = new TextEncoder();

/** Writes texts into one shared buffer without keeping a million strings. */
class TextWriter {
  private bytes: Uint8Array;
  private readonly ends: Uint32Array;
  private used = 0;
  constructor(rows: number, average: number) {
    this.bytes = new Uint8Array(new SharedArrayBuffer(Math.max(64, rows * average)));
    this.ends = new Uint32Array(new SharedArrayBuffer(rows * 4));
  }
  put(row: number, text: string): void {
    if (this.used + text.length * 3 > this.bytes.length) {
      const wider = new Uint8Array(new SharedArrayBuffer(this.bytes.length * 2 + 512));
      wider.set(this.bytes);
      this.bytes = wider;
    }
    this.used += encoder.encodeInto(text, this.bytes.subarray(this.used)).written;
    this.ends[row] = this.used;
  }
  finish() {
    return { bytes: this.bytes, ends: this.ends };
  }
}

/**
 * Two sides of `rows` transactions over a year, nine in ten of them on both: dates up to three days apart, amounts to
 * the cent (an eighth of them round), texts that name the party in other words. Row orders are unrelated.
 * `truth[left row]` is the right row, -1 where there is none.
 */
export function largeSides(rows: number, seed: number): { left: TransactionColumns; right: TransactionColumns; truth: Int32Array } {
  const random = seeded(seed);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const place = new Int32Array(rows);
  for (let i = 0; i < rows; i++) place[i] = i;
  for (let i = rows - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    const kept = place[i]!;
    place[i] = place[j]!;
    place[j] = kept;
  }
  const empty = { bytes: new Uint8Array(new SharedArrayBuffer(1)), ends: new Uint32Array(new SharedArrayBuffer(rows * 4)) };
  const side = () => ({
    rows,
    id: Int32Array.from({ length: rows }, (_, i) => i + 1),
    amountMinor: new Float64Array(new SharedArrayBuffer(rows * 8)),
    day: new Int32Array(new SharedArrayBuffer(rows * 4)),
    currency: new Uint8Array(new SharedArrayBuffer(rows)),
    currencies: ['EUR'],
    reference: empty,
    counterparty: empty,
    category: empty,
  });
  const left = side();
  const right = side();
  const truth = new Int32Array(rows).fill(-1);
  const texts = new TextWriter(rows, 40);
  const made = (): { amount: number; day: number; party: string; number: number } => ({
    amount: (random() < 0.7 ? -1 : 1) * (random() < 0.125 ? Math.ceil(random() * 200) * 500 : Math.round(Math.exp(5 + 9 * random()))),
    day: 19_700 + Math.floor(random() * 365),
    party: `${pick(PARTIES)} ${pick(TRADES)} ${pick(ENDS)}`,
    number: Math.floor(random() * 9e5 + 1e5),
  });
  const at = new Int32Array(rows);
  for (let i = 0; i < rows; i++) at[place[i]!] = i;
  const wanted: string[] = [];
  for (let i = 0; i < rows; i++) {
    const t = made();
    left.amountMinor[i] = t.amount;
    left.day[i] = t.day;
    texts.put(i, `${pick(CHANNELS)} ${t.party.toUpperCase()}${random() < 0.3 ? ` ${t.number}` : ''}`.slice(0, 26));
    const gone = random() < 0.1;
    const mate = gone ? made() : t;
    right.amountMinor[place[i]!] = mate.amount;
    right.day[place[i]!] = mate.day + (random() < 0.4 ? Math.floor(random() * 4) : 0);
    if (!gone) truth[i] = place[i]!;
    wanted.push(`${mate.party}|${mate.number}`);
  }
  const rightTexts = new TextWriter(rows, 44);
  for (let j = 0; j < rows; j++) {
    const [party, number] = wanted[at[j]!]!.split('|');
    rightTexts.put(j, random() < 0.5 ? `${party} invoice ${number}` : party!);
  }
  return { left: { ...left, description: texts.finish() }, right: { ...right, description: rightTexts.finish() }, truth };
}
