import { accessSync, constants, existsSync, statfsSync } from 'node:fs';
import { OperatingError } from '../../shared/errors.ts';

/** Below this much free space a failed write is taken for a full disk even where the system only says "I/O error". */
const FULL_BELOW_BYTES = 256 * 1024;

function codeOf(error: unknown): string {
  const code = error && typeof error === 'object' && 'code' in error ? (error as { code: unknown }).code : '';
  return typeof code === 'string' ? code : '';
}

function diskIsFull(location: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(location);
    return bavail * bsize < FULL_BELOW_BYTES;
  } catch {
    // The folder can't be asked: then it is gone or broken, which is for the caller to say.
    return false;
  }
}

function canWrite(location: string): boolean {
  try {
    accessSync(location, constants.W_OK);
    return true;
  } catch {
    // Any reason will do: the question is only whether writing can work at all.
    return false;
  }
}

/** The error for a vault whose folder was there and is not any more. */
export const vaultGone = () =>
  new OperatingError('vault-gone', 'The folder of the vault can no longer be reached. Work that was already saved is not affected.', {
    remedy: 'Connect the drive again and unlock the vault.',
  });
const full = () =>
  new OperatingError('disk-full', 'The disk that holds the vault is full. The last step was not saved; everything before it is safe.', {
    remedy: 'Free some space on that disk and repeat the step.',
  });
const readOnly = () =>
  new OperatingError('disk-read-only', 'The folder of the vault can not be written to, so nothing was changed.', {
    remedy: 'Check that you may write to the folder and that the disk is not write-protected.',
  });
const ioError = () =>
  new OperatingError('disk-error', 'The disk that holds the vault reported an error. The last step was not saved.', {
    remedy: 'Check the disk and make a copy of the vault folder before going on.',
  });

/** A `vault-damaged` error that names what is damaged. `what` starts the sentence, e.g. "The case database". */
export function damaged(what: string, facts?: Record<string, string | number>): OperatingError {
  return new OperatingError('vault-damaged', `${what} is damaged: its contents do not pass their integrity check.`, {
    remedy: 'Nothing was overwritten. Copy the vault folder as it is, then restore a backup or ask for help with the copy.',
    ...(facts ? { facts } : {}),
  });
}

/**
 * Turns an error of the file system or of SQLite into an operating error with a sentence. Errors that are neither
 * (broken invariants, operating errors) come back unchanged.
 * @param location the vault folder, asked whether it is still there
 * @param what what was being worked on, as the start of a sentence
 */
export function asOperating(error: unknown, location: string, what = 'A file of the vault'): unknown {
  const code = codeOf(error);
  if (error instanceof OperatingError || code === '') return error;
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return full();
  if (/^SQLITE_(NOTADB|CORRUPT|FORMAT)/.test(code)) return damaged(what);
  if (code === 'EROFS' || code === 'EACCES' || code === 'EPERM') return readOnly();
  if (!existsSync(location) || code === 'ESTALE' || code === 'ENODEV' || code === 'ENXIO' || code === 'SQLITE_READONLY_DBMOVED')
    return vaultGone();
  if (code.startsWith('SQLITE_READONLY')) return readOnly();
  if (/^SQLITE_(BUSY|LOCKED|PROTOCOL)/.test(code)) return inUse();
  if (/^SQLITE_(IOERR|CANTOPEN)/.test(code) || code === 'EIO') {
    if (!canWrite(location)) return readOnly();
    return diskIsFull(location) ? full() : ioError();
  }
  if (code === 'ENOENT' || code === 'ENOTDIR') return missing(what);
  return error;
}

function missing(what: string): OperatingError {
  return new OperatingError('vault-damaged', `${what} is missing from the folder of the vault.`, {
    remedy: 'Put the file back from a backup. Nothing else was changed.',
  });
}

/** The sentence for a vault that another process has open. */
export function inUse(): OperatingError {
  return new OperatingError('vault-in-use', 'This vault is already open in another window or program.', {
    remedy: 'Close it there, then unlock it here.',
  });
}

/** Runs `use` and turns file and database errors into operating errors. */
export function guarded<T>(location: string, what: string, use: () => T): T {
  try {
    return use();
  } catch (error) {
    throw asOperating(error, location, what);
  }
}
