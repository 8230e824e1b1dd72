/** Plants 200 cases of each rule's pattern into real payments, one pattern at a time, and counts how many the rule finds. */
import { NO_DAY } from '../../src/shared/columns.ts';
import { weekdayOf } from '../../src/shared/calendar.ts';
import { mulberry32 } from '../../src/workers/score/random.ts';
import { MAD_TO_SIGMA, medianMad } from '../../src/workers/score/robust.ts';
import type { RuleResult } from '../../src/workers/score/rules/run.ts';

export interface Payment {
  readonly amountMinor: number;
  readonly day: number;
  readonly counterparty: string;
  readonly reference: string;
  readonly category: string;
  readonly description: string;
}

export interface Recall {
  readonly planted: number;
  readonly found: number;
}

const CASES = 200;

/** What a pattern makes: rows to add, of which `expected` (positions in the list) have to be found. */
interface Planting {
  readonly rows: readonly Payment[];
  readonly expected: readonly number[];
}

interface Ground {
  readonly payments: readonly Payment[];
  readonly random: () => number;
  /** A dated payment to a named counterparty that satisfies `wanted`. */
  readonly pick: (wanted?: (one: Payment) => boolean) => Payment;
  readonly byParty: ReadonlyMap<string, readonly Payment[]>;
  readonly lastDay: number;
}

const document = (i: number) => `PLANT${1_000_000 + i * 7}`;
const weekday = (day: number) => (weekdayOf(day) >= 6 ? day + 2 : day);
const odd = (units: number, random: () => number) => Math.round(units * 100) + 1 + Math.floor(random() * 97);

/** Adds to a real payment, so that peers and dates are real. */
const PATTERNS: Readonly<Record<string, (ground: Ground, i: number) => Planting>> = {
  D1: ({ pick, random }, i) => {
    const one = { ...pick(), reference: document(i) };
    return { rows: [one, { ...one, day: weekday(one.day + 3 + Math.floor(random() * 60)) }], expected: [1] };
  },
  D2: ({ pick }, i) => {
    const one = { ...pick((p) => p.amountMinor >= 10_000), reference: document(2 * i) };
    return { rows: [one, { ...one, reference: document(2 * i + 1) }], expected: [1] };
  },
  D3: ({ pick, random }, i) => {
    const one = { ...pick(), amountMinor: odd(1000 + random() * 9000, random), reference: document(2 * i) };
    const later = { ...one, day: weekday(one.day + 1 + Math.floor(random() * 26)), reference: document(2 * i + 1) };
    return { rows: [one, later], expected: [1] };
  },
  D4: ({ pick }, i) => {
    const one = { ...pick((p) => p.amountMinor >= 10_000), reference: document(i) };
    return { rows: [one, { ...one, counterparty: pick((p) => p.counterparty !== one.counterparty).counterparty }], expected: [0, 1] };
  },
  A1: ({ pick, random }, i) => ({
    rows: [{ ...pick(), amountMinor: 100_000 * (1 + Math.floor(random() * 40)), reference: document(i) }],
    expected: [0],
  }),
  A2: ({ pick, random }, i) => ({
    rows: [{ ...pick(), amountMinor: 1_000_000 - 1 - Math.floor(random() * 40_000), reference: document(i) }],
    expected: [0],
  }),
  A3: ({ pick, random }, i) => {
    const one = { ...pick(), amountMinor: odd(5500 + random() * 4000, random), reference: document(2 * i) };
    const later = {
      ...one,
      amountMinor: odd(5500 + random() * 4000, random),
      day: one.day + Math.floor(random() * 3),
      reference: document(2 * i + 1),
    };
    return { rows: [one, later], expected: [0, 1] };
  },
  A4: ({ byParty, random, lastDay }, i) => {
    const parties = [...byParty].filter(([, rows]) => rows.length >= 2 && Math.max(...rows.map((one) => one.amountMinor)) < 50_000_000);
    const [, rows] = parties[Math.floor((i / CASES) * parties.length)]!;
    const largest = Math.max(...rows.map((one) => one.amountMinor));
    return {
      rows: [
        {
          ...rows[0]!,
          amountMinor: Math.round(largest * (11 + random() * 9)) + 100_000,
          day: weekday(lastDay - i),
          reference: document(i),
        },
      ],
      expected: [0],
    };
  },
  A5: ({ byParty, random }, i) => {
    const parties = [...byParty].filter(([, rows]) => rows.length >= 14);
    const [, rows] = parties[Math.floor((i / CASES) * parties.length)]!;
    const { median, mad } = medianMad(Float64Array.from(rows, (one) => Math.log(one.amountMinor)));
    const log = median + (7.5 + random()) * Math.max(0.12, 1.2 * MAD_TO_SIGMA * mad);
    return { rows: [{ ...rows[0]!, amountMinor: Math.round(Math.exp(log)), reference: document(i) }], expected: [0] };
  },
  T1: ({ pick }, i) => {
    const one = pick();
    return { rows: [{ ...one, day: one.day + (6 - weekdayOf(one.day) + (i % 2)), reference: document(i) }], expected: [0] };
  },
  V1: ({ pick, random, lastDay }, i) => ({
    rows: [
      {
        ...pick(),
        counterparty: `Planted Holdings ${i}`,
        amountMinor: odd(60_000 + random() * 90_000, random),
        day: weekday(lastDay - 1 - (i % 300)),
        reference: document(i),
      },
    ],
    expected: [0],
  }),
  V7: ({ pick, random }, i) =>
    series(pick(), i, random, (one) => ({ ...one, amountMinor: Math.round(one.amountMinor * (1.3 + random())) }), null),
  V8: ({ pick, random }, i) => series(pick(), i, random, null, (one) => ({ ...one, day: one.day + 8 })),
  J5: ({ pick }, i) => ({ rows: [{ ...pick(), description: 'Plug per CFO', reference: document(i) }], expected: [0] }),
};

/** A monthly series of a new counterparty: one amount changed, or one payment added. */
function series(
  base: Payment,
  i: number,
  random: () => number,
  change: ((one: Payment) => Payment) | null,
  extra: ((one: Payment) => Payment) | null,
): Planting {
  const amountMinor = odd(600 + random() * 4000, random);
  const rows: Payment[] = Array.from({ length: 10 }, (_, month) => ({
    ...base,
    counterparty: `Planted Lettings ${i}`,
    amountMinor,
    day: weekday(16_900 + (i % 200) + Math.round(month * 30.44)),
    reference: document(20 * i + month),
  }));
  const at = 3 + Math.floor(random() * 5);
  if (change) {
    rows[at] = change(rows[at]!);
    return { rows, expected: [at] };
  }
  rows.push({ ...extra!(rows[at]!), reference: document(20 * i + 15) });
  return { rows, expected: [10] };
}

/** Plants every pattern in turn. `run` applies the rules to payments. */
export function plantAll(payments: readonly Payment[], run: (payments: readonly Payment[]) => RuleResult): Map<string, Recall> {
  const dated = payments.filter((one) => one.day !== NO_DAY && one.counterparty !== '' && one.amountMinor > 0);
  // As the engine folds names, so that "ACME LTD." and "Acme Ltd" are one counterparty here too.
  const byParty = Map.groupBy(dated, (one) => one.counterparty.toLowerCase().replace(/[^a-z0-9\u0080-\uffff]/g, ''));
  let lastDay = 0;
  for (const one of dated) lastDay = Math.max(lastDay, one.day);
  const recalls = new Map<string, Recall>();
  for (const [code, pattern] of Object.entries(PATTERNS)) {
    const random = mulberry32(code.charCodeAt(0) * 100 + code.charCodeAt(1));
    const pick: Ground['pick'] = (wanted = () => true) => {
      for (;;) {
        const one = dated[Math.floor(random() * dated.length)]!;
        if (wanted(one)) return one;
      }
    };
    const all = [...payments];
    const expected: number[] = [];
    for (let i = 0; i < CASES; i++) {
      const planting = pattern({ payments, random, pick, byParty, lastDay }, i);
      for (const at of planting.expected) expected.push(all.length + at);
      all.push(...planting.rows);
    }
    const hits = new Set(run(all).hitRows.get(code));
    recalls.set(code, { planted: expected.length, found: expected.filter((row) => hits.has(row)).length });
  }
  return recalls;
}
