/** Checks a vault or one audit log over connections of its own, so that nobody waits for it. Ends when it has answered. */
import { parentPort, workerData } from 'node:worker_threads';
import { checkVault, type VaultFinding } from '../../main/vault/check.ts';
import type { AuditVerdict } from '../../main/vault/audit/verify.ts';
import { openReader, type ReaderGrant } from '../../main/vault/reader.ts';
import { toErrorData, type ErrorData } from '../../shared/errors.ts';

export interface CheckRequest {
  readonly location: string;
  /** Read keys; wiped here when the check is over. */
  readonly grant: ReaderGrant;
  /** The whole vault, or the log of one scope (`workspace` or a case id). */
  readonly what: 'vault' | { readonly log: string };
}

export type CheckMessage =
  | { readonly type: 'progress'; readonly stage: 'database' | 'audit' | 'blobs'; readonly done: number; readonly total: number }
  | { readonly type: 'findings'; readonly findings: readonly VaultFinding[] }
  | { readonly type: 'verdict'; readonly verdict: AuditVerdict }
  | { readonly type: 'error'; readonly error: ErrorData };

const { location, grant, what } = workerData as CheckRequest;
const say = (message: CheckMessage): void => parentPort!.postMessage(message);

async function check(): Promise<void> {
  if (what === 'vault') {
    const findings = await checkVault(location, grant, {
      onProgress: ({ stage, done, total }) => say({ type: 'progress', stage, done, total }),
    });
    say({ type: 'findings', findings });
    return;
  }
  const reader = openReader(location, grant);
  try {
    say({ type: 'verdict', verdict: reader.scope(what.log).audit.verify() });
  } finally {
    reader.close();
  }
}

await check().catch((error: unknown) => say({ type: 'error', error: toErrorData(error) }));
