import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { violations } from './arrows.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const FIXTURES = join(ROOT, 'tests', 'fixtures', 'architecture');

test('no arrow is drawn that must not be', () => {
  expect(violations(ROOT)).toEqual([]);
});

/** A small tree per arrow, each of which must be reported, and as nothing else: the proof that the test above can fail. */
const BROKEN: Readonly<Record<string, string>> = {
  'shared-to-main': 'shared → nothing of ours',
  'shared-to-main-by-type': 'shared → nothing of ours',
  'renderer-to-main': 'renderer → shared only',
  'renderer-to-worker-by-url': 'renderer → shared only',
  'server-to-main': 'server → shared only',
  'worker-to-main': 'workers → shared only',
  'worker-to-another-engine': 'workers → shared only',
  'thread-shell-to-http': 'workers → shared only',
  'app-to-host': 'nothing → hosts',
  'host-to-another-host': 'no host → another host',
  'feature-to-feature': 'no feature → another feature',
  'renderer-feature-to-feature': 'no feature → another feature',
  cycle: 'no cycles',
  'electron-elsewhere': 'electron under src/main/hosts/electron alone',
  'database-elsewhere': 'better-sqlite3 under src/main/vault alone',
  'comlink-to-the-page': 'comlink between threads alone',
  'server-adapter-elsewhere': '@hono/node-server under src/main/hosts/loopback, src/server alone',
  'node-in-renderer': 'renderer and shared run without Node',
  'node-in-shared': 'renderer and shared run without Node',
  'network-in-worker': 'workers have no network',
  'fetch-in-worker': 'workers have no network',
  'fetch-in-screen': 'the page speaks through the contract’s client',
  'computed-target': 'targets are written out',
  'missing-target': 'targets exist',
  'out-of-src': 'src → nothing outside src',
};

describe('every rule is able to fail', () => {
  test.for(Object.entries(BROKEN))('%s', ([tree, rule]) => {
    expect(violations(join(FIXTURES, tree)).map((violation) => violation.rule)).toEqual([rule]);
  });

  test('a tree in order is reported as such', () => {
    expect(violations(join(FIXTURES, 'nothing-wrong'))).toEqual([]);
  });

  test('every tree is used', () => {
    expect(readdirSync(FIXTURES).sort()).toEqual([...Object.keys(BROKEN), 'nothing-wrong'].sort());
  });
});
