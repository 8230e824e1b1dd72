import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { COOKIE_NAME } from './guard.ts';

/**
 * The secrets of one run: a launch token that is good once, and the session it buys. A new launch gives a new session
 * and ends the one before: whoever can read the launch page is the user.
 */
export class Session {
  #token = secret();
  #session: string | null = null;

  /** The token to put into the launch page now. */
  get token(): string {
    return this.#token;
  }

  /** Trades a token for a `Set-Cookie` value; null where it isn't the current one. Spent once it matched; a wrong guess spends nothing. */
  redeem(token: string): string | null {
    if (!sameSecret(token, this.#token)) return null;
    this.#token = secret();
    this.#session = secret();
    return `${COOKIE_NAME}=${this.#session}; Path=/; Secure; HttpOnly; SameSite=Strict`;
  }

  isSession(value: string): boolean {
    return this.#session !== null && sameSecret(value, this.#session);
  }
}

/** 32 random bytes. */
function secret(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares digests, so that neither the content nor the length shows in the time taken. */
function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
