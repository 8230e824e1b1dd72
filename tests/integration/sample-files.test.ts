import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { layout } from '../../src/shared/contract/import.ts';
import { SOURCE_KINDS } from '../../src/shared/contract/cases.ts';
import { generateSample } from '../../resources/sample/generate.ts';

const folder = new URL('../../resources/sample/', import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, folder), 'utf8');
const manifest = z.object({
  name: z.string(),
  reference: z.string(),
  currency: z.string(),
  sources: z.array(
    z.object({ file: z.string(), kind: z.enum(SOURCE_KINDS), name: z.string(), account: z.string(), layout: layout.partial().strict() }),
  ),
});
const truth = z.object({
  planted: z.array(
    z.object({ code: z.string(), movements: z.array(z.object({ bank: z.array(z.string()), ledger: z.array(z.string()) })) }),
  ),
  pairs: z.array(z.tuple([z.string(), z.string()])),
  amountDiffers: z.array(z.tuple([z.string(), z.string()])),
  batches: z.array(z.tuple([z.string(), z.string()])),
});

/** Pence of a printed amount, by text alone. */
const pence = (text: string): number => Number(text.replaceAll(/[,.]/g, ''));

const files = generateSample();
const lines = Object.fromEntries(
  [...files]
    .filter(([name]) => name.endsWith('.csv'))
    .map(([name, text]) => [name.startsWith('cash') ? 'l' : name.includes('2024-07') ? 'b1' : 'b2', text.split(/\r?\n/)]),
);
const cells = (place: string): string[] => {
  const [file, line] = place.split(':');
  return Papa.parse<string[]>(lines[file!]![Number(line) - 1]!).data[0]!;
};
const bankPence = (place: string): number => pence(cells(place)[4] || '0') - pence(cells(place)[3] || '0');

describe('the sample case', () => {
  it('is written again byte for byte', () => {
    expect([...files].filter(([name, text]) => read(name) !== text).map(([name]) => name)).toEqual([]);
    expect(generateSample(7).get('truth.json')).not.toBe(files.get('truth.json'));
  });

  it.each(['b1', 'b2'])('statement %s closes to the penny, row by row', (file) => {
    const rows = lines[file]!;
    let balance = pence(Papa.parse<string[]>(rows[4]!).data[0]![1]!);
    let kept = 0;
    for (let line = 9; line < rows.length; line++) {
      const row = cells(`${file}:${line}`);
      if (!row[3] && !row[4]) continue;
      balance += bankPence(`${file}:${line}`);
      kept++;
      expect(balance, `line ${line}`).toBe(pence(row[5]!));
    }
    expect(balance).toBe(pence(Papa.parse<string[]>(rows[5]!).data[0]![1]!));
    expect(kept).toBeGreaterThan(2_800);
  });

  it('repeats the overlap in both statements, line by line', () => {
    const march = (file: string): string[] => lines[file]!.filter((line) => /^(1[7-9]|2\d|3[01])\/03\/2025,/.test(line));
    expect(march('b1').length).toBeGreaterThan(100);
    expect(march('b2')).toEqual(march('b1'));
  });

  it('names pairs of equal amount, batches that add up, and differences that differ', () => {
    const told = truth.parse(JSON.parse(files.get('truth.json')!));
    expect(told.pairs.length).toBeGreaterThan(5_000);
    for (const [bank, ledger] of told.pairs)
      for (const place of bank.split(' ')) expect(bankPence(place), `${place} ${ledger}`).toBe(pence(cells(ledger)[5]!));
    for (const [bank, ledger] of told.amountDiffers) expect(bankPence(bank.split(' ')[0]!)).not.toBe(pence(cells(ledger)[5]!));
    const whole = told.batches.filter(([, ledger]) => ledger.split(' ').every((place) => /^-?\d+\.\d\d$/.test(cells(place)[5]!)));
    expect(whole.length).toBeGreaterThan(100);
    for (const [bank, ledger] of whole) {
      const sum = ledger.split(' ').reduce((total, place) => total + pence(cells(place)[5]!), 0);
      expect(sum).toBe(bankPence(bank.split(' ')[0]!));
    }
    expect(told.planted.length).toBeGreaterThanOrEqual(12);
    expect(told.planted.filter(({ movements }) => movements.length === 0)).toEqual([]);
  });

  it('has a manifest whose files exist and whose layouts fit the contract', () => {
    const { sources } = manifest.parse(JSON.parse(read('sample.json')));
    for (const { file } of sources) expect(statSync(new URL(file, folder)).isFile()).toBe(true);
    const total = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .reduce((sum, entry) => sum + statSync(`${entry.parentPath}/${entry.name}`).size, 0);
    expect(total).toBeLessThan(4 * 1024 * 1024);
  });

  it('carries the council files byte for byte with their licence', () => {
    expect(read('oxford/SOURCE.txt')).toContain(
      'Contains public sector information licensed under the Open Government Licence v3.0, Oxford City Council',
    );
    const original = new URL('../../../shared/data/payments/oxford-council-over-500/', import.meta.url);
    const present = statSync(original, { throwIfNoEntry: false });
    if (!present) {
      console.log(`skipped the comparison with the published files: ${fileURLToPath(original)} is not there`);
      return;
    }
    const digest = (url: URL): string => createHash('sha256').update(readFileSync(url)).digest('hex');
    for (const name of readdirSync(new URL('oxford/', folder)).filter((file) => file.endsWith('.csv')))
      expect(digest(new URL(`oxford/${name}`, folder))).toBe(digest(new URL(name, original)));
  });
});
