import { readFileSync } from 'node:fs';
import { CONTRACT, type CommandName, type InputOf, type OutputOf } from '../../../shared/contract/table.ts';
import type { JobRow } from '../../../shared/contract/jobs.ts';
import { fromErrorData, OperatingError } from '../../../shared/errors.ts';
import { createApplication, type RunningApplication } from '../../app/application.ts';
import { readPassphrase } from './passphrase.ts';
import { UsageError } from './output.ts';

export interface UnlockOptions {
  readonly vault?: string | undefined;
  readonly passphraseFd?: string | undefined;
  readonly keyring?: boolean | undefined;
}

/** The application, spoken to through the contract like every other host does. */
export interface CliSession {
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  upload(uploadId: string, slice: number, bytes: Uint8Array): Promise<void>;
  download(ticket: string): Promise<Uint8Array>;
  /** Waits for a job and gives it back done; a failed one throws its error. Progress goes to standard error on a terminal. */
  finish(jobId: string): Promise<JobRow>;
  close(): Promise<void>;
}

const root = new URL('../../../../', import.meta.url);

/** The version of this program, as package.json has it. */
export function appVersion(): string {
  return (JSON.parse(readFileSync(new URL('package.json', root), 'utf8')) as { version: string }).version;
}

/** Starts the application on a vault folder without unlocking it. */
export async function openSession(vaultDir: string | undefined): Promise<CliSession> {
  if (vaultDir === undefined) throw new UsageError('Name the vault folder with --vault DIR.');
  const app = await createApplication({ vaultDir, appVersion: appVersion(), resourcesDir: new URL('resources', root).pathname });
  return sessionOf(app);
}

/** Starts the application and unlocks the vault. */
export async function unlockedSession(options: UnlockOptions): Promise<CliSession> {
  const session = await openSession(options.vault);
  try {
    await session.call(
      'vault.unlock',
      options.keyring ? { with: 'keyring' } : { with: 'passphrase', passphrase: await readPassphrase(options.passphraseFd) },
    );
  } catch (error) {
    await session.close();
    throw error;
  }
  return session;
}

function sessionOf(app: RunningApplication): CliSession {
  const call: CliSession['call'] = async (name, input) =>
    (await app.execute(name, CONTRACT[name].input.parse(input), { windowId: 'cli' })) as never;
  return {
    call,
    upload: (uploadId, slice, bytes) => app.upload(uploadId, slice, bytes),
    download: async (ticket) => {
      const file = await app.download(ticket);
      if (!file) throw new OperatingError('not-found', 'The prepared file is gone.');
      return new Uint8Array(await new Response(file.stream).arrayBuffer());
    },
    finish: (jobId) =>
      new Promise<JobRow>((resolve, reject) => {
        const settle = (job: JobRow): void => {
          if (job.id !== jobId) return;
          if (process.stderr.isTTY && job.state === 'running')
            process.stderr.write(`\r${job.stage} ${job.total > 0 ? `${Math.floor((job.done / job.total) * 100)} %` : ''}   `);
          if (job.state === 'queued' || job.state === 'running') return;
          unsubscribe();
          if (process.stderr.isTTY) process.stderr.write('\r');
          if (job.state === 'done') resolve(job);
          else reject(job.error ? fromErrorData(job.error) : new OperatingError('cancelled', 'The job was stopped.'));
        };
        const unsubscribe = app.subscribe((event) => {
          if (event.type === 'job') settle(event.job);
        });
        // It may have finished before anybody listened.
        call('job.get', { jobId }).then((answer) => settle(answer.job), reject);
      }),
    close: () => app.close(),
  };
}
