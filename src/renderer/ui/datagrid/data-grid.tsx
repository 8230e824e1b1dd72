/**
 * The one grid of the product. A screen gives it columns and a source of rows; sorting, filtering and paging happen in the
 * vault, and the grid shows a window of at most what fits, however many rows there are.
 *
 *   const rows = useVaultRows('transaction.page', { caseId }, useGridView());
 *   <DataGrid id="transactions" label={t('Transactions')} columns={COLUMNS} rows={rows}
 *     onActiveRow={(row) => setCurrent(row)} onOpen={(row) => open(row)} empty={<EmptyState … />} />
 *
 * - `columns`: `{ id, title, kind, width, sortable, filter, value(row), currency(row), render(row) }` (column.ts). Keep the
 *   array outside the component or in useMemo: rows are redrawn when it changes. `id` is the contract's column name.
 * - `rows`: a `GridRows` from `useVaultRows` (vault-rows.ts) with the view's sort and filter, held in state or in the address.
 * - `onActiveRow` hears of the row under the cursor (for the inspector), `onOpen` of Enter and double-click, `onPreview` of Space
 *   (opens the inspector unless given), `rowMenu` adds entries to Shift+F10 and the right mouse button.
 * - `currency` is the one the filter row reads amounts in; `rowTone` marks rows `muted` or `changed`.
 * - `ref` is a `GridHandle` (grid-props.ts): focus, go to a row, the current row, the selected rows. Queue screens build A, R, N on it.
 * The grid takes the keys of design guide section 10 by itself; others bubble to the command registry.
 */
import { useCallback, useEffect, useImperativeHandle, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useInterface } from '../../state/interface.ts';
import { t } from '../../text/t.ts';
import { errorOf } from '../../door/vault-query.ts';
import { ErrorBanner } from '../banner.tsx';
import { Button } from '../button.tsx';
import { EmptyState } from '../empty-state.tsx';
import { PlacedMenu, type MenuEntry } from '../menu.tsx';
import { useHeight } from '../use-height.ts';
import { ColumnChooser } from './column-chooser.tsx';
import styles from './data-grid.module.css';
import { FilterRow } from './filter-row.tsx';
import { pageRows, spacerPx, visibleRows } from './geometry.ts';
import { GoToRow } from './go-to-row.tsx';
import { GridBar } from './grid-bar.tsx';
import { GridHeader } from './grid-header.tsx';
import { headerEntries, nextSort } from './grid-menus.ts';
import { GridRow } from './grid-row.tsx';
import { actionOf, type GridAction } from './keymap.ts';
import { columnsInView } from './layout.ts';
import { HEADER_ROW, isRange, moveTo, rectangle } from './selection.ts';
import { useBlocks } from './use-blocks.ts';
import { useGridColumns } from './use-grid-columns.ts';
import { useGridCopy } from './use-grid-copy.ts';
import type { DataGridProps } from './grid-props.ts';
import { useGridSelection } from './use-grid-selection.ts';
import { useGridScale } from './use-grid-size.ts';
import { useGridPointer } from './use-grid-pointer.ts';
import { useGridScroll } from './use-scroll.ts';
import { useSelectionLine } from './use-selection-line.ts';

export type { DataGridProps, GridHandle } from './grid-props.ts';

/** See the comment at the top of this file. */
export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { id, label, columns, rows, currency = 'GBP', onActiveRow, onOpen, onPreview } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const head = useRef<HTMLDivElement>(null);
  const { rowPx, scale } = useGridScale();
  const negatives = useInterface((state) => state.settings.negatives);
  const singleKeys = useInterface((state) => state.settings.singleKeys);
  const cache = useBlocks(rows);
  const total = cache.total ?? 0;
  const headPx = useHeight(head);
  const scroll = useGridScroll(scroller, { total, rowPx }, headPx);
  const geometry = { total, rowPx, viewPx: Math.max(0, scroll.height - headPx) };
  const view = visibleRows(geometry, scroll.topPx);
  const { placed, layout, width, resize, fit } = useGridColumns({ id, columns, scale, scroller, cache, view });
  const inView = columnsInView(placed, scroll.scrollLeft, scroll.width);
  const [filterRow, setFilterRow] = useState(false);
  const [dialog, setDialog] = useState<'none' | 'columns' | 'go-to'>('none');
  const [menu, setMenu] = useState<{ place: { x: number; y: number }; of: 'row' | 'header' } | null>(null);
  const { selection, setSelection, select, activeRow } = useGridSelection({
    scroller,
    scroll,
    cache,
    placed,
    listKey: rows.key,
    initialRow: props.initialRow ?? 0,
    onActiveRow,
  });
  const { active } = selection;

  useEffect(() => cache.want(view.first, Math.max(view.first, view.last)), [cache, view.first, view.last]);
  useSelectionLine(cache, selection, placed);
  const copy = useGridCopy(cache, selection, placed);

  const focus = useCallback(() => scroller.current?.focus(), []);
  useImperativeHandle(props.ref, () => ({
    focus,
    goTo: (row) => select(moveTo(selection, { row, column: active.column }, total, placed.length, false)),
    current: () => (activeRow === undefined ? null : { row: activeRow, index: active.row }),
    selected: (signal) => {
      const box = rectangle(selection);
      return total === 0 ? Promise.resolve([]) : cache.range(box.firstRow, box.lastRow, signal);
    },
  }));

  const sortBy = (columnId: string, add: boolean) => rows.onSort(nextSort(rows.sort, columnId, add));
  const filterColumn = () => {
    setFilterRow(true);
    const column = placed[active.column]?.column.id;
    requestAnimationFrame(() => head.current?.querySelector<HTMLElement>(`[data-filter="${column}"]`)?.focus());
  };
  const openMenu = () => {
    const cell = document.getElementById(active.row === HEADER_ROW ? `${id}-h${active.column}` : `${id}-r${active.row}c${active.column}`);
    const box = (cell ?? scroller.current)?.getBoundingClientRect();
    if (box) setMenu({ place: { x: box.left + 8, y: box.bottom }, of: active.row === HEADER_ROW ? 'header' : 'row' });
  };
  const preview = () => {
    if (activeRow === undefined) return;
    if (onPreview) onPreview(activeRow, active.row);
    else useInterface.setState({ inspectorOpen: true });
  };
  const perform = (action: GridAction) => {
    if (action.do === 'select') return select(action.selection);
    if (action.do === 'open') return activeRow === undefined ? undefined : onOpen?.(activeRow, active.row);
    if (action.do === 'preview') return preview();
    if (action.do === 'copy' || action.do === 'copy-with-headers') return copy(action.do === 'copy-with-headers');
    if (action.do === 'menu') return openMenu();
    if (action.do === 'filter-row') return setFilterRow((shown) => !shown);
    if (action.do === 'filter-column') return filterColumn();
    if (action.do === 'go-to') return setDialog('go-to');
    if (action.do !== 'sort') return;
    const column = placed[active.column]?.column;
    if (column?.sortable) sortBy(column.id, action.add);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== scroller.current) return;
    const press = { key: event.key, ctrl: event.ctrlKey || event.metaKey, shift: event.shiftKey, alt: event.altKey };
    const action = actionOf(press, selection, { rows: total, columns: placed.length, page: pageRows(geometry), singleKeys });
    if (!action) return;
    // Escape with nothing selected belongs to the screen.
    if (event.key === 'Escape' && !isRange(selection)) return;
    event.preventDefault();
    event.stopPropagation();
    perform(action);
  };
  const pointer = useGridPointer({
    selection,
    select,
    rows: total,
    columns: placed.length,
    onOpen: () => perform({ do: 'open' }),
    onMenu: (place) => setMenu({ place, of: 'row' }),
  });

  const entries = useMemo<MenuEntry[]>(() => {
    const place = placed[active.column];
    if (menu?.of === 'header' && place) {
      return headerEntries(id, columns, place, scale, {
        sort: (key) => rows.onSort([key]),
        fit: () => fit(place.column.id),
        filter: filterColumn,
        choose: () => setDialog('columns'),
      });
    }
    if (activeRow === undefined) return [];
    return [
      ...(onOpen ? [{ id: 'open', label: t('Open'), keys: 'Enter', onSelect: () => onOpen(activeRow, active.row) }] : []),
      ...(props.rowMenu?.(activeRow, active.row) ?? []),
      { id: 'copy', label: t('Copy'), keys: '$mod+c', separated: true, onSelect: () => copy(false) },
      { id: 'copy-headers', label: t('Copy with headers'), keys: '$mod+y', onSelect: () => copy(true) },
    ];
  }, [menu]);

  const box = rectangle(selection);
  const ranged = isRange(selection);
  // Rows hang on an anchor that moves every 256 rows, so that scrolling moves one layer and leaves rows as they are.
  const anchor = view.first - (view.first % 256);
  const drawn: ReactNode[] = [];
  for (let index = view.first; index <= view.last; index++) {
    const row = cache.row(index);
    const within = ranged && index >= box.firstRow && index <= box.lastRow;
    drawn.push(
      <GridRow
        key={index}
        gridId={id}
        index={index}
        total={total}
        row={row}
        placed={placed}
        firstColumn={inView.first}
        lastColumn={inView.last}
        offsetPx={(index - anchor) * rowPx}
        rowPx={rowPx}
        width={width}
        active={index === active.row ? active.column : -1}
        selectedFirst={within ? box.firstColumn : 0}
        selectedLast={within ? box.lastColumn : -1}
        negatives={negatives}
        tone={row === undefined ? undefined : props.rowTone?.(row)}
      />,
    );
  }
  const error = errorOf(cache.error);
  const activeId =
    active.row === HEADER_ROW
      ? `${id}-h${active.column}`
      : active.row >= view.first && active.row <= view.last
        ? `${id}-r${active.row}c${active.column}`
        : undefined;
  return (
    <div className={styles['root']}>
      <GridBar
        label={label}
        total={cache.total}
        unfiltered={cache.unfiltered}
        columns={columns}
        filter={rows.filter}
        currency={currency}
        filterRow={filterRow}
        tools={props.tools}
        onFilter={rows.onFilter}
        onFilterRow={() => setFilterRow(!filterRow)}
        onColumns={() => setDialog('columns')}
        onGoTo={() => setDialog('go-to')}
      />
      {error ? <ErrorBanner error={error} action={<Button onClick={() => cache.refresh()}>{t('Try again')}</Button>} /> : null}
      <div className={styles['body']}>
        <div
          ref={scroller}
          className={styles['scroller']}
          role="grid"
          tabIndex={0}
          data-keys="grid"
          aria-label={label}
          aria-rowcount={cache.total ?? -1}
          aria-colcount={placed.length}
          aria-multiselectable
          aria-activedescendant={total > 0 ? activeId : undefined}
          onScroll={scroll.onScroll}
          onKeyDown={onKeyDown}
          {...pointer}
        >
          <div ref={head} className={styles['head']} role="rowgroup">
            <GridHeader
              gridId={id}
              placed={placed}
              firstColumn={inView.first}
              lastColumn={inView.last}
              width={width}
              active={active.row === HEADER_ROW ? active.column : -1}
              sort={rows.sort}
              scale={scale}
              onSort={sortBy}
              onResize={resize}
              onFit={fit}
              onMenu={(column, place) => {
                setSelection((old) => moveTo(old, { row: HEADER_ROW, column }, total, placed.length, false));
                setMenu({ place, of: 'header' });
              }}
            />
            {filterRow ? (
              <FilterRow placed={placed} width={width} filter={rows.filter} currency={currency} onFilter={rows.onFilter} onLeave={focus} />
            ) : null}
          </div>
          <div className={styles['spacer']} role="rowgroup" style={{ height: Math.max(spacerPx(geometry), 1), width }}>
            <div
              className={styles['layer']}
              role="presentation"
              style={{ top: headPx, height: Math.min(geometry.viewPx, Math.max(spacerPx(geometry), 1)), width }}
            >
              <div
                className={styles['moving']}
                role="presentation"
                style={{ transform: `translateY(${Math.round(anchor * rowPx - scroll.topPx)}px)` }}
              >
                {drawn}
              </div>
            </div>
          </div>
        </div>
        {cache.total === 0 ? (
          <div className={styles['over']} style={{ top: headPx }}>
            {rows.filter.length > 0 ? (
              <EmptyState
                title={t('No row passes these filters')}
                primary={<Button onClick={() => rows.onFilter([])}>{t('Clear all filters')}</Button>}
              />
            ) : (
              (props.empty ?? <EmptyState title={t('No rows')} />)
            )}
          </div>
        ) : null}
      </div>
      <PlacedMenu
        place={menu?.place ?? null}
        entries={entries}
        onClose={() => {
          setMenu(null);
          focus();
        }}
      />
      <ColumnChooser gridId={id} columns={columns} layout={layout} open={dialog === 'columns'} onClose={() => setDialog('none')} />
      <GoToRow
        open={dialog === 'go-to'}
        total={total}
        onGo={(row) => select(moveTo(selection, { row, column: active.column }, total, placed.length, false))}
        onClose={() => setDialog('none')}
      />
    </div>
  );
}
