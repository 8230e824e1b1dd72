import type { ReactNode } from 'react';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import type { RepeatPair } from '../../../shared/contract/overlaps.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { formatTime } from '../../text/dates.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Facts } from '../../ui/facts.tsx';
import { DateText, Money } from '../../ui/values.tsx';
import styles from './overlaps.module.css';
import { deciderText, effectOf, evidenceLines, ruleText, VERDICT_TONES, verdictTitle } from './words.ts';

/** One pair in full, for the inspector: both rows, why, and every verdict there was. */
export function RepeatDetail({ caseId, pair }: { readonly caseId: string; readonly pair: RepeatPair }) {
  return (
    <div className={styles['detail']}>
      <Chip tone={VERDICT_TONES[pair.verdict]}>{verdictTitle(pair.verdict)}</Chip>
      <p>
        {ruleText(pair.rule)} {effectOf(pair.verdict)}
      </p>
      {pair.reason ? <p>{t('Reason: {reason}', { reason: pair.reason })}</p> : null}
      <SideBySide mine={pair.transaction} other={pair.other} />
      {evidenceLines(pair.evidence).length > 0 ? (
        <>
          <h3>{t('What was compared')}</h3>
          <Facts facts={evidenceLines(pair.evidence)} />
        </>
      ) : null}
      <h3>{t('Verdicts so far')}</h3>
      <History caseId={caseId} transactionId={pair.transaction.id} />
    </div>
  );
}

function SideBySide({ mine, other }: { readonly mine: TransactionRow; readonly other: TransactionRow | null }) {
  const money = (row: TransactionRow | null, minor: number | null | undefined): ReactNode =>
    row === null || minor === null || minor === undefined ? t('n/a') : <Money minor={minor} currency={row.currency} withCode />;
  const lines: { label: string; mine: ReactNode; other: ReactNode; differs: boolean }[] = [
    line(t('File'), mine.sourceName, other?.sourceName, false),
    line(t('Line'), formatCount(mine.line), other ? formatCount(other.line) : undefined, false),
    {
      ...{ label: t('Date'), mine: <DateText iso={mine.date} />, other: other ? <DateText iso={other.date} /> : t('n/a') },
      differs: other !== null && other.date !== mine.date,
    },
    {
      ...{ label: t('Amount'), mine: money(mine, mine.amountMinor), other: money(other, other?.amountMinor) },
      differs: other !== null && other.amountMinor !== mine.amountMinor,
    },
    line(t('Text'), mine.description, other?.description),
    line(t('Counterparty'), mine.counterparty, other?.counterparty),
    line(t('Identifier'), mine.reference, other?.reference),
    {
      ...{ label: t('Balance'), mine: money(mine, mine.balanceMinor), other: money(other, other?.balanceMinor) },
      differs: other !== null && mine.balanceMinor !== null && other.balanceMinor !== null && mine.balanceMinor !== other.balanceMinor,
    },
  ];
  return (
    <div className={styles['rows']} tabIndex={0} role="region" aria-label={t('The two rows side by side')}>
      <table className={styles['pair']}>
        <caption className="visually-hidden">{t('The two rows side by side')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('Field')}</th>
            <th scope="col">{t('This row')}</th>
            <th scope="col">{t('Other row')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((each) => (
            <tr key={each.label} data-differs={each.differs || undefined}>
              <th scope="row">
                {each.label}
                {each.differs ? <span className={styles['differs']}>{t('differs')}</span> : null}
              </th>
              <td>{each.mine}</td>
              <td>{each.other}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function line(label: string, mine: string, other: string | undefined, compared = true) {
  const plain = (text: string): string => text.trim().replace(/\s+/g, ' ').toLowerCase();
  const differs = compared && other !== undefined && mine !== '' && other !== '' && plain(mine) !== plain(other);
  return { label, mine: mine || t('n/a'), other: other || t('n/a'), differs };
}

function History({ caseId, transactionId }: { readonly caseId: string; readonly transactionId: number }) {
  const history = useVault('overlap.history', { caseId, transactionId });
  return (
    <>
      <ErrorBanner error={errorOf(history.error)} />
      <ul className={styles['history']}>
        {history.data?.decisions.map((each) => (
          <li key={each.id}>
            {t('{verdict}, {who}, {time}', { verdict: verdictTitle(each.verdict), who: deciderText(each), time: formatTime(each.at) })}
            {each.reason ? <small>{each.reason}</small> : null}
            {each.undoneBy === null ? <small>{t('In force')}</small> : null}
          </li>
        ))}
      </ul>
    </>
  );
}
