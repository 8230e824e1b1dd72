import { expect, test } from 'vitest';
import { isoOfDay } from '../../src/shared/calendar.ts';
import { inspectSource } from '../../src/workers/ingest/inspect.ts';
import { readSource } from '../../src/workers/ingest/read.ts';
import { bytesSource } from '../../src/workers/ingest/source.ts';
import { inspectToJson } from '../../src/workers/ingest/to-json.ts';
import { makeStatement, WRITERS, type WrittenFormat } from '../samples/statement-formats.ts';

const FORMATS = Object.keys(WRITERS) as WrittenFormat[];
/** Formats that state an opening and a closing balance, or a running one, which the movements must explain. */
const PROVED: readonly WrittenFormat[] = ['csv', 'mt940', 'camt053', 'bai2', 'xlsx', 'text'];

test.each(FORMATS)('%s: the same movements come out that went in, told by nothing but the content', async (format) => {
  for (const [rows, seed] of [
    [1, 3],
    [40, 7],
    [1_500, 11],
  ] as const) {
    const statement = makeStatement(rows, seed);
    const json = await inspectToJson(bytesSource(WRITERS[format](statement)), { fileName: 'statement.dat' });
    expect(json.format).toBe(format);
    const got = json.accounts.flatMap(({ transactions }) => transactions.map((row) => `${row.date} ${row.amountMinor}`));
    // ACH and BAI2 give one date for a whole batch; a single row may not tell what its columns mean, and is then asked about.
    const want = statement.movements.map(
      (m) => `${isoOfDay(format === 'ach' || format === 'bai2' ? statement.movements.at(-1)!.day : m.day)} ${m.amountMinor}`,
    );
    if (json.questions.length === 0) expect(got).toEqual(want);
    else expect(rows).toBe(1);
    if (rows === 1) continue;
    expect(json.problems).toEqual([]);
    if (PROVED.includes(format)) expect(json.accounts).toMatchObject([{ balanceHolds: true }]);
  }
});

test.each(FORMATS)('%s: preview and import read the same rows, value by value', async (format) => {
  const source = bytesSource(WRITERS[format](makeStatement(300)));
  const inspection = await inspectSource(source, { previewRows: 5 });
  expect(inspection.preview.length).toBe(5);
  const first = await readSource(source, inspection.layout, {}, () => undefined);
  const again = await readSource(source, inspection.layout, {}, () => undefined);
  expect(first.rowsKept).toBe(inspection.rowsKept);
  expect(again.rowsDigest).toBe(first.rowsDigest);
  expect(first.balance).toBe(inspection.balance);
});
