/** Import of a statement into the encrypted vault, beside the same rows into a plain SQLite file with a prepared statement. */
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import Database from 'better-sqlite3';
import papaparse from 'papaparse';
import { segmentRows } from '../../src/workers/ingest/cells.ts';
import { surveySource } from '../../src/workers/ingest/encoding.ts';
import { inspectSource } from '../../src/workers/ingest/inspect.ts';
import { ProblemSink } from '../../src/workers/ingest/problem-sink.ts';
import { readSource } from '../../src/workers/ingest/read.ts';
import { RecordScanner } from '../../src/workers/ingest/scanner.ts';
import { bytesSource, fileSource } from '../../src/workers/ingest/source.ts';
import { makeStatement, WRITERS } from '../samples/statement-formats.ts';
import { openBenchCase, peakMb } from './case-run.ts';
import { writeStatement } from './statement-file.ts';

const { values } = parseArgs({ options: { rows: { type: 'string', default: '1000000' } } });
const rows = Number(values.rows);
const folder = mkdtempSync(join(tmpdir(), 'nexus-bench-import-'));
const file = join(folder, 'statement.csv');
await writeStatement(file, rows, { seed: 7 });
const megabytes = statSync(file).size / 1e6;

/** What anybody would write first: parse with papaparse, insert in one transaction, no checks, no lineage, no encryption. */
function plainLoad(): number {
  const start = performance.now();
  const db = new Database(join(folder, 'plain.db'));
  db.exec('CREATE TABLE txn (date TEXT, description TEXT, reference TEXT, amount INTEGER, balance INTEGER)');
  const insert = db.prepare('INSERT INTO txn VALUES (?, ?, ?, ?, ?)');
  db.transaction(() => {
    papaparse.parse<string[]>(readFileSync(file, 'utf8'), {
      step: ({ data }) => {
        if (data.length === 5) insert.run(data[0], data[1], data[2], Math.round(Number(data[3]) * 100), Math.round(Number(data[4]) * 100));
      },
    });
  })();
  db.close();
  return (performance.now() - start) / 1000;
}

const plain = plainLoad();
const parseAlone = seconds(() => papaparse.parse(readFileSync(file, 'utf8'), { delimiter: ',' }).data.length);
/** Our reader in this thread: bytes to cells alone, and bytes to dates, minor units, keys and proofs. */
const source = await fileSource(file);
const survey = await surveySource(source);
const parsed = await secondsOf(async () => {
  const scanner = new RecordScanner(
    source,
    { delimiter: ',', quote: '"', escape: '"', newline: '\n' },
    { encoding: 'utf-8', start: 0, width: 5 },
  );
  for (let segment = await scanner.next(); segment !== null; segment = await scanner.next())
    segmentRows(
      segment,
      { delimiter: ',', quote: '"', escape: '"', newline: '\n' },
      { encoding: 'utf-8', fallback: survey.fallback },
      new ProblemSink(0),
    );
});
const { layout } = await inspectSource(source, { fileName: 'statement.csv' });
const standardised = await secondsOf(() => readSource(source, layout, {}, () => undefined));
await source.close();
const bench = await openBenchCase();
const sealed = await bench.measure(() => bench.seal(file));
const inspected = await bench.measure(() => bench.call('import.inspect', { caseId: bench.caseId, uploadId: sealed.value }));
const imported = await bench.measure(async () => {
  const { jobId } = await bench.call('import.run', { caseId: bench.caseId, uploadId: sealed.value, kind: 'bank', name: 'Bench' });
  return await bench.finish(jobId);
});
if (imported.value.result?.['rowsKept'] !== rows) throw new Error(`kept ${String(imported.value.result?.['rowsKept'])} of ${rows}`);

const line = (name: string, seconds: number, main = NaN, vault = NaN): void =>
  console.log(
    `${name.padEnd(44)}${seconds.toFixed(2).padStart(8)} s${Math.round(rows / seconds)
      .toLocaleString('en')
      .padStart(
        12,
      )} rows/s${(seconds / plain).toFixed(2).padStart(8)} ×${Number.isNaN(main) ? '' : `${main.toFixed(0).padStart(8)} ms${vault.toFixed(0).padStart(8)} ms`}`,
  );
console.log(
  `${rows.toLocaleString('en')} rows, ${megabytes.toFixed(0)} MB. Ratio to the plain load; longest pause of the main and of the vault thread.`,
);
line('papaparse alone, whole text in memory', parseAlone);
line('parse: bytes to cells with places', parsed);
line('standardise: dates, amounts, proofs, keys', standardised);
line('plain SQLite, papaparse, prepared statement', plain);
line('upload, hash and seal', sealed.seconds, sealed.mainPauseMs, sealed.vaultPauseMs);
line('inspect (whole file)', inspected.seconds, inspected.mainPauseMs, inspected.vaultPauseMs);
line('import: read, check, store, digest, audit', imported.seconds, imported.mainPauseMs, imported.vaultPauseMs);
console.log(`peak memory of the process: ${peakMb()} MB`);
await bench.close();
rmSync(folder, { recursive: true, force: true });

/** The other formats, read alone: the same movements in each, beside papaparse on their CSV in the same run. */
const movements = Math.min(rows, 100_000);
const statement = makeStatement(movements);
const csvText = new TextDecoder().decode(WRITERS.csv(statement));
const base = seconds(() => papaparse.parse(csvText, { delimiter: ',' }).data.length);
console.log(
  `\n${movements.toLocaleString('en')} movements in each format, read and proved. Ratio to papaparse alone on the CSV (${base.toFixed(2)} s).`,
);
for (const [format, write] of Object.entries(WRITERS)) {
  const bytes = write(statement);
  const told = await inspectSource(bytesSource(bytes));
  const took = await secondsOf(() => readSource(bytesSource(bytes), told.layout, {}, () => undefined));
  console.log(
    `${format.padEnd(10)}${(bytes.length / 1e6).toFixed(1).padStart(8)} MB${took.toFixed(2).padStart(8)} s${Math.round(movements / took)
      .toLocaleString('en')
      .padStart(12)} rows/s${(took / base).toFixed(1).padStart(8)} ×  ${told.rowsKept === movements ? '' : `KEPT ${told.rowsKept}`}`,
  );
}

function seconds(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
