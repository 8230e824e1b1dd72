import type { JobRow } from '../../../shared/contract/jobs.ts';
import { client } from '../../door/client.ts';

/** How long the vault holds an exported file ready, and that it gives it out once: as the contract of `export.run` says. */
const OFFERED_MS = 600_000;
const saved = new Set<string>();

/** Whether an exported file has been fetched, or its time is over: then only a new export brings it. */
export function isSpent(job: JobRow, nowMs: number = Date.now()): boolean {
  if (job.kind !== 'export' || job.state !== 'done') return false;
  return saved.has(job.id) || (job.finishedAt !== null && nowMs - Date.parse(job.finishedAt) > OFFERED_MS);
}

/** Whether a finished task has something to open. */
export function hasResult(job: JobRow): boolean {
  return job.state === 'done' && job.kind !== 'verify' && !isSpent(job) && (job.caseId !== null || caseOf(job) !== null);
}

function caseOf(job: JobRow): string | null {
  const named = job.result?.['caseId'];
  return job.caseId ?? (typeof named === 'string' ? named : null);
}

/** Goes to what a task made: the screen of its case, or the file. */
export function openResult(job: JobRow): void {
  const ticket = job.result?.['ticket'];
  if (job.kind === 'export' && typeof ticket === 'string') {
    if (isSpent(job)) return;
    saved.add(job.id);
    const link = document.createElement('a');
    link.href = client.downloadUrl(ticket);
    link.download = String(job.result?.['fileName'] ?? '');
    link.click();
    return;
  }
  const caseId = caseOf(job);
  if (!caseId) return;
  const place = {
    import: 'data',
    standardise: 'standardise',
    reconcile: 'reconcile',
    flags: 'flags',
    export: 'home',
    sample: 'home',
    verify: 'home',
  }[job.kind];
  // The address, not the router: the router's tree holds the shell, and the shell holds the task centre.
  window.location.hash = `#/case/${caseId}/${place}`;
}
