import type { TransactionRow } from '../../../shared/contract/common.ts';
import type { ReasonView } from '../../../shared/contract/flags.ts';
import { formatNumber } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Money } from '../../ui/values.tsx';
import styles from './item.module.css';

/** Every reason of a risk, strongest first: its points, its sentence, and the rows behind it. */
export function Reasons({
  reasons,
  evidence,
  risk,
  onOpenRow,
}: {
  readonly reasons: readonly ReasonView[];
  readonly evidence: readonly TransactionRow[];
  readonly risk: number;
  readonly onOpenRow: (id: number) => void;
}) {
  if (reasons.length === 0)
    return <p className={styles['quiet']}>{t('No rule and no model found anything unusual about this transaction.')}</p>;
  const rows = new Map(evidence.map((row) => [row.id, row]));
  const most = Math.max(...reasons.map((reason) => reason.points), 1);
  return (
    <ol className={styles['reasons']}>
      {reasons.map((reason) => {
        const behind = reason.evidence.flatMap((id) => rows.get(id) ?? []);
        const missing = reason.evidence.length - behind.length;
        return (
          <li key={reason.code}>
            <div className={styles['reasonHead']}>
              <code>{reason.code}</code>
              <strong>{reason.title}</strong>
              <span className={styles['pointBar']} aria-hidden>
                <span style={{ width: `${(reason.points / most) * 100}%` }} />
              </span>
              <span className={styles['pointText']}>{t('{points} of {risk}', { points: formatNumber(reason.points, 1), risk })}</span>
            </div>
            <p>{reason.sentence}</p>
            {behind.length > 0 ? (
              <ul className={styles['evidence']} aria-label={t('Rows behind {code}', { code: reason.code })}>
                {behind.map((row) => (
                  <li key={row.id}>
                    <button type="button" onClick={() => onOpenRow(row.id)}>
                      <span>{row.date ?? t('no date')}</span>
                      <span className={styles['evidenceAmount']}>
                        <Money minor={row.amountMinor} currency={row.currency} />
                      </span>
                      <span className={styles['evidenceText']}>{row.counterparty || row.description}</span>
                      <span className={styles['evidenceLine']}>{t('line {n}', { n: row.line })}</span>
                    </button>
                  </li>
                ))}
              </ul>
            ) : null}
            {missing > 0 && behind.length > 0 ? (
              <p className={styles['quiet']}>{t('{n, plural, one {# more row} other {# more rows}}', { n: missing })}</p>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}
