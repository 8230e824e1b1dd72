import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createApplication, type RunningApplication } from '../../src/main/app/application.ts';
import type { JobRow } from '../../src/shared/contract/jobs.ts';
import { CONTRACT, type CommandName, type InputOf, type OutputOf } from '../../src/shared/contract/table.ts';

/** A real vault in a fresh folder with one case, and what a benchmark asks of it. */
export interface BenchCase {
  readonly caseId: string;
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  /** Uploads and seals a file as the window does. */
  seal(path: string): Promise<string>;
  /** Runs a job to its end and gives it back; a failed one throws. */
  finish(jobId: string): Promise<JobRow>;
  /** Runs something and measures its seconds and the longest pauses of this thread and of the vault thread. */
  measure<T>(use: () => Promise<T>): Promise<{ value: T; seconds: number; mainPauseMs: number; vaultPauseMs: number }>;
  close(): Promise<void>;
}

export async function openBenchCase(): Promise<BenchCase> {
  const folder = mkdtempSync(join(tmpdir(), 'nexus-bench-'));
  const app: RunningApplication = await createApplication({
    vaultDir: join(folder, 'vault'),
    appVersion: '0.0.0',
    resourcesDir: new URL('../../resources', import.meta.url).pathname,
  });
  const call: BenchCase['call'] = async (name, input) =>
    (await app.execute(name, CONTRACT[name].input.parse(input), { windowId: 'bench' })) as never;
  await call('vault.create', { name: 'Bench', userName: 'Bench', role: 'examiner', passphrase: 'four plain words measured' });
  const { case: made } = await call('case.create', { name: 'Bench' });
  const caseId = made.id;
  return {
    caseId,
    call,
    seal: async (path) => {
      const { uploadId, sliceBytes } = await call('import.begin', { caseId, fileName: basename(path), sizeBytes: statSync(path).size });
      let slice = 0;
      for await (const chunk of createReadStream(path, { highWaterMark: sliceBytes }))
        await app.upload(uploadId, slice++, new Uint8Array(chunk as Buffer));
      await call('import.seal', { caseId, uploadId });
      return uploadId;
    },
    finish: async (jobId) => {
      await app.idle();
      const { job } = await call('job.get', { jobId });
      if (job.state !== 'done') throw new Error(`${job.kind}: ${job.state} ${JSON.stringify(job.error)}`);
      return job;
    },
    measure: async (use) => {
      const delay = monitorEventLoopDelay({ resolution: 5 });
      await app.longestPauseMs();
      delay.enable();
      const start = performance.now();
      const value = await use();
      const seconds = (performance.now() - start) / 1000;
      delay.disable();
      return { value, seconds, mainPauseMs: delay.max / 1e6, vaultPauseMs: await app.longestPauseMs() };
    },
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Peak resident memory of this process, all threads, in MB. */
export function peakMb(): number {
  return Math.round(process.resourceUsage().maxRSS / 1024);
}
