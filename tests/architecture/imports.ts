import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, sep } from 'node:path';
import { parseSync } from 'vite';

/** One reference from a file to another file of ours or to a package. */
export interface Reference {
  /** Path of the importing file from the tree's root, with slashes. */
  readonly from: string;
  /** The imported file in the same form, or the package's name, or null where the target is computed. `address`: a `new URL` beside the file, a worker's entry or data. */
  readonly to: string | null;
  readonly kind: 'file' | 'address' | 'package' | 'computed';
}

/** A source file with everything it refers to and the names of the functions it calls. */
export interface SourceFile {
  readonly path: string;
  readonly references: readonly Reference[];
  /** Identifiers that are called or constructed, e.g. `fetch`. */
  readonly calls: ReadonlySet<string>;
}

/** Reads every TypeScript source under `<root>/src`, tests aside. */
export function readTree(root: string): SourceFile[] {
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((file) => posix.join('src', file.split(sep).join('/')))
    .filter((file) => /\.tsx?$/.test(file) && !/\.test\.tsx?$|\.d\.ts$/.test(file))
    .sort()
    .map((file) => readSource(root, file));
}

function readSource(root: string, path: string): SourceFile {
  const { program, errors } = parseSync(path, readFileSync(join(root, path), 'utf8'));
  if (errors.length > 0) throw new Error(`${path} could not be parsed: ${errors[0]!.message}`);
  const references: Reference[] = [];
  const calls = new Set<string>();
  const refer = (target: unknown, kind: 'file' | 'address' = 'file') => references.push(referenceOf(root, path, target, kind));
  walk(program, (node) => {
    switch (node['type']) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'ImportExpression':
      case 'TSImportType':
        refer(node['source']);
        break;
      case 'ExportNamedDeclaration':
        if (node['source']) refer(node['source']);
        break;
      case 'NewExpression':
        if (nameOf(node['callee']) === 'URL' && isImportMetaUrl((node['arguments'] as unknown[])[1]))
          refer((node['arguments'] as unknown[])[0], 'address');
        calls.add(nameOf(node['callee']));
        break;
      case 'CallExpression':
        calls.add(nameOf(node['callee']));
        break;
      default:
    }
  });
  return { path, references, calls };
}

type Node = Readonly<Record<string, unknown>>;

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (value && typeof value === 'object') {
    if (typeof (value as Node)['type'] === 'string') visit(value as Node);
    for (const item of Object.values(value)) walk(item, visit);
  }
}

/** `fetch` of `fetch()` and of `window.fetch()`; a method of anything else is that thing's own affair. */
function nameOf(callee: unknown): string {
  const node = callee as Node;
  if (node['type'] === 'MemberExpression') {
    const object = (node['object'] as Node)['name'];
    return typeof object === 'string' && GLOBALS.includes(object) ? nameOf(node['property']) : '';
  }
  return typeof node['name'] === 'string' ? node['name'] : '';
}

const GLOBALS = ['window', 'globalThis', 'self', 'navigator'];

/** `import.meta.url`, the second argument of an address that lies beside the file. */
function isImportMetaUrl(value: unknown): boolean {
  const node = value as Node | undefined;
  return node?.['type'] === 'MemberExpression' && (node['object'] as Node)['type'] === 'MetaProperty';
}

function referenceOf(root: string, from: string, target: unknown, kind: 'file' | 'address'): Reference {
  const value = (target as Node | null)?.['value'];
  if (typeof value !== 'string') return { from, to: null, kind: 'computed' };
  if (!value.startsWith('.')) return { from, to: packageName(value), kind: 'package' };
  const file = relative(root, join(root, dirname(from), value.split('?')[0]!));
  return { from, to: file.split(sep).join('/'), kind };
}

/** `@scope/name` of `@scope/name/deep/file.js`; Node's own modules keep their whole name. */
function packageName(specifier: string): string {
  if (specifier.startsWith('node:')) return specifier;
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!;
}
