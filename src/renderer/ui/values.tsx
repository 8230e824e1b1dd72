import { Copy } from 'lucide-react';
import { useInterface } from '../state/interface.ts';
import { toast } from '../state/toasts.ts';
import { proseDate, spokenDate } from '../text/dates.ts';
import { formatMoney, shortHash, speakMoney } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Tip } from './tooltip.tsx';
import styles from './values.module.css';

/** An amount in full, as the person's settings write negatives. `withCode` adds the currency where it is not in a header. */
export function Money({ minor, currency, withCode }: { readonly minor: number; readonly currency: string; readonly withCode?: boolean }) {
  const negatives = useInterface((state) => state.settings.negatives);
  return (
    <span className={styles['money']}>
      <span aria-hidden={minor < 0 || undefined}>{formatMoney(minor, currency, negatives)}</span>
      {minor < 0 ? <span className="visually-hidden">{speakMoney(minor, currency)}</span> : null}
      {withCode ? <span className={styles['code']}> {currency}</span> : null}
    </span>
  );
}

/** A date in prose (5 Apr 2023), its weekday in the tooltip. Null is "not known". */
export function DateText({ iso }: { readonly iso: string | null }) {
  if (iso === null) return <span>{t('not known')}</span>;
  return (
    <time dateTime={iso} title={spokenDate(iso)} className={styles['date']}>
      {proseDate(iso)}
    </time>
  );
}

/** A shortened hash with a copy of the full value. */
export function HashText({ hash, label }: { readonly hash: string; readonly label?: string }) {
  const copy = async () => {
    await navigator.clipboard.writeText(hash);
    toast({ tone: 'ok', text: t('Copied') });
  };
  return (
    <Tip text={hash}>
      <button
        type="button"
        className={styles['hash']}
        onClick={() => void copy()}
        aria-label={t('Copy {label} {hash}', { label: label ?? t('hash'), hash: shortHash(hash) })}
      >
        <code>{shortHash(hash)}</code>
        <Copy aria-hidden />
      </button>
    </Tip>
  );
}
