import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { packedAt } from '../../src/shared/columns.ts';
import { decodeBytes } from '../../src/workers/ingest/dialect.ts';
import { inspectSource } from '../../src/workers/ingest/inspect.ts';
import { readSource } from '../../src/workers/ingest/read.ts';
import { bytesSource } from '../../src/workers/ingest/source.ts';
import { splitRecord } from '../../src/workers/ingest/split-record.ts';
import { judgeBankFiles } from '../score/bank-files.ts';

const data = join(import.meta.dirname, '../../../shared/data');
const there = existsSync(data);
if (!there) console.log(`Skipped: the collected real files are not at ${data}.`);

describe.skipIf(!there)('real files without any configuration', () => {
  test('no bank file is read wrongly without a question', async () => {
    const verdicts = await judgeBankFiles(join(data, 'bank/csv'));
    expect(verdicts.filter(({ verdict }) => verdict === 'wrong').map(({ file }) => file)).toEqual([]);
    // What was reached when this was written; a change that asks more often should be a decision, not an accident.
    expect(verdicts.filter(({ verdict }) => verdict === 'exact').length).toBeGreaterThanOrEqual(49);
  });

  /** Rows and sum in pence, from the control totals published beside the files. */
  test.each([
    ['apr-jun-2014', 3836, 1416588728],
    ['apr-jun-2016', 3335, 1159733591],
    ['apr-jun-2017', 4052, 1626488246],
    ['jan-mar-2014', 3859, 1341346798],
    ['jan-mar-2016', 3908, 1270549115],
    ['jan-mar-2017', 3913, 1339798924],
    ['jan-mar-2018', 1220, 433976585],
    ['jul-sep-2016', 3581, 1293788362],
    ['jul-sep-2017', 3259, 1134400535],
    ['oct-dec-2016', 3847, 1874899121],
    ['oct-dec-2017', 3855, 1738205590],
  ])('council payments %s: control totals, and every byte range gives its row again', async (name, rows, sumMinor) => {
    const bytes = readFileSync(join(data, `payments/oxford-council-over-500/${name}.csv`));
    const source = bytesSource(bytes);
    const inspection = await inspectSource(source, { fileName: `${name}.csv` });
    expect(inspection.questions).toEqual([]);
    expect(inspection.problemCounts).toHaveProperty('SIGN-UNPROVEN');
    const { layout } = inspection;
    const at = (role: string) => layout.columns.find((column) => column.role === role)!.index;
    let kept = 0;
    const report = await readSource(source, layout, {}, (batch) => {
      kept += batch.rows;
      for (let i = 0; i < batch.rows; i++) {
        const raw = bytes.subarray(batch.byteStart[i], batch.byteStart[i]! + batch.byteLength[i]!);
        const cells = splitRecord(decodeBytes(raw, layout.encoding), { ...layout, newline: '\n' }, true);
        if (
          cells[at('reference')]!.trim() !== packedAt(batch.reference, i) ||
          cells[at('counterparty')]!.trim() !== packedAt(batch.counterparty, i)
        ) {
          throw new Error(`line ${batch.line[i]} of ${name} does not give its row again`);
        }
      }
    });
    expect([kept, report.rowsKept, report.inMinor - report.outMinor]).toEqual([rows, rows, sumMinor]);
    expect(inspection).toMatchObject({ rowsKept: rows, inMinor: report.inMinor, outMinor: report.outMinor });
  });
});
