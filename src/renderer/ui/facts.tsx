import type { ReactNode } from 'react';
import styles from './facts.module.css';

export interface Fact {
  readonly label: string;
  readonly value: ReactNode;
}

/** Names and values under each other, for inspectors and summaries. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className={styles['facts']}>
      {facts.map((fact) => (
        <div key={fact.label} className={styles['fact']}>
          <dt>{fact.label}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A headline figure: the value large, its name small, and what it opens. */
export function Figure({
  label,
  value,
  note,
  onOpen,
}: {
  readonly label: string;
  readonly value: ReactNode;
  readonly note?: string;
  readonly onOpen?: () => void;
}) {
  const body = (
    <>
      <span className={styles['figureLabel']}>{label}</span>
      <span className={styles['figureValue']}>{value}</span>
      <span className={styles['figureNote']}>{note ?? ''}</span>
    </>
  );
  if (!onOpen) return <div className={styles['figure']}>{body}</div>;
  return (
    <button type="button" className={styles['figure']} onClick={onOpen}>
      {body}
    </button>
  );
}
