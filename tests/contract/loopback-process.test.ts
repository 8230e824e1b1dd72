import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { launchSession, pageFetch } from './page-fetch.ts';

let temp: string;
let child: ChildProcess | null = null;
beforeEach(() => {
  temp = mkdtempSync(join(tmpdir(), 'nexus-process-'));
});
afterEach(() => {
  child?.kill('SIGKILL');
  rmSync(temp, { recursive: true, force: true });
});

/** Starts the host with a temporary folder of its own, so that what it leaves behind can be counted. */
function start(args: readonly string[], env: Record<string, string> = {}) {
  const heard = { out: '', code: undefined as number | null | undefined };
  child = spawn(process.execPath, ['tests/contract/fake-host.ts', ...args], {
    env: { ...process.env, TMPDIR: temp, NEXUS_EXIT_AFTER_READY: '', NEXUS_BROWSER: '', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout!.on('data', (data) => (heard.out += String(data)));
  child.on('exit', (code) => (heard.code = code));
  return heard;
}
const READY = /^NEXUS Examiner is ready at http:\/\/nexus-[0-9a-f]{8}\.localhost:\d+\/ and opens through file:\/\/\/.+\/open\.html$/m;
const leftBehind = () => readdirSync(temp).filter((name) => name.startsWith('nexus-'));

/** A browser that writes down its arguments and stays for a while. */
function stubBrowser(seconds: number): string {
  const file = join(temp, 'browser.sh');
  writeFileSync(
    file,
    `#!/bin/sh\nprintf '%s\\n' "$@" > "${temp}/arguments.part"\nmv "${temp}/arguments.part" "${temp}/arguments"\nexec sleep ${seconds}\n`,
  );
  chmodSync(file, 0o755);
  return file;
}

test('with NEXUS_EXIT_AFTER_READY it prints its ready line and exits 0, opening nothing', async () => {
  const heard = start([], { NEXUS_EXIT_AFTER_READY: '1', NEXUS_BROWSER: stubBrowser(60) });
  await vi.waitFor(() => expect(heard.code).toBe(0), 10_000);
  expect(heard.out).toMatch(READY);
  expect(heard.out).toContain('closed 1');
  expect(readdirSync(temp)).toEqual(['browser.sh']);
});

test('opens the browser as a window of its own and puts everything away at SIGTERM', async () => {
  const heard = start(['--sample'], { NEXUS_BROWSER: stubBrowser(60) });
  await vi.waitFor(() => expect(readdirSync(temp)).toContain('arguments'), 10_000);
  const args = readFileSync(join(temp, 'arguments'), 'utf8').trim().split('\n');
  expect(args[0]).toMatch(/^--app=file:\/\/\/.+\/open\.html$/);
  expect(args[1]).toMatch(/^--user-data-dir=.+nexus-window-/);
  expect(args).toContain('--disable-background-networking');
  expect(args.includes('--no-sandbox')).toBe(process.getuid?.() === 0);
  // What other users see in the process list must not open the program.
  const token = /value="([^"]+)"/.exec(readFileSync(new URL(args[0]!.slice('--app='.length)), 'utf8'))![1]!;
  expect(args.join(' ')).not.toContain(token);
  expect(leftBehind()).toHaveLength(2);
  child!.kill('SIGTERM');
  await vi.waitFor(() => expect(heard.code).toBe(0), 10_000);
  expect(leftBehind()).toEqual([]);
  expect(heard.out).toContain('closed 1');
});

test('a browser that does not start leaves the program running with the address printed', async () => {
  const heard = start([], { NEXUS_BROWSER: stubBrowser(0) });
  await vi.waitFor(() => expect(heard.out).toContain('did not start. Open file:///'), 10_000);
  expect(heard.code).toBeUndefined();
});

test('closing the window ends the program', async () => {
  const heard = start([], { NEXUS_BROWSER: stubBrowser(6) });
  await vi.waitFor(() => expect(heard.code).toBe(0), 15_000);
  expect(heard.out).toContain('closed 1');
  expect(leftBehind()).toEqual([]);
});

test('ends at once at SIGTERM with a window’s event stream open', async () => {
  const heard = start(['--no-open']);
  await vi.waitFor(() => expect(heard.out).toMatch(READY), 10_000);
  const [, origin, launchAddress] = /ready at (\S+)\/ and opens through (\S+)/.exec(heard.out)!;
  const fetch = pageFetch(origin!, await launchSession(origin!, launchAddress!));
  const events = await fetch('/events', { method: 'GET', headers: {} });
  expect(events.status).toBe(200);
  const cut = events.text().catch(() => 'cut');
  child!.kill('SIGTERM');
  await vi.waitFor(() => expect(heard.code).toBe(0), 5_000);
  expect(await cut).toBe('cut');
});
