import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, unlinkSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes names in a folder durable. Windows has no such call: there NTFS journals the rename itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const fd = openSync(folder, 'r');
  try {
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
}

/**
 * Replaces a file so that after any crash either the old or the new contents are there, never a mixture: temporary
 * file, fsync, rename, fsync of the folder. On failure the old file is untouched and the temporary one is removed.
 * @param keep earlier generations to keep as `<path>.1` (newest) … `<path>.<keep>`
 */
export function writeDurably(path: string, bytes: Uint8Array | string, keep = 0): void {
  const temporary = `${path}.part`;
  const data = typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes;
  try {
    const fd = openSync(temporary, 'w', 0o600);
    try {
      for (let at = 0; at < data.length;) at += writeSync(fd, data, at);
      fsyncSync(fd);
    } finally {
      closeSync(fd);
    }
  } catch (error) {
    if (existsSync(temporary)) unlinkSync(temporary);
    throw error;
  }
  if (keep > 0 && existsSync(path)) keepGeneration(path, keep);
  renameSync(temporary, path);
  syncFolder(dirname(path));
}

/** Shifts the kept generations by one and copies the present file to `.1`, leaving the present file in its place. */
function keepGeneration(path: string, keep: number): void {
  for (let n = keep; n > 1; n--) if (existsSync(`${path}.${n - 1}`)) renameSync(`${path}.${n - 1}`, `${path}.${n}`);
  copyDurably(path, `${path}.1`);
}

function copyDurably(from: string, to: string): void {
  const temporary = `${to}.part`;
  const bytes = readFileSync(from);
  const fd = openSync(temporary, 'w', 0o600);
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(fd, bytes, at);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameSync(temporary, to);
}
