import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { BlobId, CaseId } from '../../src/shared/ids.ts';
import { KDF_FOR_TESTS } from '../../src/main/vault/passphrase-key.ts';
import { openVault, vaultStatus } from '../../src/main/vault/vault.ts';
import type { OpenVault } from '../../src/main/vault/vault.ts';
import { PASSPHRASE } from './vault-kill-child.ts';
import type { Acknowledged } from './vault-kill-child.ts';

/**
 * Kills a working process with SIGKILL at random moments and looks at what it left:
 * `node tests/fault/vault-kill.ts --kills 200`. With `--control` the child acknowledges before it commits, and the
 * harness must find losses; otherwise its passing would mean nothing.
 */
export interface KillReport {
  kills: number;
  /** Kills after which there was a vault to open. */
  opened: number;
  acknowledged: number;
  lost: number;
  /** Findings of `vault verify`, and half-written imports. */
  findings: string[];
  slowestOpenMs: number;
}

/** Kills per vault: it grows, and with it the time to check it. */
const KILLS_PER_VAULT = 10;

async function runUntilKilled(location: string, control: boolean): Promise<Acknowledged[]> {
  const args = [join(import.meta.dirname, 'vault-kill-child.ts'), location, ...(control ? ['--control'] : [])];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const acknowledged: Acknowledged[] = [];
  let trouble = '';
  child.stderr.on('data', (chunk: Buffer) => (trouble += chunk.toString()));
  let timer: NodeJS.Timeout | undefined;
  createInterface({ input: child.stdout }).on('line', (line) => {
    // From before the vault is opened to well inside the work.
    if (line === 'started') timer = setTimeout(() => child.kill('SIGKILL'), randomInt(0, 700));
    else acknowledged.push(JSON.parse(line) as Acknowledged);
  });
  const exited = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_code, signal) => resolve(signal)));
  const signal = await exited;
  clearTimeout(timer);
  if (signal !== 'SIGKILL') throw new Error(`the child ended by itself: ${trouble}`);
  return acknowledged;
}

function isThere(vault: OpenVault, ack: Acknowledged): boolean {
  const count = (sql: string, id: string | number) =>
    (ack.kind === 'case' ? vault.workspace : vault.case(ack.caseId as CaseId)).read((r) => r.get<{ n: number }>(sql, id))!.n === 1;
  if (ack.kind === 'case') return count('SELECT count(*) AS n FROM case_index WHERE id = ?', ack.id);
  if (ack.kind === 'decision') return count('SELECT count(*) AS n FROM disposition WHERE txn_id = ?', ack.id);
  if (ack.kind === 'source') return count("SELECT count(*) AS n FROM source WHERE state = 'ready' AND id = ?", ack.id);
  return count('SELECT count(*) AS n FROM blob WHERE id = ?', ack.id) && vault.case(ack.caseId as CaseId).blobs.has(ack.id as BlobId);
}

/** Imports must be whole or invisible. */
function halfImports(vault: OpenVault, caseId: CaseId): string[] {
  const sql = `SELECT id FROM source WHERE state = 'ready' AND rows_kept <> (SELECT count(*) FROM txn WHERE source_id = source.id)`;
  return vault
    .case(caseId)
    .read((r) => r.all<{ id: number }>(sql))
    .map(({ id }) => `source ${id} is half there`);
}

async function inspect(location: string, all: readonly Acknowledged[], report: KillReport): Promise<void> {
  const started = performance.now();
  const vault = await openVault(location, { with: 'passphrase', passphrase: PASSPHRASE }, { kdfFloor: KDF_FOR_TESTS });
  report.slowestOpenMs = Math.max(report.slowestOpenMs, performance.now() - started);
  report.opened++;
  try {
    report.findings.push(...(await vault.verify()).map((f) => `${f.kind}: ${f.message}`));
    report.lost += all.filter((ack) => !isThere(vault, ack)).length;
    for (const { id } of vault.workspace.read((r) => r.all<{ id: CaseId }>('SELECT id FROM case_index'))) {
      report.findings.push(...halfImports(vault, id));
      const known = vault.case(id).read((r) => r.all<{ id: string }>('SELECT id FROM blob'));
      vault.case(id).blobs.sweep(new Set(known.map((b) => b.id)));
    }
  } finally {
    vault.lock();
  }
}

/** Runs the harness; the report says what was lost or broken. */
export async function killRepeatedly(kills: number, control = false): Promise<KillReport> {
  const report: KillReport = { kills: 0, opened: 0, acknowledged: 0, lost: 0, findings: [], slowestOpenMs: 0 };
  while (report.kills < kills) {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-kill-'));
    const location = join(folder, 'vault');
    const all: Acknowledged[] = [];
    try {
      for (let n = 0; n < KILLS_PER_VAULT && report.kills < kills; n++) {
        all.push(...(await runUntilKilled(location, control)));
        report.kills++;
        // Killed while the vault was being made, there is none yet; the next child makes it in the same folder.
        const { state, message } = vaultStatus(location);
        if (state === 'locked') await inspect(location, all, report);
        else if (state !== 'none' || all.length > 0) report.findings.push(`the vault is ${state}: ${message}`);
      }
      report.acknowledged += all.length;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
  return report;
}

if (import.meta.main) {
  const at = process.argv.indexOf('--kills');
  const report = await killRepeatedly(at > 0 ? Number(process.argv[at + 1]) : 200, process.argv.includes('--control'));
  console.log(JSON.stringify(report, null, 2));
  process.exitCode = report.lost > 0 || report.findings.length > 0 ? 1 : 0;
}
