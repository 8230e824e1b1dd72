import { expect, test } from 'vitest';
import { buildBaselines } from '../baselines.ts';
import { buildFrame } from '../frame.ts';
import { mulberry32 } from '../random.ts';
import { written, type WrittenRow } from '../test-columns.ts';
import { runRules, type RuleResult } from './run.ts';

function rules(rows: readonly WrittenRow[], thresholdsMinor?: number[]): RuleResult {
  const frame = buildFrame(written(rows));
  return runRules(frame, buildBaselines(frame), { thresholdsMinor, keywords: ['plug', 'per cfo', 'réserve'] });
}
const hits = (rows: readonly WrittenRow[], code: string, thresholds?: number[]) =>
  [...(rules(rows, thresholds).hitRows.get(code) ?? [])].sort((a, b) => a - b);
const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10);
/** Mondays, so that no weekend comes in by accident. */
const monday = (week: number) => iso(18_267 + 7 * week);

test('D1 names the same document and amount of one counterparty, however the name is written', () => {
  const rows = [
    { minor: -12_345, date: '2024-01-05', party: 'ACME Ltd.', ref: 'INV-1001' },
    { minor: -12_345, date: '2024-02-05', party: 'Acme LTD', ref: 'inv 1001' },
    { minor: -12_345, date: '2024-02-06', party: 'Acme LTD', ref: 'INV-1002' },
    { minor: -12_345, date: '2024-02-06', party: 'Other', ref: 'INV-1001' },
  ];
  expect(hits(rows, 'D1')).toEqual([0, 1]);
  expect(hits(rows, 'D4')).toEqual([0, 1, 3]);
  const term = rules(rows)
    .terms.get(0)!
    .find((one) => one.code === 'D1')!;
  expect(term.hit.args).toEqual([12_345, 2, 31]);
  expect(term.hit.evidence).toEqual([1]);
});

test('D1 leaves out a reference used month after month: it is a contract number', () => {
  const rows = Array.from({ length: 8 }, (_, i) => ({ minor: -9900, date: monday(4 * i), party: 'Power', ref: 'ACCT 778812' }));
  expect(hits(rows, 'D1')).toEqual([]);
});

test('D2 needs different documents: lines of one document do not count', () => {
  const row = { minor: 250_000, date: '2024-03-04', party: 'Builder' };
  expect(
    hits(
      [
        { ...row, ref: '46289405_1' },
        { ...row, ref: '46289405_2' },
      ],
      'D2',
    ),
  ).toEqual([]);
  expect(
    hits(
      [
        { ...row, ref: '46289405_1' },
        { ...row, ref: '46289777_1' },
      ],
      'D2',
    ),
  ).toEqual([0, 1]);
});

test('D3 names a large amount repeated within 30 days, not one that comes often', () => {
  const at = (week: number) => ({ minor: 150_000, date: monday(week), party: 'P' });
  expect(hits([at(0), at(3), at(30)], 'D3')).toEqual([0, 1]);
  expect(hits([at(0), at(1), at(2), at(3)], 'D3')).toEqual([]);
});

test('A1 and A4 and A5 speak of size', () => {
  const usual = Array.from({ length: 12 }, (_, i) => ({ minor: 10_000 + 37 * i, date: monday(i), party: 'Stationer' }));
  const rows = [...usual, { minor: 5_000_000, date: monday(13), party: 'Stationer' }];
  expect(hits(rows, 'A1')).toEqual([12]);
  expect(hits(rows, 'A4')).toEqual([12]);
  expect(hits(rows, 'A5')).toEqual([12]);
  expect(hits([...usual, { minor: 9900, date: monday(13), party: 'Stationer' }], 'A5')).toEqual([]);
});

test('A2 asks whether amounts crowd below the threshold', () => {
  const random = mulberry32(3);
  const below = Array.from({ length: 20 }, (_, i) => ({ minor: 999_900 - 101 * i, date: monday(i), party: `P${i}` }));
  const above = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ minor: 1_000_500 + 97 * i, date: monday(i), party: `Q${i}` }));
  const far = Array.from({ length: 300 }, (_, i) => ({
    minor: Math.round(1_200_000 + random() * 9e6),
    date: monday(i % 50),
    party: `R${i}`,
  }));
  expect(hits([...below, ...above(2), ...far], 'A2')).toHaveLength(20);
  expect(hits([...below, ...above(18), ...far], 'A2')).toEqual([]);
});

test('A3 adds up parts within three days, but not the lines of one document', () => {
  const part = (minor: number, date: string, ref: string) => ({ minor, date, party: 'Splitter', ref });
  const split = [part(600_100, '2024-05-06', 'A-20001'), part(700_200, '2024-05-08', 'A-20057')];
  expect(hits(split, 'A3', [1_000_000])).toEqual([0, 1]);
  expect(hits([split[0]!, { ...split[1]!, date: '2024-05-16' }], 'A3', [1_000_000])).toEqual([]);
  expect(hits([part(600_100, '2024-05-06', '90210_1'), part(700_200, '2024-05-06', '90210_2')], 'A3', [1_000_000])).toEqual([]);
  expect(
    rules(split, [1_000_000])
      .terms.get(0)!
      .find((one) => one.code === 'A3')!.hit.args,
  ).toEqual([600_100, 2, 1_000_000, 1_300_300, 3]);
});

test('T1 names weekend dates where they are rare and switches itself off where they are not', () => {
  const rows = Array.from({ length: 99 }, (_, i) => ({ minor: 100 + i, date: monday(i), party: `P${i}` }));
  expect(hits([...rows, { minor: 5, date: '2024-06-01', party: 'W' }], 'T1')).toEqual([99]);
  const many = rules([...rows, ...Array.from({ length: 9 }, (_, i) => ({ minor: 5, date: '2024-06-01', party: `W${i}` }))]);
  expect(many.hitRows.get('T1')).toBeUndefined();
  expect(many.reports.find((one) => one.code === 'T1')!.note).toContain('switched itself off');
});

test('V1 names a large first payment to a counterparty that is new', () => {
  const known = Array.from({ length: 60 }, (_, i) => ({ minor: 10_000 + 90 * ((i * 17) % 60), date: monday(i), party: `Known ${i}` }));
  expect(hits([...known, { minor: 9_000_000, date: monday(70), party: 'Newcomer' }], 'V1')).toEqual([60]);
  expect(hits([...known, { minor: 9_000_000, date: monday(0), party: 'There at the start' }], 'V1')).toEqual([]);
});

test('V7 and V8 name the payment that breaks a series', () => {
  const rent = Array.from({ length: 10 }, (_, i) => ({ minor: -80_000, date: monday(4 * i), party: 'Landlord' }));
  expect(hits(rent, 'V7')).toEqual([]);
  expect(hits(rent, 'V8')).toEqual([]);
  const raised = rent.map((row, i) => (i === 6 ? { ...row, minor: -120_000 } : row));
  expect(hits(raised, 'V7')).toEqual([6]);
  expect(hits([...rent, { minor: -80_000, date: monday(17), party: 'Landlord' }], 'V8')).toEqual([10]);
});

test('J5 finds whole words in any case', () => {
  const rows = ['Plug per CFO', 'spark plugs', 'PLUG', 'Réserve légale', 'per  cfo request', ''].map((text) => ({ minor: 100, text }));
  expect(hits(rows, 'J5')).toEqual([0, 2, 3, 4]);
});

test('B1 names over-represented leading digits, and refuses amounts that are cut off', () => {
  const random = mulberry32(9);
  const natural = Array.from({ length: 1500 }, () => ({ minor: Math.round(1000 * 10 ** (2 * (random() + random() + random()))) }));
  expect(hits(natural, 'B1')).toEqual([]);
  const invented = Array.from({ length: 300 }, (_, i) => ({ minor: 730_000 + 30 * i }));
  expect(hits([...natural, ...invented], 'B1').filter((row) => row >= 1500)).toHaveLength(300);
  const cut = rules([...natural, ...invented].filter((row) => row.minor >= 700_000));
  expect(cut.hitRows.get('B1')).toBeUndefined();
  expect(cut.reports.find((one) => one.code === 'B1')!.note).toContain('cut off at the low end');
});

test('a rule without its columns is skipped and says which are missing', () => {
  const { reports } = rules([{ minor: 100 }, { minor: 200 }]);
  expect(reports.find((one) => one.code === 'D1')!.note).toBe('Skipped: the data have no counterparties and no document references.');
  expect(reports.every((one) => one.hits === 0)).toBe(true);
});

test('a rule that fires on more than 5 % of the rows is demoted with its share, and weighs nothing', () => {
  const rows = Array.from({ length: 400 }, (_, i) => ({ minor: i % 10 === 0 ? 300_000 : 123_457 + i, party: `P${i}` }));
  const { reports, terms } = rules(rows);
  expect(reports.find((one) => one.code === 'A1')).toMatchObject({ hits: 40, share: 0.1, scored: false });
  expect(reports.find((one) => one.code === 'A1')!.note).toContain('10.0 % of the rows');
  expect(terms.get(0)?.some((one) => one.code === 'A1') ?? false).toBe(false);
});

test('of one family the strongest rule counts whole, the second half', () => {
  const row = { minor: 500_123, party: 'P', ref: 'INV-9001' };
  const terms = rules([
    { ...row, date: '2024-01-08' },
    { ...row, date: '2024-01-22' },
  ]).terms.get(0)!;
  expect(terms.map((one) => [one.code, one.logit])).toEqual([['D1', 2.5]]);
  const other = [
    { ...row, date: '2024-01-08' },
    { ...row, ref: 'INV-9017', date: '2024-01-22' },
    { ...row, date: '2024-01-23' },
  ];
  expect(
    rules(other)
      .terms.get(0)!
      .map((one) => [one.code, one.logit]),
  ).toEqual([
    ['D1', 2.5],
    ['D3', 0.75],
  ]);
});
