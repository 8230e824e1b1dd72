import styles from './reconcile.module.css';

/** A score as its number, with a bar that repeats it. */
export function Score({ value }: { readonly value: number }) {
  return (
    <span className={styles['score']} data-band={value >= 90 ? 'high' : value >= 70 ? 'middle' : 'low'}>
      <span className={styles['scoreTrack']} aria-hidden>
        <span style={{ width: `${value}%` }} />
      </span>
      <span className={styles['scoreNumber']}>{value}</span>
    </span>
  );
}
