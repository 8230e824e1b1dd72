import { Menu as Base } from '@base-ui/react/menu';
import { Check } from 'lucide-react';
import { Fragment, type ReactElement, type ReactNode } from 'react';
import { KeyHint } from './key-hint.tsx';
import { layersElement } from './layers.ts';
import styles from './menu.module.css';

export interface MenuEntry {
  readonly id: string;
  readonly label: string;
  readonly icon?: ReactNode;
  readonly keys?: string | undefined;
  /** Second line in small text. */
  readonly note?: string;
  readonly checked?: boolean;
  readonly disabled?: boolean;
  /** Starts a new group above this entry. */
  readonly separated?: boolean;
  readonly onSelect: () => void;
}

/** The entries of a menu, for `Menu` and for menus opened at a place (`ContextMenu`). */
export function MenuEntries({ entries }: { readonly entries: readonly MenuEntry[] }) {
  return entries.map((entry) => (
    <Fragment key={entry.id}>
      {entry.separated ? <Base.Separator className={styles['separator']} /> : null}
      <Base.Item className={styles['item']} onClick={entry.onSelect} disabled={entry.disabled ?? false}>
        <span className={styles['icon']}>{entry.checked ? <Check aria-hidden /> : entry.icon}</span>
        <span className={styles['label']}>
          {entry.label}
          {entry.note ? <small>{entry.note}</small> : null}
        </span>
        {entry.keys ? <KeyHint binding={entry.keys} /> : null}
      </Base.Item>
    </Fragment>
  ));
}

/** A button with a menu. `trigger` is a button of ours. */
export function Menu({
  trigger,
  entries,
  align = 'start',
}: {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'center' | 'end';
}) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal container={layersElement()}>
        <Base.Positioner className={styles['positioner']} sideOffset={4} align={align} collisionPadding={8}>
          <Base.Popup className={styles['popup']}>
            <MenuEntries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** A menu opened by a key or the right mouse button at `place` (viewport pixels); null is closed. */
export function PlacedMenu({
  place,
  entries,
  onClose,
}: {
  readonly place: { readonly x: number; readonly y: number } | null;
  readonly entries: readonly MenuEntry[];
  readonly onClose: () => void;
}) {
  const anchor = place ? { getBoundingClientRect: () => new DOMRect(place.x, place.y, 0, 0) } : null;
  return (
    <Base.Root open={place !== null} onOpenChange={(open) => (open ? undefined : onClose())}>
      <Base.Portal container={layersElement()}>
        <Base.Positioner className={styles['positioner']} anchor={anchor} align="start" side="bottom" collisionPadding={8}>
          <Base.Popup className={styles['popup']}>
            <MenuEntries entries={entries} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
