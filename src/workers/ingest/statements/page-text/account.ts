/** The account that a statement names in its head. */
import type { Printed } from './printed.ts';

/** Lengths of IBANs by country (SWIFT IBAN registry), for cutting one out of a line of other words. */
const IBAN_LENGTHS: Readonly<Record<string, number>> = Object.fromEntries(
  'AT20 BE16 BG22 CH21 CY28 CZ24 DE22 DK18 EE20 ES24 FI18 FR27 GB22 GR27 HR21 HU28 IE22 IS26 IT27 LI21 LT20 LU20 LV21 MC27 MT31 NL18 NO15 PL28 PT25 RO24 SE24 SI19 SK24 SM27 TR26'
    .split(' ')
    .map((each) => [each.slice(0, 2), Number(each.slice(2))]),
);
const IBAN = /(?<![A-Za-z0-9])([A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,32})/g;
const NUMBER =
  /(?<![a-z])(?:konto-?(?:nummer|nr)\.?|konto|account(?: number| no\.?)?|a\/c(?: no\.?)?|acct\.?|compte(?: n[o\u00b0]\.?)?|numero de (?:cuenta|compte)|cuenta|rekening(?:nummer)?|conto(?: n\.?)?|card number|kartennummer)\s*[:.#]?\s*([\dx*][\dx*./-]+(?:[ -][\dx*./-]{2,}){0,6})/;

/** Account of the first line in `[from, to)` that names one and is no part of a movement; blanks left out. */
export function accountIn(lines: readonly Printed[], from: number, to: number, taken: ReadonlySet<number>): string | null {
  for (let i = from; i < to && i < lines.length; i++) {
    if (taken.has(i)) continue;
    for (const m of lines[i]!.line.text.slice(0, 400).matchAll(IBAN)) {
      const length = IBAN_LENGTHS[m[1]!.slice(0, 2)];
      const packed = m[1]!.replaceAll(' ', '');
      if (length !== undefined && packed.length >= length) return packed.slice(0, length);
    }
  }
  for (let i = from; i < to && i < lines.length; i++) {
    if (taken.has(i)) continue;
    const m = NUMBER.exec(lines[i]!.folded.slice(0, 400));
    if (
      m !== null &&
      (m[1]!.match(/\d/g)?.length ?? 0) >= 4 &&
      lines[i]!.dates.every((date) => date.start !== m.index + m[0].length - m[1]!.length)
    ) {
      return m[1]!
        .replace(/[\s.]+$/, '')
        .replaceAll(' ', '')
        .toUpperCase();
    }
  }
  return null;
}
