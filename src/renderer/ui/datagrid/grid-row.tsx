import { memo } from 'react';
import type { Negatives } from '../../text/format.ts';
import { cx } from '../class-names.ts';
import { announce, cellShown, cellText, isRightAligned } from './column.ts';
import styles from './data-grid.module.css';
import type { PlacedColumn } from './layout.ts';

export interface GridRowProps<Row> {
  readonly gridId: string;
  readonly index: number;
  readonly total: number;
  readonly row: Row | undefined;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly firstColumn: number;
  readonly lastColumn: number;
  /** Distance from the anchor of the moving layer, in CSS pixels. */
  readonly offsetPx: number;
  readonly rowPx: number;
  readonly width: number;
  /** Column of the cursor, or −1 where the cursor is in another row. */
  readonly active: number;
  /** Selected columns of this row; first > last for none. */
  readonly selectedFirst: number;
  readonly selectedLast: number;
  readonly negatives: Negatives;
  readonly tone: string | undefined;
}

function GridRowPlain<Row>(props: GridRowProps<Row>) {
  const { gridId, index, row, placed, firstColumn, lastColumn, rowPx } = props;
  let skipped = 0;
  const cells = placed.map((place, at) => {
    if (!place.pinned && (at < firstColumn || at > lastColumn)) {
      if (at < firstColumn) skipped += place.width;
      return null;
    }
    const gap = skipped;
    skipped = 0;
    return <GridCell key={place.column.id} {...props} place={place} at={at} gap={gap} />;
  });
  return (
    <div
      id={`${gridId}-r${index}`}
      role="row"
      aria-rowindex={index + 1}
      aria-selected={props.active >= 0 || undefined}
      className={styles['row']}
      data-row={index}
      data-active={props.active >= 0 || undefined}
      data-tone={props.tone}
      aria-busy={row === undefined || undefined}
      style={{ transform: `translateY(${props.offsetPx}px)`, height: rowPx, lineHeight: `${rowPx}px`, width: props.width }}
    >
      {cells}
    </div>
  );
}

function GridCell<Row>({
  gridId,
  index,
  total,
  row,
  place,
  at,
  gap,
  rowPx,
  active,
  selectedFirst,
  selectedLast,
  negatives,
}: GridRowProps<Row> & { readonly place: PlacedColumn<Row>; readonly at: number; readonly gap: number }) {
  const { column } = place;
  const isActive = at === active;
  const shown = row === undefined ? null : (column.render?.(row) ?? cellShown(column, row, negatives));
  const cut = row !== undefined && column.kind === 'text' && !column.render ? cellText(column, row) : '';
  return (
    <div
      id={`${gridId}-r${index}c${at}`}
      role="gridcell"
      aria-colindex={at + 1}
      aria-selected={at >= selectedFirst && at <= selectedLast}
      aria-label={isActive ? announce(column, row, index, total) : undefined}
      title={cut.length > 24 ? cut : undefined}
      className={cx(
        styles['cell'],
        styles[column.kind],
        column.mono && styles['mono'],
        isRightAligned(column.kind) && styles['right'],
        place.pinned && styles['pinned'],
      )}
      data-column={at}
      data-cursor={isActive || undefined}
      style={{ width: place.width, height: rowPx, marginLeft: gap || undefined, left: place.pinned ? place.left : undefined }}
    >
      {row === undefined ? <span className={styles['bar']} aria-hidden /> : shown}
    </div>
  );
}

/** One row. Everything it gets is a primitive or stable, so that scrolling only draws rows that come in. */
export const GridRow = memo(GridRowPlain) as typeof GridRowPlain;
