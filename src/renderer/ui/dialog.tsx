import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { t } from '../text/t.ts';
import { Button } from './button.tsx';
import button from './button.module.css';
import { cx } from './class-names.ts';
import styles from './dialog.module.css';
import { layersElement } from './layers.ts';

export interface DialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** One sentence under the title: count, sum and effect where the dialog asks before a bulk step. */
  readonly description?: string;
  readonly children?: ReactNode;
  /** Buttons, the step that goes on last. */
  readonly actions?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  readonly initialFocus?: RefObject<HTMLElement | null>;
  /** Side the panel hangs on; a dialog in the middle without it. */
  readonly side?: 'right' | 'bottom' | 'left';
}

/** A modal window. Escape and the close button leave it; focus goes back to where it came from. */
export function Dialog({ open, onClose, title, description, children, actions, size = 'medium', initialFocus, side }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => (next ? undefined : onClose())}>
      <Base.Portal container={layersElement()}>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={cx(styles['popup'], side ? styles[side] : styles[size])} {...(initialFocus ? { initialFocus } : {})}>
          <div className={styles['head']}>
            <Base.Title className={styles['title']}>{title}</Base.Title>
            {/* Without a tooltip: it has the focus first, and Escape would close the tooltip instead of the window. */}
            <Base.Close render={<Button look="quiet" className={button['square']} aria-label={t('Close')} icon={<X aria-hidden />} />} />
          </div>
          {description ? <Base.Description className={styles['description']}>{description}</Base.Description> : null}
          <div className={styles['body']}>{children}</div>
          {actions ? <div className={styles['actions']}>{actions}</div> : null}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** A panel that slides over from one side: what the inspector and the strip become on a narrow window. */
export function Sheet(props: DialogProps) {
  return <Dialog {...props} side={props.side ?? 'right'} />;
}
