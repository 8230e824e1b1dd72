import type { JobRow } from '../../../shared/contract/jobs.ts';
import { isSaved, saveFile } from '../../door/save-file.ts';

/** How long the vault holds an exported file ready, and that it gives it out once: as the contract of `export.run` says. */
const OFFERED_MS = 600_000;

interface OfferedFile {
  readonly ticket: string;
  readonly fileName: string;
}

/** The files that a finished export offers. */
export function filesOf(job: JobRow): readonly OfferedFile[] {
  const { result } = job;
  if (job.kind !== 'export' || typeof result?.['ticket'] !== 'string') return [];
  if (Array.isArray(result['files'])) return result['files'] as OfferedFile[];
  return [{ ticket: result['ticket'], fileName: String(result['fileName'] ?? '') }];
}

/** Whether every exported file has been fetched, or its time is over: then only a new export brings it. */
export function isSpent(job: JobRow, nowMs: number = Date.now()): boolean {
  if (job.kind !== 'export' || job.state !== 'done') return false;
  const files = filesOf(job);
  return (
    (files.length > 0 && files.every(({ ticket }) => isSaved(ticket))) ||
    (job.finishedAt !== null && nowMs - Date.parse(job.finishedAt) > OFFERED_MS)
  );
}

/** Whether a finished task has something to open. */
export function hasResult(job: JobRow): boolean {
  return job.state === 'done' && job.kind !== 'verify' && !isSpent(job) && (job.caseId !== null || caseOf(job) !== null);
}

function caseOf(job: JobRow): string | null {
  const named = job.result?.['caseId'];
  return job.caseId ?? (typeof named === 'string' ? named : null);
}
/** Goes to what a task made: the screen of its case, or its files. */
export function openResult(job: JobRow): void {
  const files = filesOf(job);
  if (files.length > 0) {
    if (isSpent(job)) return;
    for (const { ticket, fileName } of files) saveFile(ticket, fileName);
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
