import type { WritableCase } from '../vault/connection.ts';

/** Takes the rows and sums of transactions `first` to `last` out of the vendors' totals, where they were counted in. */
export function takeOutOfTotals(tx: WritableCase, first: number, last: number): void {
  tx.run(
    `INSERT INTO vendor_total (name_id, vendor_id, currency, rows, in_minor, out_minor)
     SELECT coalesce(d.name_id, 0) AS name, coalesce(d.vendor_id, 0) AS vendor, t.currency, -count(*), -sum(max(t.amount_minor, 0)), -sum(max(-t.amount_minor, 0))
     FROM standard d JOIN txn t ON t.id = d.txn_id WHERE d.txn_id BETWEEN ? AND ? AND (d.name_id IS NOT NULL OR d.vendor_id IS NOT NULL) GROUP BY name, vendor, t.currency
     ON CONFLICT (name_id, vendor_id, currency) DO UPDATE SET rows = rows + excluded.rows, in_minor = in_minor + excluded.in_minor, out_minor = out_minor + excluded.out_minor`,
    first,
    last,
  );
  tx.run(`DELETE FROM vendor_total WHERE rows <= 0`);
}
