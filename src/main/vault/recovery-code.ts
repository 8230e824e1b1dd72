import { createHash } from 'node:crypto';
import { OperatingError } from '../../shared/errors.ts';

/**
 * The recovery code on paper: 256 random bits in 13 groups of five Crockford base32 characters. Four characters of a
 * group carry 20 bits, the fifth is its checksum, so that a slip of the pen is found in the group where it happened.
 * 13 groups hold 260 bits; the last 4 bits are zero.
 */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 13;

/** Checksum of one group: depends on its place, so that swapped groups are found as well. */
function checkCharacter(group: number, data: string): string {
  return ALPHABET[createHash('sha256').update(`nexus/recovery/v1|${group}|${data}`).digest()[0]! & 31]!;
}

/** Writes 32 secret bytes as a recovery code, e.g. `A1B2C-…` (13 groups). */
export function formatRecoveryCode(secret: Uint8Array): string {
  let bits = BigInt(`0x${Buffer.from(secret).toString('hex')}`) << 4n;
  const characters: string[] = [];
  for (let i = 0; i < GROUPS * 4; i++) {
    characters.unshift(ALPHABET[Number(bits & 31n)]!);
    bits >>= 5n;
  }
  const groups: string[] = [];
  for (let g = 0; g < GROUPS; g++) {
    const data = characters.slice(g * 4, g * 4 + 4).join('');
    groups.push(data + checkCharacter(g, data));
  }
  return groups.join('-');
}

/** Reads a recovery code as people type it (any case, spaces or dashes, O for 0, I and L for 1). Names the wrong group. */
export function parseRecoveryCode(text: string): Buffer {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (plain.length !== GROUPS * 5) {
    throw wrong(`A recovery code has ${GROUPS} groups of five characters; this text has ${plain.length} characters.`);
  }
  let bits = 0n;
  for (let g = 0; g < GROUPS; g++) {
    const data = plain.slice(g * 5, g * 5 + 4);
    if (checkCharacter(g, data) !== plain[g * 5 + 4]) throw wrong(`Group ${g + 1} of the recovery code has a typing error.`);
    for (const character of data) {
      const value = ALPHABET.indexOf(character);
      if (value < 0) throw wrong(`Group ${g + 1} of the recovery code has a character that does not occur in codes.`);
      bits = (bits << 5n) | BigInt(value);
    }
  }
  return Buffer.from((bits >> 4n).toString(16).padStart(64, '0'), 'hex');
}

function wrong(message: string): OperatingError {
  return new OperatingError('vault-wrong-key', message, { remedy: 'Compare it with the printed sheet, group by group.' });
}
