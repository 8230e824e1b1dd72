import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const ROOT = join(import.meta.dirname, '..');
const SOURCES = ['src/renderer', 'src/shared', 'vite.config.ts', 'package-lock.json'];
const STAMP = join(ROOT, 'dist', 'renderer.stamp');

/** A digest over names, sizes and times of everything the page is built from: a few milliseconds, no reading. */
function sourceStamp(): string {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    const path = join(ROOT, source);
    if (!existsSync(path)) continue;
    const files = statSync(path).isDirectory() ? readdirSync(path, { recursive: true, encoding: 'utf8' }).sort() : [''];
    for (const file of files) {
      const found = statSync(join(path, file));
      if (found.isFile()) hash.update(`${source}/${file}\0${found.size}\0${found.mtimeMs}\n`);
    }
  }
  return hash.digest('hex');
}

/** Builds the page with Vite. @returns whether it worked; Vite has said why not */
export function buildRenderer(quiet: boolean): boolean {
  const stamp = sourceStamp();
  const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
  const args = [vite, 'build', ...(quiet ? ['--logLevel', 'warn'] : [])];
  const { status } = spawnSync(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 2, 2] });
  if (status === 0) writeFileSync(STAMP, stamp);
  return status === 0;
}

/** Whether the page on disk was built from the sources as they are now. */
export function rendererIsCurrent(): boolean {
  if (!existsSync(STAMP) || !existsSync(join(ROOT, 'dist', 'renderer', 'index.html'))) return false;
  return readFileSync(STAMP, 'utf8') === sourceStamp();
}
