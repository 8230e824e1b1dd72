import type { FlagRow } from '../../../shared/contract/flags.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import type { ReadableCase } from '../../vault/connection.ts';

type Peers = OutputOf<'flags.explain'>['peers'];

const BINS = 12;
/** Fewer payments than this say nothing about what is usual. */
const LEAST_PEERS = 5;

/** The distribution this amount is compared with: the same counterparty where it has a history, else the same category, else the source. */
export function peersOf(db: ReadableCase, flag: FlagRow): Peers {
  const groups: { label: string; where: string; value: string }[] = [];
  if (flag.counterparty) groups.push({ label: flag.counterparty, where: 't.counterparty = ?', value: flag.counterparty });
  if (flag.category) groups.push({ label: flag.category, where: 't.category = ?', value: flag.category });
  groups.push({ label: flag.sourceName, where: `'' = ?`, value: '' });
  for (const group of groups) {
    const amounts = db
      .all<{ a: number }>(
        `SELECT abs(t.amount_minor) AS a FROM source s JOIN txn t ON t.id BETWEEN s.first_id AND s.last_id WHERE s.id = ? AND t.duplicate_of IS NULL AND t.currency = ? AND sign(t.amount_minor) = sign(?) AND ${group.where} ORDER BY a LIMIT 200000`,
        flag.sourceId,
        flag.currency,
        flag.amountMinor,
        group.value,
      )
      .map((row) => row.a);
    if (amounts.length < LEAST_PEERS) continue;
    return {
      label: group.label,
      count: amounts.length,
      medianMinor: amounts[amounts.length >> 1]!,
      bins: histogram(amounts, Math.abs(flag.amountMinor)),
    };
  }
  return null;
}

/** Equal-width bins on a logarithmic scale: money spans orders of magnitude. `amounts` ascend. */
function histogram(amounts: readonly number[], here: number): NonNullable<Peers>['bins'] {
  const low = Math.log10(Math.max(1, amounts[0]!));
  const high = Math.log10(Math.max(1, amounts.at(-1)!)) + 1e-9;
  const width = Math.max((high - low) / BINS, 1e-6);
  const edge = (i: number): number => Math.round(10 ** (low + i * width));
  const binOf = (amount: number): number => Math.min(BINS - 1, Math.max(0, Math.floor((Math.log10(Math.max(1, amount)) - low) / width)));
  const counts = new Array<number>(BINS).fill(0);
  for (const amount of amounts) counts[binOf(amount)]!++;
  return counts.map((count, i) => ({ fromMinor: edge(i), toMinor: edge(i + 1), count, here: binOf(here) === i }));
}
