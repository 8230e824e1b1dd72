import { OperatingError } from '../../shared/errors.ts';
import type { Attempts } from './header.ts';

/** The longest pause between two attempts. */
const LONGEST_WAIT_SECONDS = 60;
/** After this many wrong passphrases only the recovery code or the keyring opens the vault. */
const MOST_ATTEMPTS = 100;

/** Seconds until the next passphrase is taken: 1, 2, 4 … 60 after the last wrong one. A clock set back waits once more. */
export function waitSeconds(attempts: Attempts, nowMs: number): number {
  if (attempts.count <= 0) return 0;
  const delay = Math.min(2 ** (attempts.count - 1), LONGEST_WAIT_SECONDS);
  const passed = Math.max(0, (nowMs - attempts.lastAt) / 1000);
  return Math.min(delay, Math.max(0, Math.ceil(delay - passed)));
}

/** Refuses an attempt that comes too early, or after too many. */
export function checkAttempts(attempts: Attempts, nowMs: number): void {
  if (attempts.count >= MOST_ATTEMPTS) {
    throw new OperatingError('vault-wait', 'There were too many wrong passphrases. This vault now opens only with its recovery code.', {
      remedy: 'Unlock with the recovery code from the printed sheet; after that the passphrase works again.',
    });
  }
  const seconds = waitSeconds(attempts, nowMs);
  if (seconds > 0) {
    const unit = seconds === 1 ? 'second' : 'seconds';
    throw new OperatingError('vault-wait', `After a wrong passphrase the next one is taken in ${seconds} ${unit}.`, { facts: { seconds } });
  }
}
