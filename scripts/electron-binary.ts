import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const PACKAGE = join(import.meta.dirname, '..', 'node_modules', 'electron');
const TRIED = join(import.meta.dirname, '..', 'dist', 'electron-not-fetched');

/** Electron's program, or null where the package came without it. */
export function electronBinary(): string | null {
  const pathFile = join(PACKAGE, 'path.txt');
  if (!existsSync(pathFile)) return null;
  const binary = join(PACKAGE, 'dist', readFileSync(pathFile, 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

/** Lets the package fetch its program, for a minute at most. A failure is remembered for a day: offline machines stay quick. */
export function fetchElectron(): boolean {
  if (existsSync(TRIED) && Date.now() - statSync(TRIED).mtimeMs < 86_400_000) return false;
  process.stderr.write('Fetching Electron once, for a minute at most…\n');
  spawnSync(process.execPath, [join(PACKAGE, 'install.js')], { stdio: 'ignore', timeout: 60_000 });
  if (electronBinary() !== null) return true;
  mkdirSync(dirname(TRIED), { recursive: true });
  writeFileSync(TRIED, '');
  return false;
}
