/** Reads a delimited file under a decided layout and hands its rows on in batches. */
import type { Layout } from '../../shared/contract/import.ts';
import { OperatingError } from '../../shared/errors.ts';
import type { RowBatch } from './batch.ts';
import { surveySource } from './encoding.ts';
import { passOver, type PassOptions, type ReadReport } from './pass.ts';
import type { ByteSource } from './source.ts';

/**
 * Streams every row of a file: the pass that the inspection made, with the same counts and the same digest.
 * Throws OperatingError `file-unreadable` (binary), `mapping-incomplete` (no date or no amount column).
 * @param onBatch awaited before more is read
 */
export async function readTable(
  source: ByteSource,
  layout: Layout,
  options: PassOptions,
  onBatch: (batch: RowBatch) => void | Promise<void>,
): Promise<ReadReport> {
  const has = (...roles: readonly string[]) => layout.columns.some((column) => roles.includes(column.role));
  if (!has('date', 'valueDate') || !has('amount', 'debit', 'credit')) {
    throw new OperatingError(
      'mapping-incomplete',
      'The layout names no date column or no amount column, so no row can become a transaction.',
      {
        remedy: 'Say in the preview which column holds the date and which the amount.',
      },
    );
  }
  const survey = await surveySource(source, layout.encoding, options.signal);
  if (survey.binary !== null) {
    throw new OperatingError(
      'file-unreadable',
      `The file is not text: ${survey.binary}. It stays in the evidence, but has no rows to import.`,
    );
  }
  return passOver(source, survey, layout, (batch) => onBatch(batch), options);
}
