import { Worker } from 'node:worker_threads';
import type { CheckMessage, CheckRequest } from '../../workers/vault/check.ts';
import { fromErrorData, OperatingError } from '../../shared/errors.ts';
import type { AuditVerdict } from '../vault/audit/verify.ts';
import type { VaultFinding } from '../vault/check.ts';
import { wipeGrant, type ReaderGrant } from '../vault/reader.ts';

export interface CheckHooks {
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: { stage: 'database' | 'audit' | 'blobs'; done: number; total: number }) => void;
}

/** What a check needs of the open vault. */
export interface Checkable {
  readonly location: string;
  readerGrant(): ReaderGrant;
}

/** Every page, sealed file and record of a vault. Rejects with `cancelled` where the signal aborts. */
export async function checkWholeVault(vault: Checkable, hooks: CheckHooks = {}): Promise<readonly VaultFinding[]> {
  const message = await run(vault, 'vault', hooks);
  if (message.type !== 'findings') throw new Error('the check answered out of turn');
  return message.findings;
}

/** One audit log: chain, tree, anchors, and the records it speaks of. @param log `workspace` or a case id */
export async function checkLog(vault: Checkable, log: string): Promise<AuditVerdict> {
  const message = await run(vault, { log }, {});
  if (message.type !== 'verdict') throw new Error('the check answered out of turn');
  return message.verdict;
}

async function run(vault: Checkable, what: CheckRequest['what'], { signal, onProgress }: CheckHooks): Promise<CheckMessage> {
  const grant = vault.readerGrant();
  const worker = new Worker(new URL('../../workers/vault/check.ts', import.meta.url), {
    workerData: { location: vault.location, grant, what } satisfies CheckRequest,
    name: 'check',
  });
  // The thread has its own copy by now.
  wipeGrant(grant);
  const cancelled = Promise.withResolvers<never>();
  const cancel = (): void => cancelled.reject(new OperatingError('cancelled', 'The check was stopped before it was finished.'));
  if (signal?.aborted) cancel();
  signal?.addEventListener('abort', cancel, { once: true });
  try {
    const answer = new Promise<CheckMessage>((resolve, reject) => {
      worker.on('message', (message: CheckMessage) => {
        if (message.type === 'progress') onProgress?.(message);
        else if (message.type === 'error') reject(fromErrorData(message.error));
        else resolve(message);
      });
      worker.once('error', reject);
      worker.once('exit', () => reject(new Error('the check ended before it answered')));
    });
    answer.catch(() => undefined);
    return await Promise.race([answer, cancelled.promise]);
  } finally {
    signal?.removeEventListener('abort', cancel);
    await worker.terminate();
  }
}
