/** Reads a whole file once, whatever it is, and says what it understood, by the code that imports. */
import { createHash } from 'node:crypto';
import type { Problem } from '../../shared/contract/common.ts';
import type { Inspection, Layout } from '../../shared/contract/import.ts';
import { LIMITS } from '../../shared/limits.ts';
import { surveySource, type Survey } from './encoding.ts';
import { identify } from './identify.ts';
import { inspectTable } from './inspect-table.ts';
import { inspectWorkbook } from './inspect-workbook.ts';
import { BARE_LAYOUT, figuresOf, problemOf, unreadable, type InspectOptions } from './inspection.ts';
import { optionsOf } from './read.ts';
import type { ByteSource } from './source.ts';
import { passOverStatements } from './statements/pass.ts';
import { previewColumns, previewRows } from './statements/preview.ts';
import type { StatementFormat } from './statements/reader.ts';
import { readerOf } from './statements/registry.ts';

export type { InspectOptions } from './inspection.ts';

/** Never throws for what a file holds: damage is in the findings. Throws the signal's reason and what the source throws. */
export async function inspectSource(source: ByteSource, options: InspectOptions = {}): Promise<Inspection> {
  const told = options.layout ?? {};
  if (source.size === 0) return unreadable(source.size, [problemOf('FILE-EMPTY')]);
  const survey = await surveySource(source, told.encoding, options.signal);
  const identity = identify(survey, told.format);
  switch (identity.kind) {
    case 'workbook':
      return await inspectWorkbook(source, options);
    case 'statement':
      return await inspectStatements(source, survey, identity.format, options);
    case 'binary':
      return unreadable(source.size, [problemOf('FILE-BINARY', identity.name)]);
    case 'other':
      return unreadable(source.size, [problemOf('FILE-FORMAT', identity.name)]);
    case 'table':
      if (survey.markBytes >= source.size) return unreadable(source.size, [problemOf('FILE-EMPTY')]);
      return await inspectTable(source, survey, options);
  }
}

async function inspectStatements(
  source: ByteSource,
  survey: Survey,
  format: StatementFormat,
  options: InspectOptions,
): Promise<Inspection> {
  const told = options.layout ?? {};
  const wanted = Math.min(options.previewRows ?? 50, LIMITS.previewRows);
  const preview: Inspection['preview'] = [];
  const problems: Problem[] = [];
  const { report, outcome } = await passOverStatements(
    source,
    await readerOf(format),
    optionsOf(told),
    async (batch, rows) => {
      problems.push(...batch.problems);
      if (preview.length < wanted)
        preview.push(...(await previewRows(source, told.encoding ?? survey.encoding, batch, rows, wanted - preview.length)));
      options.onBatch?.(batch);
    },
    { signal: options.signal, onProgress: options.onProgress },
  );
  problems.push(...report.problems);
  const layout: Layout = {
    ...BARE_LAYOUT,
    format: outcome.format,
    encoding: outcome.encoding,
    dateFormat: outcome.dateFormat,
    decimalMark: outcome.decimalMark,
    signRule: told.signRule === 'inverted' ? 'inverted' : 'signed',
    currency: report.currencies[0] ?? told.currency ?? '',
    columns: previewColumns(),
  };
  // Findings of the reading as a whole come last from the reader and are wanted first.
  problems.sort((a, b) => (a.line === 0 ? 0 : 1) - (b.line === 0 ? 0 : 1));
  return {
    ...{ format: outcome.format, layout, fileBytes: source.size, sheets: [] },
    reasons: [{ about: 'format', decision: outcome.format, because: 'the content says so', confidence: 100 }, ...outcome.reasons],
    questions: [...outcome.questions],
    ...figuresOf(report),
    preview,
    problems: problems.slice(0, LIMITS.problemsKept + 1),
    problemCounts: { ...report.problemCounts },
    fingerprint: createHash('sha256')
      .update([outcome.format, ...report.statements.slice(0, 50).map(({ account }) => account ?? '')].join('\u0001'))
      .digest('hex')
      .slice(0, 32),
  };
}
