import { writeFile } from 'node:fs/promises';
import { EXPORT_FORMATS, EXPORT_SUBJECTS } from '../../../shared/contract/exports.ts';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { OperatingError } from '../../../shared/errors.ts';
import { formatMinor } from '../../../shared/money.ts';
import { EXIT, table, UsageError, type CliResult } from './output.ts';
import type { CliSession } from './session.ts';

/** The case by id, by name, or the only one there is. Throws where none or several fit. */
export async function findCase(session: CliSession, wanted: string | undefined): Promise<string> {
  const { cases } = await session.call('case.list', {});
  const fitting =
    wanted === undefined ? cases : cases.filter((one) => one.id === wanted || one.name === wanted || one.reference === wanted);
  if (fitting.length === 1) return fitting[0]!.id;
  if (wanted === undefined)
    throw new UsageError(
      cases.length === 0
        ? 'This vault holds no case yet. Make one with: nexus case create NAME --vault DIR'
        : 'This vault holds several cases. Name one with --case.',
    );
  throw new UsageError(
    fitting.length === 0 ? `This vault holds no case “${wanted}”.` : `Several cases are called “${wanted}”. Use the identifier.`,
  );
}

export function oneOf<T extends string>(value: string | undefined, allowed: readonly T[], what: string): T {
  if (value !== undefined && (allowed as readonly string[]).includes(value)) return value as T;
  throw new UsageError(`${what} is one of: ${allowed.join(', ')}.`);
}

export async function runReconcile(
  session: CliSession,
  caseId: string,
  o: {
    left?: string | undefined;
    right?: string | undefined;
    tolerance?: string | undefined;
    window?: string | undefined;
    threshold?: string | undefined;
  },
): Promise<CliResult> {
  const { sources } = await session.call('source.list', { caseId });
  const ready = sources.filter((source) => source.state === 'ready');
  const left = pick(ready, o.left, 'bank');
  const right = pick(ready, o.right, 'ledger');
  const { jobId } = await session.call('reconcile.run', {
    caseId,
    leftSources: left,
    rightSources: right,
    ...(o.tolerance === undefined ? {} : { toleranceMinor: whole(o.tolerance, '--tolerance') }),
    ...(o.window === undefined ? {} : { windowDays: whole(o.window, '--window') }),
    ...(o.threshold === undefined ? {} : { threshold: whole(o.threshold, '--threshold') }),
  });
  await session.finish(jobId);
  const summary = await session.call('reconcile.summary', { caseId });
  const text = [
    `${summary.suggested + summary.accepted} matched of ${summary.leftTotal} and ${summary.rightTotal}: rate ${((summary.rate ?? 0) * 100).toFixed(1)} %`,
    table(
      ['unmatched', 'side', 'count', 'sum'],
      summary.unmatchedKinds.map((kind) => [kind.kind, kind.side, kind.count, formatMinor(kind.sumMinor, ready[0]!.currency)]),
    ),
  ].join('\n\n');
  return { json: summary, text };
}

function pick(sources: readonly SourceSummary[], wanted: string | undefined, kind: string): number[] {
  const ids =
    wanted === undefined
      ? sources.filter((source) => source.kind === kind).map((source) => source.id)
      : wanted.split(',').map((id) => whole(id, 'a source'));
  if (ids.length === 0)
    throw new OperatingError(
      'nothing-to-do',
      `The case has no ${kind} source. Name the sides with --left and --right (numbers of sources).`,
    );
  return ids;
}

export function whole(text: string, what: string): number {
  if (!/^\d+$/.test(text)) throw new UsageError(`${what} takes a whole number.`);
  return Number(text);
}

export async function runAnomalies(
  session: CliSession,
  caseId: string,
  o: { seed?: string | undefined; top?: string | undefined },
): Promise<CliResult> {
  const { jobId } = await session.call('flags.run', { caseId, ...(o.seed === undefined ? {} : { seed: whole(o.seed, '--seed') }) });
  await session.finish(jobId);
  const summary = await session.call('flags.summary', { caseId });
  const page = await session.call('flags.page', { caseId, limit: Math.min(1000, o.top === undefined ? 20 : whole(o.top, '--top')) });
  return {
    json: { summary, rows: page.rows },
    text: table(
      ['risk', 'date', 'amount', 'source', 'line', 'reason'],
      page.rows.map((row) => [
        row.risk,
        row.date ?? '',
        formatMinor(row.amountMinor, row.currency),
        row.sourceName,
        row.line,
        row.topReason,
      ]),
    ),
  };
}

export async function runExport(
  session: CliSession,
  caseId: string,
  o: { subject?: string | undefined; format?: string | undefined; out?: string | undefined; source?: string | undefined },
): Promise<CliResult> {
  const format = oneOf(o.format ?? o.out?.split('.').at(-1), EXPORT_FORMATS, '--format');
  const subject = oneOf(o.subject ?? 'reconciliation', EXPORT_SUBJECTS, '--subject');
  if (o.out === undefined) throw new UsageError('Name the file to write with --out FILE.');
  const one = o.source === undefined ? {} : { sourceId: whole(o.source, '--source') };
  const { jobId } = await session.call('export.run', { caseId, subject, format, ...one });
  const job = await session.finish(jobId);
  const result = job.result as { ticket: string; sha256: string; bytes: number };
  await writeFile(o.out, await session.download(result.ticket), { flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw new OperatingError('conflict', `“${o.out}” exists already and was left as it is.`);
    throw new OperatingError('disk-error', `“${o.out}” could not be written (${error.code}).`);
  });
  return {
    json: { file: o.out, format, subject, bytes: result.bytes, sha256: result.sha256 },
    text: `${o.out}: ${result.bytes} bytes, SHA-256 ${result.sha256}`,
  };
}

export async function runAuditVerify(session: CliSession, wanted: string | undefined): Promise<CliResult> {
  const { cases } = await session.call('case.list', {});
  const chosen = wanted === undefined ? cases.map((one) => one.id) : [await findCase(session, wanted)];
  const logs = [
    { log: 'vault', caseId: null as string | null },
    ...chosen.map((id) => ({ log: cases.find((one) => one.id === id)!.name, caseId: id as string | null })),
  ];
  const verdicts = [];
  for (const { log, caseId } of logs) verdicts.push({ log, caseId, ...(await session.call('audit.verify', { caseId })) });
  const holds = verdicts.every((verdict) => verdict.holds);
  const text = [
    ...verdicts.map((v) => `${v.log}: ${v.holds ? 'holds' : 'DOES NOT HOLD'}, ${v.entries} entries, head ${v.head}`),
    ...verdicts.flatMap((v) =>
      v.findings.map(
        (finding) => `  ${v.log}: ${finding.kind}${finding.seq === null ? '' : ` at entry ${finding.seq}`}: ${finding.message}`,
      ),
    ),
  ].join('\n');
  return { json: { holds, logs: verdicts }, text, exitCode: holds ? EXIT.ok : EXIT.findings };
}
