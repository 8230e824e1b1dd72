/** Counts the movements of a message beside the totals that it states (90C, 90D, or in its last field 86). */
import type { ControlTotal } from '../reader.ts';
import type { Total } from './balance.ts';

export interface Counted {
  count: number;
  minor: number;
}

export interface Sides {
  readonly debit: Counted;
  readonly credit: Counted;
}

export class MessageTotals {
  debits: Total | null = null;
  credits: Total | null = null;
  readonly #counted: Sides = { debit: { count: 0, minor: 0 }, credit: { count: 0, minor: 0 } };

  /** @param amountMinor money in positive */
  add(amountMinor: number): void {
    const side = amountMinor < 0 ? this.#counted.debit : this.#counted.credit;
    side.count++;
    side.minor += Math.abs(amountMinor);
  }

  /**
   * Compares. Pages of one interim report are counted together: the last one states the totals.
   * @param pages what earlier pages counted, by report; kept up to date here
   * @param key of this report, null where it can't have pages
   */
  controls(pages: Map<string, Sides>, key: string | null): ControlTotal[] {
    const before = key === null ? undefined : pages.get(key);
    const together = (side: 'debit' | 'credit'): Counted => ({
      count: this.#counted[side].count + (before?.[side].count ?? 0),
      minor: this.#counted[side].minor + (before?.[side].minor ?? 0),
    });
    const sides = { debit: together('debit'), credit: together('credit') };
    if (key !== null && this.debits === null && this.credits === null) pages.set(key, sides);
    else if (key !== null) pages.delete(key);
    return [...compared(this.debits, 'debits', sides.debit), ...compared(this.credits, 'credits', sides.credit)];
  }
}

function compared(total: Total | null, name: string, counted: Counted): ControlTotal[] {
  if (total === null) return [];
  return [
    { name: `number of ${name}`, stated: total.count, counted: counted.count, line: total.line, unit: 'count' },
    { name: `sum of ${name}`, stated: total.minor, counted: counted.minor, line: total.line, unit: 'money' },
  ];
}
