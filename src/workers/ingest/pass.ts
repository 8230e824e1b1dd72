/** One pass over a whole file under a layout: the one road that both the preview and the import take. */
import type { Problem } from '../../shared/contract/common.ts';
import type { StatementSummary } from '../../shared/contract/cases.ts';
import type { Inspection, Layout } from '../../shared/contract/import.ts';
import { isoOfDay } from '../../shared/calendar.ts';
import { NO_DAY } from '../../shared/columns.ts';
import { betterChecks, concludeBalances } from './balance-check.ts';
import type { RowBatch } from './batch.ts';
import { segmentRows, type SegmentRows } from './cells.ts';
import type { Dialect } from './dialect.ts';
import type { Survey } from './encoding.ts';
import { Normaliser } from './normaliser.ts';
import { ProblemSink } from './problem-sink.ts';
import { RowsDigest } from './rows-digest.ts';
import { RecordScanner, type Segment } from './scanner.ts';
import type { ByteSource } from './source.ts';

export interface ReadReport {
  /** Data records behind the header, blank lines not counted. */
  readonly rowsRead: number;
  readonly rowsKept: number;
  /** Rows that should have been transactions and could not be read. */
  readonly rowsRejected: number;
  readonly firstDate: string | null;
  readonly lastDate: string | null;
  /** Sums of money in and money out, both positive, in minor units (of mixed currencies where CUR-MIXED was found). */
  readonly inMinor: number;
  readonly outMinor: number;
  readonly openingMinor: number | null;
  readonly closingMinor: number | null;
  readonly balance: Inspection['balance'];
  readonly equations: Inspection['equations'];
  readonly account: string | null;
  readonly currencies: readonly string[];
  /** In file order; the rows of a batch carry the index. A delimited file is one statement. */
  readonly statements: readonly StatementSummary[];
  /** Findings that no batch carried: they only show at the end. */
  readonly problems: readonly Problem[];
  readonly problemCounts: Readonly<Record<string, number>>;
  /** sha256 over the values of all kept rows, column by column; the same for any batch size. */
  readonly rowsDigest: string;
}

export interface PassOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: { bytes: number; rows: number }) => void) | undefined;
  readonly segmentRecords?: number;
  readonly problemsKept?: number;
}

export type OnBatch = (batch: RowBatch, segment: Segment, cells: SegmentRows) => void | Promise<void>;

export function dialectOf(layout: Layout, survey: Survey): Dialect {
  return { delimiter: layout.delimiter, quote: layout.quote, escape: layout.escape, newline: survey.newline };
}

/**
 * Reads every row. `onBatch` is awaited before the next segment is read, so memory stays at a few segments.
 * Throws the signal's reason when aborted.
 */
export async function passOver(
  source: ByteSource,
  survey: Survey,
  layout: Layout,
  onBatch: OnBatch,
  options: PassOptions = {},
): Promise<ReadReport> {
  const problems = new ProblemSink(options.problemsKept);
  if (survey.lineEnds.length > 1) problems.add('DIA-LINE-ENDS', 0, { values: [survey.lineEnds.join(', ')] });
  const normaliser = new Normaliser(layout, problems);
  const dialect = dialectOf(layout, survey);
  const scanner = new RecordScanner(source, dialect, {
    encoding: layout.encoding,
    start: survey.markBytes,
    width: layout.columns.length,
    signal: options.signal,
    ...(options.segmentRecords === undefined ? {} : { segmentRecords: options.segmentRecords }),
  });
  const digest = new RowsDigest();
  for (let segment = await scanner.next(); segment !== null; segment = await scanner.next()) {
    const cells = segmentRows(segment, dialect, { encoding: layout.encoding, fallback: survey.fallback }, problems);
    const batch = normaliser.batch(segment, cells);
    digest.add(batch);
    await onBatch(batch, segment, cells);
    options.onProgress?.({ bytes: segment.offset + segment.bytes.length, rows: normaliser.rowsRead });
    // Lets a cancel message in: a file read from memory would otherwise never give the thread back.
    await new Promise((resolve) => setImmediate(resolve));
  }
  normaliser.finish();
  const statements = normaliser.accounts?.conclude(problems) ?? null;
  const balances = statements === null ? balancesOf(normaliser, layout, problems) : balancesOfAll(statements);
  const currencies = [...normaliser.checks.keys()];
  const whole = {
    firstDate: normaliser.firstDay === NO_DAY ? null : isoOfDay(normaliser.firstDay),
    lastDate: normaliser.lastDay === NO_DAY ? null : isoOfDay(normaliser.lastDay),
    inMinor: normaliser.inMinor,
    outMinor: normaliser.outMinor,
    ...balances,
    account: normaliser.account,
  };
  return {
    rowsRead: normaliser.rowsRead,
    rowsKept: normaliser.rowsKept,
    rowsRejected: normaliser.rowsRejected,
    ...whole,
    currencies,
    statements: statements ?? [
      {
        ...whole,
        ...{ seq: 0, currency: currencies.length === 1 ? currencies[0]! : layout.currency, number: '', line: 1 },
        ...{ periodFrom: null, periodTo: null, rows: normaliser.rowsKept },
      },
    ],
    problems: problems.take(),
    problemCounts: problems.counts,
    rowsDigest: digest.finish(),
  };
}

function balancesOf(normaliser: Normaliser, layout: Layout, problems: ProblemSink) {
  return concludeBalances(betterChecks(normaliser.checks, normaliser.accountChecks), normaliser.stated, layout.currency, problems);
}

/** Equations shown of one file; the statements keep theirs. */
const EQUATIONS_SHOWN = 200;

/** What a file of several statements says as a whole: one statement that differs decides; those that fail are shown first. */
export function balancesOfAll(
  statements: readonly StatementSummary[],
): Pick<ReadReport, 'balance' | 'equations' | 'openingMinor' | 'closingMinor'> {
  const proved = statements.some(({ balance }) => balance === 'proved');
  const balance = statements.some((each) => each.balance === 'differs') ? 'differs' : proved ? 'proved' : 'none';
  const only = statements.length === 1 ? statements[0]! : null;
  if (only) return { balance, equations: only.equations, openingMinor: only.openingMinor, closingMinor: only.closingMinor };
  const all = statements.flatMap(({ account, number, seq, equations }) =>
    equations.map((each) => ({ ...each, name: `Statement ${number || seq + 1}${account === null ? '' : ` of ${account}`}: ${each.name}` })),
  );
  const equations = [...all.filter(({ holds }) => !holds), ...all.filter(({ holds }) => holds)].slice(0, EQUATIONS_SHOWN);
  return { balance, equations, openingMinor: null, closingMinor: null };
}
