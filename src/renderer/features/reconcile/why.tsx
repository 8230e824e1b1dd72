import { scaleLinear } from 'd3-scale';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { formatTime, proseDate } from '../../text/dates.ts';
import { formatMoney, MINUS } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import styles from './detail.module.css';
import { extent, waterfall } from './waterfall.ts';

const NAMES: Readonly<Record<string, () => string>> = {
  base: () => t('Base'),
  amount: () => t('Amount'),
  date: () => t('Date'),
  description: () => t('Description'),
  reference: () => t('Reference'),
  counterparty: () => t('Counterparty'),
  rivals: () => t('Rivals'),
  'by hand': () => t('By hand'),
};

/** Why a pair has its score: the base, one bar for every part, and the total, which is the score. */
export function Why({ explained }: { readonly explained: OutputOf<'reconcile.explain'> }) {
  const { match, parts, runnerUp } = explained;
  const steps = waterfall(parts);
  const [least, most] = extent(steps);
  const x = scaleLinear().domain([least, most]).range([0, 100]);
  return (
    <>
      <table className={styles['waterfall']}>
        <caption className="visually-hidden">
          {t('{n, plural, one {# part} other {# parts}} that add up to the score of {score}', { n: parts.length, score: match.confidence })}
        </caption>
        <thead className="visually-hidden">
          <tr>
            <th scope="col">{t('Part')}</th>
            <th scope="col">{t('Bar')}</th>
            <th scope="col">{t('Points')}</th>
            <th scope="col">{t('Because')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map(({ part, from, to }) => (
            <tr key={part.name} data-none={part.points === 0 || undefined}>
              <th scope="row">{NAMES[part.name]?.() ?? part.name}</th>
              <td className={styles['barCell']}>
                <Bar left={x(Math.min(from, to))} right={x(Math.max(from, to))} zero={x(0)} tone={part.points < 0 ? 'against' : 'for'} />
              </td>
              <td className={styles['points']}>{signed(part.points)}</td>
              <td className={styles['because']}>
                <span title={part.because}>{part.because}</span>
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t('Score')}</th>
            <td className={styles['barCell']}>
              <Bar left={x(0)} right={x(match.confidence)} zero={x(0)} tone="total" />
            </td>
            <td className={styles['points']}>{match.confidence}</td>
            <td className={styles['because']}>
              {runnerUp
                ? t('Next best: {amount} of {date}, score {score}.', {
                    amount: formatMoney(runnerUp.transaction.amountMinor, runnerUp.transaction.currency),
                    date: runnerUp.transaction.date ? proseDate(runnerUp.transaction.date) : t('unknown date'),
                    score: runnerUp.confidence,
                  })
                : t('No other row was close.')}
            </td>
          </tr>
        </tfoot>
      </table>
      {match.decidedBy ? (
        <p className={styles['decided']}>
          {match.state === 'accepted'
            ? t('Accepted by {name}, {time}.', { name: match.decidedBy, time: formatTime(match.decidedAt ?? '') })
            : t('Rejected by {name}, {time}.', { name: match.decidedBy, time: formatTime(match.decidedAt ?? '') })}{' '}
          {match.reason ?? ''}
        </p>
      ) : null}
    </>
  );
}

/** One bar of the waterfall; positions in percent. The number beside it says the same. */
function Bar({
  left,
  right,
  zero,
  tone,
}: {
  readonly left: number;
  readonly right: number;
  readonly zero: number;
  readonly tone: 'for' | 'against' | 'total';
}) {
  return (
    <span className={styles['bar']} aria-hidden>
      <span className={styles['zero']} style={{ left: `${zero}%` }} />
      <span className={styles['fill']} data-tone={tone} style={{ left: `${left}%`, width: `${Math.max(right - left, 0)}%` }} />
    </span>
  );
}

function signed(points: number): string {
  return points > 0 ? `+${points}` : points < 0 ? `${MINUS}${-points}` : '0';
}
