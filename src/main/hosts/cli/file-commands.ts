import { open, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { OperatingError } from '../../../shared/errors.ts';
import { formatMinor } from '../../../shared/money.ts';
import { startReader, type FileReader } from '../../reading/file-reader.ts';
import { fileSource } from '../../../workers/ingest/source.ts';
import type { InspectJson } from '../../../workers/ingest/to-json.ts';
import { matchTables } from '../../../workers/reconcile/table.ts';
import { scoreTable } from '../../../workers/score/table.ts';
import { EXIT, table, type CliResult } from './output.ts';
import { readTableFile } from './table-file.ts';

/** Seed of `nexus score` where none is given: fixed, so that two people get the same scores of the same file. */
const DEFAULT_SEED = 20260101;

const SHOWN = 20;

/**
 * What the reader understands of one file, without a vault. The file is read in a thread with limits of memory and time, so
 * that a hostile one gives a finding and never ends the program.
 * @param o.clean writes the table that was understood to a new file
 */
export async function runInspect(path: string, o: { explain: boolean; clean: string | undefined }): Promise<CliResult> {
  const source = await fileSource(path).catch((error: NodeJS.ErrnoException) => {
    throw new OperatingError(error.code === 'ENOENT' ? 'not-found' : 'file-unreadable', `“${path}” could not be read (${error.code}).`);
  });
  const reader = startReader((offset, length) => source.read(offset, length), source.size);
  try {
    const read = await reader.inspectJson({ fileName: basename(path), explain: o.explain });
    const written = o.clean === undefined ? null : await writeCleanFile(reader, path, o.clean);
    const json = written === null ? read : { ...read, clean: written };
    return {
      json,
      text: [...inspectionLines(read), ...(written === null ? [] : [`${written.file}: ${written.rows} rows written`])].join('\n'),
      exitCode: read.accounts.some((account) => account.transactions.length > 0) ? EXIT.ok : EXIT.findings,
    };
  } finally {
    await reader.close();
    await source.close();
  }
}

/** Never writes over a file, and leaves none behind where reading fails. */
async function writeCleanFile(reader: FileReader, path: string, out: string): Promise<{ file: string; rows: number }> {
  const file = await open(out, 'wx').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new OperatingError('conflict', `“${out}” exists already and was left as it is.`);
    throw new OperatingError('disk-error', `“${out}” could not be written (${error.code}).`);
  });
  try {
    const rows = await reader.clean({ fileName: basename(path) }, async (text) => {
      await file.appendFile(text, 'utf8');
    });
    await file.close();
    return { file: out, rows };
  } catch (error) {
    await file.close();
    await rm(out, { force: true });
    throw error;
  }
}

function inspectionLines(json: InspectJson): string[] {
  const lines = [
    `${json.format}${json.encoding ? `, ${json.encoding}` : ''}${json.sheet === undefined ? '' : `, sheet “${json.sheet}”`}${json.dialect ? `, delimiter ${JSON.stringify(json.dialect.delimiter)}, dates ${json.dialect.dateFormat}` : ''}`,
  ];
  for (const account of json.accounts) {
    const money = (minor: number | undefined): string => (minor === undefined ? 'not stated' : formatMinor(minor, account.currency));
    const sum = account.transactions.reduce((total, one) => total + one.amountMinor, 0);
    lines.push(
      `${account.id ?? 'account'}${account.statement === undefined ? '' : ` (statement ${account.statement})`} ${account.currency}: ${account.transactions.length} transactions, sum ${money(sum)}, opening ${money(account.opening)}, closing ${money(account.closing)}${account.balanceHolds === undefined ? '' : account.balanceHolds ? ', balances agree' : ', BALANCES DIFFER'}`,
    );
  }
  for (const { about, decision, because, confidence } of json.explanation?.reasons ?? [])
    lines.push(`${about}: ${decision}, because ${because} (${Math.round(confidence)} of 100)`);
  for (const { name, holds, differenceMinor, line } of json.explanation?.equations ?? [])
    lines.push(`${name}: ${holds ? 'holds' : `DIFFERS by ${differenceMinor} minor units${line === null ? '' : `, line ${line}`}`}`);
  for (const question of json.questions) lines.push(`Question: ${question.text} (${question.choices.join(' / ')})`);
  for (const problem of json.problems.slice(0, SHOWN)) lines.push(`Line ${problem.line}: ${problem.message} (${problem.code})`);
  if (json.problems.length > SHOWN) lines.push(`and ${json.problems.length - SHOWN} further findings; --json lists them`);
  return lines;
}

/** Pairs the rows of two tables. */
export async function runMatch(
  leftPath: string,
  rightPath: string,
  o: { id: string | undefined; threshold: number | undefined },
): Promise<CliResult> {
  const named = o.id === undefined ? [] : [o.id];
  const left = await readTableFile(leftPath, named);
  const right = await readTableFile(rightPath, named);
  for (const [file, path] of [
    [left, leftPath],
    [right, rightPath],
  ] as const) {
    if (o.id !== undefined && !file.header.includes(o.id))
      throw new OperatingError('bad-request', `“${path}” has no column “${o.id}”. Its columns: ${file.header.join(', ')}.`);
  }
  const json = matchTables(left, right, {
    ...(o.id === undefined ? {} : { idColumn: o.id }),
    ...(o.threshold === undefined ? {} : { threshold: o.threshold }),
  });
  const text = [
    `${json.pairs.length} pairs of ${left.rows.length} and ${right.rows.length} rows in ${json.seconds.toFixed(2)} s`,
    table(
      ['left', 'right', 'confidence'],
      json.pairs.slice(0, SHOWN).map((pair) => [pair.left, pair.right, pair.confidence]),
    ),
    json.pairs.length > SHOWN ? `and ${json.pairs.length - SHOWN} further pairs; --json lists them` : '',
  ];
  return { json, text: text.filter(Boolean).join('\n') };
}

/** Scores the rows of a table. */
export async function runScore(path: string, o: { label: string | undefined; seed: number | undefined }): Promise<CliResult> {
  const file = await readTableFile(path, o.label === undefined ? [] : [o.label]);
  const json = scoreTable(file.header, file.rows, { seed: o.seed ?? DEFAULT_SEED, ...(o.label === undefined ? {} : { label: o.label }) });
  const top = json.rows.toSorted((a, b) => b.score - a.score || a.row - b.row).slice(0, SHOWN);
  const text = [
    `${json.rows.length} rows in ${json.seconds.toFixed(2)} s${json.auc === undefined ? '' : `, ROC-AUC ${json.auc.toFixed(4)}, average precision ${(json.averagePrecision ?? 0).toFixed(4)}`}`,
    table(
      ['row', 'risk', 'reason'],
      top.map((row) => [row.row, row.risk, row.reasons[0]?.sentence ?? '']),
    ),
  ];
  return { json, text: text.join('\n') };
}
