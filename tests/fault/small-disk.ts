import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../../src/main/vault/vault-fixture.ts';

const mount = (...args: string[]) => spawnSync('mount', args).status === 0;

/** Whether this machine lets a test make a small disk in memory (it takes root); otherwise why not. */
export function canMount(): boolean {
  const folder = temporaryProbe();
  if (!folder) return false;
  spawnSync('umount', [folder]);
  return true;
}

function temporaryProbe(): string | null {
  const folder = `/tmp/nexus-mount-probe-${process.pid}`;
  mkdirSync(folder, { recursive: true });
  const mounted = process.platform === 'linux' && mount('-t', 'tmpfs', '-o', 'size=1m', 'nexus-probe', folder);
  return mounted ? folder : null;
}

/** A disk in memory that can be filled, enlarged, write-protected and taken away. It goes with the test. */
export function smallDisk(size: string) {
  const folder = join(temporaryFolder(), 'disk');
  mkdirSync(folder);
  if (!mount('-t', 'tmpfs', '-o', `size=${size}`, 'nexus-small', folder)) throw new Error('the small disk could not be made');
  const unmount = () => spawnSync('umount', ['-l', folder]).status === 0;
  onTestFinished(() => void unmount());
  const filler = join(folder, 'filler');
  return {
    folder,
    resize: (to: string) => mount('-o', `remount,size=${to}`, folder),
    protect: () => mount('-o', 'remount,ro', folder),
    /** Write-protects what is opened from now on: files that are open already would refuse `protect`. */
    protectNewFiles: () => mount('--bind', folder, folder) && mount('-o', 'remount,bind,ro', folder),
    unprotectNewFiles: unmount,
    takeAway: unmount,
    /** Fills the disk but for `free` bytes; `empty` gives the room back. */
    fill: (free: number) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - free)));
    },
    empty: () => rmSync(filler),
  };
}
