import type { ReactNode } from 'react';
import type { ErrorData } from '../../shared/errors.ts';
import { t } from '../text/t.ts';
import styles from './banner.module.css';
import { ToneIcon, type Tone } from './chip.tsx';
import { cx } from './class-names.ts';

/** A message that stays in the page until its reason is gone. */
export function Banner({
  tone,
  title,
  children,
  action,
}: {
  readonly tone: Exclude<Tone, 'plain'>;
  readonly title?: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={cx(styles['banner'], styles[tone])} role={tone === 'bad' ? 'alert' : 'status'}>
      <ToneIcon tone={tone} />
      <div className={styles['text']}>
        {title ? <strong>{title}</strong> : null}
        {children}
      </div>
      {action}
    </div>
  );
}

/** An operating error: what happened, what to do, and its code for the person who is asked about it. */
export function ErrorBanner({ error, action }: { readonly error: ErrorData | null; readonly action?: ReactNode }) {
  if (!error) return null;
  return (
    <Banner tone="bad" action={action}>
      <span>{error.message}</span> {error.remedy ? <span>{error.remedy}</span> : null}{' '}
      <span className={styles['code']}>{t('({code})', { code: error.code })}</span>
    </Banner>
  );
}
