import { X } from 'lucide-react';
import { useEffect, useState } from 'react';
import { dismissToast, useToasts, type Toast } from '../state/toasts.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/button.tsx';
import { ToneIcon } from '../ui/chip.tsx';
import { cx } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import styles from './toasts.module.css';

/** How long a notice stays, unless it is hovered or focused (design guide, section 8). */
const SHOWN_MS = 6000;

/** The notices, above the status bar at the right. Said aloud when they come; Undo comes first in the tab order. */
export function Toasts() {
  const toasts = useToasts((state) => state.toasts);
  return (
    <section
      className={styles['toasts']}
      aria-label={t('Notices')}
      aria-live="polite"
      data-pane={toasts.length > 0 ? 'notices' : undefined}
      tabIndex={-1}
    >
      {toasts.map((each) => (
        <ToastView key={each.id} toast={each} />
      ))}
    </section>
  );
}

function ToastView({ toast }: { readonly toast: Toast }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    <div
      className={cx(styles['toast'], styles[toast.tone])}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <ToneIcon tone={toast.tone} />
      <p>{toast.text}</p>
      {toast.action ? (
        <Button
          onClick={() => {
            dismissToast(toast.id);
            toast.action?.run();
          }}
        >
          {toast.action.label}
        </Button>
      ) : null}
      <IconButton label={t('Close')} icon={<X aria-hidden />} onClick={() => dismissToast(toast.id)} />
    </div>
  );
}
