/**
 * Scores the CSV reader on real files without any configuration and prints a table.
 * Run: node tests/score/bank-csv.ts [--verbose]. The files are not part of the repository; without them it says so and ends.
 */
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeBankFiles } from './bank-files.ts';
import { fractionOf, readTable } from './csv-tables.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const verbose = process.argv.includes('--verbose');

/** Dates and amounts of every file of data/bank/csv: exact, asked about, or silently wrong. */
async function scoreBank(): Promise<Record<string, string>[]> {
  const verdicts = await judgeBankFiles(join(data, 'bank/csv'));
  if (verbose) {
    for (const { file, verdict, rightFirst, read, onlyRead, onlyExpected } of verdicts.filter((entry) => entry.verdict !== 'exact')) {
      console.log(
        `${verdict}${rightFirst ? ' (first reading is right)' : ''}  ${file}  ${read.questions.map((question) => question.code).join(' ')}`,
      );
      if (rightFirst) continue;
      console.log(`   only read: ${onlyRead.slice(0, 4).join(', ')}; only expected: ${onlyExpected.slice(0, 4).join(', ')}`);
      console.log(`   ${JSON.stringify(read.dialect)}`);
    }
  }
  const count = (verdict: string) => verdicts.filter((entry) => entry.verdict === verdict).length;
  const askedRight = verdicts.filter((entry) => entry.verdict === 'asked' && entry.rightFirst).length;
  const total = verdicts.length;
  return [
    {
      what: 'bank CSV: exact without configuration',
      got: `${count('exact')} of ${total} (${fractionOf(count('exact'), total)})`,
      goal: '85 %',
    },
    { what: 'bank CSV: asked (first reading right in)', got: `${count('asked')} (${askedRight})`, goal: 'the rest' },
    { what: 'bank CSV: silently wrong', got: String(count('wrong')), goal: '0' },
  ];
}

/** csv-spectrum: every row as the peer's JSON has it. */
async function scoreSpectrum(): Promise<Record<string, string>[]> {
  const folder = join(data, 'bank/csv-spectrum');
  const names = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  let right = 0;
  for (const name of names) {
    const { header, rows } = await readTable(readFileSync(join(folder, name)));
    const want = JSON.parse(readFileSync(join(folder, name.replace('.csv', '.json')), 'utf8')) as Record<string, string>[];
    const got = rows.map((row) => Object.fromEntries(header.map((key, i) => [key, row[i] ?? ''])));
    // The copies at hand lost their CR LF; the peer's JSON still has it.
    const same = JSON.stringify(got) === JSON.stringify(want).replaceAll('\\r\\n', '\\n');
    if (same) right++;
    else if (verbose) console.log(`csv-spectrum ${name}: ${JSON.stringify(got).slice(0, 300)}`);
  }
  return [{ what: 'csv-spectrum files exact', got: `${right} of ${names.length}`, goal: 'all' }];
}

/** Pollock: F1 of the header, the records and the cells against the hand-made clean file. */
async function scorePollock(set: string): Promise<Record<string, string>[]> {
  const folder = join(data, 'bank', set);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.clean'))
    .map((name) => name.slice(0, -'.clean'.length));
  const stated = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
    file: string;
    parameters: { header_lines: number | string };
  }[];
  const headless = new Set(stated.filter(({ parameters }) => Number(parameters.header_lines) === 0).map(({ file }) => file));
  const sums = { header: 0, record: 0, cell: 0 };
  for (const name of names) {
    const read = await readTable(readFileSync(join(folder, name)));
    const clean = await readTable(readFileSync(join(folder, `${name}.clean`)), headless.has(name) ? 'rows' : 'header');
    const header = f1(
      read.header.map((cell) => cell.trim()),
      clean.header.map((cell) => cell.trim()),
    );
    const join1 = (row: readonly string[]) =>
      row
        .map((cell) => cell.trim())
        .join('\u0001')
        .replace(/\u0001+$/, '');
    const record = f1(read.rows.map(join1), clean.rows.map(join1));
    const cell = f1(
      read.rows.flat().map((text) => text.trim()),
      clean.rows.flat().map((text) => text.trim()),
    );
    if (verbose && (header < 0.9 || record < 0.9))
      console.log(
        `${set} ${name}: header ${header.toFixed(2)} record ${record.toFixed(2)} cell ${cell.toFixed(2)} [${read.because}] header read: ${read.header.slice(0, 6).join(' | ').slice(0, 120)}`,
      );
    sums.header += header;
    sums.record += record;
    sums.cell += cell;
  }
  const mean = (sum: number) => (sum / names.length).toFixed(3);
  return [
    { what: `${set} (${names.length} files): header F1`, got: mean(sums.header), goal: set === 'pollock-survey' ? '0.90' : '' },
    { what: `${set}: record F1`, got: mean(sums.record), goal: set === 'pollock-survey' ? '0.97' : '' },
    { what: `${set}: cell F1`, got: mean(sums.cell), goal: '' },
  ];
}

function f1(got: readonly string[], want: readonly string[]): number {
  if (got.length === 0 && want.length === 0) return 1;
  const counts = new Map<string, number>();
  for (const item of want) counts.set(item, (counts.get(item) ?? 0) + 1);
  let hits = 0;
  for (const item of got) {
    const left = counts.get(item) ?? 0;
    if (left > 0) {
      hits++;
      counts.set(item, left - 1);
    }
  }
  return (2 * hits) / (got.length + want.length);
}

if (!existsSync(data)) console.log(`Skipped: the test files are not at ${data}.`);
else {
  console.table([
    ...(await scoreBank()),
    ...(await scoreSpectrum()),
    ...(await scorePollock('pollock-survey')),
    ...(await scorePollock('pollock-polluted')),
  ]);
}
