import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { toErrorData } from '../../shared/errors.ts';
import { waitSeconds } from './attempts.ts';
import { readHeader } from './header.ts';

/** What may be said about a vault before it is unlocked. */
export interface PublicStatus {
  readonly state: 'none' | 'locked' | 'damaged' | 'newer' | 'gone';
  readonly location: string;
  readonly name: string;
  readonly message: string | null;
  readonly users: { id: string; name: string }[];
  readonly waitSeconds: number;
  readonly lastOpenedAt: string | null;
  readonly keyringEnrolled: boolean;
  readonly autoLockMinutes: number;
}

/** Minutes without activity after which a new vault locks itself (design: 10, policy 1–60). */
export const DEFAULT_AUTO_LOCK_MINUTES = 10;

/** The state of the vault in a folder, from its public header alone. Never throws; never waits for a key. */
export function vaultStatus(location: string, nowMs: number = Date.now()): PublicStatus {
  const empty = { location, name: '', users: [], waitSeconds: 0, lastOpenedAt: null, keyringEnrolled: false };
  const none = { ...empty, autoLockMinutes: DEFAULT_AUTO_LOCK_MINUTES };
  try {
    // A folder that does not exist yet inside one that does is a place for a new vault, not a missing drive.
    if (!existsSync(location) && existsSync(dirname(location))) return { ...none, state: 'none', message: null };
    const { header, attempts } = readHeader(location);
    return {
      state: 'locked',
      location,
      name: header.name,
      message: null,
      users: header.users,
      waitSeconds: waitSeconds(attempts, nowMs),
      lastOpenedAt: header.lastOpenedAt,
      keyringEnrolled: header.slots.some((slot) => slot.kind === 'keyring'),
      autoLockMinutes: header.autoLockMinutes,
    };
  } catch (error) {
    const { code, message } = toErrorData(error);
    const states = { 'vault-missing': 'none', 'vault-newer': 'newer', 'vault-gone': 'gone' } as const;
    const state = code in states ? states[code as keyof typeof states] : 'damaged';
    return { ...none, state, message: state === 'none' ? null : message };
  }
}
