import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programRoot } from './places.ts';

/** The program's version, from its package.json. */
export function version(): string {
  const { version: found } = JSON.parse(readFileSync(join(programRoot(import.meta.dirname), 'package.json'), 'utf8')) as {
    version: string;
  };
  return found;
}
