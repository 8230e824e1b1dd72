import { Tooltip } from '@base-ui/react/tooltip';
import type { ReactElement } from 'react';
import { KeyHint } from './key-hint.tsx';
import { layersElement } from './layers.ts';
import styles from './tooltip.module.css';

/** A short text on hover and focus. It adds to a control that already has a name; nothing may be found only here. */
export function Tip({
  text,
  keys,
  children,
}: {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly children: ReactElement;
}) {
  return (
    <Tooltip.Root>
      <Tooltip.Trigger render={children as ReactElement<Record<string, unknown>>} />
      <Tooltip.Portal container={layersElement()}>
        <Tooltip.Positioner sideOffset={6} collisionPadding={8}>
          <Tooltip.Popup className={styles['tip']}>
            {text}
            {keys ? <KeyHint binding={keys} /> : null}
          </Tooltip.Popup>
        </Tooltip.Positioner>
      </Tooltip.Portal>
    </Tooltip.Root>
  );
}
