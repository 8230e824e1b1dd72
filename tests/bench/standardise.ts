/** Standardisation of made-up transactions: seconds per stage, names per second. `node tests/bench/standardise.ts [rows] [names]` */
import { packText, textBytesOf, type TransactionColumns } from '../../src/shared/columns.ts';
import { standardise } from '../../src/workers/standardise/engine.ts';
import type { StoredRule } from '../../src/workers/standardise/rules/compile.ts';
import { ruleBody } from '../../src/shared/rules.ts';
import { misspell, seeded } from '../generators/vendor-spellings.ts';

const SYLLABLES = 'ba be bi bo da de do fa fe ga go ha he ka ke ko la le li lo ma me mi mo na ne no pa pe po ra re ri ro sa se so ta te to va ve wa we za'.split(' '); // prettier-ignore
const KINDS = ['Services', 'Bakery', 'Motors', 'Consulting', 'Supplies', 'Trading', 'Foods', 'Council', 'School', 'Partners'];
const FORMS = ['Ltd', 'Limited', 'plc', 'GmbH', 'Inc', ''];

/** Distinct spellings, a quarter of them variants of others. */
export function spellings(count: number): string[] {
  const random = seeded(42);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const word = (): string => {
    const text = Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(SYLLABLES)).join('');
    return text[0]!.toUpperCase() + text.slice(1);
  };
  const made = new Set<string>();
  const bases: string[] = [];
  while (made.size < count) {
    const base = random() < 0.25 && bases.length > 0 ? pick(bases) : `${word()} ${random() < 0.5 ? `${word()} ` : ''}${pick(KINDS)}`;
    if (bases.length < count && !made.has(base)) bases.push(base);
    const kind = random();
    made.add(
      kind < 0.5 ? `${base} ${pick(FORMS)}`.trim() : kind < 0.7 ? base.toUpperCase() : kind < 0.8 ? misspell(base, made.size) : base,
    );
  }
  return [...made];
}

export function columnsOf(rows: number, names: readonly string[]): TransactionColumns {
  const random = seeded(7);
  const of = Array.from({ length: rows }, (_, i) => (i < names.length ? names[i]! : names[Math.floor(random() * names.length)]!));
  return {
    rows,
    id: Int32Array.from({ length: rows }, (_, i) => i + 1),
    amountMinor: Float64Array.from({ length: rows }, () => Math.round((random() - 0.7) * 100_000)),
    day: Int32Array.from({ length: rows }, () => 19_000 + Math.floor(random() * 700)),
    currency: new Uint8Array(rows),
    currencies: ['GBP'],
    description: textBytesOf(of.map((name, i) => `CARD PAYMENT ${name} INV ${i}`)),
    reference: textBytesOf(of.map((_, i) => `R${i}`)),
    counterparty: textBytesOf(of),
    category: textBytesOf(of.map((_, i) => `K${i % 40}`)),
  };
}

function rules(): StoredRule[] {
  const make = (id: number, conditions: object[]): StoredRule => ({
    id,
    version: 1,
    body: ruleBody.parse({ title: `Rule ${id}`, conditions, actions: [{ set: 'tag', tag: `t${id}` }] }),
  });
  return [
    make(1, [{ on: 'text', column: 'description', test: 'contains', value: 'bakery' }]),
    make(2, [{ on: 'text', column: 'description', test: 'matches', value: 'inv \\d*77\\b' }]),
    make(3, [{ on: 'text', column: 'vendor', test: 'starts', value: 'ba' }, { on: 'sign', sign: 'out' }]),
    make(4, [{ on: 'amount', fromMinor: 50_000, toMinor: null }]),
    make(5, [{ on: 'text', column: 'description', test: 'matches', value: '(card|dd) payment .*(motors|foods)' }]),
  ]; // prettier-ignore
}

if (import.meta.main) {
  const rows = Number(process.argv[2] ?? 1_000_000);
  const names = spellings(Number(process.argv[3] ?? 200_000));
  const columns = columnsOf(rows, names);
  const before = process.cpuUsage();
  const started = performance.now();
  const decided = Array.from({ length: Math.min(2_000, rows) }, (_, i) => i);
  const result = standardise({
    columns,
    sourceOf: new Int32Array(rows).fill(1),
    accountOf: new Int32Array(rows),
    accounts: ['A'],
    known: { spellings: packText([]), vendorIds: new Int32Array(0), pinned: new Uint8Array(0) },
    named: [],
    decided: { row: Int32Array.from(decided), categoryId: Int32Array.from(decided, (i) => 1 + (i % 40)) },
    rules: rules(),
  });
  const total = (performance.now() - started) / 1000;
  const cpu = process.cpuUsage(before);
  console.log(`${rows} rows, ${names.length} spellings -> ${result.vendorNames.length} vendors`);
  for (const [stage, seconds] of Object.entries(result.seconds)) console.log(`  ${stage.padEnd(24)}${seconds.toFixed(2)} s`);
  console.log(
    `  ${'all'.padEnd(24)}${total.toFixed(2)} s, processor ${((cpu.user + cpu.system) / 1e6).toFixed(2)} s, ${Math.round(process.memoryUsage.rss() / 1048576)} MB`,
  );
}
