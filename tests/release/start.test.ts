import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { chooseHost } from '../../scripts/choose-host.ts';
import type { HostFacts } from '../../scripts/choose-host.ts';

describe('which host is taken', () => {
  const facts = (more: Partial<HostFacts> = {}): HostFacts => ({
    wanted: undefined,
    binary: false,
    ci: false,
    offline: false,
    root: false,
    display: true,
    fetchBinary: () => false,
    ...more,
  });

  test('Electron where it is, or where it can be fetched', () => {
    expect(chooseHost(facts({ binary: true })).host).toBe('electron');
    expect(chooseHost(facts({ fetchBinary: () => true })).host).toBe('electron');
  });

  test('the loopback host otherwise, with the reason', () => {
    expect(chooseHost(facts())).toEqual({ host: 'loopback', because: 'Electron’s program is not here and could not be fetched' });
    expect(chooseHost(facts({ binary: true, display: false })).because).toContain('display');
    expect(chooseHost(facts({ binary: true, root: true })).because).toContain('root');
  });

  test('nothing is fetched in CI, offline, or where another host was asked for', () => {
    const fetchBinary = vi.fn(() => true);
    for (const more of [{ ci: true }, { offline: true }, { wanted: 'loopback' }, { display: false }, { root: true }, { binary: true }]) {
      chooseHost(facts({ ...more, fetchBinary }));
    }
    expect(fetchBinary).not.toHaveBeenCalled();
  });

  test('what was asked for and can not be had is said', () => {
    expect(() => chooseHost(facts({ wanted: 'electron' }))).toThrow(/could not be fetched/);
    expect(() => chooseHost(facts({ wanted: 'netscape' }))).toThrow(/two hosts/);
    expect(chooseHost(facts({ wanted: 'electron', binary: true, root: true, ci: true })).host).toBe('electron');
  });
});

describe('on an old Node', () => {
  const SCRIPTS = join(import.meta.dirname, '..', '..', 'scripts');
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'nexus-start-'));
    mkdirSync(join(folder, 'scripts'));
    copyFileSync(join(SCRIPTS, 'start.mjs'), join(folder, 'scripts', 'start.mjs'));
    writeFileSync(
      join(folder, 'scripts', 'start.ts'),
      "const word: string = 'ran'; console.log(word, process.argv.slice(2).join(' ')); process.exitCode = 7;\n",
    );
    // This Node pretends to be an old one in the process that begins, and no longer in one that it starts.
    writeFileSync(
      join(folder, 'old.cjs'),
      "if (!process.env.NEXUS_RESTARTED) Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '20.20.2', napi: '9' } });\n",
    );
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const start = (args: readonly string[]) =>
    spawnSync(process.execPath, [...args], { cwd: folder, encoding: 'utf8', env: { PATH: '/nowhere' } });

  test('one sentence and exit code 1 where the right one is not there', () => {
    const { status, stderr, stdout } = start(['--require', './old.cjs', 'scripts/start.mjs']);
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toBe(
      'NEXUS Examiner needs Node 24 and this is Node 20.20.2: run "npm ci" in its folder, which brings the right one, and then "npm start".\n',
    );
  });

  test('goes on by itself on the one that npm brought', () => {
    const system = process.platform === 'win32' ? 'win' : process.platform;
    const bin = join(folder, 'node_modules', `node-${system}-${process.arch}`, 'bin');
    mkdirSync(bin, { recursive: true });
    symlinkSync(process.execPath, join(bin, process.platform === 'win32' ? 'node.exe' : 'node'));
    const { status, stdout } = start(['--require', './old.cjs', 'scripts/start.mjs', '--sample', '--vault', 'x y']);
    expect({ status, stdout }).toEqual({ status: 7, stdout: 'ran --sample --vault x y\n' });
  });

  test('a Node that fits runs on', () => {
    const { status, stdout } = start(['scripts/start.mjs', '--no-open']);
    expect({ status, stdout }).toEqual({ status: 7, stdout: 'ran --no-open\n' });
  });

  test('is written in what old Nodes read', () => {
    const text = readFileSync(join(SCRIPTS, 'start.mjs'), 'utf8');
    expect(text).not.toMatch(/\?\?|\?\.|^await|import\.meta\.(dirname|filename)|Promise\.withResolvers/m);
  });
});
