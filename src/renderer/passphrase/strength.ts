/** Words and runs that guessing programs try first. Short on purpose: the advice is about length. */
const COMMON = [
  'password',
  'passphrase',
  'qwerty',
  'letmein',
  'welcome',
  'admin',
  'secret',
  'examiner',
  'nexus',
  'abc123',
  '123456',
  'iloveyou',
];

export interface Strength {
  /** Rough guesses in bits, never more than what was typed could have. */
  readonly bits: number;
  readonly step: 'short' | 'weak' | 'fair' | 'strong';
}

/** Fewest characters taken. Below this Argon2id can not make up for the guessing. */
export const LEAST_CHARACTERS = 12;

/**
 * A rough strength of a passphrase. Words count as words (about 11 bits each, as from a list of 2,000), other text by its
 * letters; what repeats, runs or is on every list counts next to nothing. It is advice, not a proof.
 */
export function strengthOf(passphrase: string): Strength {
  if (passphrase.length < LEAST_CHARACTERS) return { bits: 0, step: 'short' };
  const lower = passphrase.toLowerCase();
  const tokens = lower.split(/[\s\-_.,]+/).filter(Boolean);
  let bits = 0;
  for (const token of new Set(tokens)) bits += tokenBits(token);
  bits = Math.round(bits);
  return { bits, step: bits < 36 ? 'weak' : bits < 56 ? 'fair' : 'strong' };
}

function tokenBits(token: string): number {
  let rest = token;
  for (const word of COMMON) rest = rest.replaceAll(word, '*');
  let bits = 0;
  let fresh = 0;
  for (let at = 0; at < rest.length; at++) {
    const step = rest.charCodeAt(at) - rest.charCodeAt(at - 1);
    // A letter that repeats or continues a run (aaa, abc, 321) is guessed from the one before.
    if (at > 0 && Math.abs(step) <= 1) bits += 0.5;
    else fresh++;
  }
  const isWord = /^\p{L}{3,}$/u.test(rest);
  bits += isWord ? Math.min(11 + Math.max(0, fresh - 8), fresh * 2.6) : fresh * 4.2;
  return bits;
}
