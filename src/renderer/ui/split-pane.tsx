import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import styles from './split-pane.module.css';

/**
 * The bar between two panes, on the edge of the pane it sizes (which must be positioned): dragged, or moved by arrow keys.
 * @param value size of the pane it sizes, in CSS pixels
 * @param grows which way the pane grows: `left` for a pane at the right edge
 */
export function Splitter({
  label,
  value,
  least,
  most,
  grows,
  onChange,
}: {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly grows: 'left' | 'right' | 'up' | 'down';
  readonly onChange: (value: number) => void;
}) {
  const from = useRef<{ at: number; value: number } | null>(null);
  const upright = grows === 'left' || grows === 'right';
  const sign = grows === 'left' || grows === 'up' ? -1 : 1;
  const set = (next: number) => onChange(Math.round(Math.min(most, Math.max(least, next))));
  const place = (event: PointerEvent) => (upright ? event.clientX : event.clientY);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === 'Home') set(least);
    else if (event.key === 'End') set(most);
    else if (step !== undefined) set(value + step * sign * 16);
    else return;
    event.preventDefault();
  };
  return (
    <div
      className={styles['splitter']}
      data-upright={upright || undefined}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={upright ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(value)}
      aria-valuemin={Math.round(least)}
      aria-valuemax={Math.round(most)}
      onKeyDown={onKeyDown}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        from.current = { at: place(event), value };
      }}
      onPointerMove={(event) => {
        if (from.current) set(from.current.value + (place(event) - from.current.at) * sign);
      }}
      onPointerUp={() => {
        from.current = null;
      }}
      onPointerCancel={() => {
        from.current = null;
      }}
    />
  );
}
