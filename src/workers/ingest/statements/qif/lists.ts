/** Which list of a QIF file is being read, and the account it belongs to. */
import type { Record } from './records.ts';
import type { DateOrder } from './dates.ts';

/** `unknown`: a list by a name that is none of the format's; what looks like a movement in it is read as one. */
export type ListKind = 'none' | 'movements' | 'securities' | 'accounts' | 'other' | 'unknown';

export interface Account {
  readonly name: string;
  /** ISO code, where the description is one in brackets: `D[CHF]` as Money Manager EX writes it. */
  readonly currency: string;
  /** The balance and its date as the account list states them. */
  readonly balance: string;
  readonly balanceDate: string;
  readonly line: number;
}

/** `Oth S` is the German edition's word. Other editions translate further; those lists are `unknown`. */
const MOVEMENTS = new Set(['bank', 'cash', 'ccard', 'credit card', 'oth a', 'oth l', 'oth s', 'other asset', 'other liability', 'port']);
const SECURITIES = new Set(['invst', '401(k)/403(b)', 'invst2']);
const OTHER = new Set([
  'cat',
  'class',
  'memorized',
  'security',
  'prices',
  'budget',
  'invitem',
  'template',
  'tag',
  'bill',
  'tax',
  'payee',
  'billpayee',
]);

export class Lists {
  kind: ListKind = 'none';
  account: Account | null = null;
  /** Order of dates that an option line states. */
  order: DateOrder | null = null;
  #accounts = 0;

  /** @returns false where the header is none of the format's */
  header(text: string): boolean {
    const [, word, rest] = /^\s*([A-Za-z]+)\s*:?\s*(.*?)\s*$/.exec(text) ?? ['', '', ''];
    const name = rest!.toLowerCase();
    switch (word!.toLowerCase()) {
      case 'account':
        this.kind = 'accounts';
        this.#accounts = 0;
        return true;
      case 'type':
        this.kind = MOVEMENTS.has(name) ? 'movements' : SECURITIES.has(name) ? 'securities' : OTHER.has(name) ? 'other' : 'unknown';
        return this.kind !== 'unknown';
      case 'option':
        if (name === 'mdy' || name === 'dmy' || name === 'ymd') this.order = name;
        return true;
      case 'clear':
        // A list of all accounts ends here: none of them is the one that follows.
        if (this.#accounts > 1) this.account = null;
        return true;
      default:
        this.kind = 'unknown';
        return false;
    }
  }

  takeAccount(record: Record): void {
    const of = (code: string): string => record.fields.find((field) => field.code === code)?.value ?? '';
    this.#accounts++;
    this.account = {
      name: of('N'),
      currency: /^\[([A-Z]{3})\]$/.exec(of('D'))?.[1] ?? '',
      balance: of('$'),
      balanceDate: of('/'),
      line: record.line,
    };
  }

  get holdsMovements(): boolean {
    return this.kind === 'movements' || this.kind === 'securities' || this.kind === 'unknown' || this.kind === 'none';
  }
}
