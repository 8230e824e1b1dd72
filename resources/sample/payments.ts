import { businessDayFrom, businessDays, dayOf, monthsBetween, weekdayOf, type Day } from './days.ts';
import { bankText, type Movement } from './movement.ts';
import { DIRECT_DEBITS, SHOPS, VENDORS, type Vendor } from './names.ts';
import type { Random } from './random.ts';

/** A pair where the bank may fall after the last day: then only the cash book has it. */
function paid(last: Day, bankDay: Day, type: string, text: string, ledger: Movement['ledger'][number]): Movement {
  if (bankDay > last) return { kind: 'ledger-only', bank: [], ledger: [ledger] };
  return { kind: 'pair', bank: [{ day: bankDay, type, text, amountMinor: ledger.amountMinor }], ledger: [ledger] };
}

/** Next invoice number of each supplier: they grow with a gap, since the supplier has other customers too. */
export function invoiceBook(random: Random): (vendor: Vendor) => string {
  const next = new Map(VENDORS.map((vendor) => [vendor.name, random.int(1_200, 88_000)]));
  return (vendor) => {
    const number = next.get(vendor.name)! + random.int(3, 40);
    next.set(vendor.name, number);
    return `${vendor.prefix}${number}`;
  };
}

function supplierPayments(random: Random, days: readonly Day[], last: Day, invoice: (vendor: Vendor) => string): Movement[] {
  const made: Movement[] = [];
  for (const day of days) {
    const count = random.int(2, 5);
    for (let i = 0; i < count; i++) {
      const vendor = random.pick(VENDORS);
      const document = invoice(vendor);
      const lag = random.pick([0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 5]);
      const ledger = {
        day,
        document,
        account: vendor.account,
        party: vendor.name,
        text: `Invoice ${document}`,
        amountMinor: -random.amount(vendor.centreMinor),
      };
      made.push(paid(last, businessDayFrom(day + lag), 'FPO', bankText(vendor.name, document), ledger));
    }
  }
  return made;
}

/** Every second Friday one sum leaves the bank for many invoices. */
function paymentRuns(random: Random, first: Day, last: Day, invoice: (vendor: Vendor) => string): Movement[] {
  const made: Movement[] = [];
  let run = 310;
  for (let day = first; day <= last; day++) {
    if (weekdayOf(day) !== 5 || (day - first) % 14 >= 7) continue;
    run++;
    const ledger = Array.from({ length: random.int(6, 12) }, () => {
      const vendor = random.pick(VENDORS);
      const document = invoice(vendor);
      return {
        day,
        document,
        account: vendor.account,
        party: vendor.name,
        text: `Invoice ${document}, payment run ${run}`,
        amountMinor: -random.amount(vendor.centreMinor),
      };
    });
    const amountMinor = ledger.reduce((sum, line) => sum + line.amountMinor, 0);
    const bankDay = businessDayFrom(day + 3);
    const bank =
      bankDay > last ? [] : [{ day: bankDay, type: 'BAC', text: bankText('BACS PAYMENT RUN', String(run).padStart(6, '0')), amountMinor }];
    made.push({ kind: bank.length === 0 ? 'ledger-only' : 'batch', bank, ledger });
  }
  return made;
}

function purchaseCard(random: Random, days: readonly Day[], last: Day): Movement[] {
  const made: Movement[] = [];
  let voucher = 9_120;
  for (const day of days) {
    const count = random.int(0, 3);
    for (let i = 0; i < count; i++) {
      const [shop, account] = random.pick(SHOPS);
      voucher++;
      const ledger = { day, document: `PC${voucher}`, account, party: shop, text: 'Purchase card', amountMinor: -random.amount(3_900) };
      made.push(paid(last, businessDayFrom(day + random.int(1, 3)), 'DEB', bankText(shop, `CD ${1000 + ((voucher * 37) % 9000)}`), ledger));
    }
  }
  return made;
}

/** Cheques clear 4 to 20 days after they were written; a few never do. */
function cheques(random: Random, days: readonly Day[], last: Day): Movement[] {
  const made: Movement[] = [];
  let number = 102_340;
  for (const day of days) {
    if (!random.chance(0.55)) continue;
    number++;
    const vendor = random.pick(VENDORS);
    const ledger = {
      day,
      document: `CHQ ${number}`,
      account: vendor.account,
      party: vendor.name,
      text: `Cheque ${number}`,
      amountMinor: -random.amount(vendor.centreMinor),
    };
    if (random.chance(0.02)) made.push({ kind: 'ledger-only', bank: [], ledger: [ledger] });
    else made.push(paid(last, businessDayFrom(day + random.int(3, 14)), 'CHQ', bankText('CHEQUE', String(number)), ledger));
  }
  return made;
}

function monthly(random: Random, first: Day, last: Day): Movement[] {
  const made: Movement[] = [];
  for (const month of monthsBetween(first, last)) {
    for (const [payee, account, dom, base, varies] of DIRECT_DEBITS) {
      const day = businessDayFrom(dayOf(`${month}-${String(dom).padStart(2, '0')}`));
      const amountMinor = -(varies ? random.amount(base) : base);
      const ledger = {
        day: businessDayFrom(day + random.int(0, 3)),
        document: `DD-${month.slice(2).replace('-', '')}-${account}`,
        account,
        party: payee,
        text: 'Direct debit',
        amountMinor,
      };
      made.push(paid(last, day, 'DD', bankText(payee, `REF ${account}${month.slice(2, 4)}`), ledger));
    }
    const payday = businessDayFrom(dayOf(`${month}-27`));
    const wages = -random.int(3_840_000, 4_380_000);
    made.push(
      paid(last, payday, 'BAC', bankText('SALARIES', month), {
        day: payday,
        document: `PAY-${month}`,
        account: '5010',
        party: 'Payroll',
        text: `Net salaries ${month}`,
        amountMinor: wages,
      }),
    );
  }
  return made;
}

/** Charges and interest: the bank knows them first, and the cash book often never. */
function bankItems(random: Random, first: Day, last: Day): Movement[] {
  const made: Movement[] = [];
  for (const month of monthsBetween(first, last)) {
    const items = [
      ['CHG', bankText('SERVICE CHARGES', ''), -random.int(2_150, 6_980), 'Bank charges', '5810'],
      ['INT', bankText('GROSS INTEREST', ''), random.int(3_400, 21_700), 'Bank interest received', '4910'],
      ['CHG', bankText('CARDWYKE FEES', `MID 7741`), -random.int(38_000, 92_000), 'Card processing fees', '5820'],
    ] as const;
    const day = businessDayFrom(dayOf(`${month}-25`));
    for (const [type, text, amountMinor, words, account] of items) {
      const booked = random.chance(0.4);
      const ledger = booked
        ? [
            {
              day: businessDayFrom(day + random.int(1, 4)),
              document: `JB-${month.slice(2).replace('-', '')}-${account}`,
              account,
              party: 'Bank',
              text: words,
              amountMinor,
            },
          ]
        : [];
      made.push({ kind: booked ? 'pair' : 'bank-only', bank: [{ day, type, text, amountMinor }], ledger });
    }
  }
  return made;
}

function refunds(random: Random, days: readonly Day[], last: Day): Movement[] {
  return days.flatMap((day) => {
    if (!random.chance(0.4)) return [];
    const booking = `B${random.int(20_000, 99_000)}`;
    const ledger = {
      day,
      document: `RF-${booking}`,
      account: '4190',
      party: 'Visitors',
      text: `Refund of booking ${booking}`,
      amountMinor: -random.int(4, 30) * 450,
    };
    return [paid(last, businessDayFrom(day + random.int(0, 2)), 'FPO', bankText('REFUND', booking), ledger)];
  });
}

/** All ordinary money out from `first` to `last`. The weekly cleaning series is in `planted.ts`, where it is broken. */
export function payments(random: Random, first: Day, last: Day, invoice: (vendor: Vendor) => string): Movement[] {
  const days = businessDays(first, last);
  return [
    ...supplierPayments(random, days, last, invoice),
    ...paymentRuns(random, first, last, invoice),
    ...purchaseCard(random, days, last),
    ...cheques(random, days, last),
    ...monthly(random, first, last),
    ...bankItems(random, first, last),
    ...refunds(random, days, last),
  ];
}
