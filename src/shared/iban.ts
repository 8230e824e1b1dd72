/** International bank account numbers: shape, length by country and check digits (ISO 13616, ISO 7064 MOD 97-10). */

/** Characters of an IBAN by country, country code and check digits counted. Source: SWIFT IBAN registry. */
const LENGTHS: ReadonlyMap<string, number> = new Map(
  (
    'AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 ' +
    'GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 ' +
    'MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 ' +
    'VG24 XK20 YE30'
  )
    .split(' ')
    .map((entry): [string, number] => [entry.slice(0, 2), Number(entry.slice(2))]),
);

export type IbanVerdict = 'valid' | 'shape' | 'length' | 'check-digits';

/**
 * Checks an IBAN. Blanks between groups and lower-case letters are allowed, as people print them.
 * @returns `shape`: not two letters, two digits and up to 30 letters or digits; `length`: wrong for its country (a country that
 *   is not in the registry is not held against it); `check-digits`: the remainder modulo 97 is not 1
 */
export function checkIban(text: string): IbanVerdict {
  const iban = text.replace(/\s/g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z\d]{1,30}$/.test(iban)) return 'shape';
  if (remainder97(iban.slice(4) + iban.slice(0, 4)) !== 1) return 'check-digits';
  const length = LENGTHS.get(iban.slice(0, 2));
  return length !== undefined && length !== iban.length ? 'length' : 'valid';
}

/** Remainder modulo 97 of a text in which letters count as 10 (A) to 35 (Z). */
function remainder97(text: string): number {
  let rest = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    rest = (code >= 65 ? rest * 100 + code - 55 : rest * 10 + code - 48) % 97;
  }
  return rest;
}
