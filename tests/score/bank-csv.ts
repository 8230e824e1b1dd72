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

/**
 * Pollock's published measure against the hand-made clean file: one point for reading the file at all, and precision, recall
 * and F1 of the header, of the records and of the cells; ten points at most. Weighted: each kind of pollution by how many
 * of the surveyed files have it. (Vitagliano et al., "Pollock: a data loading benchmark", PVLDB 16, 2023.)
 */
async function scorePollock(set: string): Promise<Record<string, string>[]> {
  const folder = join(data, 'bank', set);
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.clean'))
    .map((name) => name.slice(0, -'.clean'.length));
  const stated = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as {
    file: string;
    parameters: { header_lines: number | string };
    weight?: number;
  }[];
  const headless = new Set(stated.filter(({ parameters }) => Number(parameters.header_lines) === 0).map(({ file }) => file));
  const weights = new Map(stated.map(({ file, weight }) => [file, weight ?? 1]));
  const sums = { header: 0, record: 0, cell: 0, simple: 0, weighted: 0, weight: 0 };
  for (const name of names) {
    const read = await readTable(readFileSync(join(folder, name)));
    const clean = await readTable(readFileSync(join(folder, `${name}.clean`)), headless.has(name) ? 'rows' : 'header');
    const trimmed = (cells: readonly string[]) => cells.map((cell) => cell.trim());
    const joined = (row: readonly string[]) =>
      trimmed(row)
        .join('\u0001')
        .replace(/\u0001+$/, '');
    const header = agreement(trimmed(read.header), trimmed(clean.header));
    const record = agreement(read.rows.map(joined), clean.rows.map(joined));
    const cell = agreement(trimmed(read.rows.flat()), trimmed(clean.rows.flat()));
    if (verbose && (header.f1 < 0.9 || record.f1 < 0.9))
      console.log(
        `${set} ${name}: header ${header.f1.toFixed(2)} record ${record.f1.toFixed(2)} cell ${cell.f1.toFixed(2)} [${read.because}] header read: ${read.header.slice(0, 6).join(' | ').slice(0, 120)}`,
      );
    sums.header += header.f1;
    sums.record += record.f1;
    sums.cell += cell.f1;
    const points = 1 + [header, record, cell].reduce((sum, each) => sum + each.precision + each.recall + each.f1, 0);
    const weight = weights.get(name) ?? 1;
    sums.simple += points;
    sums.weighted += points * weight;
    sums.weight += weight;
  }
  const mean = (sum: number) => (sum / names.length).toFixed(3);
  const survey = set === 'pollock-survey';
  return [
    { what: `${set} (${names.length} files): simple score of 10`, got: mean(sums.simple), goal: survey ? '9.40' : '9.60' },
    ...(survey ? [] : [{ what: `${set}: weighted score of 10`, got: (sums.weighted / sums.weight).toFixed(3), goal: '' }]),
    { what: `${set}: header F1`, got: mean(sums.header), goal: survey ? '0.90' : '' },
    { what: `${set}: record F1`, got: mean(sums.record), goal: survey ? '0.97' : '' },
    { what: `${set}: cell F1`, got: mean(sums.cell), goal: '' },
  ];
}

interface Agreement {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
}

/** Of two bags of texts: which part of the read ones is wanted, and which part of the wanted ones was read. */
function agreement(got: readonly string[], want: readonly string[]): Agreement {
  if (got.length === 0 && want.length === 0) return { precision: 1, recall: 1, f1: 1 };
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
  return {
    precision: got.length === 0 ? 0 : hits / got.length,
    recall: want.length === 0 ? 0 : hits / want.length,
    f1: (2 * hits) / (got.length + want.length),
  };
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
