import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { chooseHost } from './choose-host.ts';
import { compile } from './bundle.ts';
import { electronBinary, fetchElectron } from './electron-binary.ts';
import { buildRenderer, rendererIsCurrent } from './renderer-build.ts';

const ROOT = join(import.meta.dirname, '..');

/** Takes `--host X` or `--host=X` out of the arguments; the rest is the program's. */
function takeHost(args: readonly string[]): { host: string | undefined; rest: string[] } {
  const rest: string[] = [];
  let host: string | undefined;
  for (let i = 0; i < args.length; i++) {
    if (args[i] === '--host') host = args[++i] ?? '';
    else if (args[i]!.startsWith('--host=')) host = args[i]!.slice('--host='.length);
    else rest.push(args[i]!);
  }
  return { host, rest };
}

async function main(): Promise<void> {
  const { env, platform } = process;
  const { host, rest } = takeHost(process.argv.slice(2));
  const choice = chooseHost({
    wanted: host ?? env['NEXUS_HOST'],
    binary: electronBinary() !== null,
    ci: env['CI'] !== undefined,
    offline: env['NEXUS_OFFLINE'] === '1',
    root: platform !== 'win32' && process.getuid?.() === 0,
    display: platform !== 'linux' || env['DISPLAY'] !== undefined || env['WAYLAND_DISPLAY'] !== undefined,
    fetchBinary: fetchElectron,
  });
  process.stdout.write(`Starting with ${choice.host === 'electron' ? 'Electron' : 'the loopback host'}: ${choice.because}.\n`);
  if (!rendererIsCurrent()) {
    process.stdout.write('Building the screens…\n');
    if (!buildRenderer(true)) throw new Error('The screens could not be built; the reason stands above.');
  }
  if (choice.host === 'loopback') {
    process.argv.splice(2, Infinity, ...rest);
    await import('../src/main/hosts/loopback/main.ts');
    return;
  }
  compile();
  const child = spawn(electronBinary()!, [ROOT, ...rest], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => (process.exitCode = code ?? 1));
}

try {
  await main();
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
