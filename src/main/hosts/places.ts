import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';

/** Where the program's own files lie, in a checkout and in a package alike. */
export interface Places {
  /** The built renderer. */
  readonly renderer: string;
  readonly resources: string;
}

/** The same in a checkout and in a package, where the program's folder is the archive (also its data is under its integrity check). */
export function programPlaces(): Places {
  const root = programRoot(import.meta.dirname);
  return { renderer: join(root, 'dist', 'renderer'), resources: join(root, 'resources') };
}

/** The nearest folder upwards that holds package.json. */
export function programRoot(from: string): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) throw new Error('The program’s folder was not found');
  }
}

/** Where a vault lies unless the user says otherwise: the user's own data folder of each system, never a synchronised one. */
export function defaultVaultDir(platform: NodeJS.Platform, env: NodeJS.ProcessEnv, home: string = homedir()): string {
  if (platform === 'win32') return join(env['LOCALAPPDATA'] ?? join(home, 'AppData', 'Local'), 'NEXUS Examiner', 'vault');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'NEXUS Examiner', 'vault');
  return join(env['XDG_DATA_HOME'] ?? join(home, '.local', 'share'), 'nexus-examiner', 'vault');
}
