import type { Day } from './days.ts';

/** One line of the bank statement before it is printed. Money into the account is positive. */
export interface BankEntry {
  readonly day: Day;
  readonly type: string;
  readonly text: string;
  readonly amountMinor: number;
}

/** One line of the cash book. `document` is the voucher or invoice the bookkeeper named. */
export interface LedgerEntry {
  readonly day: Day;
  readonly document: string;
  readonly account: string;
  readonly party: string;
  readonly text: string;
  readonly amountMinor: number;
}

/**
 * What really happened once: its bank lines and its ledger lines. Either side may be empty (a bank fee that nobody booked,
 * a cheque not yet presented). `planted` names the irregularity where the generator made one on purpose.
 */
export interface Movement {
  readonly bank: readonly BankEntry[];
  readonly ledger: readonly LedgerEntry[];
  readonly kind: 'pair' | 'batch' | 'bank-only' | 'ledger-only' | 'differs';
  readonly planted?: string;
}

/** Bank text as a statement prints it: upper case, payee and reference each cut to 18 characters. */
export function bankText(payee: string, reference: string): string {
  const cut = (text: string): string =>
    text
      .toUpperCase()
      .replaceAll(/[^A-Z0-9 /&-]/g, '')
      .slice(0, 18)
      .trim();
  return [cut(payee), cut(reference)].filter(Boolean).join(' ');
}
