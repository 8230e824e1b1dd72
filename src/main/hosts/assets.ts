import { existsSync } from 'node:fs';
import { folderAssets, memoryAssets } from '../http/assets.ts';
import type { AssetSource } from '../http/assets.ts';

const NOT_BUILT = `<!doctype html><html lang="en"><meta charset="utf-8"><title>NEXUS Examiner</title>
<h1>The screens have not been built</h1><p>Start the program with <code>npm start</code>, which builds them first.</p></html>`;

/** The built renderer, or a page that says how to build it. */
export function rendererAssets(folder: string): Promise<AssetSource> {
  return existsSync(folder) ? folderAssets(folder) : Promise.resolve(memoryAssets({ '/index.html': NOT_BUILT }));
}
