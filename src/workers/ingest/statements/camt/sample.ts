/** Made-up messages for the tests. */

export interface SampleEntry {
  readonly amount: string;
  readonly sign?: string;
  readonly currency?: string;
  readonly status?: string;
  readonly more?: string;
  readonly booked?: string;
  readonly details?: string;
}

export function entryXml({
  amount,
  sign = 'CRDT',
  currency = 'EUR',
  status = 'BOOK',
  more = '',
  booked = '2031-03-04',
  details = '',
}: SampleEntry): string {
  const dates = `<BookgDt><Dt>${booked}</Dt></BookgDt><ValDt><Dt>2031-03-05</Dt></ValDt>`;
  return `<Ntry><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd>${more}<Sts>${status}</Sts>${dates}<AcctSvcrRef>BR-${amount}</AcctSvcrRef>${details}</Ntry>\n`;
}

export function balanceXml(type: string, amount: string, sign = 'CRDT', currency = 'EUR', day = '2031-03-04'): string {
  return `<Bal><Tp><CdOrPrtry><Cd>${type}</Cd></CdOrPrtry></Tp><Amt Ccy="${currency}">${amount}</Amt><CdtDbtInd>${sign}</CdtDbtInd><Dt><Dt>${day}</Dt></Dt></Bal>\n`;
}

export const ACCOUNT = '<Acct><Id><IBAN>NO9386011117947</IBAN></Id><Ccy>EUR</Ccy></Acct>\n';

export function statementXml(body: string, id = 'S1'): string {
  return `<Stmt><Id>${id}</Id>${ACCOUNT}${body}</Stmt>\n`;
}

export function documentXml(statements: string, version = '08'): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.${version}"><BkToCstmrStmt><GrpHdr><MsgId>M</MsgId></GrpHdr>\n${statements}</BkToCstmrStmt></Document>\n`;
}
