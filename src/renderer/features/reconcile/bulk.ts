import type { MatchRow } from '../../../shared/contract/reconcile.ts';

/** What a bulk decision is about to do: the question states count, sum, and the weakest of what it takes. */
export interface Bulk {
  readonly ids: readonly number[];
  /** Sum of the statement's side per currency, minor units. */
  readonly sums: readonly { readonly currency: string; readonly minor: number }[];
  readonly lowest: number;
  readonly highest: number;
}

/** Sums up the matches of a bulk decision. Totals are per currency; amounts of two currencies are never added. */
export function bulkOf(rows: Iterable<Pick<MatchRow, 'id' | 'confidence' | 'left'>>): Bulk {
  const ids: number[] = [];
  const sums = new Map<string, number>();
  let lowest = 100;
  let highest = 0;
  for (const row of rows) {
    ids.push(row.id);
    sums.set(row.left.currency, (sums.get(row.left.currency) ?? 0) + row.left.amountMinor);
    lowest = Math.min(lowest, row.confidence);
    highest = Math.max(highest, row.confidence);
  }
  return { ids, sums: [...sums].map(([currency, minor]) => ({ currency, minor })), lowest, highest };
}

/** The most the contract takes in one decision. */
export const BULK_MOST = 100_000;
