/** The first rows of a statement file as a person checks them: each value's own bytes beside what was read. */
import type { Inspection, Layout } from '../../../shared/contract/import.ts';
import { isoOfDay } from '../../../shared/calendar.ts';
import { NO_DAY, packedAt } from '../../../shared/columns.ts';
import { plainDecimal } from '../../../shared/money.ts';
import type { RowBatch } from '../batch.ts';
import { decodeBytes } from '../dialect.ts';
import type { ByteSource } from '../source.ts';
import type { SpanField, StatementRow } from './reader.ts';

const SHOWN = ['date', 'amount', 'description', 'reference', 'counterparty', 'category', 'balance'] as const satisfies readonly SpanField[];
const NAMES: Readonly<Record<(typeof SHOWN)[number], string>> = {
  date: 'Date',
  amount: 'Amount',
  description: 'Description',
  reference: 'Reference',
  counterparty: 'Counterparty',
  category: 'Category',
  balance: 'Balance',
};

/** Bytes of one value read for the preview. */
const VALUE_BYTES = 400;

/** The fields of a statement format in the place of a table's columns. */
export function previewColumns(): Layout['columns'] {
  return SHOWN.map((role, index) => ({ index, name: NAMES[role], role }));
}

/** @param encoding of the file, for the raw bytes of the values */
export async function previewRows(
  source: ByteSource,
  encoding: string,
  batch: RowBatch,
  rows: readonly StatementRow[],
  wanted: number,
): Promise<Inspection['preview']> {
  const preview: Inspection['preview'] = [];
  for (let i = 0; i < Math.min(rows.length, wanted); i++) {
    const row = rows[i]!;
    const currency = typeof batch.currency === 'string' ? batch.currency : packedAt(batch.currency, i);
    const date = row.day === NO_DAY ? null : isoOfDay(row.day);
    const read: Record<(typeof SHOWN)[number], string> = {
      date: date ?? '',
      amount: row.amountExact ?? plainDecimal(row.amountMinor, currency),
      description: row.description,
      reference: row.reference,
      counterparty: row.counterparty,
      category: row.category,
      balance: row.balanceMinor === undefined ? '' : plainDecimal(row.balanceMinor, currency),
    };
    const cells: string[] = [];
    for (const field of SHOWN) {
      const span = row.spans?.[field];
      cells.push(span === undefined ? read[field] : decodeBytes(await source.read(span[0], Math.min(span[1], VALUE_BYTES)), encoding));
    }
    preview.push({
      row: batch.rowNo[i]!,
      line: row.line,
      cells,
      date,
      amountMinor: row.amountMinor,
      balanceMinor: row.balanceMinor ?? null,
      description: row.description,
      reference: row.reference,
      counterparty: row.counterparty,
      category: row.category,
      problems: batch.problems.filter((problem) => problem.line === row.line),
    });
  }
  return preview;
}
