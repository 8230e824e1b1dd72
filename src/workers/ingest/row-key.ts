/** A 53-bit digest of what makes two movements the same movement. */

/**
 * Digest of date, amount, currency, description and reference. Case, accents' composition and runs of blanks in the
 * description don't count. Equal movements give equal keys; two different ones collide with probability 2^-53.
 * Mixing: cyrb53 (public domain, bryc), two 32-bit lanes.
 */
export function rowKey(day: number, amountMinor: number, currency: string, description: string, reference: string): number {
  // Mixed before the amount comes in: a later day would else make up for a smaller amount.
  let a = Math.imul(0xdeadbeef ^ day, 2654435761);
  let b = Math.imul(0x41c6ce57 ^ day, 1597334677);
  a ^= a >>> 15;
  b ^= b >>> 13;
  const low = amountMinor | 0;
  const high = Math.floor(amountMinor / 4294967296) | 0;
  a = Math.imul(a ^ low, 2654435761);
  b = Math.imul(b ^ low, 1597334677);
  a = Math.imul(a ^ high, 2654435761);
  b = Math.imul(b ^ high, 1597334677);
  for (let i = 0; i < currency.length; i++) {
    a = Math.imul(a ^ currency.charCodeAt(i), 2654435761);
    b = Math.imul(b ^ currency.charCodeAt(i), 1597334677);
  }
  for (let part = 0; part < 2; part++) {
    const text = part === 0 ? description : reference;
    let blank = true;
    let pending = false;
    for (let i = 0; i < text.length; i++) {
      let code = text.charCodeAt(i);
      if (code === 32 || (code >= 9 && code <= 13) || code === 160) {
        pending = !blank;
        continue;
      }
      if (code >= 65 && code <= 90) code += 32;
      else if (code > 127) {
        // Beyond ASCII the whole text is folded once; the first half of the loop is simply done again.
        return rowKey(day, amountMinor, `${currency}\u0001`, fold(description), fold(reference));
      }
      if (pending) {
        a = Math.imul(a ^ 32, 2654435761);
        b = Math.imul(b ^ 32, 1597334677);
        pending = false;
      }
      a = Math.imul(a ^ code, 2654435761);
      b = Math.imul(b ^ code, 1597334677);
      blank = false;
    }
    a = Math.imul(a ^ 31, 2654435761);
    b = Math.imul(b ^ 31, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}

/** ASCII spelling of a folded text, so that the digest loop never comes back here. */
function fold(text: string): string {
  return encodeURIComponent(
    text
      .normalize('NFC')
      .toLowerCase()
      .toWellFormed()
      .replace(/[\s\u00a0]+/g, ' ')
      .trim(),
  );
}
