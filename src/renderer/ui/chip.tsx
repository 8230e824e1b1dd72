import { CircleAlert, CircleCheck, Info, Lock, OctagonAlert, TriangleAlert, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { t } from '../text/t.ts';
import styles from './chip.module.css';
import { cx } from './class-names.ts';

export type Tone = 'ok' | 'warn' | 'bad' | 'info' | 'hold' | 'plain';

const ICONS: Readonly<Record<Tone, ReactNode>> = {
  ok: <CircleCheck aria-hidden />,
  warn: <TriangleAlert aria-hidden />,
  bad: <OctagonAlert aria-hidden />,
  info: <Info aria-hidden />,
  hold: <Lock aria-hidden />,
  plain: null,
};

/** The icon that goes with a tone: colour is never alone. */
export function ToneIcon({ tone }: { readonly tone: Tone }) {
  return ICONS[tone] ?? <CircleAlert aria-hidden />;
}

/** A state in a word, with its icon and colour. */
export function Chip({ tone = 'plain', children }: { readonly tone?: Tone; readonly children: ReactNode }) {
  return (
    <span className={cx(styles['chip'], styles[tone])}>
      {ICONS[tone]}
      <span>{children}</span>
    </span>
  );
}

/** The step of a risk, 1 to 5: 0–19, 20–39, 40–59, 60–79, 80–100. */
export function riskStep(risk: number): 1 | 2 | 3 | 4 | 5 {
  return Math.min(5, Math.max(1, Math.floor(risk / 20) + 1)) as 1 | 2 | 3 | 4 | 5;
}

/** A risk of 0 to 100: the number is always printed, the fill only repeats it. */
export function RiskChip({ risk }: { readonly risk: number }) {
  return (
    <span className={cx(styles['risk'], styles[`risk${riskStep(risk)}`])} role="img" aria-label={t('Risk {risk} of 100', { risk })}>
      {risk}
    </span>
  );
}

/** A scope or filter in force, with a button that takes it away. */
export function ScopeChip({ label, value, onRemove }: { readonly label: string; readonly value: string; readonly onRemove?: () => void }) {
  return (
    <span className={styles['scope']}>
      <span className={styles['scopeLabel']}>{label}</span>
      <span className={styles['scopeValue']}>{value}</span>
      {onRemove ? (
        <button type="button" onClick={onRemove} aria-label={t('Remove {label}: {value}', { label, value })}>
          <X aria-hidden />
        </button>
      ) : null}
    </span>
  );
}
