import { businessDayFrom, dayOf, weekdayOf, type Day } from './days.ts';
import { bankText, type LedgerEntry, type Movement } from './movement.ts';
import { VENDORS } from './names.ts';

/** What was planted, in the words of the truth file. */
export const PLANTED: Readonly<Record<string, string>> = {
  'duplicate-payment': 'The same invoice of the same supplier was paid twice, nine days apart.',
  'near-duplicate-reference': 'The same invoice was paid again under its number with a suffix.',
  'threshold-split': 'Three payments to one supplier within three days, each just under the approval limit of 10,000.',
  'just-below-threshold': 'Four payments of 4,995.00 to one supplier, just under the limit of 5,000 for a second signature.',
  'round-amount': 'Round sums to a consultancy without an invoice number.',
  'weekend-posting': 'Entered in the cash book on a Sunday, when the office is closed.',
  'new-vendor-large': 'The first payment to a supplier never seen before is larger than almost any other first payment.',
  'transposed-digits': 'The cash book and the bank differ by two digits exchanged.',
  'reused-invoice-number': 'One invoice number and amount, paid to two different suppliers.',
  'series-broken': 'The weekly cleaning payment came twice in one week, and once at nearly double the usual sum.',
  'dormant-vendor': 'A supplier without a payment for eleven months received three large ones in two weeks.',
  'ledger-without-bank': 'Income in the cash book on the last day of the year-end that never reached the bank.',
  'bank-without-ledger': 'A payment left the bank that the cash book does not have.',
  'reversed-after-year-end': 'An entry of the last day of the year was reversed in the first week of the next.',
  'refund-loop': 'A receipt went back out to the payer within two days, less a small sum.',
};

interface Payee {
  readonly name: string;
  readonly account: string;
}

function pay(
  code: string | undefined,
  ledgerDay: string,
  lag: number,
  payee: Payee,
  document: string,
  pence: number,
  text = `Invoice ${document}`,
  bankPence = pence,
): Movement {
  const day = dayOf(ledgerDay);
  const ledger: LedgerEntry = { day, document, account: payee.account, party: payee.name, text, amountMinor: -pence };
  return {
    kind: bankPence === pence ? 'pair' : 'differs',
    bank: [{ day: businessDayFrom(day + lag), type: 'FPO', text: bankText(payee.name, document), amountMinor: -bankPence }],
    ledger: [ledger],
    ...(code ? { planted: code } : {}),
  };
}

function weeklySeries(first: Day, last: Day): Movement[] {
  const cleaner = { name: 'Gleamwick Cleaning Ltd', account: '5345' };
  const made: Movement[] = [];
  for (let day = first, week = 1; day <= last - 5; day++) {
    if (weekdayOf(day) !== 3) continue;
    const odd = week === 47;
    const at = new Date(day * 86_400_000).toISOString().slice(0, 10);
    made.push(
      pay(
        odd ? 'series-broken' : undefined,
        at,
        1,
        cleaner,
        `GC${String(week).padStart(4, '0')}`,
        odd ? 116_250 : 61_250,
        'Weekly cleaning',
      ),
    );
    if (week === 31) made.push(pay('series-broken', at, 2, cleaner, `GC${String(week).padStart(4, '0')}X`, 61_250, 'Weekly cleaning'));
    week++;
  }
  return made;
}

/** The planted irregularities, on fixed days so that a demonstration can point at them. */
export function planted(first: Day, last: Day): Movement[] {
  const [a, b, c, d, e, f] = [VENDORS[3]!, VENDORS[8]!, VENDORS[14]!, VENDORS[21]!, VENDORS[27]!, VENDORS[35]!];
  const dormant = { name: 'Wrenhollow Marquees Ltd', account: '5210' };
  const consultancy = { name: 'Astervane Consulting', account: '5710' };
  const newcomer = { name: 'Peverholme Projects Ltd', account: '5320' };
  return [
    ...weeklySeries(first, last),
    pay(undefined, '2024-10-08', 1, a, `${a.prefix}90417`, 386_420),
    pay('duplicate-payment', '2024-10-17', 1, a, `${a.prefix}90417`, 386_420),
    pay(undefined, '2025-02-04', 0, b, `${b.prefix}44170`, 219_875),
    pay('near-duplicate-reference', '2025-02-20', 1, b, `${b.prefix}44170/A`, 219_875),
    pay('threshold-split', '2025-05-13', 1, c, `${c.prefix}77301`, 985_000),
    pay('threshold-split', '2025-05-14', 0, c, `${c.prefix}77302`, 972_050),
    pay('threshold-split', '2025-05-15', 1, c, `${c.prefix}77303`, 994_000),
    ...['2025-07-02', '2025-07-21', '2025-08-06', '2025-08-27'].map((day, i) =>
      pay('just-below-threshold', day, 1, d, `${d.prefix}${61_020 + i * 7}`, 499_500),
    ),
    pay('round-amount', '2024-12-19', 1, consultancy, '', 1_500_000, 'Advice as agreed'),
    pay('round-amount', '2025-03-27', 0, consultancy, '', 2_000_000, 'Advice as agreed'),
    pay('weekend-posting', '2025-01-19', 1, e, `${e.prefix}31884`, 742_318),
    pay('weekend-posting', '2025-06-15', 2, f, `${f.prefix}50912`, 518_944),
    pay('new-vendor-large', '2025-09-16', 1, newcomer, 'PP0001', 3_840_000),
    pay('transposed-digits', '2024-09-11', 1, a, `${a.prefix}88213`, 158_420, undefined, 154_820),
    pay('transposed-digits', '2025-04-08', 2, c, `${c.prefix}75530`, 90_763, undefined, 97_063),
    pay('transposed-digits', '2025-10-22', 1, e, `${e.prefix}36702`, 231_250, undefined, 213_250),
    pay(undefined, '2025-03-05', 1, d, 'INV204418', 164_736),
    pay('reused-invoice-number', '2025-03-18', 1, f, 'INV204418', 164_736),
    ...['2024-07-16', '2024-08-14', '2024-09-17', '2024-10-15'].map((day, i) =>
      pay(undefined, day, 1, dormant, `WM${2_204 + i * 9}`, 84_000 + i * 1_250),
    ),
    ...['2025-09-23', '2025-09-30', '2025-10-03'].map((day, i) =>
      pay('dormant-vendor', day, 1, dormant, `WM${2_390 + i}`, 612_480 + i * 48_120),
    ),
    {
      kind: 'ledger-only',
      planted: 'ledger-without-bank',
      bank: [],
      ledger: [
        {
          day: dayOf('2025-03-31'),
          document: 'JN-0331',
          account: '4310',
          party: 'Northern Discovery Fund',
          text: 'Grant income, final instalment',
          amountMinor: 2_400_000,
        },
      ],
    },
    {
      kind: 'bank-only',
      planted: 'bank-without-ledger',
      bank: [{ day: dayOf('2025-08-14'), type: 'FPO', text: bankText('ORLEXHAM TRADING', 'TRANSFER'), amountMinor: -648_000 }],
      ledger: [],
    },
    {
      kind: 'ledger-only',
      planted: 'reversed-after-year-end',
      bank: [],
      ledger: [
        {
          day: dayOf('2025-03-31'),
          document: 'JN-0332',
          account: '4120',
          party: 'Year-end journal',
          text: 'Adjust visit income',
          amountMinor: 1_285_000,
        },
        {
          day: dayOf('2025-04-04'),
          document: 'JN-0401',
          account: '4120',
          party: 'Year-end journal',
          text: 'Reverse JN-0332',
          amountMinor: -1_285_000,
        },
      ],
    },
    {
      kind: 'pair',
      planted: 'refund-loop',
      bank: [{ day: dayOf('2025-11-11'), type: 'FPI', text: bankText('CALVERNE EVENTS', 'DEPOSIT 4471'), amountMinor: 960_000 }],
      ledger: [
        {
          day: dayOf('2025-11-11'),
          document: 'DP-4471',
          account: '4220',
          party: 'Calverne Events',
          text: 'Hall hire deposit',
          amountMinor: 960_000,
        },
      ],
    },
    pay('refund-loop', '2025-11-12', 1, { name: 'Calverne Events', account: '4220' }, 'RF-4471', 945_000, 'Hall hire deposit returned'),
  ];
}
