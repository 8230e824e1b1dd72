import { t } from '../../text/t.ts';
import type { MenuEntry } from '../menu.tsx';
import type { Column } from './column.ts';
import { changeLayout, leastWidth, type PlacedColumn } from './layout.ts';

/** The menu of a header cell: everything a pointer does to a column, for the keyboard. */
export function headerEntries<Row>(
  gridId: string,
  columns: readonly Column<Row>[],
  place: PlacedColumn<Row>,
  scale: number,
  does: { sort: (key: string) => void; fit: () => void; filter: () => void; choose: () => void },
): MenuEntry[] {
  const { column, pinned } = place;
  const resize = (by: number) => {
    const width = Math.max(leastWidth(column.kind), Math.round(place.width / scale) + by);
    changeLayout(gridId, columns, (old) => ({ ...old, widths: { ...old.widths, [column.id]: width } }));
  };
  const toggle = (list: readonly string[]) => (list.includes(column.id) ? list.filter((id) => id !== column.id) : [...list, column.id]);
  return [
    ...(column.sortable
      ? [
          { id: 'ascending', label: t('Sort ascending'), onSelect: () => does.sort(column.id) },
          { id: 'descending', label: t('Sort descending'), onSelect: () => does.sort(`-${column.id}`) },
        ]
      : []),
    ...(column.filter ? [{ id: 'filter', label: t('Filter this column'), keys: 'Alt+ArrowDown', onSelect: does.filter }] : []),
    { id: 'fit', label: t('Fit width'), separated: true, onSelect: does.fit },
    { id: 'wider', label: t('Wider'), onSelect: () => resize(24) },
    { id: 'narrower', label: t('Narrower'), onSelect: () => resize(-24) },
    {
      id: 'pin',
      label: pinned ? t('Unpin') : t('Pin at the left'),
      separated: true,
      onSelect: () => changeLayout(gridId, columns, (old) => ({ ...old, pinned: toggle(old.pinned) })),
    },
    {
      id: 'hide',
      label: t('Hide column'),
      onSelect: () => changeLayout(gridId, columns, (old) => ({ ...old, hidden: toggle(old.hidden) })),
    },
    { id: 'choose', label: t('Choose columns…'), onSelect: does.choose },
  ];
}

/** Sort keys after a column's header was pressed: up, down, none; alone, or added to what is there. */
export function nextSort(sort: readonly string[], columnId: string, add: boolean): string[] {
  const present = sort.find((key) => key.replace('-', '') === columnId);
  const next = present === undefined ? columnId : present.startsWith('-') ? null : `-${columnId}`;
  if (!add) return next === null ? [] : [next];
  const rest = sort.filter((key) => key !== present);
  if (next === null) return rest;
  if (present === undefined) return [...sort, next].slice(-4);
  return sort.map((key) => (key === present ? next : key));
}
