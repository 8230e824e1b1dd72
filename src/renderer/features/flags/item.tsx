import { useId, type ReactNode, type Ref } from 'react';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { useSettled } from '../../state/use-settled.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { RiskChip } from '../../ui/chip.tsx';
import { Facts } from '../../ui/facts.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { DateText, Money } from '../../ui/values.tsx';
import { FindingChip } from './columns.tsx';
import styles from './item.module.css';
import { PeerComparison } from './peers.tsx';
import { Reasons } from './reasons.tsx';
import { dispositionTitle, FINDING_KEYS, FINDINGS, type Disposition, type FlagRow } from './tabs.ts';

/** Details wait this long, so that running down the queue asks for one row and not for all. */
const REST_MS = 60;

/** One flag: its facts, its reasons with the rows behind them, how it compares, what was found. */
export function FlagItem({
  caseId,
  row,
  readOnly,
  onDecide,
  onOpenRow,
  whyRef,
}: {
  readonly caseId: string;
  readonly row: FlagRow;
  readonly readOnly: string | null;
  readonly onDecide: (disposition: Disposition) => void;
  readonly onOpenRow: (id: number) => void;
  readonly whyRef: Ref<HTMLElement>;
}) {
  const settled = useSettled(row.id, REST_MS);
  const answer = useVault('flags.explain', { caseId, transactionId: settled });
  const explained = settled === row.id ? answer.data : undefined;
  return (
    <div className={styles['item']}>
      <div className={styles['head']}>
        <RiskChip risk={row.risk} />
        <strong className={styles['amount']}>
          <Money minor={row.amountMinor} currency={row.currency} withCode />
        </strong>
        <DateText iso={row.date} />
        <FindingChip disposition={row.disposition} />
      </div>
      <div className={styles['decide']} role="toolbar" aria-label={t('Record a finding')}>
        {FINDINGS.map((finding) => (
          <Button key={finding} reason={readOnly} aria-pressed={row.disposition === finding} onClick={() => onDecide(finding)}>
            {dispositionTitle(finding)}
            <KeyHint binding={FINDING_KEYS[finding]} />
          </Button>
        ))}
        {row.disposition === 'open' ? null : (
          <Button look="quiet" reason={readOnly} onClick={() => onDecide('open')}>
            {t('Reopen')}
            <KeyHint binding={FINDING_KEYS.open} />
          </Button>
        )}
      </div>
      <Facts
        facts={[
          ...(row.counterparty ? [{ label: t('Counterparty'), value: row.counterparty }] : []),
          ...(row.description ? [{ label: t('Text'), value: row.description }] : []),
          ...(row.reference ? [{ label: t('Reference'), value: <code>{row.reference}</code> }] : []),
          ...(row.category ? [{ label: t('Category'), value: row.category }] : []),
          {
            label: t('Source'),
            value: (
              <button type="button" className={styles['link']} onClick={() => onOpenRow(row.id)}>
                {t('{source}, line {line}', { source: row.sourceName, line: formatCount(row.line) })}
              </button>
            ),
          },
        ]}
      />
      <ErrorBanner error={errorOf(answer.error)} />
      <Part title={t('Reasons')} ref={whyRef}>
        {explained ? (
          <Reasons reasons={explained.reasons} evidence={explained.evidence} risk={row.risk} onOpenRow={onOpenRow} />
        ) : answer.error ? null : (
          <Skeleton lines={5} />
        )}
      </Part>
      <Part title={t('Compared with others')}>
        {!explained ? (
          answer.error ? null : (
            <Skeleton height="9rem" />
          )
        ) : explained.peers ? (
          <PeerComparison key={row.id} peers={explained.peers} amountMinor={row.amountMinor} currency={row.currency} />
        ) : (
          <p className={styles['quiet']}>{t('Fewer than five comparable amounts: nothing can be said about what is usual.')}</p>
        )}
      </Part>
      <Part title={t('History')}>
        {explained && explained.history.length > 0 ? (
          <ol className={styles['history']}>
            {explained.history.map((entry) => (
              <li key={`${entry.at}${entry.disposition}`}>
                <FindingChip disposition={entry.disposition} />
                <span>{entry.reason}</span>
                <span className={styles['quiet']}>{t('{name}, {time}', { name: entry.by, time: formatTime(entry.at) })}</span>
              </li>
            ))}
          </ol>
        ) : (
          <p className={styles['quiet']}>{t('Nothing has been recorded about it.')}</p>
        )}
      </Part>
    </div>
  );
}

function Part({ title, children, ref }: { readonly title: string; readonly children: ReactNode; readonly ref?: Ref<HTMLElement> }) {
  const id = useId();
  return (
    <section ref={ref} className={styles['part']} aria-labelledby={id} tabIndex={-1} data-keys="viewer">
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
}
