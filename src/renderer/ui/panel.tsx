import { useId, type ReactNode } from 'react';
import styles from './panel.module.css';

/** A titled block on a screen that is not a grid. */
export function Panel({ title, action, children }: { readonly title: string; readonly action?: ReactNode; readonly children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles['panel']} aria-labelledby={id}>
      <header className={styles['head']}>
        <h2 id={id}>{title}</h2>
        {action}
      </header>
      <div className={styles['body']}>{children}</div>
    </section>
  );
}
