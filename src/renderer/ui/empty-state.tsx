import type { ReactNode } from 'react';
import styles from './empty-state.module.css';

/** What belongs here, and the one thing to do about its absence. */
export function EmptyState({
  title,
  text,
  primary,
  secondary,
}: {
  readonly title: string;
  readonly text?: string;
  readonly primary?: ReactNode;
  readonly secondary?: ReactNode;
}) {
  return (
    <div className={styles['empty']}>
      <h2>{title}</h2>
      {text ? <p>{text}</p> : null}
      {primary || secondary ? (
        <div className={styles['actions']}>
          {primary}
          {secondary}
        </div>
      ) : null}
    </div>
  );
}
