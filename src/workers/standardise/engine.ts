import { groupNames, readNames } from './names.ts';
import { proposeCategories } from './propose.ts';
import type { OnProgress, Stage, StandardiseInput, StandardiseResult } from './result.ts';
import { RowText } from './row-text.ts';
import { runRules } from './rule-columns.ts';

/** Rows between two reports. */
const STEP = 4096;

/**
 * The whole chain over the transactions of a case: names, vendors, category texts, rules, proposals. Pure: the same input
 * gives the same result. Rules see the vendor's name as it stands after grouping; proposals see the vendor a rule set.
 */
export function standardise(input: StandardiseInput, onProgress: OnProgress = () => undefined): StandardiseResult {
  const { columns } = input;
  const seconds: Record<string, number> = {};
  const timed = <T>(stage: Stage, work: (onRow: (row: number) => void) => T): T => {
    const started = performance.now();
    onProgress(stage, 0, columns.rows);
    const value = work((row) => {
      if (row % STEP === 0) onProgress(stage, row, columns.rows);
    });
    seconds[stage] = (performance.now() - started) / 1000;
    return value;
  };
  const { nameOf, names } = timed('Reading names', (onRow) => readNames(columns, onRow));
  const { table, vendorIds, vendorNames } = timed('Grouping vendors', () => groupNames(names, input));
  const ownVendor = (row: number): string => (nameOf[row]! < 0 ? '' : vendorNames[table.vendor[nameOf[row]!]!]!);
  const rules = timed('Applying rules', (onRow) => runRules(input, ownVendor, onRow));
  const vendorOf = (row: number): string => ((rules.vendor[row] ?? -1) >= 0 ? rules.texts[rules.vendor[row]!]! : ownVendor(row));
  const proposals = timed('Proposing categories', (onRow) => proposeCategories(input, vendorOf, onRow));
  return { nameOf, names: table, vendorIds, vendorNames, ...categoryTexts(input), rules, ...proposals, seconds };
}

function categoryTexts({ columns }: StandardiseInput): Pick<StandardiseResult, 'textOf' | 'texts' | 'textRows'> {
  const textOf = new Int32Array(columns.rows).fill(-1);
  const texts: string[] = [];
  const counts: number[] = [];
  const numbers = new Map<string, number>();
  const category = new RowText(columns.category);
  for (let row = 0; row < columns.rows; row++) {
    const text = category.at(row).trim();
    if (text === '') continue;
    let number = numbers.get(text);
    if (number === undefined) {
      number = texts.push(text) - 1;
      counts.push(0);
      numbers.set(text, number);
    }
    counts[number]!++;
    textOf[row] = number;
  }
  return { textOf, texts, textRows: Int32Array.from(counts) };
}
