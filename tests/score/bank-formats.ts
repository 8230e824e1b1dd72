/**
 * Scores every reader on the real files of data/bank without any configuration and prints one table.
 * Run: node tests/score/bank-formats.ts [--verbose] [folder ...]. The files are not part of the repository; without them it says so and ends.
 */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { judgeFormat } from './format-verdicts.ts';

const data = join(import.meta.dirname, '../../../shared/data/bank');
const verbose = process.argv.includes('--verbose');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));

/** Folders of other material: they have a measure of their own in `bank-csv.ts`. */
const ELSEWHERE = ['csv-spectrum', 'papaparse-cases', 'pollock-polluted', 'pollock-survey'];

if (!existsSync(data)) console.log(`Skipped: the test files are not at ${data}.`);
else {
  const folders = readdirSync(data, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !ELSEWHERE.includes(entry.name) && existsSync(join(data, entry.name, 'expected.json')))
    .map((entry) => entry.name)
    .filter((name) => wanted.length === 0 || wanted.includes(name));
  const table = [];
  for (const folder of folders) {
    const verdicts = await judgeFormat(join(data, folder));
    const count = (of: (verdict: (typeof verdicts)[number]) => boolean) => verdicts.filter(of).length;
    const balances = verdicts.filter(({ balance }) => balance !== 'none');
    const reports = verdicts.filter(({ reported }) => reported !== null);
    table.push({
      folder,
      files: verdicts.length,
      exact: count(({ verdict }) => verdict === 'exact'),
      asked: count(({ verdict }) => verdict === 'asked'),
      'other, proved': count(({ verdict }) => verdict === 'proved'),
      'wrong with a finding': count(({ verdict }) => verdict === 'told'),
      'silently wrong': count(({ verdict }) => verdict === 'wrong'),
      'balance verdict right':
        balances.length === 0 ? '' : `${balances.filter(({ balance }) => balance === 'right').length} of ${balances.length}`,
      'must report, reported': reports.length === 0 ? '' : `${reports.filter(({ reported }) => reported).length} of ${reports.length}`,
      'slowest s': Math.max(...verdicts.map(({ seconds }) => seconds)).toFixed(2),
    });
    if (verbose)
      for (const { file, verdict, balance, reported, note } of verdicts) {
        if (verdict === 'exact' && balance !== 'wrong' && reported !== false) continue;
        console.log(
          `${folder}/${file}: ${verdict}${balance === 'wrong' ? ', balance verdict wrong' : ''}${reported === false ? ', NOT REPORTED' : ''}\n   ${note}`,
        );
      }
  }
  console.table(table);
}
