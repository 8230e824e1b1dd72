import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayOfIso, isoOfDay } from '../../shared/calendar.ts';
import { coverageOf, pairKey, type CoverageStatement } from './coverage.ts';

let last = 0;
function held(
  from: string,
  to: string,
  opening: number | null,
  closing: number | null,
  more: Partial<CoverageStatement> = {},
): CoverageStatement {
  last++;
  return {
    sourceId: last,
    sourceName: `File ${last}`,
    kind: 'bank',
    account: 'A 1',
    currency: 'GBP',
    seq: 0,
    number: '',
    firstDate: null,
    lastDate: null,
    periodFrom: from,
    periodTo: to,
    rows: 3,
    openingMinor: opening,
    closingMinor: closing,
    ...more,
  };
}
const only = (...statements: CoverageStatement[]) => coverageOf(statements).accounts[0]!;

test('statements that follow each other day by day with joining balances are whole', () => {
  const account = only(held('2025-02-01', '2025-02-28', 200, 300), held('2025-01-01', '2025-01-31', 100, 200));
  expect(account).toMatchObject({
    from: '2025-01-01',
    to: '2025-02-28',
    days: 59,
    daysHeld: 59,
    state: 'whole',
    gaps: [],
    overlaps: [],
    breaks: [],
  });
  expect(account.held.map(({ from }) => from)).toEqual(['2025-01-01', '2025-02-01']);
  expect(account.verdict).toBe(
    '2025-01-01 to 2025-02-28, 2 statements. No day is missing. The opening balance is the closing balance before it.',
  );
});

test('a gap is broken where the balance changed over it, harmless where it did not, open where nobody says', () => {
  const january = held('2025-01-01', '2025-01-31', 100, 200);
  const changed = only(january, held('2025-03-01', '2025-03-31', 1_250, 300));
  expect(changed.gaps).toEqual([{ before: 0, after: 1, from: '2025-02-01', to: '2025-02-28', days: 28, differenceMinor: 1_050 }]);
  expect(changed).toMatchObject({ state: 'broken', days: 90, daysHeld: 62, breaks: [] });
  expect(changed.verdict).toContain('From 2025-02-01 to 2025-02-28 the balance changed by 10.50 GBP: movements are missing.');
  expect(only(january, held('2025-03-01', '2025-03-31', 200, 300))).toMatchObject({ state: 'whole', gaps: [{ differenceMinor: 0 }] });
  expect(only(january, held('2025-03-01', '2025-03-31', null, 300))).toMatchObject({ state: 'gaps', gaps: [{ differenceMinor: null }] });
});

test('a balance that does not join the next statement is named with both figures', () => {
  const account = only(held('2025-01-01', '2025-01-31', 100, 200), held('2025-02-01', '2025-02-28', 190, 300));
  expect(account.breaks).toEqual([{ before: 0, after: 1, at: '2025-02-01', closingMinor: 200, openingMinor: 190, differenceMinor: -10 }]);
  expect(account.state).toBe('broken');
  expect(account.verdict).toContain('1 opening balance differs from the closing balance before, first on 2025-02-01 by −0.10 GBP.');
});

test('days held twice are an overlap; one shared day where balances join is not', () => {
  const january = held('2025-01-01', '2025-01-31', 100, 200);
  expect(only(january, held('2025-01-31', '2025-02-28', 200, 300))).toMatchObject({ overlaps: [], state: 'whole', daysHeld: 59 });
  const over = only(january, held('2025-01-20', '2025-02-28', 150, 300));
  expect(over.overlaps).toEqual([{ before: 0, after: 1, from: '2025-01-20', to: '2025-01-31', days: 12, differenceMinor: null }]);
  expect(over).toMatchObject({ daysHeld: 59, breaks: [], state: 'unproved' });
  // The next statement of the same file on the same day: a difference there is a break and no overlap.
  const daily = [held('2025-01-06', '2025-01-07', 100, 200), held('2025-01-07', '2025-01-08', 210, 300)].map((each, seq) => ({
    ...each,
    sourceId: 9,
    seq,
  }));
  expect(only(...daily)).toMatchObject({ overlaps: [], breaks: [{ differenceMinor: 10 }], state: 'broken' });
});

test('overlapping statements join where their rows lead to the same balance, and disagree where they do not', () => {
  const statements = [held('2025-01-01', '2025-01-31', 100, 200), held('2025-01-20', '2025-02-28', 150, 300)];
  const first = coverageOf(statements).accounts[0]!;
  const key = pairKey(first.held[0]!, first.held[1]!);
  const same = coverageOf(statements, new Map([[key, 0]])).accounts[0]!;
  expect(same).toMatchObject({ state: 'whole', overlaps: [{ differenceMinor: 0 }] });
  expect(same.verdict).toContain('1 stretch is held more than once, with the same balance at the end.');
  const torn = coverageOf(statements, new Map([[key, -700]])).accounts[0]!;
  expect(torn.state).toBe('broken');
  expect(torn.verdict).toContain('On 2025-01-31 the statements that hold the same days differ by −7.00 GBP.');
});

test('a statement inside a longer one does not end what the longer one holds', () => {
  const account = only(
    held('2025-01-01', '2025-12-31', 1, 2),
    held('2025-02-01', '2025-02-28', 5, 6),
    held('2026-01-01', '2026-01-31', 2, 3),
  );
  expect(account).toMatchObject({ gaps: [], breaks: [], days: 396, daysHeld: 396, overlaps: [{ before: 0, after: 1, days: 28 }] });
});

test('accounts are told apart by number, currency and kind, however the number is spaced; rows stand in for a missing period', () => {
  const statements = [
    held('2025-01-01', '2025-01-31', null, null, { account: 'GB33 BUKB 2020' }),
    held('2025-02-01', '2025-02-28', null, null, { account: 'gb33bukb2020' }),
    held('2025-02-01', '2025-02-28', null, null, { account: 'GB33 BUKB 2020', currency: 'EUR' }),
    held('2025-02-01', '2025-02-28', null, null, { account: 'GB33 BUKB 2020', kind: 'ledger' }),
    held('2025-01-01', '2025-01-31', null, null, { account: '', sourceName: 'Cash', periodFrom: null, periodTo: null, firstDate: '2025-01-03', lastDate: '2025-01-09' }),
    held('2025-01-01', '2025-01-31', null, null, { periodFrom: null, periodTo: null }),
  ]; // prettier-ignore
  const { accounts, undated } = coverageOf(statements);
  expect(accounts.map(({ account, currency, kind, held: periods, state }) => [account, currency, kind, periods.length, state])).toEqual([
    ['GB33 BUKB 2020', 'GBP', 'bank', 2, 'unproved'],
    ['GB33 BUKB 2020', 'EUR', 'bank', 1, 'unproved'],
    ['GB33 BUKB 2020', 'GBP', 'ledger', 1, 'unproved'],
    ['Cash', 'GBP', 'bank', 1, 'unproved'],
  ]);
  expect(accounts[3]!.held[0]).toMatchObject({ from: '2025-01-03', to: '2025-01-09', stated: false });
  expect(undated).toHaveLength(1);
});

test('days held and days in gaps are all days, counted day by day', () => {
  const start = dayOfIso('2025-01-01');
  const period = fc.tuple(fc.nat({ max: 120 }), fc.nat({ max: 30 }));
  fc.assert(
    fc.property(fc.array(period, { minLength: 1, maxLength: 12 }), (periods) => {
      const account = only(...periods.map(([from, length]) => held(isoOfDay(start + from), isoOfDay(start + from + length), null, null)));
      const days = new Set(periods.flatMap(([from, length]) => Array.from({ length: length + 1 }, (_, i) => from + i)));
      expect(account.daysHeld).toBe(days.size);
      expect(account.days).toBe(account.daysHeld + account.gaps.reduce((sum, gap) => sum + gap.days, 0));
      for (const gap of account.gaps) expect(days.has(dayOfIso(gap.from) - start)).toBe(false);
    }),
  );
});
