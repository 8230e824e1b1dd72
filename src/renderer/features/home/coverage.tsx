import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { t } from '../../text/t.ts';
import styles from './case-home.module.css';
import { coverage, type Span } from './coverage-months.ts';

/** Which months each account's files cover; gaps are hatched and said in words. */
export function Coverage({ sources }: { readonly sources: readonly SourceSummary[] }) {
  const dated = sources.filter((source) => source.firstDate !== null && source.lastDate !== null);
  if (dated.length === 0) return <p className={styles['quiet']}>{t('No file with dates yet.')}</p>;
  const spanOf = (source: SourceSummary): Span => ({ from: source.firstDate!, to: source.lastDate! });
  const whole: Span = {
    from: dated.map((source) => source.firstDate!).toSorted()[0]!,
    to: dated
      .map((source) => source.lastDate!)
      .toSorted()
      .at(-1)!,
  };
  const accounts = Map.groupBy(dated, (source) => source.account || source.name);
  return (
    <div className={styles['coverage']}>
      {[...accounts].map(([account, files]) => {
        const months = coverage(files.map(spanOf), whole);
        const gaps = months.filter((month) => month.state === 'gap').map((month) => month.id);
        return (
          <div key={account} className={styles['account']}>
            <span className={styles['accountName']}>{account}</span>
            <span
              className={styles['months']}
              role="img"
              aria-label={t('{account}: {covered} of {all} months covered', {
                account,
                covered: months.length - gaps.length,
                all: months.length,
              })}
            >
              {months.map((month) => (
                <span key={month.id} data-state={month.state} title={month.id} />
              ))}
            </span>
            <span className={styles['quiet']}>
              {gaps.length === 0 ? t('no gaps') : t('{n, plural, one {# month missing} other {# months missing}}', { n: gaps.length })}
            </span>
          </div>
        );
      })}
      <p className={styles['quiet']}>{t('{from} to {to}, by month', { from: whole.from, to: whole.to })}</p>
    </div>
  );
}
