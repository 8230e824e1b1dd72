/** Codes of the NACHA Operating Rules (appendices on record formats, returns and notifications of change). */

/** Standard entry class codes. */
export const ENTRY_CLASSES: ReadonlySet<string> = new Set(
  'ACK ADV ARC ATX BOC CCD CIE COR CTX DNE ENR IAT MTE POP POS PPD RCK SHR TEL TRC TRX WEB XCK'.split(' '),
);

export interface TransactionCode {
  readonly credit: boolean;
  /** `live`: moves money; `prenote`: tries the account out, zero; `zero`: carries information only, zero; `return`: returns or notifies of a change. */
  readonly use: 'live' | 'prenote' | 'zero' | 'return';
}

/**
 * What a transaction code means. The first digit names the account (2 demand, 3 savings, 4 general ledger, 5 loan), the second
 * direction and use; the 80s are the accounting entries of ADV batches, odd ones credits.
 * @returns null for codes that are reserved
 */
export function transactionCode(code: string): TransactionCode | null {
  if (/^8[1-8]$/.test(code)) return { credit: Number(code[1]) % 2 === 1, use: 'live' };
  if (code === '55') return { credit: false, use: 'live' };
  if (code === '56') return { credit: false, use: 'return' };
  if (!/^[2-4][1-46-9]$/.test(code) && !/^5[1-4]$/.test(code)) return null;
  const digit = Number(code[1]);
  return { credit: digit < 5, use: (['return', 'live', 'prenote', 'zero'] as const)[(digit - 1) % 5]! };
}

/** Reasons of returns, dishonored and contested returns. */
const RETURNS = `R01 insufficient funds;R02 account closed;R03 no account or unable to locate it;R04 invalid account number;R05 unauthorized debit to a consumer account;R06 returned at the originating bank's request;R07 authorization revoked;R08 payment stopped;R09 uncollected funds;R10 not authorized by the customer;R11 not in accordance with the authorization;R12 branch sold to another bank;R13 invalid routing number;R14 representative payee deceased;R15 beneficiary or account holder deceased;R16 account frozen;R17 edit criteria of the file record;R18 improper effective entry date;R19 amount field error;R20 not a transaction account;R21 invalid company identification;R22 invalid individual identification;R23 credit refused by the receiver;R24 duplicate entry;R25 addenda error;R26 mandatory field error;R27 trace number error;R28 check digit of the routing number;R29 not authorized by the corporate customer;R30 not in the check truncation program;R31 permissible return;R32 bank can not settle;R33 return of an XCK entry;R34 limited participation bank;R35 improper debit;R36 improper credit;R37 source document presented for payment;R38 stop payment on the source document;R39 improper source document;R40 enrollment returned by an agency;R41 invalid transaction code;R42 routing number or check digit;R43 invalid account number;R44 invalid individual identification;R45 invalid name;R46 invalid payee indicator;R47 duplicate enrollment;R50 state law on RCK;R51 RCK item not eligible;R52 stop payment on the RCK item;R53 item and RCK entry presented;R61 misrouted return;R62 return of an erroneous or reversing debit;R67 duplicate return;R68 untimely return;R69 field errors;R70 permissible return not accepted;R71 misrouted dishonored return;R72 untimely dishonored return;R73 original return was timely;R74 corrected return;R75 return was no duplicate;R76 no errors found;R77 R62 not accepted;R80 IAT coding error;R81 no participant in IAT;R82 invalid foreign bank;R83 foreign bank unable to settle;R84 not processed by the gateway;R85 incorrectly coded outbound international payment`;

/** Notifications of change and their refusals. */
const CHANGES = `C01 account number;C02 routing number;C03 routing number and account number;C04 name;C05 transaction code;C06 account number and transaction code;C07 routing number, account number and transaction code;C08 receiving bank (IAT);C09 individual identification;C13 addenda format;C14 entry class of an outbound international payment;C61 misrouted notification;C62 trace number;C63 company identification;C64 individual identification;C65 format of the corrected data;C66 discretionary data;C67 routing number not the original's;C68 account number not the original's;C69 transaction code`;

const NAMES: ReadonlyMap<string, string> = new Map(
  `${RETURNS};${CHANGES}`.split(';').map((entry): [string, string] => [entry.slice(0, 3), entry.slice(4)]),
);

/** Plain words for a return reason (R..) or a change code (C..); undefined where the rules know none. */
export function reasonName(code: string): string | undefined {
  return NAMES.get(code);
}
