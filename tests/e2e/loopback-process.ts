import { spawn } from 'node:child_process';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..', '..');

/** A running loopback host of a test's own. */
export interface LoopbackProcess {
  readonly origin: string;
  readonly launchAddress: string;
  /** Everything it wrote to standard error: empty in a healthy run. */
  readonly errors: () => string;
  /** Ends it as the system would. @returns the exit code */
  stop(): Promise<number | null>;
  /** Takes the power away. */
  kill(): Promise<void>;
}

/** Starts the host on a vault's folder and waits for its ready line. */
export async function startLoopbackProcess(vaultDir: string, more: readonly string[] = []): Promise<LoopbackProcess> {
  const child = spawn(process.execPath, [join(ROOT, 'src/main/hosts/loopback/main.ts'), '--vault', vaultDir, '--no-open', ...more], {
    cwd: ROOT,
    env: { ...process.env, NEXUS_EXIT_AFTER_READY: '', NEXUS_DEBUG: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
  });
  child.stderr.on('data', (data) => (errors += String(data)));
  const ready = new Promise<RegExpExecArray>((resolve) => {
    child.stdout.on('data', (data) => {
      out += String(data);
      const found = /is ready at (http:\S+)\/ and opens through (file:\S+)/.exec(out);
      if (found) resolve(found);
    });
  });
  const early = exited.then((code) => {
    throw new Error(`The host ended with code ${code} before it was ready. ${errors}`);
  });
  const [, origin, launchAddress] = await Promise.race([ready, early]);
  early.catch(() => undefined);
  return {
    origin: origin!,
    launchAddress: launchAddress!,
    errors: () => errors,
    async stop() {
      child.kill('SIGTERM');
      return exited;
    },
    async kill() {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
