/** Reads a delimited file once and says what it understood, by the code that imports. */
import { createHash } from 'node:crypto';
import type { Problem } from '../../shared/contract/common.ts';
import type { Inspection, Layout } from '../../shared/contract/import.ts';
import { isoOfDay } from '../../shared/calendar.ts';
import { NO_DAY, packedAt } from '../../shared/columns.ts';
import { LIMITS } from '../../shared/limits.ts';
import { namesAccounts } from './account-statements.ts';
import type { RowBatch } from './batch.ts';
import { segmentRows, type SegmentRows } from './cells.ts';
import type { Survey } from './encoding.ts';
import { figuresOf, problemOf, type InspectOptions } from './inspection.ts';
import { interpret, type Interpretation, type Reason } from './interpret.ts';
import type { Question } from './questions.ts';
import { passOver } from './pass.ts';
import type { Dialect } from './dialect.ts';
import { ProblemSink } from './problem-sink.ts';
import { RecordScanner, type Segment } from './scanner.ts';
import { settleDates } from './settle-dates.ts';
import { sniffDialect } from './sniff.ts';
import { bytesSource, type ByteSource } from './source.ts';
import { findTable, type Table } from './table.ts';
import { plainWords } from './vocabulary.ts';

/** Records of the sample that the table is found in. */
const SAMPLE_RECORDS = 5000;

/**
 * Inspects delimited text whose bytes were surveyed: finds the dialect, the table in it and the meaning of its columns, then
 * reads all of it once.
 */
export async function inspectTable(source: ByteSource, survey: Survey, options: InspectOptions = {}): Promise<Inspection> {
  const told = options.layout ?? {};
  const { table, interpretation, reasons, headerProblems } = await understand(source, survey, options);
  const { layout } = interpretation;
  const accountColumn = layout.columns.find(({ role }) => role === 'account')?.index ?? -1;
  if (told.perAccount ?? (accountColumn >= 0 && namesAccounts(table.body, accountColumn))) {
    layout.perAccount = true;
    const decision = `each account of column ${accountColumn + 1} is a statement of its own`;
    reasons.push({ about: 'accounts', decision, because: 'the column names several accounts, each on several rows', confidence: 90 });
  }
  let questions: Question[] = interpretation.questions;
  const open = questions.find((question) => question.code === 'date-order');
  if (open && source.size > survey.head.length) {
    const settled = await settleDates(
      source,
      survey,
      layout,
      open.choices.map((choice) => choice.patch.dateFormat!),
      options.signal,
    );
    if (settled !== null) {
      layout.dateFormat = settled;
      questions = questions.filter((question) => question !== open);
      reasons.push({ about: 'dates', decision: settled, because: 'further down, dates fit no other order', confidence: 98 });
    }
  }

  const preview: Inspection['preview'] = [];
  const wanted = Math.min(options.previewRows ?? 50, LIMITS.previewRows);
  const problems: Problem[] = [...headerProblems];
  if (questions.some((question) => question.code === 'date-order')) problems.push(problemOf('DATE-AMBIGUOUS'));
  if (interpretation.signUnproven || questions.some((question) => question.code === 'sign')) problems.push(problemOf('SIGN-UNPROVEN'));
  if (questions.some((question) => question.code === 'columns')) problems.push(problemOf('COL-UNSURE'));
  if (!layout.hasHeader) problems.push(problemOf('HDR-MISSING'));
  const early = problems.length;
  const report = await passOver(
    source,
    survey,
    layout,
    (batch, segment, cells) => {
      problems.push(...batch.problems);
      if (preview.length < wanted) previewOf(batch, segment, cells, wanted, preview);
      options.onBatch?.(batch);
    },
    { signal: options.signal, onProgress: options.onProgress },
  );
  problems.push(...report.problems);
  const counts = { ...report.problemCounts };
  for (const { code } of problems.slice(0, early)) counts[code] = (counts[code] ?? 0) + 1;
  return {
    format: 'csv',
    layout,
    reasons,
    questions,
    fileBytes: source.size,
    ...figuresOf(report),
    preview,
    problems: problems.slice(0, LIMITS.problemsKept + 1),
    problemCounts: counts,
    fingerprint: fingerprintOf(table, interpretation),
    sheets: [],
  };
}

/** Dialect, table and columns from the beginning of the file. */
export async function understand(source: ByteSource, survey: Survey, options: InspectOptions) {
  const told = options.layout ?? {};
  const whole = survey.head.length >= source.size;
  const sniffed = await sniffDialect(survey, whole, told);
  const reasons: Reason[] = [
    { about: 'encoding', decision: survey.encoding, because: survey.because, confidence: survey.confidence },
    {
      about: 'dialect',
      decision: `fields end at ${nameOf(sniffed.dialect.delimiter)}, quoted with ${sniffed.dialect.quote || 'nothing'}`,
      because: sniffed.because,
      confidence: told.delimiter === undefined ? sniffed.confidence : 100,
    },
  ];
  const sample = await sampleRecords(survey, whole, sniffed.dialect);
  const found = findTable(sample);
  const table = told.preambleRows === undefined && told.hasHeader === undefined ? found : tableAsTold(sample, found, told);
  reasons.push({
    about: 'header',
    decision: table.hasHeader ? `record ${table.preambleRows + 1} is the header` : 'no header',
    because: table.because,
    confidence: table.confidence,
  });
  const titles = sample
    .slice(0, table.preambleRows)
    .map((row) => row.join(' '))
    .join(' ');
  const interpretation = interpret(table, sniffed.dialect, survey.encoding, `${options.fileName ?? ''} ${titles}`, told);
  reasons.push(...interpretation.reasons);
  return { table, interpretation, reasons, headerProblems: [] as Problem[] };
}

async function sampleRecords(survey: Survey, whole: boolean, dialect: Dialect): Promise<string[][]> {
  const scanner = new RecordScanner(bytesSource(survey.head), dialect, {
    encoding: survey.encoding,
    start: survey.markBytes,
    segmentRecords: SAMPLE_RECORDS,
  });
  const segment = await scanner.next();
  if (!segment) return [];
  const { rows } = segmentRows(segment, dialect, { encoding: survey.encoding, fallback: survey.fallback }, new ProblemSink(0));
  // The head may end inside a record.
  if (!whole && rows.length > 1 && segment.count < SAMPLE_RECORDS) rows.pop();
  return rows;
}

function tableAsTold(sample: readonly string[][], found: Table, told: Partial<Layout>): Table {
  const hasHeader = told.hasHeader ?? found.hasHeader;
  const preambleRows = told.preambleRows ?? found.preambleRows;
  const header = hasHeader ? (sample[preambleRows] ?? []) : [];
  const body = sample.slice(preambleRows + (hasHeader ? 1 : 0)).filter((row) => row.length > 1 || (row[0] ?? '').trim() !== '');
  return { preambleRows, hasHeader, header, body, width: Math.max(found.width, header.length), because: 'chosen by hand', confidence: 100 };
}

function nameOf(delimiter: string): string {
  if (delimiter.startsWith('fixed ')) return `fixed places (${delimiter.slice('fixed '.length).replaceAll(' ', ', ')})`;
  return delimiter === '\t' ? 'a tab' : delimiter === ' ' ? 'a blank' : `"${delimiter}"`;
}

function previewOf(batch: RowBatch, segment: Segment, { rows }: SegmentRows, wanted: number, preview: Inspection['preview']): void {
  const at = new Map<number, number>();
  for (let i = 0; i < segment.count; i++) at.set(segment.lines[i]!, i);
  for (let i = 0; i < batch.rows && preview.length < wanted; i++) {
    const line = batch.line[i]!;
    const balance = batch.balanceMinor[i]!;
    preview.push({
      row: batch.rowNo[i]!,
      line,
      cells: (rows[at.get(line)!] ?? []).slice(0, 200),
      date: batch.day[i] === NO_DAY ? null : isoOfDay(batch.day[i]!),
      amountMinor: batch.amountMinor[i]!,
      balanceMinor: balance === balance ? balance : null,
      description: packedAt(batch.description, i),
      reference: packedAt(batch.reference, i),
      counterparty: packedAt(batch.counterparty, i),
      category: packedAt(batch.category, i),
      problems: batch.problems.filter((problem) => problem.line === line),
    });
  }
  // Rows that made no transaction are shown too: they are what a person has to look at.
  for (const problem of batch.problems) {
    if (preview.length >= wanted || problem.severity !== 'error' || preview.some((row) => row.line === problem.line)) continue;
    const cells = rows[at.get(problem.line) ?? -1];
    if (!cells) continue;
    preview.push({
      ...{ row: 0, line: problem.line, cells: cells.slice(0, 200), date: null, amountMinor: null, balanceMinor: null },
      ...{ description: '', reference: '', counterparty: '', category: '', problems: [problem] },
    });
  }
  preview.sort((a, b) => a.line - b.line);
}

/** Stable over files of one layout: header names, and for each column whether it holds dates, numbers or text. */
function fingerprintOf(table: Table, { layout, profiles }: Interpretation): string {
  const columns = profiles.map((column) => {
    const kind = table.hasHeader ? '' : column.dates > column.filled / 2 ? 'date' : column.numbers > column.filled / 2 ? 'number' : 'text';
    return `${plainWords(table.header[column.index] ?? '')}:${kind}`;
  });
  return createHash('sha256')
    .update([layout.delimiter, ...columns].join('\u0001'))
    .digest('hex')
    .slice(0, 32);
}
