import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';

export interface Asset {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** Content-hashed name: it may be kept for ever. */
  readonly immutable: boolean;
}

/** The renderer's files by their path from the root, e.g. `/assets/main-3f2a.js`. */
export interface AssetSource {
  read(path: string): Promise<Asset | null>;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

/**
 * Serves a built renderer. The folder is listed once: what isn't in the list isn't served, so a request's path is never
 * joined to a folder's and there is no traversal to guard against. Files of unlisted types are left out.
 */
export async function folderAssets(folder: string): Promise<AssetSource> {
  const files = new Map<string, string>();
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !(extname(entry.name) in CONTENT_TYPES)) continue;
    const file = join(entry.parentPath, entry.name);
    files.set(`/${relative(folder, file).split(sep).join('/')}`, file);
  }
  const kept = new Map<string, Asset>();
  return {
    async read(path) {
      const known = kept.get(path);
      if (known) return known;
      const file = files.get(path);
      if (file === undefined) return null;
      const asset: Asset = {
        bytes: new Uint8Array(await readFile(file)),
        contentType: CONTENT_TYPES[extname(file)]!,
        immutable: path.startsWith('/assets/'),
      };
      kept.set(path, asset);
      return asset;
    },
  };
}

/** Assets held in memory, for tests and for the page shown where the renderer has not been built. */
export function memoryAssets(files: Readonly<Record<string, string>>): AssetSource {
  return {
    read(path) {
      if (!Object.hasOwn(files, path)) return Promise.resolve(null);
      return Promise.resolve({
        bytes: new TextEncoder().encode(files[path]),
        contentType: CONTENT_TYPES[extname(path)] ?? 'application/octet-stream',
        immutable: path.startsWith('/assets/'),
      });
    },
  };
}
