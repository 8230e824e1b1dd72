/** Reads a folder of statements with known movements and says of each: exact, asked about, or silently wrong. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { bytesSource } from '../../src/workers/ingest/source.ts';
import { inspectToJson, type InspectJson } from '../../src/workers/ingest/to-json.ts';

interface Expected {
  readonly file: string;
  readonly list: { date: string | null; amount_minor_units: number | null }[];
}

export interface BankVerdict {
  readonly file: string;
  readonly verdict: 'exact' | 'asked' | 'wrong';
  /** Whether the first reading is right, though it was asked about. */
  readonly rightFirst: boolean;
  readonly onlyRead: string[];
  readonly onlyExpected: string[];
  readonly read: InspectJson;
}

/** @param folder holds the files and `expected.json` */
export async function judgeBankFiles(folder: string): Promise<BankVerdict[]> {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected[];
  const verdicts: BankVerdict[] = [];
  for (const entry of expected) {
    const read = await inspectToJson(bytesSource(readFileSync(join(folder, entry.file))), { fileName: entry.file });
    const got = read.accounts.flatMap((account) => account.transactions.map((row) => `${row.date} ${row.amountMinor}`)).sort();
    const want = entry.list.map((row) => `${row.date} ${row.amount_minor_units}`).sort();
    const rightFirst = JSON.stringify(got) === JSON.stringify(want);
    verdicts.push({
      file: entry.file,
      verdict: read.questions.length > 0 ? 'asked' : rightFirst ? 'exact' : 'wrong',
      rightFirst,
      onlyRead: got.filter((row) => !want.includes(row)),
      onlyExpected: want.filter((row) => !got.includes(row)),
      read,
    });
  }
  return verdicts;
}
