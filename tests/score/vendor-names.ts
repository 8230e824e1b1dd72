/** Vendor names: precision and recall of joining spellings, beside what plain folding (lower case, no punctuation) finds. */
import { readdirSync, readFileSync } from 'node:fs';
import Papa from 'papaparse';
import { canonicalName } from '../../src/workers/standardise/canonical.ts';
import { clusterNames } from '../../src/workers/standardise/cluster.ts';
import { misspell, variantsOf } from '../generators/vendor-spellings.ts';

/** A spelling and whom it stands for. */
interface Labelled {
  readonly spelling: string;
  readonly owner: string;
}

interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly joined: number;
}

/** Of all pairs of different spellings: how many of those joined have one owner, how many of those with one owner are joined. */
function scorePairs(names: readonly Labelled[], groups: ArrayLike<number | string>): Score {
  const pairs = (n: number): number => (n * (n - 1)) / 2;
  const byGroup = new Map<string, number>();
  const byOwner = new Map<string, number>();
  const both = new Map<string, number>();
  const add = (map: Map<string, number>, key: string): void => void map.set(key, (map.get(key) ?? 0) + 1);
  for (const [i, { owner }] of names.entries()) {
    add(byGroup, String(groups[i]));
    add(byOwner, owner);
    add(both, `${groups[i]}\n${owner}`);
  }
  const total = (map: Map<string, number>): number => [...map.values()].reduce((sum, n) => sum + pairs(n), 0);
  const [joined, wanted, right] = [total(byGroup), total(byOwner), total(both)];
  return { precision: joined === 0 ? 1 : right / joined, recall: wanted === 0 ? 1 : right / wanted, joined };
}

const plain = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

function print(title: string, names: readonly Labelled[], line: (text: string) => void): void {
  const started = performance.now();
  const input = names.map(({ spelling }) => ({ words: canonicalName(spelling, 'counterparty').words, rows: 1, pin: 0 }));
  const { leader } = clusterNames(input);
  const seconds = (performance.now() - started) / 1000;
  const base = scorePairs(
    names,
    names.map(({ spelling }) => plain(spelling)),
  );
  const ours = scorePairs(names, leader);
  line(`${title}: ${names.length} spellings`);
  for (const [what, { precision, recall, joined }] of [
    ['plain folding', base],
    ['ours', ours],
  ] as const) {
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    line(
      `  ${what.padEnd(14)} precision ${precision.toFixed(4)}  recall ${recall.toFixed(4)}  F1 ${f1.toFixed(4)}  pairs joined ${joined}${what === 'ours' ? `  ${seconds.toFixed(2)} s` : ''}`,
    );
  }
}

/** Suppliers of a council by their number in its own ledger; numbers for one-off payees say nothing and are left out. */
function oxfordNames(folder: string): Labelled[] {
  const owners = new Map<string, Map<string, number>>();
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.csv'))) {
    const { data } = Papa.parse<Record<string, string>>(readFileSync(`${folder}/${file}`, 'latin1'), {
      header: true,
      skipEmptyLines: true,
      transformHeader: (name) => name.toLowerCase().replace(/[^a-z]/g, ''),
    });
    for (const row of data) {
      const [id, name] = [row['supplierid'] ?? '', (row['suppliername'] ?? '').trim().replace(/\s+/g, ' ')];
      if (!/^\d{5,}$/.test(id) || id === '20000000' || name === '') continue;
      const of = owners.get(name) ?? new Map<string, number>();
      of.set(id, (of.get(id) ?? 0) + 1);
      owners.set(name, of);
    }
  }
  // A name that two numbers share makes their owner one: suppliers are numbered anew now and then.
  const parent = new Map<string, string>();
  const find = (id: string): string => {
    const up = parent.get(id) ?? id;
    return up === id ? id : find(up);
  };
  for (const of of owners.values()) {
    const ids = [...of.keys()];
    for (const id of ids.slice(1)) if (find(id) !== find(ids[0]!)) parent.set(find(id), find(ids[0]!));
  }
  return [...owners].map(([spelling, of]) => ({ spelling, owner: find(of.keys().next().value!) }));
}

/** Titles of one publication in two catalogues: names of another kind, that nobody wrote for this. */
function titles(folder: string): Labelled[] {
  const read = (file: string): Record<string, string>[] =>
    Papa.parse<Record<string, string>>(readFileSync(`${folder}/${file}`, 'utf8'), { header: true, skipEmptyLines: true }).data;
  const ownerOf = new Map(read('truth.csv').map((row) => [row['b_id']!, row['a_id']!]));
  return [...read('A.csv'), ...read('B.csv')].map((row) => ({ spelling: row['title']!, owner: ownerOf.get(row['id']!) ?? row['id']! }));
}

/** Prints the tables. @param data the folder of the labelled sets */
export function printVendorNames(data: string, line: (text: string) => void): void {
  line('');
  line('Vendor names: pairs of spellings joined');
  const oxford = oxfordNames(`${data}/payments/oxford-council-over-500`);
  print('Oxford City Council suppliers, by the number in its ledger', oxford, line);
  const clean = [...new Map(oxford.map((name) => [name.owner, name])).values()];
  print(
    'The same, one spelling each, and 5 variants as banks and clerks write them',
    clean.flatMap(({ spelling, owner }, i) => [{ spelling, owner }, ...variantsOf(spelling, i).map((text) => ({ spelling: text, owner }))]),
    line,
  );
  print(
    'The same, one spelling each, and one slip of the pen',
    clean.flatMap(({ spelling, owner }, i) => [
      { spelling, owner },
      { spelling: misspell(spelling, i), owner },
    ]),
    line,
  );
  print('DBLP and ACM titles (one title is often more than one publication)', titles(`${data}/linkage/dblp-acm`), line);
}

if (import.meta.main) {
  const data = new URL('../../../shared/data', import.meta.url).pathname;
  printVendorNames(data, (text) => console.log(text));
}
