#!/usr/bin/env node
import { parseArgs } from 'node:util';
import { toErrorData } from '../../../shared/errors.ts';
import { findCase, runAnomalies, runAuditVerify, runExport, runReconcile, whole } from './case-commands.ts';
import { runInspect, runMatch, runScore } from './file-commands.ts';
import { importPaths } from './import-command.ts';
import { HELP } from './help.ts';
import { EXIT, table, UsageError, writeResult, type CliResult } from './output.ts';
import { appVersion, unlockedSession, type CliSession } from './session.ts';
import { vaultCreate, vaultInfo, vaultVerify } from './vault-commands.ts';

const OPTIONS = {
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
  id: { type: 'string' },
  threshold: { type: 'string' },
  label: { type: 'string' },
  seed: { type: 'string' },
  name: { type: 'string' },
  user: { type: 'string' },
  role: { type: 'string' },
  vault: { type: 'string' },
  case: { type: 'string' },
  currency: { type: 'string' },
  reference: { type: 'string' },
  kind: { type: 'string' },
  account: { type: 'string' },
  left: { type: 'string' },
  right: { type: 'string' },
  tolerance: { type: 'string' },
  window: { type: 'string' },
  top: { type: 'string' },
  out: { type: 'string' },
  format: { type: 'string' },
  subject: { type: 'string' },
  source: { type: 'string' },
  'passphrase-fd': { type: 'string' },
  keyring: { type: 'boolean' },
  clean: { type: 'string' },
  explain: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof parse>['values'];

function parse(argv: readonly string[]) {
  return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: true, strict: true });
}

async function inCase(values: Values, use: (session: CliSession, caseId: string) => Promise<CliResult>): Promise<CliResult> {
  const session = await unlockedSession({ vault: values.vault, passphraseFd: values['passphrase-fd'], keyring: values.keyring });
  try {
    return await use(session, await findCase(session, values.case));
  } finally {
    await session.close();
  }
}

async function inVault(values: Values, use: (session: CliSession) => Promise<CliResult>): Promise<CliResult> {
  const session = await unlockedSession({ vault: values.vault, passphraseFd: values['passphrase-fd'], keyring: values.keyring });
  try {
    return await use(session);
  } finally {
    await session.close();
  }
}

function need(value: string | undefined, what: string): string {
  if (value === undefined) throw new UsageError(`${what} is missing. See nexus --help.`);
  return value;
}

async function run(words: readonly string[], values: Values): Promise<CliResult> {
  const [command, first, second] = words;
  switch (command) {
    case 'inspect':
      return await runInspect(need(first, 'The file'), { explain: values.explain === true, clean: values.clean });
    case 'match':
      return await runMatch(need(first, 'The left file'), need(second, 'The right file'), {
        id: values.id,
        threshold: values.threshold === undefined ? undefined : whole(values.threshold, '--threshold'),
      });
    case 'score':
      return await runScore(need(first, 'The file'), {
        label: values.label,
        seed: values.seed === undefined ? undefined : whole(values.seed, '--seed'),
      });
    case 'vault':
      return await runVault(first, need(second ?? values.vault, 'The vault folder'), values);
    case 'case':
      return await runCase(first, second, values);
    case 'import': {
      if (first === undefined) throw new UsageError('Name the files to import.');
      return await inCase(values, (session, caseId) =>
        importPaths(session, caseId, words.slice(1), {
          kind: need(values.kind, '--kind'),
          name: values.name ?? '',
          account: values.account ?? '',
        }),
      );
    }
    case 'reconcile':
      return await inCase(values, (session, caseId) => runReconcile(session, caseId, values));
    case 'anomalies':
      return await inCase(values, (session, caseId) => runAnomalies(session, caseId, values));
    case 'export':
      return await inCase(values, (session, caseId) => runExport(session, caseId, values));
    case 'audit':
      if (first !== 'verify') throw new UsageError('Only “nexus audit verify” exists.');
      return await inVault(values, (session) => runAuditVerify(session, values.case));
    default:
      throw new UsageError(
        command === undefined ? 'Say what to do. See nexus --help.' : `There is no command “${command}”. See nexus --help.`,
      );
  }
}

async function runVault(action: string | undefined, dir: string, values: Values): Promise<CliResult> {
  const fd = values['passphrase-fd'];
  if (action === 'create') return await vaultCreate(dir, { name: values.name, user: values.user, role: values.role, passphraseFd: fd });
  if (action === 'info') return await vaultInfo(dir);
  if (action === 'verify') return await vaultVerify(dir, { passphraseFd: fd, keyring: values.keyring });
  throw new UsageError('After “vault” comes create, info or verify.');
}

async function runCase(action: string | undefined, name: string | undefined, values: Values): Promise<CliResult> {
  return await inVault(values, async (session) => {
    if (action === 'create') {
      const made = await session.call('case.create', {
        name: need(name, 'The name'),
        currency: values.currency ?? 'GBP',
        reference: values.reference ?? '',
      });
      return { json: made.case, text: `${made.case.id}  ${made.case.name}` };
    }
    if (action === 'sample') {
      const { jobId, caseId } = await session.call('case.openSample', {});
      const job = await session.finish(jobId);
      return { json: { caseId, ...job.result }, text: `${caseId}  the sample case is ready` };
    }
    if (action !== 'list') throw new UsageError('After “case” comes list, create or sample.');
    const { cases } = await session.call('case.list', {});
    return {
      json: { cases },
      text: table(
        ['id', 'name', 'sources', 'transactions'],
        cases.map((one) => [one.id, one.name, one.sources, one.transactions]),
      ),
    };
  });
}

async function main(argv: readonly string[]): Promise<number> {
  let json = argv.includes('--json');
  try {
    const { values, positionals } = parse(argv);
    json = values.json === true;
    if (values.version) {
      await writeResult({ json: { version: appVersion() }, text: appVersion() }, json);
      return EXIT.ok;
    }
    if (values.help || positionals.length === 0) {
      await writeResult({ json: { help: HELP }, text: HELP }, json);
      return values.help ? EXIT.ok : EXIT.usage;
    }
    const result = await run(positionals, values);
    await writeResult(result, json);
    return result.exitCode ?? EXIT.ok;
  } catch (error) {
    return report(error, json);
  }
}

/** Errors go to standard error as one sentence, or as one JSON object where JSON was asked for. */
function report(error: unknown, json: boolean): number {
  const usage = error instanceof UsageError || (error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS') === true;
  const data = usage ? { code: 'usage', message: (error as Error).message } : toErrorData(error);
  process.stderr.write(
    json ? `${JSON.stringify({ error: data })}\n` : `nexus: ${data.message}${'remedy' in data && data.remedy ? ` ${data.remedy}` : ''}\n`,
  );
  if (data.code === 'internal' && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  if (usage) return EXIT.usage;
  return ['vault-wrong-key', 'vault-wait', 'keyring-unavailable', 'vault-locked'].includes(data.code) ? EXIT.locked : EXIT.failed;
}

process.exitCode = await main(process.argv.slice(2));
