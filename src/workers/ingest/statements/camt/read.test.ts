import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { dayOfIso, isoOfDay } from '../../../../shared/calendar.ts';
import { exponentOf } from '../../../../shared/currency.ts';
import { bytesSource } from '../../source.ts';
import { decodeBytes } from '../../dialect.ts';
import { collectStatements, type Collected } from '../collect.ts';
import { readDecimal } from './amount.ts';
import { looksLikeCamt } from './detect.ts';
import { readCamt } from './read.ts';
import { balanceXml, documentXml, entryXml, statementXml } from './sample.ts';

const read = (text: string | Uint8Array): Promise<Collected> =>
  collectStatements(readCamt, bytesSource(typeof text === 'string' ? Buffer.from(text) : text));
const codes = (result: Collected) => result.problems.map(({ code }) => code);
const amounts = (result: Collected) => result.statements.map(({ rows }) => rows.map(({ amountMinor }) => amountMinor));

const PAYMENT = `<NtryDtls><TxDtls><Refs><EndToEndId>E-7</EndToEndId></Refs><AmtDtls><TxAmt><Amt Ccy="EUR">7.25</Amt></TxAmt></AmtDtls>
<RltdPties><Dbtr><Pty><Nm>Grünwald &amp; Søn</Nm></Pty></Dbtr><Cdtr><Nm>Our own shop</Nm></Cdtr></RltdPties>
<RmtInf><Ustrd>Rent March</Ustrd><Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd></RmtInf></TxDtls></NtryDtls><AddtlNtryInf>Credit transfer</AddtlNtryInf>`;
const GOOD = documentXml(
  statementXml(
    balanceXml('OPBD', '100.00') +
      balanceXml('CLBD', '97.25') +
      balanceXml('CLAV', '5000.00') +
      '<TxsSummry><TtlNtries><NbOfNtries>2</NbOfNtries><Sum>17.25</Sum></TtlNtries><TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>10.00</Sum></TtlDbtNtries></TxsSummry>' +
      entryXml({ amount: '7.25', details: PAYMENT }) +
      entryXml({ amount: '10', sign: 'DBIT' }),
  ),
);

/** Every span read again from the bytes gives the value it is the place of. */
function expectLineage(bytes: Uint8Array, result: Collected): number {
  let checked = 0;
  for (const { rows, currency } of result.statements) {
    for (const { spans, amountMinor, day, byteStart, byteLength, reference, currency: own } of rows) {
      const cut = ([start, length]: readonly [number, number]) => decodeBytes(bytes.subarray(start, start + length), result.encoding);
      const again = readDecimal(cut(spans!.amount!), exponentOf(own ?? currency));
      expect('minor' in again ? again.minor : NaN).toBe(Math.abs(amountMinor));
      expect(cut(spans!.sign!)).toBe(amountMinor < 0 ? 'DBIT' : 'CRDT');
      expect(cut(spans!.date!)).toBe(isoOfDay(day));
      expect(cut(spans!.reference!)).toBe(reference);
      const whole = cut([byteStart, byteLength]);
      expect(whole.startsWith('<Ntry') && whole.endsWith('</Ntry>')).toBe(true);
      checked++;
    }
  }
  return checked;
}

test('a statement: head, rows in order, balances that prove it, totals that hold, no findings', async () => {
  const result = await read(GOOD);
  expect(result.format).toBe('camt053');
  expect(result.problems).toEqual([]);
  const [statement] = result.statements;
  expect(statement).toMatchObject({ account: 'NO9386011117947', currency: 'EUR', number: 'S1', line: 3 });
  expect(statement!.tail.opening).toMatchObject({ minor: 10000, day: dayOfIso('2031-03-04') });
  expect(statement!.tail.closing?.minor).toBe(9725);
  expect(statement!.tail.controls).toMatchObject([
    { name: 'number of entries', stated: 2, counted: 2, unit: 'count' },
    { name: 'sum of entries', stated: 1725, counted: 1725, unit: 'money' },
    { stated: 1, counted: 1 },
    { stated: 1000, counted: 1000 },
  ]);
  expect(statement!.rows[0]).toMatchObject({
    amountMinor: 725,
    day: dayOfIso('2031-03-04'),
    valueDay: dayOfIso('2031-03-05'),
    counterparty: 'Grünwald & Søn',
    description: 'Rent March / RF18539007547034 / Credit transfer',
    reference: 'BR-7.25',
  });
  expect(statement!.rows[1]?.amountMinor).toBe(-1000);
});

describe('bytes', () => {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be', 'iso-8859-1']) {
    test(`every value stands where its span says, in ${encoding}`, async () => {
      const text = GOOD.replace('UTF-8', encoding === 'iso-8859-1' ? 'ISO-8859-1' : encoding);
      const mark = encoding === 'iso-8859-1' ? '' : '\ufeff';
      const bytes = iconv.encode(mark + text, encoding);
      const result = await read(bytes);
      expect(looksLikeCamt(bytes)).toBe('camt053');
      expect(result.problems).toEqual([]);
      expect(result.statements[0]?.rows[0]?.counterparty).toBe('Grünwald & Søn');
      expect(expectLineage(bytes, result)).toBe(2);
    });
  }

  test('records that lie across the pieces in which a file is read', async () => {
    const entries = Array.from({ length: 3000 }, (_, i) =>
      entryXml({ amount: `${i}.5`, sign: i % 3 === 0 ? 'DBIT' : 'CRDT', details: PAYMENT.replace('7.25', `${i}.50`) }),
    );
    const bytes = Buffer.from(documentXml(statementXml(balanceXml('OPBD', '0') + entries.join(''))));
    expect(bytes.length).toBeGreaterThan(600_000);
    const result = await read(bytes);
    expect(codes(result)).toEqual([]);
    expect(expectLineage(bytes, result)).toBe(3000);
  });

  test('UTF-8 with a wrong byte: the text shows it, the places of all others stay exact', async () => {
    const bytes = Buffer.from(GOOD.replace('Rent March', 'Rent Mar~ch, größer, größer').replace('Søn', 'Søn'));
    bytes[bytes.indexOf('~')] = 0xff;
    const result = await read(Buffer.concat([bytes, Buffer.from('<!-- ü -->\n<!-- ü -->\n<!-- ü -->')]));
    expect(codes(result)).toEqual(['ENC-INVALID']);
    expect(result.statements[0]?.rows[0]?.description).toContain('Mar\ufffdch');
    expect(expectLineage(bytes, result)).toBe(2);
  });

  test('bytes overrule a declaration that they prove wrong', async () => {
    const result = await read(Buffer.from(GOOD.replace('UTF-8', 'ISO-8859-1')));
    expect(codes(result)).toEqual(['ENC-DECLARED']);
    expect(result.statements[0]?.rows[0]?.counterparty).toBe('Grünwald & Søn');
  });
});

describe('what banks send', () => {
  test('a prefix, no name space, an older version, several documents one behind the other', async () => {
    const prefixed = GOOD.replace(/<(\/?)([A-Z])/g, '<$1n:$2').replace('xmlns=', 'xmlns:n=');
    expect(amounts(await read(prefixed))).toEqual([[725, -1000]]);
    expect((await read(prefixed)).problems).toEqual([]);
    expect((await read(GOOD.replace(/ xmlns="[^"]*"/, ''))).problems).toEqual([]);
    const twice = await read(`\n\n${GOOD}\n${GOOD.replace('S1', 'S2')}`);
    expect(twice.problems).toEqual([]);
    expect(twice.statements.map(({ number }) => number)).toEqual(['S1', 'S2']);
  });

  test('something else before the document', async () => {
    const result = await read(`Content-Type: text/xml\r\n\r\n${GOOD}`);
    expect(amounts(result)).toEqual([[725, -1000]]);
    expect(codes(result)).toEqual(['REC-UNKNOWN']);
  });

  test('an entry that is not booked explains no booked balance', async () => {
    const body =
      balanceXml('OPBD', '1.00') +
      balanceXml('CLBD', '3.00') +
      entryXml({ amount: '5', status: '<Cd>PDNG</Cd>' }) +
      entryXml({ amount: '2' });
    const result = await read(documentXml(statementXml(body)));
    expect(amounts(result)).toEqual([[200], [500]]);
    expect(result.statements[1]).toMatchObject({ number: 'S1 (not booked)', tail: { opening: null, closing: null } });
    expect(codes(result)).toEqual(['ROW-PENDING']);
  });

  test('a batch stays one movement; its payments are counted and added up', async () => {
    const payment = (amount: string) => `<TxDtls><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></TxDtls>`;
    const batch = (stated: number, last: string) =>
      `<NtryDtls><Btch><NbOfTxs>${stated}</NbOfTxs></Btch>${payment('1.10')}${payment(last)}</NtryDtls>`;
    const body = (details: string) => documentXml(statementXml(balanceXml('OPBD', '0') + entryXml({ amount: '3.30', details })));
    expect(codes(await read(body(batch(2, '2.20'))))).toEqual(['BATCH-SPLIT']);
    const wrong = await read(body(batch(3, '2.21')));
    expect(codes(wrong)).toEqual(['BATCH-SPLIT', 'CTRL-TOTAL', 'BATCH-SUM']);
    expect(wrong.problems[2]?.message).toContain('3.31');
    expect(amounts(wrong)).toEqual([[330]]);
  });

  test('a reversal keeps the sign it states, and it is said if only the other one fits the balances', async () => {
    const body = (closing: string) =>
      documentXml(
        statementXml(
          balanceXml('OPBD', '10.00') +
            balanceXml('CLBD', closing) +
            entryXml({ amount: '4', sign: 'DBIT', more: '<RvslInd>true</RvslInd>' }),
        ),
      );
    expect(codes(await read(body('6.00')))).toEqual(['SIGN-REVERSED']);
    const turned = await read(body('14.00'));
    expect(codes(turned)).toEqual(['SIGN-REVERSED', 'SIGN-REVERSAL']);
    expect(amounts(turned)).toEqual([[-400]]);
    expect(codes(await read(body('15.00')))).toEqual(['SIGN-REVERSED']);
  });

  test('interim balances open and close the inner pages of a statement, and prove nothing in a report', async () => {
    const page = '<StmtPgntn><PgNb>2</PgNb><LastPgInd>false</LastPgInd></StmtPgntn>';
    const body = page + balanceXml('ITBD', '10') + balanceXml('ITBD', '12') + entryXml({ amount: '2' });
    const { tail } = (await read(documentXml(statementXml(body)))).statements[0]!;
    expect([tail.opening?.minor, tail.closing?.minor]).toEqual([1000, 1200]);
    const report = documentXml(statementXml(body))
      .replaceAll('Stmt>', 'Rpt>')
      .replaceAll('BkToCstmrStmt', 'BkToCstmrAcctRpt')
      .replace('camt.053', 'camt.052')
      .replaceAll('BkToCstmrRpt', 'BkToCstmrAcctRpt');
    const intraday = await read(report);
    expect(intraday.format).toBe('camt052');
    expect(intraday.statements[0]?.tail).toMatchObject({ opening: null, closing: null, statedOnly: { minor: 1200 } });
  });

  test('overdrawn balances, one with a sign of its own, one that could be either', async () => {
    const body = balanceXml('OPBD', '5.00', 'DBIT') + balanceXml('CLBD', '-3.00', 'DBIT') + entryXml({ amount: '2' });
    const { tail } = (await read(documentXml(statementXml(body)))).statements[0]!;
    expect([tail.opening?.minor, tail.closing?.minor]).toEqual([-500, -300]);
    const unclear = await read(documentXml(statementXml(body.replace('-3.00</Amt><CdtDbtInd>DBIT', '-3.00</Amt><CdtDbtInd>CRDT'))));
    expect(unclear.statements[0]?.tail.closing).toBeNull();
    expect(codes(unclear)).toEqual(['BAL-UNREADABLE']);
  });

  test('currencies without and with many decimals, an entry in another currency', async () => {
    const body =
      balanceXml('OPBD', '100', 'CRDT', 'JPY') +
      entryXml({ amount: '12', currency: 'JPY' }) +
      entryXml({ amount: '1.23456', currency: 'USD', sign: 'DBIT' });
    const result = await read(documentXml(statementXml(body)).replace('<Ccy>EUR</Ccy>', ''));
    const [yen, dollar] = result.statements[0]!.rows;
    expect(result.statements[0]?.currency).toBe('JPY');
    expect([yen?.amountMinor, yen?.currency]).toEqual([12, undefined]);
    expect(dollar).toMatchObject({ amountMinor: -123, amountExact: '-1.23456', currency: 'USD' });
    expect(codes(result)).toEqual(['AMT-PRECISION', 'CUR-MIXED']);
  });

  test('totals that do not hold, wrong check digits, a missing booking date', async () => {
    const text = GOOD.replace('<Sum>17.25', '<Sum>17.26')
      .replace('NO9386011117947', 'NO9386011117948')
      .replace('<BookgDt><Dt>2031-03-04</Dt></BookgDt>', '');
    const result = await read(text);
    expect(codes(result).sort()).toEqual(['ACC-CHECKDIGIT', 'CTRL-TOTAL', 'FLD-MISSING']);
    expect(result.statements[0]?.rows[0]?.day).toBe(dayOfIso('2031-03-05'));
  });
});
