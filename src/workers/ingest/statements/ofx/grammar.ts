/**
 * The part of OFX's vocabulary that a reader of statements needs: which names hold other tags, how deep they stand, and
 * which hold a value. Source: Open Financial Exchange 1.6 and 2.3, chapters 3 (common aggregates), 11 (banking), 13 (investments).
 */

/**
 * Aggregates and how deep they stand. The opening of one ends every open one of the same or a deeper rank: this is how a
 * forgotten end tag is found out.
 */
const RANKS: Readonly<Record<string, number>> = {
  OFX: 0,
  SIGNONMSGSRSV1: 1,
  SIGNUPMSGSRSV1: 1,
  BANKMSGSRSV1: 1,
  CREDITCARDMSGSRSV1: 1,
  INVSTMTMSGSRSV1: 1,
  SECLISTMSGSRSV1: 1,
  PROFMSGSRSV1: 1,
  SONRS: 2,
  STMTTRNRS: 2,
  CCSTMTTRNRS: 2,
  INVSTMTTRNRS: 2,
  STMTRS: 3,
  CCSTMTRS: 3,
  INVSTMTRS: 3,
  BANKTRANLIST: 4,
  BANKTRANLISTP: 4,
  INVTRANLIST: 4,
  INVPOSLIST: 4,
  LEDGERBAL: 4,
  AVAILBAL: 4,
  INVBAL: 4,
  INVBANKTRAN: 5,
  STMTTRN: 6,
  STMTTRNP: 6,
  STATUS: 7,
  BANKACCTFROM: 7,
  CCACCTFROM: 7,
  INVACCTFROM: 7,
  BANKACCTTO: 7,
  CCACCTTO: 7,
  PAYEE: 7,
  CURRENCY: 7,
  ORIGCURRENCY: 7,
};

/** Records of securities inside INVTRANLIST: they move shares, and money of the account only as their counterpart. */
const SECURITIES = new Set(
  (
    'BUYDEBT BUYMF BUYOPT BUYOTHER BUYSTOCK SELLDEBT SELLMF SELLOPT SELLOTHER SELLSTOCK CLOSUREOPT INCOME INVEXPENSE JRNLFUND JRNLSEC ' +
    'MARGININTEREST REINVEST RETOFCAP SPLIT TRANSFER'
  ).split(' '),
);

/** Aggregates whose values are read together with those of the aggregate around them, as `PAYEE.NAME`. */
const MERGED = new Set(
  (
    'BANKACCTFROM CCACCTFROM INVACCTFROM BANKACCTTO CCACCTTO PAYEE CURRENCY ORIGCURRENCY LEDGERBAL BANKTRANLIST INVTRANLIST ' +
    'INVTRAN INVBUY INVSELL SECID'
  ).split(' '),
);

/** Tags with a value, where they stand empty and unclosed: anything else that is empty may be the beginning of an aggregate. */
const VALUES = new Set(
  (
    'ACCTID ACCTKEY ACCTTYPE ADDR1 ADDR2 ADDR3 BALAMT BANKID BRANCHID BROKERID CHECKNUM CITY CODE CORRECTACTION CORRECTFITID COUNTRY CURDEF ' +
    'CURRATE CURSYM DTACCTUP DTASOF DTAVAIL DTEND DTPOSTED DTPROFUP DTSERVER DTSETTLE DTSTART DTTRADE DTTRAN DTEXPIRE DTUSER EXTDNAME FID FITID ' +
    'INV401KSOURCE LANGUAGE MEMO MESSAGE MKTGINFO NAME ORG PAYEEID PHONE POSTALCODE REFNUM SEVERITY SIC SRVRTID STATE SUBACCTFUND ' +
    'SUBACCTSEC TOTAL TRNAMT TRNTYPE TRNUID UNIQUEID UNIQUEIDTYPE UNITPRICE UNITS CLTCOOKIE CATEGORY USERKEY SESSCOOKIE ACCRDINT ' +
    'COMMISSION FEES TAXES'
  ).split(' '),
);

/** What may stand in a movement. Source: OFX 2.3, 11.4.4.1 (STMTTRN) with the aggregates in it. */
const IN_MOVEMENT = new Set(
  (
    'TRNTYPE DTPOSTED DTUSER DTAVAIL TRNAMT FITID CORRECTFITID CORRECTACTION SRVRTID CHECKNUM REFNUM SIC PAYEEID NAME EXTDNAME MEMO ' +
    'INV401KSOURCE PAYEE CURRENCY CURRENCY.CURRATE CURRENCY.CURSYM ORIGCURRENCY.CURRATE ORIGCURRENCY.CURSYM'
  ).split(' '),
);

/** Rank of an aggregate this reader knows at this place, or -1: a value or a tag of somebody's own. */
export function rankOf(name: string, inInvestmentList: boolean): number {
  if (inInvestmentList && SECURITIES.has(name)) return 5;
  if (inInvestmentList && (name === 'INVTRAN' || name === 'INVBUY' || name === 'INVSELL' || name === 'SECID')) return 8;
  return RANKS[name] ?? -1;
}

export const isSecurities = (name: string): boolean => SECURITIES.has(name);
export const isMerged = (name: string): boolean => MERGED.has(name);
export const isValueTag = (name: string): boolean => VALUES.has(name);
export const isStatement = (name: string): boolean => name === 'STMTRS' || name === 'CCSTMTRS' || name === 'INVSTMTRS';

/** Whether a value of a movement has no meaning in OFX. Names with a dot are private by the format's own rule (2.3.1). */
export function isForeignValue(path: string): boolean {
  if (IN_MOVEMENT.has(path)) return false;
  return !/^(?:PAYEE|BANKACCTTO|CCACCTTO|IMAGEDATA)\./.test(path) && !path.includes('.');
}
