import type { OutputOf } from '../../shared/contract/table.ts';
import { formatCount } from '../text/format.ts';
import { t } from '../text/t.ts';
import styles from './source-line.module.css';
import { HashText } from './values.tsx';

/**
 * The line of the file that a transaction came from: file, line, bytes, hash, and the raw text between its neighbours.
 * @param fields also lists the named fields of the record
 * @param around how many lines before and after are shown
 */
export function SourceLine({
  source,
  fields,
  around = 3,
}: {
  readonly source: OutputOf<'transaction.source'>;
  readonly fields?: boolean;
  readonly around?: number;
}) {
  const { line } = source;
  const before = source.before.slice(-around);
  const after = source.after.slice(0, around);
  const first = line - before.length;
  return (
    <div className={styles['line']}>
      <p className={styles['place']}>
        <strong>{source.fileName}</strong>
        {source.page === null ? (
          <span>
            {source.sheet === ''
              ? t('line {n}', { n: formatCount(line) })
              : t('sheet {sheet}, row {n}', { sheet: source.sheet, n: formatCount(line) })}
          </span>
        ) : (
          <span>{t('page {n}', { n: formatCount(source.page.number) })}</span>
        )}
        {source.page === null && source.sheet === '' ? (
          <span>
            {t('bytes {from} to {to}', { from: formatCount(source.byteStart), to: formatCount(source.byteStart + source.byteLength - 1) })}
          </span>
        ) : null}
        <HashText hash={source.sha256} label={t('hash of the file')} />
      </p>
      <pre
        className={styles['raw']}
        tabIndex={0}
        aria-label={t('Line {n} of {file} and its neighbours', { n: line, file: source.fileName })}
      >
        {[...before, source.raw, ...after].map((text, at) => (
          <span key={first + at} className={styles['row']} data-here={first + at === line || undefined}>
            <span className={styles['number']} aria-hidden>
              {first + at}
            </span>
            {text}
            {'\n'}
          </span>
        ))}
      </pre>
      {fields ? (
        <dl className={styles['fields']}>
          {source.fields
            .filter((field) => field.value !== '')
            .map((field, at) => (
              <div key={at} style={{ display: 'contents' }}>
                <dt>{field.cell === undefined ? field.name : `${field.name} (${field.cell})`}</dt>
                <dd>{field.value}</dd>
              </div>
            ))}
        </dl>
      ) : null}
    </div>
  );
}
