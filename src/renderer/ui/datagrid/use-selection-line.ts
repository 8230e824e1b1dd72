import { useEffect } from 'react';
import { clearStatusLine, setStatusLine } from '../../state/status-line.ts';
import { formatCount, formatMoney, formatNumber } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import type { BlockCache } from './blocks.ts';
import { COPY_ROWS } from './clipboard.ts';
import type { PlacedColumn } from './layout.ts';
import { isRange, rectangle, type Selection } from './selection.ts';
import { totalsOf, type Totals } from './totals.ts';

/** Keeps the status bar's line: where the cursor is, and the totals of what is selected. */
export function useSelectionLine<Row>(cache: BlockCache<Row>, selection: Selection, placed: readonly PlacedColumn<Row>[]): void {
  const total = cache.total ?? 0;
  useEffect(() => {
    const place =
      total === 0 ? '' : t('Row {row} of {total}', { row: formatCount(Math.max(1, selection.active.row + 1)), total: formatCount(total) });
    if (!isRange(selection)) return setStatusLine({ totals: [], place });
    const box = rectangle(selection);
    const columns = placed.slice(box.firstColumn, box.lastColumn + 1).map((each) => each.column);
    const rows = box.lastRow - box.firstRow + 1;
    const count = { label: t('Count'), value: formatCount(rows * columns.length) };
    // Totals of more rows than can be copied would mean reading the whole list into the page.
    if (rows > COPY_ROWS) return setStatusLine({ totals: [count], place });
    const stop = new AbortController();
    const pause = setTimeout(() => {
      cache.range(box.firstRow, box.lastRow, stop.signal).then(
        (picked) => setStatusLine({ totals: [...figures(totalsOf(picked, columns)), count], place }),
        // The list itself shows why rows can not be had; here only the totals are left out.
        () => setStatusLine({ totals: [count], place }),
      );
    }, 60);
    return () => {
      clearTimeout(pause);
      stop.abort();
    };
  }, [cache, cache.version, selection, placed, total]);
  useEffect(() => clearStatusLine, []);
}

function figures(totals: Totals): { label: string; value: string }[] {
  if (totals.numbers === 0) return [];
  const { currency } = totals;
  const show = (value: number) => (currency === null ? formatNumber(value) : formatMoney(Math.round(value), currency));
  const unit = currency ? ` ${currency}` : '';
  return [
    { label: t('Sum'), value: show(totals.sum) + unit },
    { label: t('Avg'), value: show(totals.average) },
    { label: t('Min'), value: show(totals.least) },
    { label: t('Max'), value: show(totals.most) },
  ];
}
