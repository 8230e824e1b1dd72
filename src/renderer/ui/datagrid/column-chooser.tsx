import { ArrowDown, ArrowUp, Pin, PinOff } from 'lucide-react';
import { t } from '../../text/t.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { CheckField } from '../field.tsx';
import { IconButton } from '../icon-button.tsx';
import type { Column } from './column.ts';
import styles from './column-chooser.module.css';
import { changeLayout, firstLayout, type ColumnLayout } from './layout.ts';

/** Moves an entry of a list by one place. */
function moved(order: readonly string[], id: string, by: 1 | -1): string[] {
  const next = [...order];
  const from = next.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= next.length) return next;
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

const toggled = (list: readonly string[], id: string) => (list.includes(id) ? list.filter((each) => each !== id) : [...list, id]);

/** Which columns are shown, in which order, and which stay at the left. */
export function ColumnChooser<Row>({
  gridId,
  columns,
  layout,
  open,
  onClose,
}: {
  readonly gridId: string;
  readonly columns: readonly Column<Row>[];
  readonly layout: ColumnLayout;
  readonly open: boolean;
  readonly onClose: () => void;
}) {
  const change = (to: (old: ColumnLayout) => ColumnLayout) => changeLayout(gridId, columns, to);
  const order = layout.order.filter((id) => columns.some((column) => column.id === id));
  const shown = order.length - layout.hidden.length;
  return (
    <Dialog
      open={open}
      onClose={onClose}
      size="small"
      title={t('Columns')}
      description={t('{shown} of {all} columns are shown.', { shown, all: order.length })}
      actions={<Button onClick={() => change(() => firstLayout(columns))}>{t('Back to the first layout')}</Button>}
    >
      <ul className={styles['list']}>
        {order.map((id, at) => {
          const column = columns.find((each) => each.id === id)!;
          const hidden = layout.hidden.includes(id);
          const pinned = layout.pinned.includes(id);
          return (
            <li key={id} className={styles['entry']}>
              <CheckField
                label={column.title}
                checked={!hidden}
                // The last column can not go: a grid without columns has no way back by keyboard.
                disabled={!hidden && shown === 1}
                onChange={() => change((old) => ({ ...old, hidden: toggled(old.hidden, id) }))}
              />
              <IconButton
                label={pinned ? t('Unpin {column}', { column: column.title }) : t('Pin {column} at the left', { column: column.title })}
                icon={pinned ? <PinOff aria-hidden /> : <Pin aria-hidden />}
                onClick={() => change((old) => ({ ...old, pinned: toggled(old.pinned, id) }))}
              />
              <IconButton
                label={t('Move {column} up', { column: column.title })}
                icon={<ArrowUp aria-hidden />}
                reason={at === 0 ? t('It is the first column.') : null}
                onClick={() => change((old) => ({ ...old, order: moved(old.order, id, -1) }))}
              />
              <IconButton
                label={t('Move {column} down', { column: column.title })}
                icon={<ArrowDown aria-hidden />}
                reason={at === order.length - 1 ? t('It is the last column.') : null}
                onClick={() => change((old) => ({ ...old, order: moved(old.order, id, 1) }))}
              />
            </li>
          );
        })}
      </ul>
    </Dialog>
  );
}
