import { OperatingError } from '../../shared/errors.ts';
import { checkAttempts, waitSeconds } from './attempts.ts';
import { keyringUnavailable } from './device-key.ts';
import type { KeyringPort } from './device-key.ts';
import { writeAttempts } from './header.ts';
import type { HeaderFile } from './header.ts';
import { wipe } from './keys.ts';
import type { KdfParams } from './passphrase-key.ts';
import { parseRecoveryCode } from './recovery-code.ts';
import { openWithPassphrase, openWithSecret } from './slots.ts';
import type { Slot } from './slots.ts';

export type Credentials =
  | { readonly with: 'passphrase'; readonly passphrase: string; readonly userId?: string | undefined }
  | { readonly with: 'recovery'; readonly recoveryCode: string }
  | { readonly with: 'keyring' };

export interface UnlockOptions {
  readonly keyring: KeyringPort;
  /** Tests lower it in code; a file never can. */
  readonly kdfFloor: KdfParams;
  readonly now: () => number;
}

/** The root key and the slot that gave it. */
export interface Unlocked {
  readonly vrk: Buffer;
  readonly slot: Slot;
}

/** Finds the slot that the credentials open. A wrong passphrase is counted in the header before the answer is given. */
export async function unlock(location: string, file: HeaderFile, credentials: Credentials, o: UnlockOptions): Promise<Unlocked> {
  if (credentials.with === 'passphrase') return unlockWithPassphrase(location, file, credentials, o);
  const { header } = file;
  if (credentials.with === 'recovery') {
    const secret = parseRecoveryCode(credentials.recoveryCode);
    const found = trySecret(file, 'recovery', secret);
    if (!found) throw new OperatingError('vault-wrong-key', 'This recovery code belongs to another vault or was replaced by a newer one.');
    return found;
  }
  if (!header.slots.some((slot) => slot.kind === 'keyring')) {
    throw new OperatingError('keyring-unavailable', 'No key for this vault was stored in the keyring of the operating system.', {
      remedy: 'Unlock with the passphrase; the keyring can be set up in the settings afterwards.',
    });
  }
  const stored = await o.keyring.get(header.id);
  const found = stored === null ? null : trySecret(file, 'keyring', Buffer.from(stored, 'base64'));
  if (stored === null) throw keyringUnavailable();
  if (!found) {
    throw new OperatingError('vault-wrong-key', 'The key in the keyring of the operating system does not fit this vault.', {
      remedy: 'Unlock with the passphrase and set up the keyring again.',
    });
  }
  return found;
}

function trySecret(file: HeaderFile, kind: Slot['kind'], secret: Buffer): Unlocked | null {
  try {
    for (const slot of file.header.slots) {
      if (slot.kind !== kind) continue;
      const vrk = openWithSecret(file.header.id, slot, secret);
      if (vrk) return { vrk, slot };
    }
    return null;
  } finally {
    wipe(secret);
  }
}

async function unlockWithPassphrase(
  location: string,
  file: HeaderFile,
  credentials: Credentials & { with: 'passphrase' },
  o: UnlockOptions,
): Promise<Unlocked> {
  checkAttempts(file.attempts, o.now());
  const { id, slots } = file.header;
  for (const slot of slots) {
    if (slot.kind !== 'passphrase' || (credentials.userId !== undefined && slot.userId !== credentials.userId)) continue;
    const vrk = await openWithPassphrase(id, slot, credentials.passphrase, o.kdfFloor);
    if (vrk) return { vrk, slot };
  }
  const attempts = { count: file.attempts.count + 1, lastAt: o.now() };
  writeAttempts(location, file, attempts);
  const seconds = waitSeconds(attempts, o.now());
  throw new OperatingError('vault-wrong-key', 'The passphrase is not right. Nothing was opened or changed.', {
    remedy: seconds > 1 ? `The next attempt is taken in ${seconds} seconds.` : 'Check the keyboard layout and Caps Lock, then try again.',
    facts: { seconds },
  });
}
