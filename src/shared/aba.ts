/** Routing numbers of banks in the United States. */

/**
 * Whether nine digits are a routing number: 3(d1 + d4 + d7) + 7(d2 + d5 + d8) + (d3 + d6 + d9) is a multiple of ten.
 * Source: American Bankers Association, routing number policy (ANSI X9.100-160). Nine zeroes fulfil the sum and are no number.
 */
export function isRoutingNumber(digits: string): boolean {
  return /^\d{9}$/.test(digits) && digits !== '000000000' && Number(digits[8]) === routingCheckDigit(digits.slice(0, 8));
}

/** The ninth digit of a routing number from its first eight; NaN where these are no eight digits. */
export function routingCheckDigit(digits: string): number {
  if (!/^\d{8}$/.test(digits)) return NaN;
  let sum = 0;
  for (let i = 0; i < 8; i++) sum += Number(digits[i]) * [3, 7, 1][i % 3]!;
  return (10 - (sum % 10)) % 10;
}
