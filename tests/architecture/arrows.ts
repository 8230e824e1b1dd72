import { existsSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { cycles } from './cycles.ts';
import type { Reference, SourceFile } from './imports.ts';
import { readTree } from './imports.ts';

/** An arrow that must not be drawn. `rule` is the rule's name, `text` says who points where. */
export interface Violation {
  readonly rule: string;
  readonly text: string;
}

const isUnder = (path: string, folder: string) => path === folder || (folder !== '' && path.startsWith(`${folder}/`));
const partOf = (path: string, folder: string, depth = folder.split('/').length) =>
  isUnder(path, folder) ? path.split('/')[depth] : undefined;
/** Files right under the folder of hosts belong to all of them. */
const hostOf = (path: string) => (/^src\/main\/hosts\/[^/]+\//.test(path) ? partOf(path, 'src/main/hosts') : undefined);

/** The one place where the vault thread is put together out of vault and features. */
const THREAD_SHELL = 'src/workers/vault';
const THREAD_SHELL_MAY = [
  'src/main/vault',
  'src/main/features',
  'src/main/listing',
  'src/main/app/backend.ts',
  'src/main/app/query-handlers.ts',
];

/** Packages that stand in one place only. `src/server` is a program of its own. */
const PACKAGE_PLACES: Readonly<Record<string, readonly string[]>> = {
  electron: ['src/main/hosts/electron'],
  'electron-updater': ['src/main/hosts/electron'],
  'better-sqlite3': ['src/main/vault'],
  'better-sqlite3-multiple-ciphers': ['src/main/vault'],
  '@hono/node-server': ['src/main/hosts/loopback', 'src/server'],
  hono: ['src/main/http', 'src/server'],
  keytar: ['src/main/vault'],
};

/** comlink follows any path of properties a peer names, so it stays between our own threads. */
const COMLINK_NEVER = ['src/renderer', 'src/shared', 'src/server', 'src/main/http', 'src/main/hosts'];
const NODE_NEVER = ['src/renderer', 'src/shared'];
const NETWORK_MODULES = ['http', 'https', 'http2', 'net', 'tls', 'dgram', 'dns', 'dns/promises', 'child_process', 'cluster'];
const NETWORK_CALLS = ['fetch', 'EventSource', 'WebSocket', 'XMLHttpRequest', 'sendBeacon', 'WebTransport', 'RTCPeerConnection'];
/** The page's one way out, where the contract's client is given `window.fetch`. */
const RENDERER_DOOR = 'src/renderer/door';

/** Data that lies beside the sources and is read by its address; the empty one is the program's own folder. */
const DATA_PLACES = ['', 'resources', 'migrations', 'package.json'];

type FileRule = (from: string, to: string) => boolean;

/** Rules between files: true where the arrow is forbidden. Most telling first; an arrow is reported once. */
const FILE_RULES: Readonly<Record<string, FileRule>> = {
  'shared → nothing of ours': (from, to) => isUnder(from, 'src/shared') && !isUnder(to, 'src/shared'),
  'renderer → shared only': (from, to) => isUnder(from, 'src/renderer') && !isUnder(to, 'src/renderer') && !isUnder(to, 'src/shared'),
  'server → shared only': (from, to) => isUnder(from, 'src/server') && !isUnder(to, 'src/server') && !isUnder(to, 'src/shared'),
  'workers → shared only': (from, to) => {
    if (!isUnder(from, 'src/workers') || isUnder(to, 'src/shared')) return false;
    if (isUnder(from, THREAD_SHELL) && THREAD_SHELL_MAY.some((folder) => isUnder(to, folder))) return false;
    return partOf(from, 'src/workers') !== partOf(to, 'src/workers');
  },
  'nothing → hosts': (from, to) => isUnder(to, 'src/main/hosts') && !isUnder(from, 'src/main/hosts'),
  'no host → another host': (from, to) => hostOf(to) !== undefined && hostOf(from) !== hostOf(to),
  'no feature → another feature': (from, to) =>
    ['src/main/features', 'src/renderer/features'].some((folder) => {
      const [a, b] = [partOf(from, folder), partOf(to, folder)];
      return a !== undefined && b !== undefined && a !== b && !/\.tsx?$/.test(a) && !/\.tsx?$/.test(b);
    }),
  'src → nothing outside src': (_from, to) => !isUnder(to, 'src'),
};

/** Everything in a tree that breaks a rule, in the order of its files. */
export function violations(root: string): Violation[] {
  const files = readTree(root);
  return [
    ...files.flatMap((file) => [...file.references.flatMap((reference) => judge(root, reference)), ...judgeCalls(file)]),
    ...judgeCycles(files),
  ];
}

function judge(root: string, reference: Reference): Violation[] {
  const { from, to } = reference;
  if (to === null) return [{ rule: 'targets are written out', text: `${from} → a computed target` }];
  const text = `${from} → ${to}`;
  if (reference.kind === 'package') return judgePackage(from, to, text);
  if (reference.kind === 'address' && DATA_PLACES.some((folder) => isUnder(to, folder))) return [];
  const broken = Object.entries(FILE_RULES).find(([, isForbidden]) => isForbidden(from, to));
  if (broken) return [{ rule: broken[0], text }];
  return existsSync(join(root, to)) ? [] : [{ rule: 'targets exist', text }];
}

function judgePackage(from: string, name: string, text: string): Violation[] {
  const places = Object.hasOwn(PACKAGE_PLACES, name) ? PACKAGE_PLACES[name]! : null;
  if (places && !places.some((place) => isUnder(from, place))) return [{ rule: `${name} under ${places.join(', ')} alone`, text }];
  if (name === 'comlink' && COMLINK_NEVER.some((folder) => isUnder(from, folder))) return [{ rule: 'comlink between threads alone', text }];
  const builtin = name.startsWith('node:') ? name.slice(5) : name;
  const isBuiltin = name.startsWith('node:') || builtinModules.includes(name);
  if (isBuiltin && NODE_NEVER.some((folder) => isUnder(from, folder))) return [{ rule: 'renderer and shared run without Node', text }];
  if (isBuiltin && NETWORK_MODULES.includes(builtin) && isUnder(from, 'src/workers')) return [{ rule: 'workers have no network', text }];
  return [];
}

function judgeCalls(file: SourceFile): Violation[] {
  const used = NETWORK_CALLS.filter((name) => file.calls.has(name));
  if (used.length === 0) return [];
  const text = `${file.path} calls ${used.join(', ')}`;
  if (isUnder(file.path, 'src/renderer') && !isUnder(file.path, RENDERER_DOOR))
    return [{ rule: 'the page speaks through the contract’s client', text }];
  return isUnder(file.path, 'src/workers') ? [{ rule: 'workers have no network', text }] : [];
}

function judgeCycles(files: readonly SourceFile[]): Violation[] {
  const graph = new Map(
    files.map((file) => [
      file.path,
      file.references.flatMap((r) => (r.to !== null && (r.kind === 'file' || r.kind === 'address') ? [r.to] : [])),
    ]),
  );
  return cycles(graph).map((cycle) => ({ rule: 'no cycles', text: cycle.join(' → ') }));
}
