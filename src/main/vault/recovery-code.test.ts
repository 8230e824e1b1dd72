import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { formatRecoveryCode, parseRecoveryCode } from './recovery-code.ts';

test('a code gives its secret back, also the extreme ones', () => {
  for (const secret of [Buffer.alloc(32), Buffer.alloc(32, 255), ...Array.from({ length: 50 }, () => randomBytes(32))]) {
    expect(parseRecoveryCode(formatRecoveryCode(secret)).equals(secret)).toBe(true);
  }
});

test('a code has 13 groups of five characters without I, L, O and U', () => {
  expect(formatRecoveryCode(randomBytes(32))).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){12}[0-9A-HJKMNP-TV-Z]{5}$/);
});

test('a typing error is found in its group, exchanged groups and a short text too', () => {
  const code = formatRecoveryCode(Buffer.alloc(32, 0x5b));
  const groups = code.split('-');
  const typo = groups.with(
    3,
    groups[3]!.replace(/^./, (c) => (c === '7' ? '8' : '7')),
  );
  // One group in 32 passes its checksum by chance with another character; this one does not.
  expect(() => parseRecoveryCode(typo.join('-'))).toThrow(/Group 4/);
  expect(() => parseRecoveryCode(code.slice(0, -1))).toThrow(/64 characters/);
  expect(() => parseRecoveryCode(code.replace(/.$/, 'U'))).toThrow(/Group 13/);
  const found = [...Array(12).keys()].filter((g) => {
    const other = [...groups];
    [other[g], other[g + 1]] = [other[g + 1]!, other[g]!];
    try {
      parseRecoveryCode(other.join('-'));
      return other.join() === groups.join();
    } catch {
      return true;
    }
  });
  expect(found.length).toBeGreaterThan(10);
});
