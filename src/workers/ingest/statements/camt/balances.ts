/** Balances of a statement, and which of them its entries have to explain. */
import { NO_DAY } from '../../../../shared/columns.ts';
import type { StatedBalance } from '../reader.ts';
import { readDay, readDecimal } from './amount.ts';
import { at, firstOf, textOf, type XmlNode } from './node.ts';

export interface Balance {
  /** OPBD, PRCD, CLBD, ITBD, CLAV … */
  readonly type: string;
  /** One of the codes of ISO 20022, or the bank's own. */
  readonly known: boolean;
  readonly currency: string;
  readonly amount: string;
  /** CRDT or DBIT, as written. */
  readonly sign: string;
  readonly day: number;
  readonly line: number;
}

/** External code set for balance types. */
const TYPES = /^(?:OPBD|CLBD|ITBD|PRCD|XPCD|OPAV|CLAV|ITAV|FWAV|INFO|XCRD|XRES)$/;

export function balanceOf(node: XmlNode): Balance {
  const amount = at(node, 'Amt');
  const date = firstOf(node, ['Dt', 'Dt'], ['Dt', 'DtTm'], ['Dt']);
  const type = firstOf(node, ['Tp', 'CdOrPrtry', 'Cd'], ['Tp', 'CdOrPrtry', 'Prtry'], ['Tp', 'Cd'], ['Tp', 'Prtry'], ['Tp']);
  return {
    type: textOf(type),
    known: TYPES.test(textOf(type)) || (type?.name === 'Prtry' && textOf(type) !== ''),
    currency: amount?.currency ?? '',
    amount: amount?.plain === true ? amount.text.trim() : '',
    sign: textOf(at(node, 'CdtDbtInd')),
    day: date === undefined ? NO_DAY : readDay(date.text),
    line: amount?.line ?? node.line,
  };
}

/** Signed minor units, or null where amount or sign can not be read. */
export function statedBalance(balance: Balance, exponent: number): StatedBalance | null {
  const read = readDecimal(balance.amount, exponent);
  if (!('minor' in read) || read.exact !== undefined || (balance.sign !== 'CRDT' && balance.sign !== 'DBIT')) return null;
  // Below zero under a credit mark could mean either; under a debit mark it says the same thing twice.
  if (balance.sign === 'CRDT' && read.minor < 0) return null;
  const size = Math.abs(read.minor);
  const minor = balance.sign === 'DBIT' && size !== 0 ? -size : size;
  return { minor, day: balance.day, line: balance.line };
}

export interface Page {
  readonly number: number;
  readonly last: boolean;
}

/**
 * The booked balances before the first and behind the last entry. A statement of several days may state one pair a day: the earliest
 * opening and the latest closing hold. On an inner page of a statement (camt.053 only) interim balances take their place; in an
 * intraday report they are those of a moment, which entries need not explain.
 */
export function bookedPair(
  balances: readonly Balance[],
  page: Page | null,
): { opening: Balance | undefined; closing: Balance | undefined } {
  const of = (type: string) => balances.filter((balance) => balance.type === type);
  const earliest = (list: readonly Balance[]) =>
    list.reduce<Balance | undefined>((best, each) => (best === undefined || each.day < best.day ? each : best), undefined);
  const latest = (list: readonly Balance[]) =>
    list.reduce<Balance | undefined>((best, each) => (best === undefined || each.day >= best.day ? each : best), undefined);
  const interim = of('ITBD');
  const opening = earliest(of('OPBD')) ?? earliest(of('PRCD')) ?? (page !== null && page.number > 1 ? interim[0] : undefined);
  const closing = latest(of('CLBD')) ?? (page !== null && !page.last ? interim.findLast((each) => each !== opening) : undefined);
  return { opening, closing };
}
