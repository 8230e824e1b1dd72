/** Reads a folder of files with known movements and says of each what became of them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { bytesSource } from '../../src/workers/ingest/source.ts';
import { inspectToJson, type InspectJson } from '../../src/workers/ingest/to-json.ts';

interface Movement {
  readonly date?: string | null;
  readonly date_raw?: string;
  readonly amount?: string;
  readonly amount_minor_units?: number | null;
}

interface Expected {
  readonly file: string;
  readonly transactions?: number;
  readonly list?: readonly Movement[];
  readonly statements?: readonly { readonly list?: readonly Movement[] }[];
  readonly accounts?: readonly { readonly list?: readonly Movement[] }[];
  readonly balance_equation_holds?: boolean;
  readonly must_report?: unknown;
  readonly robustness?: unknown;
}

export interface FormatVerdict {
  readonly file: string;
  /**
   * `proved`: another list than expected, under which every balance of the file holds (peers leave out what they treat as
   * something else). `told`: other movements than expected, but with a finding of warning or error. `wrong`: without any.
   */
  readonly verdict: 'exact' | 'asked' | 'proved' | 'told' | 'wrong';
  readonly balance: 'right' | 'wrong' | 'none';
  /** Whether what must be reported was; null where nothing must. */
  readonly reported: boolean | null;
  readonly seconds: number;
  readonly note: string;
}

/** Findings that say nothing of a damaged or doubtful file. */
const HARMLESS = new Set([
  'HDR-MISSING',
  'ROW-NOT-A-MOVEMENT',
  'ROW-BALANCE',
  'ROW-CONTINUED',
  'BATCH-SPLIT',
  'DIA-LINE-ENDS',
  'LIMIT-PROBLEMS',
  'ROW-PENDING',
]);

/** @param folder holds the files and `expected.json` */
export async function judgeFormat(folder: string): Promise<FormatVerdict[]> {
  const expected = JSON.parse(readFileSync(join(folder, 'expected.json'), 'utf8')) as Expected[];
  const verdicts: FormatVerdict[] = [];
  for (const entry of expected) {
    const bytes = readFileSync(join(folder, entry.file));
    const started = performance.now();
    const read = await inspectToJson(bytesSource(bytes), { fileName: entry.file });
    const seconds = (performance.now() - started) / 1000;
    verdicts.push({ file: entry.file, seconds, ...judge(entry, read) });
  }
  return verdicts;
}

function judge(entry: Expected, read: InspectJson): Pick<FormatVerdict, 'verdict' | 'balance' | 'reported' | 'note'> {
  const findings = [...new Set(read.problems.map(({ code }) => code))].filter((code) => !HARMLESS.has(code));
  const reported = entry.must_report || entry.robustness ? findings.length > 0 : null;
  const holds = read.accounts.map(({ balanceHolds }) => balanceHolds).filter((value) => value !== undefined);
  const balance =
    entry.balance_equation_holds === undefined
      ? 'none'
      : holds.length > 0 && holds.every(Boolean) === entry.balance_equation_holds
        ? 'right'
        : 'wrong';
  const rows = read.accounts.flatMap(({ transactions }) => transactions);
  const wanted = entry.list ?? [...(entry.statements ?? []), ...(entry.accounts ?? [])].flatMap(({ list }) => list ?? []);
  if (wanted.length === 0 && (entry.transactions ?? 0) > 0) {
    const right = rows.length === entry.transactions;
    return {
      verdict: right ? 'exact' : findings.length > 0 ? 'told' : 'wrong',
      balance,
      reported,
      note: `${rows.length} of ${entry.transactions} rows`,
    };
  }
  const dated = wanted.every(({ date }) => typeof date === 'string');
  const got = rows.map(
    ({ date, amountMinor, amountExact }) => `${dated ? date : ''} ${amountExact === undefined ? amountMinor : plain(amountExact)}`,
  );
  const want = wanted.map(({ date, amount, amount_minor_units }) => `${dated ? date : ''} ${amount_minor_units ?? plain(amount ?? '')}`);
  const exact = JSON.stringify(got.toSorted()) === JSON.stringify(want.toSorted());
  const note = `${got.length} rows, ${want.length} expected; only read: ${without(got, want).slice(0, 4).join(', ')}; only expected: ${without(want, got).slice(0, 4).join(', ')}; ${findings.join(' ')} ${JSON.stringify(holds).slice(0, 60)} ${read.questions.map(({ code }) => `?${code}`).join(' ')}`;
  const proved = holds.length === read.accounts.length && holds.length > 0 && holds.every(Boolean);
  const verdict = read.questions.length > 0 ? 'asked' : exact ? 'exact' : proved ? 'proved' : findings.length > 0 ? 'told' : 'wrong';
  return { verdict, balance, reported, note };
}

/** One spelling of a decimal: no plus, no closing zeros. */
function plain(amount: string): string {
  return amount
    .replace(/^\+/, '')
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '');
}

function without(list: readonly string[], other: readonly string[]): string[] {
  const left = [...other];
  return list.filter((item) => {
    const at = left.indexOf(item);
    if (at < 0) return true;
    left.splice(at, 1);
    return false;
  });
}
