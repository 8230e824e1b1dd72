import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { proseDate } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import styles from './case-home.module.css';
import { coverage, periodOf, stretches, type Span } from './coverage-months.ts';

/** Which months each account's files cover; gaps are hatched and said in words. */
export function Coverage({ sources }: { readonly sources: readonly SourceSummary[] }) {
  const dated = sources.filter((source) => source.state === 'ready' && source.firstDate !== null && source.lastDate !== null);
  if (dated.length === 0) return <p className={styles['quiet']}>{t('No file with dates yet.')}</p>;
  const accounts = [...Map.groupBy(dated, (source) => source.account || source.name)].map(([account, files]) => {
    const spans = files.map((source): Span => ({ from: source.firstDate!, to: source.lastDate! }));
    return { account, files: files.length, spans, period: periodOf(spans) };
  });
  const scales = stretches(accounts.map((each) => each.period));
  return (
    <ul className={styles['coverage']}>
      {accounts.map(({ account, files, spans, period }) => {
        const scale = scales.find((each) => each.from <= period.from && each.to >= period.to) ?? period;
        const months = coverage(spans, scale);
        const gaps = months.filter((month) => month.state === 'gap').length;
        const covered = months.filter((month) => month.state === 'covered').length;
        return (
          <li key={account} className={styles['account']}>
            <strong className={styles['accountName']}>{account}</strong>
            <span className={gaps > 0 ? styles['missing'] : styles['quiet']}>
              {gaps > 0
                ? t('{n, plural, one {# month missing} other {# months missing}}', { n: gaps })
                : t('{n, plural, one {# month} other {# months}}, no gap', { n: covered })}
            </span>
            <span
              className={styles['months']}
              role="img"
              aria-label={t('{account}: {covered} months covered, {gaps} missing', { account, covered, gaps })}
            >
              {months.map((month) => (
                <span key={month.id} data-state={month.state} title={month.id} />
              ))}
            </span>
            <span className={styles['quiet']}>
              {t('{from} to {to}, {n, plural, one {# file} other {# files}}', {
                from: proseDate(period.from),
                to: proseDate(period.to),
                n: files,
              })}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
