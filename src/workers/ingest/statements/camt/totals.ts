/** The summary that a statement may give of its entries, compared with them. */
import { exponentOf } from '../../../../shared/currency.ts';
import type { ControlTotal } from '../reader.ts';
import { readDecimal } from './amount.ts';
import { at, firstOf, textOf, type XmlNode } from './node.ts';

/** Entries of one kind: all, or those that are booked. Amounts are minor units without sign. */
export class Tally {
  creditCount = 0;
  creditMinor = 0;
  debitCount = 0;
  debitMinor = 0;

  /** @param minor without sign */
  add(minor: number, credit: boolean): void {
    if (credit) {
      this.creditCount++;
      this.creditMinor += minor;
    } else {
      this.debitCount++;
      this.debitMinor += minor;
    }
  }
}

interface Stated {
  readonly name: string;
  readonly value: string;
  readonly unit: 'money' | 'count';
  readonly line: number;
  readonly of: (tally: Tally) => number;
}

/** Figures of a TxsSummry element. */
export function statedTotals(summary: XmlNode): Stated[] {
  const found: Stated[] = [];
  const take = (node: XmlNode | undefined, name: string, unit: Stated['unit'], of: Stated['of'], debit = false): void => {
    if (node === undefined || textOf(node) === '') return;
    const value = textOf(node);
    found.push({ name, value: debit && !value.startsWith('-') ? `-${value}` : value, unit, line: node.line, of });
  };
  const total = at(summary, 'TtlNtries');
  take(at(total, 'NbOfNtries'), 'number of entries', 'count', (t) => t.creditCount + t.debitCount);
  take(at(total, 'Sum'), 'sum of entries', 'money', (t) => t.creditMinor + t.debitMinor);
  const sign = textOf(firstOf(total, ['TtlNetNtry', 'CdtDbtInd'], ['CdtDbtInd']));
  const net = firstOf(total, ['TtlNetNtry', 'Amt'], ['TtlNetNtryAmt']);
  if (sign !== '') take(net, 'net of entries', 'money', (t) => t.creditMinor - t.debitMinor, sign === 'DBIT');
  take(at(summary, 'TtlCdtNtries', 'NbOfNtries'), 'number of credits', 'count', (t) => t.creditCount);
  take(at(summary, 'TtlCdtNtries', 'Sum'), 'sum of credits', 'money', (t) => t.creditMinor);
  take(at(summary, 'TtlDbtNtries', 'NbOfNtries'), 'number of debits', 'count', (t) => t.debitCount);
  // Some banks write the sum of debits below zero.
  const debits = at(summary, 'TtlDbtNtries', 'Sum');
  const below = textOf(debits).startsWith('-');
  take(debits, 'sum of debits', 'money', (t) => (below ? 0 - t.debitMinor : t.debitMinor));
  return found;
}

export type Stateds = ReturnType<typeof statedTotals>;

/**
 * Compares stated figures with what was counted. Banks count pending entries in or leave them out: a figure holds if either does.
 * @param mixed entries of other currencies stand between: sums then have no currency and are left out
 * @returns the figures, and the lines of those that can not be read
 */
export function compareTotals(
  stated: Stateds,
  tallies: { readonly all: Tally; readonly booked: Tally },
  currency: string,
  mixed: boolean,
): { controls: ControlTotal[]; unreadable: { line: number; value: string }[] } {
  const controls: ControlTotal[] = [];
  const unreadable: { line: number; value: string }[] = [];
  for (const { name, value, unit, line, of } of stated) {
    if (mixed && unit === 'money') continue;
    const read = readDecimal(value, unit === 'money' ? exponentOf(currency) : 0);
    if (!('minor' in read)) {
      unreadable.push({ line, value });
      continue;
    }
    const counted = of(tallies.booked) === read.minor ? of(tallies.booked) : of(tallies.all);
    controls.push({ name, stated: read.minor, counted, line, unit });
  }
  return { controls, unreadable };
}
