/**
 * ISO 4217 currencies and their minor units. Only codes of this list are taken for a currency; anything else is text.
 * Source: ISO 4217 list one, with the withdrawn codes that old statements still carry.
 */

/** Active codes with two decimals. */
const TWO =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD ' +
  'EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL ' +
  'MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP ' +
  'SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG';
const NONE = 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF';
const THREE = 'BHD IQD JOD KWD LYD OMR TND';
const FOUR = 'CLF UYW';
/** Withdrawn, but met in archives; the date is the last day of legal use as far as it is known. */
const WITHDRAWN: Readonly<Record<string, readonly [exponent: number, until: string]>> = {
  ATS: [2, '2002-02-28'],
  BEF: [0, '2002-02-28'],
  BYR: [0, '2016-12-31'],
  CYP: [2, '2008-01-31'],
  DEM: [2, '2001-12-31'],
  EEK: [2, '2011-01-14'],
  ESP: [0, '2002-02-28'],
  FIM: [2, '2002-02-28'],
  FRF: [2, '2002-02-17'],
  GRD: [0, '2002-02-28'],
  HRK: [2, '2023-01-14'],
  IEP: [2, '2002-02-09'],
  ITL: [0, '2002-02-28'],
  LTL: [2, '2015-01-15'],
  LUF: [0, '2002-02-28'],
  LVL: [2, '2014-01-14'],
  MRO: [2, '2017-12-31'],
  MTL: [2, '2008-01-31'],
  NLG: [2, '2002-01-28'],
  PTE: [0, '2002-02-28'],
  SIT: [2, '2007-01-14'],
  SKK: [2, '2009-01-16'],
  SLL: [2, '2024-03-31'],
  STD: [2, '2017-12-31'],
  TRL: [0, '2005-12-31'],
  VEF: [2, '2018-08-20'],
  ZMK: [2, '2012-12-31'],
  ZWL: [2, '2024-08-31'],
};

export interface Currency {
  readonly code: string;
  /** Number of decimals of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
  readonly exponent: number;
  /** Last day of legal use, where the currency is withdrawn. */
  readonly until?: string;
}

/** Every currency known here, by code. */
export const CURRENCIES: ReadonlyMap<string, Currency> = new Map([
  ...[TWO, NONE, THREE, FOUR].flatMap((list, index) =>
    list.split(' ').map((code): [string, Currency] => [code, { code, exponent: [2, 0, 3, 4][index]! }]),
  ),
  ...Object.entries(WITHDRAWN).map(([code, [exponent, until]]): [string, Currency] => [code, { code, exponent, until }]),
]);

/** Decimals of a currency's minor unit; 2 where the code is unknown or empty, as most currencies have. */
export function exponentOf(code: string): number {
  return CURRENCIES.get(code)?.exponent ?? 2;
}

/** Whether a text is a currency code of ISO 4217, upper case. */
export function isCurrency(code: string): boolean {
  return CURRENCIES.has(code);
}

/**
 * Signs and abbreviations printed beside amounts. An empty code means that several currencies share the sign, so that it
 * proves nothing ($ is twenty currencies, kr is four).
 */
export const CURRENCY_SIGNS: readonly (readonly [sign: string, code: string])[] = [
  ['US$', 'USD'],
  ['A$', 'AUD'],
  ['C$', 'CAD'],
  ['NZ$', 'NZD'],
  ['HK$', 'HKD'],
  ['S$', 'SGD'],
  ['R$', 'BRL'],
  ['$', ''],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['¥', ''],
  ['₹', 'INR'],
  ['₽', 'RUB'],
  ['₴', 'UAH'],
  ['₺', 'TRY'],
  ['₩', 'KRW'],
  ['₪', 'ILS'],
  ['₫', 'VND'],
  ['₦', 'NGN'],
  ['₱', 'PHP'],
  ['₡', 'CRC'],
  ['฿', 'THB'],
  ['zł', 'PLN'],
  ['Kč', 'CZK'],
  ['Ft', 'HUF'],
  ['kr.', ''],
  ['kr', ''],
  ['Fr.', 'CHF'],
  ['Rs.', ''],
  ['Rs', ''],
  ['лв', 'BGN'],
  ['руб.', 'RUB'],
];
