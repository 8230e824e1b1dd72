import { t } from '../text/t.ts';
import styles from './progress.module.css';

/**
 * How far a task is. `total` 0 means not known: the bar then says so without moving by itself.
 * @param label the task's name; it names the bar
 */
export function Progress({ label, done, total }: { readonly label: string; readonly done: number; readonly total: number }) {
  const percent = total > 0 ? Math.min(100, Math.floor((done / total) * 100)) : null;
  return (
    <div
      className={styles['track']}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent ?? undefined}
      aria-valuetext={percent === null ? t('How far is not known yet') : undefined}
      data-unknown={percent === null || undefined}
    >
      <div className={styles['bar']} style={{ transform: `scaleX(${(percent ?? 0) / 100})` }} />
    </div>
  );
}
