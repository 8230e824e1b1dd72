import { ArrowDown, ArrowUp } from 'lucide-react';
import { useRef, type PointerEvent } from 'react';
import { t } from '../../text/t.ts';
import { cx } from '../class-names.ts';
import { isRightAligned } from './column.ts';
import styles from './data-grid.module.css';
import type { PlacedColumn } from './layout.ts';

interface GridHeaderProps<Row> {
  readonly gridId: string;
  readonly placed: readonly PlacedColumn<Row>[];
  readonly firstColumn: number;
  readonly lastColumn: number;
  readonly width: number;
  /** Column of the cursor while it is in the header, else −1. */
  readonly active: number;
  readonly sort: readonly string[];
  readonly scale: number;
  readonly onSort: (columnId: string, add: boolean) => void;
  readonly onResize: (columnId: string, width: number) => void;
  readonly onFit: (columnId: string) => void;
  readonly onMenu: (column: number, place: { x: number; y: number }) => void;
}

/** The header row: names, sort marks and the handles between columns. Its cells are reached with arrows, as rows are. */
export function GridHeader<Row>(props: GridHeaderProps<Row>) {
  let skipped = 0;
  return (
    <div role="row" className={styles['headRow']} style={{ width: props.width }}>
      {props.placed.map((place, at) => {
        if (!place.pinned && (at < props.firstColumn || at > props.lastColumn)) {
          if (at < props.firstColumn) skipped += place.width;
          return null;
        }
        const gap = skipped;
        skipped = 0;
        return <HeaderCell key={place.column.id} {...props} place={place} at={at} gap={gap} />;
      })}
    </div>
  );
}

function HeaderCell<Row>({
  gridId,
  place,
  at,
  gap,
  active,
  sort,
  scale,
  onSort,
  onResize,
  onFit,
  onMenu,
}: GridHeaderProps<Row> & { readonly place: PlacedColumn<Row>; readonly at: number; readonly gap: number }) {
  const { column, width } = place;
  const from = useRef<{ x: number; width: number } | null>(null);
  const rank = sort.findIndex((key) => key.replace('-', '') === column.id);
  const descending = rank >= 0 && sort[rank]!.startsWith('-');
  const drag = (event: PointerEvent) => {
    if (from.current) onResize(column.id, Math.round((from.current.width + event.clientX - from.current.x) / scale));
  };
  return (
    <div
      id={`${gridId}-h${at}`}
      role="columnheader"
      aria-colindex={at + 1}
      aria-sort={rank < 0 ? (column.sortable ? 'none' : undefined) : descending ? 'descending' : 'ascending'}
      className={cx(styles['headCell'], isRightAligned(column.kind) && styles['right'], place.pinned && styles['pinned'])}
      data-cursor={at === active || undefined}
      data-sortable={column.sortable || undefined}
      style={{ width, marginLeft: gap || undefined, left: place.pinned ? place.left : undefined }}
      title={column.title}
      onClick={(event) => column.sortable && onSort(column.id, event.shiftKey)}
      onContextMenu={(event) => {
        event.preventDefault();
        onMenu(at, { x: event.clientX, y: event.clientY });
      }}
    >
      <span className={styles['headTitle']}>{column.title}</span>
      {rank < 0 ? null : (
        <span className={styles['sortMark']} aria-hidden>
          {descending ? <ArrowDown /> : <ArrowUp />}
          {sort.length > 1 ? rank + 1 : null}
        </span>
      )}
      <span
        className={styles['handle']}
        aria-hidden
        title={t('Drag to size, double-click to fit')}
        onClick={(event) => event.stopPropagation()}
        onDoubleClick={() => onFit(column.id)}
        onPointerDown={(event) => {
          event.stopPropagation();
          event.currentTarget.setPointerCapture(event.pointerId);
          from.current = { x: event.clientX, width };
        }}
        onPointerMove={drag}
        onPointerUp={() => {
          from.current = null;
        }}
      />
    </div>
  );
}
