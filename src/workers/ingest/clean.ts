/** The table that was understood, as plain RFC 4180 CSV: comma, quote, LF, UTF-8, one header row where the file has one. */
import { isoOfDay } from '../../shared/calendar.ts';
import { NO_DAY, packedAt } from '../../shared/columns.ts';
import { TABLE_FORMATS, type Inspection, type Layout } from '../../shared/contract/import.ts';
import { plainDecimal } from '../../shared/money.ts';
import type { RowBatch } from './batch.ts';
import { segmentRows } from './cells.ts';
import { surveySource } from './encoding.ts';
import { sheetTable } from './inspect-workbook.ts';
import { dialectOf } from './pass.ts';
import { ProblemSink } from './problem-sink.ts';
import { readSource } from './read.ts';
import { RecordScanner } from './scanner.ts';
import type { ByteSource } from './source.ts';

export type WriteText = (text: string) => Promise<void> | void;

const STATEMENT_HEADER = 'account,date,value date,amount,currency,description,reference,counterparty,category,balance,line';

/**
 * Writes what an inspection understood. Of a table: its header and every data row, cells as they stand, titles above the
 * header and blank lines left out. Of a statement format: one row per movement. Returns the data rows written.
 */
export async function writeClean(source: ByteSource, inspection: Inspection, write: WriteText): Promise<number> {
  const { layout } = inspection;
  if (inspection.format === 'unknown') return 0;
  if ((TABLE_FORMATS as readonly string[]).includes(inspection.format))
    return await writeTable(layout.format === 'csv' ? source : await sheetTable(source, layout), layout, write);
  await write(`${STATEMENT_HEADER}\n`);
  let rows = 0;
  await readSource(source, layout, {}, async (batch) => {
    rows += batch.rows;
    await write(movements(batch, inspection));
  });
  return rows;
}

async function writeTable(source: ByteSource, layout: Layout, write: WriteText): Promise<number> {
  const survey = await surveySource(source, layout.encoding);
  const dialect = dialectOf(layout, survey);
  const scanner = new RecordScanner(source, dialect, { encoding: layout.encoding, start: survey.markBytes, width: layout.columns.length });
  const first = layout.preambleRows;
  let record = 0;
  let rows = 0;
  for (let segment = await scanner.next(); segment !== null; segment = await scanner.next()) {
    const cells = segmentRows(segment, dialect, { encoding: layout.encoding, fallback: survey.fallback }, new ProblemSink(0)).rows;
    const lines: string[] = [];
    for (const row of cells) {
      const at = record++;
      if (at < first) continue;
      const isHeader = layout.hasHeader && at === first;
      if (!isHeader && row.length <= 1 && (row[0] ?? '').trim() === '') continue;
      if (!isHeader) rows++;
      lines.push(csvLine(row));
    }
    await write(lines.join(''));
  }
  return rows;
}

function movements(batch: RowBatch, { statements }: Inspection): string {
  const lines: string[] = [];
  for (let i = 0; i < batch.rows; i++) {
    const currency = typeof batch.currency === 'string' ? batch.currency : packedAt(batch.currency, i);
    const statement = statements[typeof batch.statement === 'number' ? batch.statement : batch.statement[i]!];
    const valueDay = batch.more?.valueDay[i] ?? NO_DAY;
    const exact = batch.more === null ? '' : packedAt(batch.more.amountExact, i);
    const balance = batch.balanceMinor[i]!;
    lines.push(
      csvLine([
        statement?.account ?? '',
        batch.day[i] === NO_DAY ? '' : isoOfDay(batch.day[i]!),
        valueDay === NO_DAY ? '' : isoOfDay(valueDay),
        exact || plainDecimal(batch.amountMinor[i]!, currency),
        currency,
        packedAt(batch.description, i),
        packedAt(batch.reference, i),
        packedAt(batch.counterparty, i),
        packedAt(batch.category, i),
        Number.isNaN(balance) ? '' : plainDecimal(balance, currency),
        String(batch.line[i]!),
      ]),
    );
  }
  return lines.join('');
}

function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""').replace(/\r\n?/g, '\n')}"` : cell)).join(',')}\n`;
}
