import { spawnSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from './bundle.ts';
import { electronBinary } from './electron-binary.ts';
import { findBrowser, machineRoads } from './find-browser.ts';
import { buildRenderer } from './renderer-build.ts';
import { countPlaywright, countVitest, failuresOf, stepCount, withoutResult } from './test-counts.ts';
import config from '../vitest.config.ts';
import type { Counts } from './test-counts.ts';

const ROOT = join(import.meta.dirname, '..');
const REPORTS = join(ROOT, 'test-results', 'reports');

/** A tool of node_modules by its script, so that it runs on this Node and on no other. */
function tool(script: string, args: readonly string[], env: Record<string, string> = {}): boolean {
  const run = spawnSync(process.execPath, [join(ROOT, 'node_modules', script), ...args], {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
  });
  return run.status === 0;
}

function report(name: string): unknown {
  const file = join(REPORTS, name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : null;
}

function endToEnd(): Counts {
  let browser: string;
  try {
    const found = findBrowser(roads);
    process.stdout.write(`Browser: ${found.path} (${found.how})\n`);
    browser = found.path;
  } catch (error) {
    process.stdout.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return stepCount(false);
  }
  if (electronBinary() !== null) compile();
  const file = join(REPORTS, 'playwright.json');
  const ok = tool('@playwright/test/cli.js', ['test'], { NEXUS_BROWSER: browser, NEXUS_TEST_JSON: file });
  return countPlaywright(report('playwright.json'), ok);
}

function unit(): Counts {
  const ok = tool('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(REPORTS, 'vitest.json')}`,
  ]);
  const counts = countVitest(report('vitest.json'), ok);
  const all = globSync(config.test!.include!, { cwd: ROOT });
  const lost = ok ? [] : withoutResult(report('vitest.json'), ROOT, all);
  if (lost.length === 0 || process.env['CI'] === undefined) return counts;
  // A process that ends in the middle takes its file's results with it: those files are run once more, by name.
  process.stdout.write(`\nThe process of these files ended before them; they are run again: ${lost.join(', ')}\n`);
  const again = tool('vitest/vitest.mjs', [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${join(REPORTS, 'vitest-again.json')}`,
    ...lost,
  ]);
  const second = countVitest(report('vitest-again.json'), again);
  const { numFailedTests = 0 } = (report('vitest.json') as { numFailedTests?: number } | null) ?? {};
  return { passed: counts.passed + second.passed, failed: numFailedTests + second.failed, skipped: counts.skipped + second.skipped };
}

const roads = await machineRoads();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const steps: readonly (readonly [string, () => Counts])[] = [
  ['types', () => stepCount(tool('typescript/bin/tsc', ['-p', '.']))],
  ['types of the screens', () => stepCount(tool('typescript/bin/tsc', ['-p', 'src/renderer']))],
  ['types of the end-to-end tests', () => stepCount(tool('typescript/bin/tsc', ['-p', 'tests/e2e']))],
  ['lint', () => stepCount(tool('oxlint/bin/oxlint', ['--deny-warnings']))],
  ['format', () => stepCount(tool('oxfmt/bin/oxfmt', ['--check']))],
  [
    'styles',
    () => stepCount(tool('stylelint/bin/stylelint.mjs', ['--config', 'src/renderer/stylelint.config.js', 'src/renderer/**/*.css'])),
  ],
  ['unit, contract, security, architecture', unit],
  ['build of the screens', () => stepCount(buildRenderer(true))],
  ['end to end', endToEnd],
];

const sums = { passed: 0, failed: 0, skipped: 0 };
const lines: string[] = [];
for (const [name, run] of steps) {
  process.stdout.write(`\n== ${name}\n`);
  const startedMs = Date.now();
  const counts = run();
  sums.passed += counts.passed;
  sums.failed += counts.failed;
  sums.skipped += counts.skipped;
  const seconds = ((Date.now() - startedMs) / 1_000).toFixed(1);
  lines.push(`${name}: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped in ${seconds} s`);
}
// Named once more at the end: of a long run often only the end is kept.
for (const failure of failuresOf(report('vitest.json'))) process.stdout.write(`\nfailed: ${failure.replace(`${ROOT}/`, '')}`);
process.stdout.write(`\n${lines.join('\n')}\n${sums.skipped} skipped\n${sums.passed} passed, ${sums.failed} failed\n`);
process.exitCode = sums.failed === 0 ? 0 : 1;
