import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { migrationsFolder } from '../../src/main/vault/migrations.ts';

/** SHA-256 of every migration by its path. A migration that was released must never change: it would not run again. */
export function digests(folder: string = migrationsFolder()): Record<string, string> {
  const found: Record<string, string> = {};
  for (const kind of ['case', 'workspace']) {
    for (const name of readdirSync(join(folder, kind)).sort()) {
      found[`${kind}/${name}`] = createHash('sha256')
        .update(readFileSync(join(folder, kind, name)))
        .digest('hex');
    }
  }
  return found;
}

// `node tests/migrations/write-lock.ts` after adding a file; a reviewer sees in the difference whether an old line changed.
if (import.meta.main) writeFileSync(join(migrationsFolder(), 'lock.json'), `${JSON.stringify(digests(), null, 2)}\n`);
