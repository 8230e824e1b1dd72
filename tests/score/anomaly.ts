/**
 * How well the ranking finds labelled rows, and how the rules behave on real payments: `node tests/score/anomaly.ts`.
 * Reads the shared test data beside the repository; says so and ends where they are absent.
 */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { fitEnsemble, combinedTail, rankModel, scoreRange, MODELS } from '../../src/workers/score/ensemble.ts';
import { VALUE_LIMIT } from '../../src/workers/score/engine.ts';
import { scaleColumns } from '../../src/workers/score/matrix.ts';
import { averagePrecision, rocAuc } from '../../src/workers/score/measures.ts';
import { scoreTable } from '../../src/workers/score/table.ts';
import { printOxford } from './oxford.ts';

const DATA = fileURLToPath(new URL('../../../shared/data/', import.meta.url));
const SETS = ['cardio', 'pima', 'thyroid', 'vowels'];
const SEEDS = [1, 2, 3, 4, 5];
const line = (text: string) => process.stdout.write(`${text}\n`);
const mean = (values: readonly number[]) => values.reduce((sum, x) => sum + x, 0) / values.length;
const cell = (auc: number, ap: number) => `${auc.toFixed(4)} / ${ap.toFixed(3)}`.padEnd(18);

/** Reference figures printed in a set's SOURCE.txt, by name. */
function published(set: string): string[] {
  const text = readFileSync(`${DATA}anomaly/${set}/SOURCE.txt`, 'utf8');
  const measured = (name: string) =>
    new RegExp(`^\\s+${name.replace(/[+]/g, '\\+')}\\s+ROC-AUC (\\S+).*?(?:average precision|AP) (\\S+)`, 'm').exec(text);
  return ['IForest', 'LES', 'HBOS', 'IF\\+HBOS\\+LES:tail'].map((name) => {
    const found = measured(name.replaceAll('\\', ''));
    return found ? cell(Number(found[1]), Number(found[2])) : '-'.padEnd(18);
  });
}

function labelledSets(): void {
  line('ROC-AUC / average precision, mean of 5 seeds; "reference" rows are printed in the sets\' own SOURCE.txt');
  line(
    `${'set'.padEnd(22)}${['isolation forest', 'nearest sample', 'histogram', 'ensemble'].map((name) => name.padEnd(18)).join('')}scoreTable`,
  );
  const totals: number[][] = [];
  for (const set of SETS) {
    const { data } = Papa.parse<string[]>(readFileSync(`${DATA}anomaly/${set}/data.csv`, 'utf8').trim());
    const [header, ...rows] = data;
    const width = header!.length - 1;
    const label = Uint8Array.from(rows, (row) => Number(row[width]));
    const measures: number[][] = [];
    for (const seed of SEEDS) {
      const values = Float32Array.from(rows.flatMap((row) => row.slice(0, width).map(Number)));
      const matrix = { rows: rows.length, width, values };
      scaleColumns(matrix, seed, VALUE_LIMIT);
      const ensemble = fitEnsemble(matrix, seed);
      scoreRange(ensemble, 0, rows.length);
      for (const model of MODELS.keys()) rankModel(ensemble, model);
      const together = Float64Array.from(rows, (_, row) => combinedTail(ensemble, row));
      const table = scoreTable(header!, rows, { seed, label: 'label' });
      const lists = [...ensemble.scores, together];
      measures.push([
        ...lists.flatMap((scores) => [rocAuc(scores, label), averagePrecision(scores, label)]),
        table.auc!,
        table.averagePrecision!,
      ]);
    }
    const means = measures[0]!.map((_, i) => mean(measures.map((one) => one[i]!)));
    totals.push(means);
    line(`${set.padEnd(22)}${[0, 2, 4, 6, 8].map((i) => cell(means[i]!, means[i + 1]!)).join('')}`);
    line(`${'  reference'.padEnd(22)}${published(set).join('')}`);
  }
  const means = totals[0]!.map((_, i) => mean(totals.map((one) => one[i]!)));
  line(`${'mean'.padEnd(22)}${[0, 2, 4, 6, 8].map((i) => cell(means[i]!, means[i + 1]!)).join('')}`);
}

if (existsSync(`${DATA}anomaly`)) labelledSets();
else line('Skipped: the labelled sets are not beside the repository (../shared/data/anomaly).');
if (existsSync(`${DATA}payments/oxford-council-over-500`)) printOxford(`${DATA}payments/oxford-council-over-500`, line);
else line('Skipped: the council payments are not beside the repository (../shared/data/payments).');
