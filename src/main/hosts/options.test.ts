import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { faultLog } from './fault-log.ts';
import { readOptions, startAddress } from './options.ts';
import { defaultVaultDir } from './places.ts';

test('reads the command line and the environment', () => {
  expect(readOptions(['--vault', 'v', '--sample', '--no-open'], {})).toEqual({
    vaultDir: resolve('v'),
    sample: true,
    open: false,
    exitAfterReady: false,
  });
  expect(readOptions([], { XDG_DATA_HOME: '/d', NEXUS_EXIT_AFTER_READY: '1' }, 'linux')).toEqual({
    vaultDir: join('/d', 'nexus-examiner', 'vault'),
    sample: false,
    open: false,
    exitAfterReady: true,
  });
  expect(readOptions([], {}, 'linux').open).toBe(true);
});

test('an unknown option is named in a sentence', () => {
  for (const args of [['--passphrase', 'x'], ['stray'], ['--vault']]) {
    expect(() => readOptions(args, {})).toThrow(/^The command line was not understood: .+\.$/);
  }
});

test('a vault lies in the user’s own data', () => {
  expect(defaultVaultDir('linux', {}, '/home/eve')).toBe('/home/eve/.local/share/nexus-examiner/vault');
  expect(defaultVaultDir('darwin', {}, '/Users/eve')).toBe('/Users/eve/Library/Application Support/NEXUS Examiner/vault');
  expect(defaultVaultDir('win32', { LOCALAPPDATA: 'L' }, 'H')).toBe(join('L', 'NEXUS Examiner', 'vault'));
});

test('the sample is an address of the page', () => {
  expect(startAddress({ sample: true })).toBe('/#/?sample=true');
  expect(startAddress({ sample: false })).toBe('/');
});

test('the log of faults holds the place, never the message, unless a developer asks', () => {
  const lines: string[] = [];
  const error = new TypeError('Eve Example owes 5,000');
  faultLog((line) => lines.push(line), {})({ id: 'i-1', where: 'rpc case.list', error });
  expect(lines[0]).toMatch(/^fault i-1 in rpc case\.list: TypeError\n\s+at .+options\.test/);
  expect(lines[0]).not.toContain('Eve');
  faultLog((line) => lines.push(line), { NEXUS_DEBUG: '1' })({ id: 'i-2', where: 'x', error });
  expect(lines[1]).toContain('Eve');
});
