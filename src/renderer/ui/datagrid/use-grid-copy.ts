import { toast } from '../../state/toasts.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import type { BlockCache } from './blocks.ts';
import { COPY_ROWS, tsvOf } from './clipboard.ts';
import type { PlacedColumn } from './layout.ts';
import { rectangle, type Selection } from './selection.ts';

/** A function that copies the selected cells, with their headers if asked. */
export function useGridCopy<Row>(
  cache: BlockCache<Row>,
  selection: Selection,
  placed: readonly PlacedColumn<Row>[],
): (headers: boolean) => void {
  const run = async (headers: boolean) => {
    const box = rectangle(selection);
    const count = box.lastRow - box.firstRow + 1;
    if (count > COPY_ROWS) {
      toast({
        tone: 'warn',
        text: t('One copy takes {most} rows at most; {count} are selected. Export them as a file instead.', {
          most: formatCount(COPY_ROWS),
          count: formatCount(count),
        }),
      });
      return;
    }
    try {
      const rows = await cache.range(box.firstRow, box.lastRow, new AbortController().signal);
      const columns = placed.slice(box.firstColumn, box.lastColumn + 1).map((each) => each.column);
      await navigator.clipboard.writeText(tsvOf(rows, columns, headers));
      toast({
        tone: 'ok',
        text: t('{n, plural, one {Copied # row} other {Copied {count} rows}}', { n: rows.length, count: formatCount(rows.length) }),
      });
    } catch {
      toast({ tone: 'bad', text: t('The rows were not copied: the clipboard or the vault did not answer. Try again.') });
    }
  };
  return (headers) => void run(headers);
}
