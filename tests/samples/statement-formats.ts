/** One made-up statement written in every format that is read: for benchmarks, for mutation and for round trips. */
import * as XLSX from 'xlsx';
import { isoOfDay } from '../../src/shared/calendar.ts';
import { plainDecimal } from '../../src/shared/money.ts';

export interface Movement {
  /** Days since 1970-01-01. */
  readonly day: number;
  readonly amountMinor: number;
  readonly balanceMinor: number;
  readonly text: string;
  readonly reference: string;
}

export interface Statement {
  readonly account: string;
  readonly routing: string;
  readonly currency: string;
  readonly openingMinor: number;
  readonly closingMinor: number;
  readonly movements: readonly Movement[];
}

/** A statement of `rows` movements over a year and a bit, the same for the same seed. */
export function makeStatement(rows: number, seed = 7): Statement {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % below;
  };
  const openingMinor = 1_000_000;
  let balanceMinor = openingMinor;
  const movements: Movement[] = [];
  for (let i = 0; i < rows; i++) {
    const amountMinor = next(200_000) - 99_000 || 1;
    balanceMinor += amountMinor;
    movements.push({
      day: 19_723 + Math.floor((i * 400) / rows),
      amountMinor,
      balanceMinor,
      text: `Payment order ${next(9_999)} to shop ${next(977)}`,
      reference: `REF${i + 1}`,
    });
  }
  return { account: '1234567890', routing: '021000021', currency: 'USD', openingMinor, closingMinor: balanceMinor, movements };
}

const dec = (minor: number): string => plainDecimal(minor, 'USD');
const comma = (minor: number): string => dec(Math.abs(minor)).replace('.', ',');
/** yyyyMMdd */
const compact = (day: number): string => isoOfDay(day).replaceAll('-', '');
const ends = (s: Statement): [number, number] => [s.movements[0]?.day ?? 0, s.movements.at(-1)?.day ?? 0];

export const WRITERS = {
  csv: (s: Statement): Uint8Array =>
    utf8(
      `Date,Description,Reference,Amount,Balance\n${s.movements.map((m) => `${isoOfDay(m.day)},${m.text},${m.reference},${dec(m.amountMinor)},${dec(m.balanceMinor)}`).join('\n')}\n`,
    ),

  ofx1: (s: Statement): Uint8Array => {
    const [from, to] = ends(s);
    const rows = s.movements.map(
      (m) =>
        `<STMTTRN>\r\n<TRNTYPE>${m.amountMinor < 0 ? 'DEBIT' : 'CREDIT'}\r\n<DTPOSTED>${compact(m.day)}\r\n<TRNAMT>${dec(m.amountMinor)}\r\n<FITID>${m.reference}\r\n<NAME>${m.text}\r\n</STMTTRN>`,
    );
    return utf8(
      `OFXHEADER:100\r\nDATA:OFXSGML\r\nVERSION:102\r\nSECURITY:NONE\r\nENCODING:USASCII\r\nCHARSET:1252\r\nCOMPRESSION:NONE\r\nOLDFILEUID:NONE\r\nNEWFILEUID:NONE\r\n\r\n<OFX>\r\n<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20240101<LANGUAGE>ENG</SONRS></SIGNONMSGSRSV1>\r\n<BANKMSGSRSV1><STMTTRNRS><TRNUID>1<STATUS><CODE>0<SEVERITY>INFO</STATUS><STMTRS><CURDEF>${s.currency}<BANKACCTFROM><BANKID>${s.routing}<ACCTID>${s.account}<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><DTSTART>${compact(from)}<DTEND>${compact(to)}\r\n${rows.join('\r\n')}\r\n</BANKTRANLIST><LEDGERBAL><BALAMT>${dec(s.closingMinor)}<DTASOF>${compact(to)}</LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1>\r\n</OFX>\r\n`,
    );
  },

  ofx2: (s: Statement): Uint8Array => {
    const [from, to] = ends(s);
    const rows = s.movements.map(
      (m) =>
        `<STMTTRN><TRNTYPE>${m.amountMinor < 0 ? 'DEBIT' : 'CREDIT'}</TRNTYPE><DTPOSTED>${compact(m.day)}</DTPOSTED><TRNAMT>${dec(m.amountMinor)}</TRNAMT><FITID>${m.reference}</FITID><NAME>${m.text}</NAME></STMTTRN>`,
    );
    return utf8(
      `<?xml version="1.0" encoding="UTF-8"?>\n<?OFX OFXHEADER="200" VERSION="211" SECURITY="NONE" OLDFILEUID="NONE" NEWFILEUID="NONE"?>\n<OFX><BANKMSGSRSV1><STMTTRNRS><TRNUID>1</TRNUID><STMTRS><CURDEF>${s.currency}</CURDEF><BANKACCTFROM><BANKID>${s.routing}</BANKID><ACCTID>${s.account}</ACCTID><ACCTTYPE>CHECKING</ACCTTYPE></BANKACCTFROM><BANKTRANLIST><DTSTART>${compact(from)}</DTSTART><DTEND>${compact(to)}</DTEND>\n${rows.join('\n')}\n</BANKTRANLIST><LEDGERBAL><BALAMT>${dec(s.closingMinor)}</BALAMT><DTASOF>${compact(to)}</DTASOF></LEDGERBAL></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>\n`,
    );
  },

  qif: (s: Statement): Uint8Array =>
    utf8(`!Type:Bank\n${s.movements.map((m) => `D${isoOfDay(m.day)}\nT${dec(m.amountMinor)}\nP${m.text}\nN${m.reference}\n^\n`).join('')}`),

  mt940: (s: Statement): Uint8Array => {
    const [from, to] = ends(s);
    const mark = (minor: number): string => (minor < 0 ? 'D' : 'C');
    const rows = s.movements.map(
      (m) =>
        `:61:${compact(m.day).slice(2)}${compact(m.day).slice(4)}${mark(m.amountMinor)}${comma(m.amountMinor)}NTRF${m.reference}\r\n:86:${m.text}\r\n`,
    );
    return utf8(
      `:20:STATEMENT\r\n:25:${s.routing}/${s.account}\r\n:28C:1/1\r\n:60F:${mark(s.openingMinor)}${compact(from).slice(2)}${s.currency}${comma(s.openingMinor)}\r\n${rows.join('')}:62F:${mark(s.closingMinor)}${compact(to).slice(2)}${s.currency}${comma(s.closingMinor)}\r\n-\r\n`,
    );
  },

  camt053: (s: Statement): Uint8Array => {
    const [from, to] = ends(s);
    const side = (minor: number): string => `<CdtDbtInd>${minor < 0 ? 'DBIT' : 'CRDT'}</CdtDbtInd>`;
    const money = (minor: number): string => `<Amt Ccy="${s.currency}">${dec(Math.abs(minor))}</Amt>${side(minor)}`;
    const balance = (code: string, minor: number, day: number): string =>
      `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp>${money(minor)}<Dt><Dt>${isoOfDay(day)}</Dt></Dt></Bal>`;
    const rows = s.movements.map(
      (m) =>
        `<Ntry>${money(m.amountMinor)}<Sts>BOOK</Sts><BookgDt><Dt>${isoOfDay(m.day)}</Dt></BookgDt><ValDt><Dt>${isoOfDay(m.day)}</Dt></ValDt><AcctSvcrRef>${m.reference}</AcctSvcrRef><BkTxCd><Prtry><Cd>TRF</Cd></Prtry></BkTxCd><AddtlNtryInf>${m.text}</AddtlNtryInf></Ntry>`,
    );
    return utf8(
      `<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId><CreDtTm>2024-01-01T00:00:00</CreDtTm></GrpHdr><Stmt><Id>S1</Id><CreDtTm>2024-01-01T00:00:00</CreDtTm><Acct><Id><Othr><Id>${s.account}</Id></Othr></Id><Ccy>${s.currency}</Ccy></Acct>${balance('OPBD', s.openingMinor, from)}${balance('CLBD', s.closingMinor, to)}\n${rows.join('\n')}\n</Stmt></BkToCstmrStmt></Document>\n`,
    );
  },

  bai2: (s: Statement): Uint8Array => {
    const [, to] = ends(s);
    const cents = (minor: number): string => String(Math.abs(minor));
    const rows = s.movements.map((m) => `16,${m.amountMinor < 0 ? '495' : '195'},${cents(m.amountMinor)},Z,${m.reference},,${m.text}`);
    const total = s.openingMinor + s.closingMinor + s.movements.reduce((sum, m) => sum + Math.abs(m.amountMinor), 0);
    const date = compact(to).slice(2);
    const account = [`03,${s.account},${s.currency},010,${s.openingMinor},,,015,${s.closingMinor},,/`, ...rows];
    return utf8(
      [
        `01,${s.routing},BANKUSER,${date},0800,1,,,2/`,
        `02,BANKUSER,${s.routing},1,${date},,${s.currency},2/`,
        ...account,
        `49,${total},${account.length + 1}/`,
        `98,${total},1,${account.length + 3}/`,
        `99,${total},1,${account.length + 5}/`,
        '',
      ].join('\n'),
    );
  },

  ach: (s: Statement): Uint8Array => {
    const date = compact(ends(s)[1]).slice(2);
    const hash = s.movements.length * 2_100_002;
    const rows = s.movements.map(
      (m, i) =>
        `6${m.amountMinor < 0 ? '27' : '22'}${s.routing}${s.account.padEnd(17)}${String(Math.abs(m.amountMinor)).padStart(10, '0')}${m.reference.slice(0, 15).padEnd(15)}${m.text.slice(0, 22).padEnd(22)}  0${'02100002'}${String(i + 1).padStart(7, '0')}`,
    );
    const sum = (of: (minor: number) => boolean): string =>
      String(s.movements.filter((m) => of(m.amountMinor)).reduce((total, m) => total + Math.abs(m.amountMinor), 0)).padStart(12, '0');
    const debit = sum((minor) => minor < 0);
    const credit = sum((minor) => minor >= 0);
    const count = String(s.movements.length);
    const short = String(hash).slice(-10).padStart(10, '0');
    const lines = [
      `101 ${s.routing} 121042882${date}0800A094101${'EXAMPLE BANK'.padEnd(23)}${'EXAMPLE COMPANY'.padEnd(23)}${''.padEnd(8)}`,
      `5200${'EXAMPLE COMPANY'.padEnd(16)}${''.padEnd(20)}${'1210428820'}PPD${'PAYMENTS'.padEnd(10)}${''.padEnd(6)}${date}   1${'02100002'}0000001`,
      ...rows,
      `8200${count.padStart(6, '0')}${short}${debit}${credit}${'1210428820'}${''.padEnd(19)}${''.padEnd(6)}${'02100002'}0000001`,
    ];
    const blocks = Math.ceil((lines.length + 1) / 10);
    lines.push(`9000001${String(blocks).padStart(6, '0')}${count.padStart(8, '0')}${short}${debit}${credit}${''.padEnd(39)}`);
    while (lines.length < blocks * 10) lines.push('9'.repeat(94));
    return utf8(`${lines.join('\n')}\n`);
  },

  xlsx: (s: Statement): Uint8Array => {
    const book = XLSX.utils.book_new();
    // Serial day numbers count from 1899-12-30.
    const rows: unknown[][] = [
      ['Date', 'Description', 'Reference', 'Amount', 'Balance'],
      ...s.movements.map((m) => [
        { t: 'n', v: m.day + 25_569, z: 'yyyy-mm-dd' },
        m.text,
        m.reference,
        m.amountMinor / 100,
        m.balanceMinor / 100,
      ]),
    ];
    XLSX.utils.book_append_sheet(book, XLSX.utils.aoa_to_sheet(rows), 'Movements');
    return new Uint8Array(XLSX.write(book, { type: 'array', bookType: 'xlsx' }) as ArrayBuffer);
  },

  text: (s: Statement): Uint8Array => {
    const [from, to] = ends(s);
    const row = (date: string, text: string, amount: string): string => `${date.padEnd(12)}${text.padEnd(44)}${amount.padStart(14)}`;
    return utf8(
      [
        'EXAMPLE BANK',
        `Account: ${s.account}   Currency: ${s.currency}`,
        `Statement period: ${isoOfDay(from)} to ${isoOfDay(to)}`,
        row('', 'Opening balance', dec(s.openingMinor)),
        '',
        row('Date', 'Description', 'Amount'),
        ...s.movements.map((m) => row(isoOfDay(m.day), m.text, dec(m.amountMinor))),
        '',
        row('', 'Closing balance', dec(s.closingMinor)),
        '',
      ].join('\n'),
    );
  },
} as const;

export type WrittenFormat = keyof typeof WRITERS;

function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
