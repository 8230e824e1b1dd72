import { t } from '../text/t.ts';
import styles from './skeleton.module.css';

/** The place of something that is still loading, at its final size, so that nothing moves when it comes. */
export function Skeleton({ lines = 3, height }: { readonly lines?: number; readonly height?: string }) {
  return (
    <div className={styles['skeleton']} role="status">
      <span className="visually-hidden">{t('Loading')}</span>
      {height ? (
        <div className={styles['block']} style={{ height }} aria-hidden />
      ) : (
        Array.from({ length: lines }, (_, line) => <div key={line} className={styles['line']} aria-hidden />)
      )}
    </div>
  );
}
