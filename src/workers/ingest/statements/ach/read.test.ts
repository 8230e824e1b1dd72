import { describe, expect, test } from 'vitest';
import { dayOfIso } from '../../../../shared/calendar.ts';
import { NO_DAY } from '../../../../shared/columns.ts';
import { bytesSource } from '../../source.ts';
import { collectStatements, type Collected } from '../collect.ts';
import { transactionCode } from './codes.ts';
import { looksLikeAch } from './detect.ts';
import { readAch } from './read.ts';
import { achRecords, ROUTING, type SampleBatch } from './sample.ts';

const read = (text: string | Uint8Array): Promise<Collected> =>
  collectStatements(readAch, bytesSource(typeof text === 'string' ? Buffer.from(text, 'latin1') : text));
const codes = (result: Collected) => result.problems.map(({ code }) => code);
const amounts = (result: Collected) => result.statements.flatMap(({ rows }) => rows.map(({ amountMinor }) => amountMinor));
const batch = (...entries: SampleBatch['entries']): SampleBatch => ({ entries });
const TWO: SampleBatch[] = [
  batch({ code: '22', cents: 150_025 }, { code: '37', cents: 1, name: 'John Roe', addenda: ['first piece', 'second piece'] }),
  { ...batch({ code: '32', cents: 7 }), service: '220', entryClass: 'CCD' },
];
const GOOD = achRecords(TWO);

function expectLineage(bytes: Uint8Array, result: Collected): void {
  const cut = (span: readonly [number, number] | undefined) =>
    Buffer.from(bytes.subarray(span![0], span![0] + span![1])).toString('latin1');
  for (const { rows } of result.statements) {
    for (const row of rows) {
      expect(Number(cut(row.spans!.amount))).toBe(Math.abs(row.amountMinor));
      expect(transactionCode(cut(row.spans!.sign))?.credit).toBe(row.amountMinor >= 0);
      expect(cut(row.spans!.reference)).toBe(row.reference);
      expect(cut(row.spans!.category)).toBe(row.category);
      expect(cut(row.spans!.counterparty)).toBe(row.counterparty);
      expect(cut(row.spans!.date)).toBe('310305');
      expect(cut([row.byteStart, row.byteLength])).toMatch(/^6/);
    }
  }
}

test('batches are statements, entries movements, addenda text; every control holds', async () => {
  const bytes = Buffer.from(GOOD.join('\n'));
  const result = await read(bytes);
  expect(result.problems).toEqual([]);
  expect(result.statements.map(({ account, number, currency }) => [account, number, currency])).toEqual([
    ['1234567890', '0000001', 'USD'],
    ['1234567890', '0000002', 'USD'],
  ]);
  expect(amounts(result)).toEqual([150_025, -1, 7]);
  expect(result.statements[0]?.rows[1]).toMatchObject({
    line: 4,
    day: dayOfIso('2031-03-05'),
    counterparty: 'John Roe',
    category: 'PPD',
    reference: '021001200000002',
    description: 'ACME LTD WAGES / settlement day 064 / first piece second piece / ID EMP-77 / account 5550001',
  });
  const controls = result.statements.map(({ tail }) => tail.controls!.map(({ stated, counted }) => [stated, counted]));
  expect(controls[0]).toHaveLength(4);
  // Those of the file stand with its last batch.
  expect(controls[1]).toHaveLength(10);
  for (const [stated, counted] of controls.flat()) expect(counted).toBe(stated);
  expectLineage(bytes, result);
});

test('lines ended in any way, none at all, blanks left out at their ends, blocks of ten records a line, UTF-16', async () => {
  const trimmed = GOOD.map((record) => record.trimEnd());
  const blocks = [GOOD.slice(0, 10).join(''), GOOD.slice(10).join('')].filter(Boolean);
  for (const text of [
    GOOD.join('\r\n'),
    GOOD.join('\r'),
    `${GOOD.join('')}\r\n`,
    `\n\n${trimmed.join('\n')}\n\n`,
    blocks.join('\n'),
    GOOD.map((record) => `${record}   `).join('\n'),
  ]) {
    const bytes = Buffer.from(text);
    const result = await read(bytes);
    expect(amounts(result)).toEqual([150_025, -1, 7]);
    expect(result.problems).toEqual([]);
    expect(looksLikeAch(bytes)).toBe('ach');
    expectLineage(bytes, result);
  }
  const wide = await read(Buffer.from(`\ufeff${GOOD.join('\n')}`, 'utf16le'));
  expect(wide.problems).toEqual([]);
  expect(amounts(wide)).toEqual([150_025, -1, 7]);
  const [start, length] = wide.statements[0]!.rows[0]!.spans!.counterparty!;
  expect(
    Buffer.from(`\ufeff${GOOD.join('\n')}`, 'utf16le')
      .subarray(start, start + length)
      .toString('utf16le'),
  ).toBe('JANE DOE');
});

describe('transaction codes', () => {
  test('the second digit says direction and use', () => {
    expect(['22', '27', '36', '48', '55', '81', '86'].map((code) => transactionCode(code)?.credit)).toEqual([
      true,
      false,
      false,
      false,
      false,
      true,
      false,
    ]);
    expect(['21', '22', '23', '24', '26', '27', '28', '29'].map((code) => transactionCode(code)?.use)).toEqual([
      ...['return', 'live', 'prenote', 'zero', 'return', 'live', 'prenote', 'zero'],
    ]);
    for (const code of ['20', '25', '30', '57', '80', '89', '99', 'AB', '2', '']) expect(transactionCode(code)).toBeNull();
  });

  test('prenotes are kept with zero; a code that is reserved is rejected', async () => {
    const result = await read(achRecords([batch({ code: '23', cents: 0 }, { code: '25', cents: 5 })]).join('\n'));
    expect(amounts(result)).toEqual([0]);
    expect(result.rejected).toBe(1);
    expect(codes(result)).toContain('SIGN-UNKNOWN');
    expect(result.problems.find(({ code }) => code === 'SIGN-UNKNOWN')?.raw).toMatch(/^625/);
  });
});

describe('entry classes', () => {
  test('returns and notifications of change are named', async () => {
    const returned = `799R01${'123456789012345'}      02100120${'note'.padEnd(44)}021001200000001`;
    const changed = `798C02${'123456789012345'}      02100120${'011000015'.padEnd(29)}${''.padEnd(15)}021001200000001`;
    const result = await read(
      achRecords([
        batch({ code: '26', cents: 900, addenda: [returned] }),
        { ...batch({ code: '21', cents: 0, addenda: [changed] }), entryClass: 'COR' },
      ]).join('\n'),
    );
    expect(result.problems).toEqual([]);
    const texts = result.statements.map(({ rows }) => rows[0]!.description);
    expect(texts[0]).toContain('return R01 (insufficient funds), note, original trace 123456789012345');
    expect(texts[1]).toContain('notification of change C02 (routing number), 011000015');
  });

  test('an unknown reason, and a return under the code of a payment', async () => {
    const returned = `799R96${'123456789012345'}      02100120${''.padEnd(44)}021001200000001`;
    const result = await read(achRecords([batch({ code: '27', cents: 900, addenda: [returned] })]).join('\n'));
    expect(codes(result)).toEqual(['FLD-UNREADABLE', 'FLD-UNREADABLE']);
    expect(amounts(result)).toEqual([-900]);
  });

  test('CTX counts its addenda, CIE and MTE keep the name elsewhere, IAT in its first addenda record', async () => {
    const ctx = { code: '22', cents: 1, middle: `${'ID'.padEnd(15)}0001${'BIG CORP'.padEnd(18)}`, addenda: ['text'] };
    const cie = { code: '22', cents: 1, middle: `${'ANN BELL'.padEnd(15)}${'900'.padEnd(22)}` };
    const iatAddenda = ['10', '11', '12', '13', '14', '15', '16'].map((type) =>
      type === '10'
        ? `710BUS${'1'.padStart(18, '0')}${''.padEnd(22)}${'MAX MEIER'.padEnd(35)}${''.padEnd(6)}0000001`
        : `7${type}${'text'.padEnd(84)}0000001`,
    );
    const iat = { code: '22', cents: 1, middle: 'FOREIGN-ACCOUNT', addenda: iatAddenda };
    const records = achRecords([
      { ...batch(ctx), entryClass: 'CTX' },
      { ...batch(cie), entryClass: 'CIE' },
      { ...batch(iat), entryClass: 'IAT' },
    ]).map((record) => (record.includes('FOREIGN') ? `${record.slice(0, 12)}0007${''.padEnd(13)}${record.slice(29)}` : record));
    const result = await read(records.join('\n'));
    expect(result.problems).toEqual([]);
    expect(result.statements.map(({ rows }) => rows[0]?.counterparty)).toEqual(['BIG CORP', 'ANN BELL', 'MAX MEIER']);
    expect(result.statements[2]?.rows[0]?.description).toContain('account FOREIGN-ACCOUNT');
    const short = await read(records.filter((record) => !record.startsWith('715')).join('\n'));
    expect(codes(short)).toContain('REC-MISSING');
  });

  test('ADV entries and controls are wider', async () => {
    const entry = (code: string, cents: number, sequence: number) =>
      `6${code}${ROUTING}${'5550001'.padEnd(15)}${String(cents).padStart(12, '0')}${'02100120811131'.padEnd(15)}${'BANK'.padEnd(22)}  00210012001001${String(sequence).padStart(1, '0')}`
        .slice(0, 94)
        .padEnd(94, '1');
    const hash = String(2 * 2100120).padStart(10, '0');
    const sums = `${'30'.padStart(20, '0')}${'1234567890123'.padStart(20, '0')}`;
    const records = [
      GOOD[0]!,
      `5280${'ACME'.padEnd(36)}1234567890ADV${'ACCOUNTING'.padEnd(16)}310305   1021001200000001`,
      entry('81', 999_999_999_999, 1),
      entry('82', 30, 2),
      `8280000002${hash}${sums}${''.padEnd(19)}021001200000001`,
      `9000001000001${'2'.padStart(8, '0')}${hash}${sums}${''.padEnd(23)}`,
    ];
    const result = await read(records.join('\n'));
    expect(amounts(result)).toEqual([999_999_999_999, -30]);
    expect(codes(result)).toEqual(['CTRL-TOTAL', 'CTRL-TOTAL']);
    expect(result.problems[0]?.message).toContain('credits of the batch');
  });
});

describe('deviations are reported and the rows kept', () => {
  const broken = (change: (records: string[]) => void) => {
    const records = [...GOOD];
    change(records);
    return read(records.join('\n'));
  };

  test('each control figure that differs', async () => {
    const result = await broken((records) => (records[2] = records[2]!.replace('0000150025', '0000150026')));
    expect(codes(result)).toEqual(['CTRL-TOTAL', 'CTRL-TOTAL']);
    expect(result.problems.map(({ line, column }) => [line, column])).toEqual([
      [7, 33],
      [11, 44],
    ]);
    expect(result.problems[0]?.message).toContain('1,500.26 was counted');
  });

  test('a wrong check digit, a debit among credits, a trace number that does not ascend', async () => {
    expect(codes(await read(achRecords([batch({ code: '22', cents: 1, routing: '021001209' })]).join('\n')))).toEqual(['ACC-CHECKDIGIT']);
    expect(codes(await read(achRecords([{ ...batch({ code: '27', cents: 1 }), service: '220' }]).join('\n')))).toEqual(['FLD-UNREADABLE']);
    const result = await broken((records) => ([records[2], records[3]] = [records[3]!.replace(/1(?=\d{15}$)/, '0'), records[2]!]));
    expect(amounts(result)).toEqual([-1, 150_025, 7]);
    expect(result.problems.map(({ message }) => message).join()).toContain('does not ascend');
  });

  test('an effective date that is blank or none', async () => {
    for (const [date, code] of [
      ['', 'FLD-MISSING'],
      ['000000', 'FLD-MISSING'],
      ['310230', 'DATE-UNREADABLE'],
    ] as const) {
      const result = await read(achRecords([{ ...batch({ code: '22', cents: 1 }), date }]).join('\n'));
      expect(codes(result)).toEqual([code]);
      expect(result.statements[0]?.rows[0]?.day).toBe(NO_DAY);
    }
  });

  test('records left out: each of them', async () => {
    for (const [type, code] of [
      ['1', 'REC-MISSING'],
      ['5', 'REC-MISSING'],
      ['8', 'REC-MISSING'],
      ['90', 'FILE-TRUNCATED'],
    ] as const) {
      const result = await read(GOOD.filter((record) => !record.startsWith(type)).join('\n'));
      expect(amounts(result)).toEqual([150_025, -1, 7]);
      expect(codes(result)).toContain(code);
    }
    expect(codes(await broken((records) => records.splice(3, 1)))).toContain('CTRL-TOTAL');
    expect(codes(await broken((records) => records.splice(4, 1)))).toContain('FLD-UNREADABLE');
  });

  test('an amount that is no number, letters that the format does not know, a record of no type', async () => {
    const amount = await broken((records) => (records[2] = records[2]!.replace('0000150025', '00001500.5')));
    expect(amount.rejected).toBe(1);
    expect(codes(amount)).toContain('AMT-UNREADABLE');
    expect(amounts(amount)).toEqual([-1, 7]);
    const letters = await broken((records) => (records[2] = records[2]!.replace('JANE', 'J\xc4N\x1a')));
    expect(codes(letters)).toEqual(['FLD-UNREADABLE']);
    expect(codes(await broken((records) => records.splice(2, 0, 'REMARK')))).toEqual(['REC-UNKNOWN']);
  });

  test('several files one behind the other, and one without batches', async () => {
    const result = await read([...GOOD, ...achRecords([])].join('\n'));
    expect(result.problems).toEqual([]);
    expect(result.statements).toHaveLength(3);
    expect(result.statements[2]).toMatchObject({ account: null, rows: [] });
    expect(result.statements[2]?.tail.controls).toHaveLength(6);
  });

  test('what is no ACH file ends with a finding', async () => {
    for (const text of ['', 'hello', 'x'.repeat(2_000_000), '\0\0\0', '7'.repeat(94)]) {
      const result = await read(text);
      expect(amounts(result)).toEqual([]);
      expect(result.problems.length).toBeGreaterThan(0);
    }
    expect(looksLikeAch(Buffer.from('Date,Amount\n2031-03-04,5.00\n'))).toBeNull();
  });
});
