import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildRenderer } from './renderer-build.ts';

const ROOT = join(import.meta.dirname, '..');
const PARTS = ['main', 'workers', 'shared'];

/**
 * Turns `src/{main,workers,shared}` into `dist/{main,workers,shared}`, file by file: types are blanked out and the `.ts` of
 * relative paths becomes `.js`, nothing else. The same modules run in a checkout and in a package, stack traces keep their
 * lines, and the addresses of worker threads (`new URL('./worker.ts', import.meta.url)`) hold without a bundler's help.
 * @returns the number of files written
 */
export function compile(from: string = join(ROOT, 'src'), to: string = join(ROOT, 'dist')): number {
  let files = 0;
  for (const part of PARTS) {
    rmSync(join(to, part), { recursive: true, force: true });
    for (const file of readdirSync(join(from, part), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.ts') || file.endsWith('.test.ts') || file.endsWith('.d.ts')) continue;
      const target = join(to, part, file.replace(/\.ts$/, '.js'));
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, compileText(readFileSync(join(from, part, file), 'utf8')));
      files++;
    }
  }
  writeFileSync(join(to, 'main', 'electron.js'), "import './hosts/electron/main.js';\n");
  return files;
}

/** One module's text as JavaScript. */
export function compileText(source: string): string {
  return stripTypeScriptTypes(source, { mode: 'strip' }).replaceAll(/(['"])(\.{1,2}\/[^'"\n]+)\.ts\1/g, '$1$2.js$1');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  process.env['NEXUS_PACKAGE'] = '1';
  process.stdout.write(`${compile()} modules\n`);
  if (!buildRenderer(true)) process.exitCode = 1;
}
