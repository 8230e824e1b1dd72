import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import addKeywords from 'ajv-keywords';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { compile, compileText } from '../../scripts/bundle.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const require = createRequire(import.meta.url);
const text = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
const config = parse(text) as Record<string, never>;
const scheme = require('app-builder-lib/scheme.json') as Record<string, unknown>;

function problems(candidate: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true });
  addFormats.default(ajv);
  addKeywords.default(ajv, ['typeof', 'instanceof']);
  const validate = ajv.compile(scheme);
  return validate(candidate) ? [] : (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
}

describe('electron-builder.yml', () => {
  test('fits electron-builder’s own schema', () => {
    expect(problems(config)).toEqual([]);
  });

  test('a mistake in it would be found', () => {
    expect(problems({ ...(config as object), electronFuses: { runAsNode: 'no' } })).not.toEqual([]);
    expect(problems({ ...(config as object), electronFuse: {} })).not.toEqual([]);
  });

  test('burns every fuse the safe way', () => {
    expect(config['electronFuses']).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
      resetAdHocDarwinSignature: true,
    });
    expect(config).toMatchObject({ asar: true, disableAsarIntegrity: false, asarUnpack: ['**/*.node'] });
  });

  test('makes what each system takes, signed', () => {
    const targets = (system: string) => (config[system]['target'] as { target: string }[]).map((entry) => entry.target);
    expect(targets('win')).toEqual(['nsis']);
    expect(targets('mac')).toEqual(['dmg', 'zip']);
    expect(targets('linux')).toEqual(['AppImage', 'deb']);
    expect(config['mac']).toMatchObject({ hardenedRuntime: true, notarize: true });
    expect(config['win']).toMatchObject({ verifyUpdateCodeSignature: true, requestedExecutionLevel: 'asInvoker' });
    expect(config['nsis']).toMatchObject({ deleteAppDataOnUninstall: false });
    expect(config['publish']).toMatchObject({ provider: 'generic', url: '${env.NEXUS_UPDATE_URL}' });
  });

  test('names files that are there and the Electron that is pinned', () => {
    for (const file of [config['mac']['icon'], config['mac']['entitlements'], config['linux']['icon']]) {
      expect({ file, there: existsSync(join(ROOT, file)) }).toEqual({ file, there: true });
    }
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
      main: string;
    };
    expect(config['electronVersion']).toBe(manifest.devDependencies['electron']);
    expect(manifest.main).toBe('dist/main/electron.js');
  });

  test('asks macOS for nothing but just-in-time compilation', () => {
    const plist = readFileSync(join(ROOT, config['mac']['entitlements']), 'utf8');
    expect([...plist.matchAll(/<key>([^<]+)<\/key>/g)].map((match) => match[1])).toEqual(['com.apple.security.cs.allow-jit']);
  });

  test('holds no secret: everything of an account comes from the environment', () => {
    expect(text).not.toMatch(/password|cscLink|cscKeyPassword|BEGIN |token/i);
    for (const value of Object.values(config['win']['azureSignOptions'] as Record<string, string>))
      expect(value).toMatch(/^\$\{env\.NEXUS_[A-Z_]+\}$/);
  });
});

describe('the compiled program', () => {
  test('is the same modules with types blanked out and paths that end in .js', () => {
    const source = [
      "import type { A } from './a.ts';",
      "import { b, type C } from '../b.ts';",
      "const w = new Worker(new URL('./worker.ts', import.meta.url));",
      "const later = () => import('./d.ts');",
      'export function f(x: number): A { return b(x as never) as A; }',
    ].join('\n');
    const compiled = compileText(source);
    expect(compiled).not.toMatch(/\.ts['"]|: number|import type/);
    expect(compiled).toMatch(/new URL\('\.\/worker\.js', import\.meta\.url\)/);
    expect(compiled).toMatch(/import\('\.\/d\.js'\)/);
    expect(compiled.split('\n')).toHaveLength(source.split('\n').length);
  });

  test('has an entry for Electron and no tests in it', () => {
    const out = mkdtempSync(join(tmpdir(), 'nexus-dist-'));
    try {
      expect(compile(join(ROOT, 'src'), out)).toBeGreaterThan(50);
      expect(readFileSync(join(out, 'main', 'electron.js'), 'utf8')).toContain('./hosts/electron/main.js');
      expect(existsSync(join(out, 'main', 'hosts', 'electron', 'main.js'))).toBe(true);
      expect(existsSync(join(out, 'main', 'hosts', 'loopback', 'guard.test.js'))).toBe(false);
    } finally {
      rmSync(out, { recursive: true, force: true });
    }
  });

  test('runs from a folder laid out as the package is, worker threads included', () => {
    const folder = mkdtempSync(join(tmpdir(), 'nexus-package-'));
    try {
      compile(join(ROOT, 'src'), join(folder, 'dist'));
      copyFileSync(join(ROOT, 'package.json'), join(folder, 'package.json'));
      for (const part of ['node_modules', 'migrations', 'resources']) symlinkSync(join(ROOT, part), join(folder, part), 'junction');
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        [join(folder, 'dist/main/hosts/loopback/main.js'), '--vault', join(folder, 'vault')],
        { encoding: 'utf8', env: { ...process.env, NEXUS_EXIT_AFTER_READY: '1', NEXUS_DEBUG: '1' } },
      );
      expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
      expect(stdout).toContain('NEXUS Examiner is ready at');
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
