import { businessDayFrom, businessDays, isBusinessDay, isoOf, weekdayOf, type Day } from './days.ts';
import { bankText, type LedgerEntry, type Movement } from './movement.ts';
import { SCHOOLS } from './names.ts';
import type { Random } from './random.ts';

/** The bookkeeper enters a receipt on the day or up to three days after the bank shows it. */
function entered(random: Random, bankDay: Day): Day {
  return businessDayFrom(bankDay + random.pick([0, 0, 0, 1, 1, 2, 3]));
}

function memberships(random: Random, days: readonly Day[]): Movement[] {
  const made: Movement[] = [];
  const grades = [
    ['individual', 4_800],
    ['couple', 7_200],
    ['family', 9_600],
    ['concession', 3_000],
    ['patron', 25_000],
  ] as const;
  for (const day of days) {
    const count = random.int(2, 7);
    for (let i = 0; i < count; i++) {
      const member = `M${random.int(10_000, 13_800)}`;
      const [grade, amountMinor] = random.pick(grades);
      made.push({
        kind: 'pair',
        bank: [
          { day, type: random.chance(0.7) ? 'BGC' : 'SO', text: bankText(member, `MEMBERSHIP ${isoOf(day).slice(2, 4)}`), amountMinor },
        ],
        ledger: [
          {
            day: entered(random, day),
            document: `RC${member.slice(1)}-${isoOf(day).slice(2, 4)}`,
            account: '4010',
            party: `Member ${member}`,
            text: `Membership subscription, ${grade}`,
            amountMinor,
          },
        ],
      });
    }
  }
  return made;
}

function schoolVisits(random: Random, days: readonly Day[]): Movement[] {
  const made: Movement[] = [];
  let invoice = 70_410;
  for (const day of days) {
    const count = random.int(0, 4);
    for (let i = 0; i < count; i++) {
      invoice += random.int(1, 2);
      const school = random.pick(SCHOOLS);
      const pupils = random.int(18, 92);
      const amountMinor = pupils * random.pick([650, 725, 850]);
      made.push({
        kind: 'pair',
        bank: [{ day, type: 'FPI', text: bankText(school, `SI${invoice}`), amountMinor }],
        ledger: [
          {
            day: entered(random, day),
            document: `SI-${invoice}`,
            account: '4120',
            party: school,
            text: `School visit, ${pupils} pupils`,
            amountMinor,
          },
        ],
      });
    }
  }
  return made;
}

/** Card takings arrive once a working day; Monday brings Friday to Sunday in one sum against three lines of the cash book. */
// The office enters the weekend's takings on Monday; the Z number keeps the trading day.
function takings(random: Random, first: Day, last: Day): Movement[] {
  const made: Movement[] = [];
  let waiting: LedgerEntry[] = [];
  for (let day = first; day <= last; day++) {
    const busy = weekdayOf(day) === 0 || weekdayOf(day) === 6;
    const iso = isoOf(day);
    waiting.push({
      day: businessDayFrom(day),
      document: `Z${iso.slice(2).replaceAll('-', '')}`,
      account: '4210',
      party: 'Front of house',
      text: 'Card takings, tickets shop and cafe',
      amountMinor: random.amount(busy ? 545_000 : 208_000),
    });
    if (!isBusinessDay(day + 1)) continue;
    const settled = businessDayFrom(day + 1);
    const amountMinor = waiting.reduce((sum, line) => sum + line.amountMinor, 0);
    const bank =
      settled > last
        ? []
        : [
            {
              day: settled,
              type: 'BGC',
              text: bankText('CARDWYKE SETTLEMENT', `MID 7741 ${iso.slice(8)}${iso.slice(5, 7)}`),
              amountMinor,
            },
          ];
    made.push({ kind: bank.length === 0 ? 'ledger-only' : waiting.length > 1 ? 'batch' : 'pair', bank, ledger: waiting });
    waiting = [];
  }
  return made;
}

/** Cash and cheques counted on Friday, paid in on the next working day but one. */
function payingIn(random: Random, first: Day, last: Day): Movement[] {
  const made: Movement[] = [];
  let slip = 500_210;
  for (let day = first; day <= last; day++) {
    if (weekdayOf(day) !== 5) continue;
    slip++;
    const bankDay = businessDayFrom(day + 3 + random.int(0, 1));
    const amountMinor = random.amount(52_000);
    made.push({
      kind: bankDay > last ? 'ledger-only' : 'pair',
      bank: bankDay > last ? [] : [{ day: bankDay, type: 'CDM', text: bankText('COUNTER CREDIT', String(slip)), amountMinor }],
      ledger: [
        { day, document: `PI-${slip}`, account: '4230', party: 'Front of house', text: `Cash banked, paying-in slip ${slip}`, amountMinor },
      ],
    });
  }
  return made;
}

function grants(last: Day, days: readonly Day[]): Movement[] {
  const funders = ['Larkmere Foundation', 'Northern Discovery Fund', 'Greyfell Trust', 'Brindlewick Borough'] as const;
  return days
    .filter((day, i) => i % 21 === 9 && day < last)
    .map((day, i) => {
      const funder = funders[i % funders.length]!;
      const amountMinor = 4_150_000 + ((i * 731_300) % 3_400_000);
      return {
        kind: 'pair',
        bank: [{ day, type: 'FPI', text: bankText(funder, `GRANT Q${1 + (i % 4)}`), amountMinor }],
        ledger: [
          {
            day: businessDayFrom(day + (i % 3)),
            document: `GR-${140 + i}`,
            account: '4310',
            party: funder,
            text: 'Restricted grant, instalment',
            amountMinor,
          },
        ],
      } as const satisfies Movement;
    });
}

/** All ordinary money in from `first` to `last`. */
export function receipts(random: Random, first: Day, last: Day): Movement[] {
  const days = businessDays(first, last);
  return [
    ...memberships(random, days),
    ...schoolVisits(random, days),
    ...takings(random, first, last),
    ...payingIn(random, first, last),
    ...grants(last, days),
  ];
}
