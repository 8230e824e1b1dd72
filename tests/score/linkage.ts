import { existsSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { columnsOf } from '../../src/workers/reconcile/columns-of.ts';
import { reconcile } from '../../src/workers/reconcile/engine.ts';
import { DEFAULT_THRESHOLD, matchTables } from '../../src/workers/reconcile/table.ts';
import { ABROAD, bankLedgerCase, type CaseOptions, HARD, TRANSFERS } from '../generators/bankledger.ts';

/**
 * `node tests/score/linkage.ts [febrl4 dblp-acm hard transfers abroad]`: precision, recall and F1 with the truth, at
 * the program's own threshold and without labels, and how true the confidence is.
 */
interface Scored {
  readonly pairs: readonly { confidence: number; correct: boolean }[];
  readonly truth: number;
  readonly seconds: number;
}

const LINKAGE = new URL('../../../shared/data/linkage/', import.meta.url);

function print(name: string, { pairs, truth, seconds }: Scored): void {
  const correct = pairs.filter((pair) => pair.correct).length;
  const precision = correct / Math.max(1, pairs.length);
  const recall = correct / truth;
  let error = 0;
  for (let bin = 0; bin < 10; bin++) {
    const inside = pairs.filter((pair) => Math.min(9, Math.floor(pair.confidence / 10)) === bin);
    if (inside.length === 0) continue;
    const said = inside.reduce((sum, pair) => sum + pair.confidence / 100, 0);
    error += Math.abs(said - inside.filter((pair) => pair.correct).length) / pairs.length;
  }
  const sure = pairs.filter((pair) => pair.confidence >= 99);
  const sureCorrect = sure.filter((pair) => pair.correct).length;
  const figures = [
    precision,
    recall,
    (2 * precision * recall) / (precision + recall),
    error,
    sureCorrect / Math.max(1, sure.length),
    sureCorrect / truth,
  ];
  process.stdout.write(`${name.padEnd(12)}${figures.map((x) => x.toFixed(4).padStart(9)).join('')}${seconds.toFixed(1).padStart(9)} s\n`);
}

function readTable(file: URL) {
  const [header = [], ...rows] = Papa.parse<string[]>(readFileSync(file, 'utf8'), { skipEmptyLines: true }).data;
  return { header, rows };
}

function publicSet(name: string): Scored | null {
  const folder = new URL(`${name}/`, LINKAGE);
  if (!existsSync(folder)) return null;
  const truth = new Map(readTable(new URL('truth.csv', folder)).rows.map((row) => [row[0], row[1]]));
  const found = matchTables(readTable(new URL('A.csv', folder)), readTable(new URL('B.csv', folder)), { idColumn: 'id' });
  return {
    pairs: found.pairs.map((pair) => ({ confidence: pair.confidence, correct: truth.get(String(pair.left)) === pair.right })),
    truth: truth.size,
    seconds: found.seconds,
  };
}

function generated(options: CaseOptions, toleranceMinor: number): Scored {
  const made = bankLedgerCase(options);
  const truth = new Map(made.pairs);
  const started = performance.now();
  const result = reconcile(columnsOf(made.bank), columnsOf(made.ledger), {
    toleranceMinor,
    windowDays: 7,
    threshold: DEFAULT_THRESHOLD,
    seed: 1,
  });
  const pairs = Array.from({ length: result.pairs }, (_, k) => ({
    confidence: result.confidence[k]!,
    correct: truth.get(result.left[k]! + 1) === result.right[k]! + 1,
  }));
  return { pairs, truth: truth.size, seconds: (performance.now() - started) / 1000 };
}

function abroad(): Scored {
  const made = bankLedgerCase(ABROAD);
  const truth = new Map(made.pairs.map(([bank, ledger]) => [ledger, bank]));
  const table = (rows: typeof made.bank) => ({
    header: ['memo', 'transaction_date', 'amount'],
    rows: rows.map((row) => [
      row.description,
      new Date(row.day! * 86_400_000).toISOString().slice(0, 10),
      (row.amountMinor / 100).toFixed(2),
    ]),
  });
  const found = matchTables(table(made.ledger), table(made.bank));
  return {
    pairs: found.pairs.map((pair) => ({ confidence: pair.confidence, correct: truth.get(Number(pair.left)) === pair.right })),
    truth: truth.size,
    seconds: found.seconds,
  };
}

const SETS: Record<string, () => Scored | null> = {
  febrl4: () => publicSet('febrl4'),
  'dblp-acm': () => publicSet('dblp-acm'),
  hard: () => generated(HARD, 1000),
  transfers: () => generated(TRANSFERS, 0),
  abroad,
};

process.stdout.write(`${'set'.padEnd(12)}${['P', 'R', 'F1', 'ECE', 'P>=99', 'R>=99'].map((x) => x.padStart(9)).join('')}     time\n`);
for (const name of process.argv.length > 2 ? process.argv.slice(2) : Object.keys(SETS)) {
  const scored = SETS[name]?.();
  if (scored) print(name, scored);
  else process.stdout.write(`${name.padEnd(12)} skipped: the data is not on this machine\n`);
}
