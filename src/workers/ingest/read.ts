/** Reads a file under a decided layout and hands its rows on in batches: the pass that the inspection made. */
import { TABLE_FORMATS, type Layout } from '../../shared/contract/import.ts';
import { OperatingError } from '../../shared/errors.ts';
import type { RowBatch } from './batch.ts';
import { readWorkbook } from './inspect-workbook.ts';
import type { PassOptions, ReadReport } from './pass.ts';
import { readTable } from './read-table.ts';
import type { ByteSource } from './source.ts';
import { passOverStatements } from './statements/pass.ts';
import type { ReaderOptions, StatementFormat } from './statements/reader.ts';
import { readerOf } from './statements/registry.ts';

/**
 * Streams every row with the same counts and the same digest as the inspection.
 * Throws OperatingError `file-empty`, `file-unreadable` (binary), `mapping-incomplete` (no date or no amount column).
 * @param onBatch awaited before more is read
 */
export async function readSource(
  source: ByteSource,
  layout: Layout,
  options: PassOptions,
  onBatch: (batch: RowBatch) => void | Promise<void>,
): Promise<ReadReport> {
  if (source.size === 0) throw new OperatingError('file-empty', 'The file holds no data. Nothing was imported.');
  if (layout.format === 'csv') return await readTable(source, layout, options, onBatch);
  if ((TABLE_FORMATS as readonly string[]).includes(layout.format)) return await readWorkbook(source, layout, options, onBatch);
  const { report } = await passOverStatements(
    source,
    await readerOf(layout.format as StatementFormat),
    optionsOf(layout),
    (batch) => onBatch(batch),
    options,
  );
  return report;
}

/** The parts of a layout that a statement reader heeds. */
export function optionsOf({ encoding, currency, dateFormat, decimalMark, signRule }: Partial<Layout>): ReaderOptions {
  return { encoding, currency, dateFormat, decimalMark, signRule: signRule === 'inverted' || signRule === 'signed' ? signRule : undefined };
}
