import { describe, expect, test } from 'vitest';
import { bytesSource } from '../../source.ts';
import { collectStatements, type Collected } from '../collect.ts';
import { readCamt } from './read.ts';
import { balanceXml, documentXml, entryXml, statementXml } from './sample.ts';

const read = (text: string): Promise<Collected> => collectStatements(readCamt, bytesSource(Buffer.from(text)));
const codes = (result: Collected) => [...new Set(result.problems.map(({ code }) => code))];
const amounts = (result: Collected) => result.statements.flatMap(({ rows }) => rows.map(({ amountMinor }) => amountMinor));
const FOUR = documentXml(statementXml(balanceXml('OPBD', '0.00') + [1, 2, 3, 4].map((n) => entryXml({ amount: `${n}.00` })).join('')));

describe('damage in the middle', () => {
  test('a broken tag costs its entry at most, and is named with line and column', async () => {
    const result = await read(FOUR.replace('<Amt Ccy="EUR">2.00', '<Amt Ccy="EUR>2.00'));
    expect(amounts(result)).toEqual([100, 300, 400]);
    expect(result.rejected).toBe(1);
    expect(codes(result)).toEqual(['FILE-DAMAGED', 'ROW-REJECTED']);
    const line = FOUR.slice(0, FOUR.indexOf('2.00')).split('\n').length;
    expect(result.problems[0]).toMatchObject({ line });
    expect(result.problems[0]?.column).toBeGreaterThan(1);
    expect(result.problems[1]?.raw).toContain('<Amt Ccy="EUR>2.00');
  });

  test('a misspelt, a missing and a needless closing tag', async () => {
    for (const [from, to] of [
      ['BR-2.00</AcctSvcrRef>', 'BR-2.00</AcctSvcrRex>'],
      ['BR-2.00</AcctSvcrRef></Ntry>', 'BR-2.00</AcctSvcrRef>'],
      ['BR-2.00</AcctSvcrRef>', 'BR-2.00</AcctSvcrRef></Other>'],
    ] as const) {
      expect(FOUR).toContain(from);
      const result = await read(FOUR.replace(from, to));
      expect(amounts(result)).toEqual([100, 200, 300, 400]);
      expect(result.problems.map(({ code }) => code)).toEqual(['FILE-DAMAGED']);
      expect(result.statements).toHaveLength(1);
    }
  });

  test('two entries that have run together: the second one is rejected, not lost', async () => {
    const result = await read(FOUR.replace('BR-2.00</AcctSvcrRef></Ntry>\n<Ntry>', 'BR-2.00</AcctSvcrRef>'));
    expect(amounts(result)).toEqual([100, 200, 400]);
    expect(result.rejected).toBe(1);
  });

  test('characters that XML forbids and bare & and < are kept as text', async () => {
    const result = await read(FOUR.replace('BR-2.00', 'A & B < C &x; D\u0001'));
    expect(amounts(result)).toEqual([100, 200, 300, 400]);
    expect(result.statements[0]?.rows[1]?.reference).toBe('A & B < C &x; D\ufffd');
    expect(codes(result)).toEqual(['FILE-DAMAGED']);
  });

  test('text between the elements is never passed over', async () => {
    expect(codes(await read(FOUR.replace('<Ntry><Amt Ccy="EUR">2', '<Ntry>Ntry><Amt Ccy="EUR">2')))).toEqual(['FILE-DAMAGED']);
    expect(codes(await read(FOUR.replace('</Ntry>\n<Ntry>', '</Ntry> and <Ntry>')))).toEqual(['FILE-DAMAGED']);
  });

  test('a file that ends in the middle of an entry keeps the entries before it', async () => {
    for (let end = FOUR.indexOf('>3.00'); end < FOUR.indexOf('>4.00'); end += 7) {
      const result = await read(FOUR.slice(0, end));
      expect(amounts(result).slice(0, 2)).toEqual([100, 200]);
      expect(codes(result)).toContain('FILE-TRUNCATED');
    }
  });

  test('a document that begins before the one before it has ended', async () => {
    const result = await read(FOUR.slice(0, FOUR.indexOf('BR-3.00')) + FOUR);
    expect(amounts(result)).toEqual([100, 200, 300, 100, 200, 300, 400]);
    expect(codes(result)).toContain('FILE-DAMAGED');
  });
});

describe('amounts and signs that can not be read give no movement', () => {
  test.each([
    ['<Amt Ccy="EUR">2.00', '<Amt Ccy="EUR">2,00', 'AMT-UNREADABLE'],
    ['<Amt Ccy="EUR">2.00', '<Amt Ccy="EUR">', 'AMT-MISSING'],
    ['<Amt Ccy="EUR">2.00', '<Amt Ccy="EUR">99999999999999999999.00', 'AMT-RANGE'],
    ['<Amt Ccy="EUR">2.00', '<Amt Ccy="EUR">2<!-- 0 -->0.00', 'AMT-UNREADABLE'],
    ['<Amt Ccy="EUR">2.00</Amt><CdtDbtInd>CRDT', '<Amt Ccy="EUR">2.00</Amt><CdtDbtInd>C', 'SIGN-UNKNOWN'],
    ['<Amt Ccy="EUR">2.00', '<Amt Ccy="EUR">-2.00', 'SIGN-UNKNOWN'],
  ])('%s as %s: %s', async (from, to, code) => {
    const result = await read(FOUR.replace(from, to));
    expect(amounts(result)).toEqual([100, 300, 400]);
    expect(result.rejected).toBe(1);
    expect(codes(result)).toEqual([code]);
    expect(result.problems[0]?.raw).toContain('<Ntry>');
  });
});

describe('hostile files', () => {
  test('entities are never expanded, nothing outside is looked up', async () => {
    const bomb = '<!DOCTYPE Document [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c SYSTEM "file:///etc/hosts">]>';
    const result = await read(
      FOUR.replace('?>\n', `?>\n${bomb}<?xml-stylesheet href="http://127.0.0.1/x"?>\n`).replace('BR-2.00', '&b;&c;'),
    );
    expect(amounts(result)).toEqual([100, 200, 300, 400]);
    expect(result.statements[0]?.rows[1]?.reference).toBe('&b;&c;');
    expect(result.problems.filter(({ code }) => code === 'SEC-BLOCKED')).toHaveLength(2);
  });

  test.each([
    ['nesting', (body: string) => body + '<a>'.repeat(200_000)],
    ['a text without an end', (body: string) => body + 'x'.repeat(9_000_000)],
    ['a comment without an end', (body: string) => `${body}<!--${'x'.repeat(9_000_000)}`],
    ['breaches of the rules without an end', (body: string) => body + '</a>'.repeat(200_000)],
    ['one entry of a million elements', (body: string) => `${body}<Ntry>${'<a/>'.repeat(200_000)}`],
  ])('%s ends with a finding and what was read before', async (_, make) => {
    const result = await read(make(FOUR.slice(0, FOUR.indexOf('</Stmt>'))));
    expect(amounts(result)).toEqual([100, 200, 300, 400]);
    expect(codes(result)).toContain('FILE-LIMIT');
  });

  test('a file without any statement says so', async () => {
    for (const text of ['', '\n', 'hello', '<Document/>', '<?xml version="1.0"?><a><b/></a>', '\0\0\0']) {
      const result = await read(text);
      expect(result.statements).toEqual([]);
      expect(codes(result)).toContain('FILE-DAMAGED');
    }
  });
});
