import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { findBrowser } from '../../scripts/find-browser.ts';
import type { BrowserRoads } from '../../scripts/find-browser.ts';
import { appWindowArguments, findSystemBrowser } from '../../src/main/hosts/loopback/browser.ts';

describe('the browser of this machine', () => {
  const has =
    (...files: string[]) =>
    (file: string) =>
      files.includes(file);

  test('is found on PATH in order, then in the usual places', () => {
    const env = { PATH: '/a:/b' };
    expect(findSystemBrowser('linux', env, has(join('/b', 'chromium'), join('/a', 'microsoft-edge')))).toBe(join('/b', 'chromium'));
    expect(findSystemBrowser('linux', env, has('/opt/google/chrome/chrome'))).toBe('/opt/google/chrome/chrome');
    expect(findSystemBrowser('linux', env, has())).toBeNull();
    expect(findSystemBrowser('darwin', { HOME: '/h' }, has('/Applications/Chromium.app/Contents/MacOS/Chromium'))).toMatch(/Chromium$/);
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    expect(findSystemBrowser('win32', { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }, has(edge))).toBe(edge);
  });

  test('can be named, and a wrong name is not replaced by a guess', () => {
    const program = has('/x/my-browser', join('/b', 'chromium'));
    expect(findSystemBrowser('linux', { PATH: '/b', NEXUS_BROWSER: '/x/my-browser' }, program)).toBe('/x/my-browser');
    expect(findSystemBrowser('linux', { PATH: '/b', NEXUS_BROWSER: '/x/none' }, program)).toBeNull();
    expect(findSystemBrowser('linux', { PATH: '/b', NEXUS_BROWSER: '' }, program)).toBe(join('/b', 'chromium'));
  });

  test('keeps its sandbox unless it could not start with it', () => {
    expect(appWindowArguments('file:///x', '/p', false)).not.toContain('--no-sandbox');
    expect(appWindowArguments('file:///x', '/p', true)).toContain('--no-sandbox');
  });
});

describe('a browser for the tests', () => {
  /** A machine on which the given road leads to a browser. */
  function machine(good: 'system' | 'kept' | 'download' | 'packages' | 'none'): { roads: BrowserRoads; walked: string[] } {
    const walked: string[] = [];
    const after = (step: string) => good === step && walked.includes(step);
    return {
      walked,
      roads: {
        system: () => (good === 'system' || after('packages') ? '/usr/bin/chromium' : null),
        playwright: () => (good === 'kept' || after('download') ? '/cache/chrome' : null),
        download: () => void walked.push('download'),
        packageManager: () => void walked.push('packages'),
      },
    };
  }

  test.for([
    ['system', '/usr/bin/chromium', []],
    ['kept', '/cache/chrome', []],
    ['download', '/cache/chrome', ['download']],
    ['packages', '/usr/bin/chromium', ['download', 'packages']],
  ] as const)('%s', ([good, path, steps]) => {
    const { roads, walked } = machine(good);
    expect(findBrowser(roads).path).toBe(path);
    expect(walked).toEqual(steps);
  });

  test('none: one sentence that says what to do', () => {
    expect(() => findBrowser(machine('none').roads)).toThrow(/Install Chromium, or name a browser with NEXUS_BROWSER/);
  });
});
