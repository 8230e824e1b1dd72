import { defineConfig } from '@playwright/test';
import { electronBinary } from './scripts/electron-binary.ts';

// The browser is found, or got, before any test: scripts/test.ts sets NEXUS_BROWSER; a bare `playwright test` looks here.
if (!process.env['NEXUS_BROWSER']) {
  const { findBrowser, machineRoads } = await import('./scripts/find-browser.ts');
  process.env['NEXUS_BROWSER'] = findBrowser(await machineRoads()).path;
}

// Said once, by the process that runs the workers: a skipped test must not pass for a passed one.
if (process.env['TEST_WORKER_INDEX'] === undefined && electronBinary() === null) {
  process.stdout.write('Electron’s program is not on this machine: the specs of the project "electron" are skipped.\n');
}

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  // A shared machine may hold a page up: one second try where nobody watches. What needed it is named by the run.
  retries: process.env['CI'] === undefined ? 0 : 1,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: process.env['NEXUS_TEST_JSON'] ? [['list'], ['json', { outputFile: process.env['NEXUS_TEST_JSON'] }]] : [['list']],
  use: {
    trace: 'retain-on-failure',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    viewport: { width: 1440, height: 900 },
    launchOptions: {
      executablePath: process.env['NEXUS_BROWSER'],
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    },
  },
  projects: [{ name: 'loopback' }, { name: 'electron' }],
});
