import { Fragment } from 'react';
import { keyCaps } from '../commands/keys.ts';
import { t } from '../text/t.ts';
import styles from './key-hint.module.css';

/** The keys of a command drawn as caps. */
export function KeyHint({ binding }: { readonly binding: string }) {
  return (
    <span className={styles['keys']}>
      {keyCaps(binding).map((caps, press) => (
        <Fragment key={press}>
          {press > 0 ? <span className={styles['then']}>{t('then')}</span> : null}
          {caps.map((cap) => (
            <kbd key={cap} className={styles['cap']}>
              {cap}
            </kbd>
          ))}
        </Fragment>
      ))}
    </span>
  );
}
