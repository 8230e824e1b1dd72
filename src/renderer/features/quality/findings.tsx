import type { FindingGroup, QualityReport, RangeFinding } from '../../../shared/contract/quality.ts';
import { formatCount, formatPercent } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { Panel } from '../../ui/panel.tsx';
import { fieldTitle } from './field-title.ts';
import styles from './quality.module.css';

function effectOf(group: FindingGroup): readonly [Tone, string] {
  if (group.rejects) return ['bad', t('No transaction')];
  return ({ error: ['bad', t('Error')], warning: ['warn', t('Check')], info: ['info', t('Note')] } as const)[group.severity];
}

/** What the reader found, by code; each opens the list of problems at its first one. */
export function FindingsPanel({
  findings,
  complete,
  onOpen,
}: {
  readonly findings: readonly FindingGroup[];
  readonly complete: boolean;
  readonly onOpen: (at: number) => void;
}) {
  return (
    <Panel title={t('Findings by code')}>
      {findings.length === 0 ? <p className={styles['quiet']}>{t('Nothing was found wrong.')}</p> : null}
      {complete ? null : <p>{t('The file had more findings than are kept in full; the counts below are of those kept.')}</p>}
      <ul className={styles['findings']}>
        {findings.map((group) => {
          const [tone, effect] = effectOf(group);
          const [first] = group.examples;
          return (
            <li key={`${group.code} ${group.rejects}`}>
              <div>
                <Chip tone={tone}>{effect}</Chip> <code>{group.code}</code>
                <button
                  type="button"
                  className={styles['link']}
                  aria-label={t('{n, plural, one {# finding} other {# findings}} of {code}', { n: group.count, code: group.code })}
                  onClick={() => onOpen(group.firstAt)}
                >
                  {t('{n, plural, one {# finding} other {# findings}}', { n: group.count })}
                </button>
              </div>
              {first ? (
                <p>
                  {first.line === 0 ? first.message : t('Line {line}: {message}', { line: formatCount(first.line), message: first.message })}
                </p>
              ) : null}
              {first && first.raw !== '' ? <code className={styles['raw']}>{first.raw}</code> : null}
            </li>
          );
        })}
      </ul>
    </Panel>
  ); // prettier-ignore
}

/** Values that are missing or unlikely; examples open their row. */
export function RangesPanel({
  ranges,
  missing,
  onOpen,
}: {
  readonly ranges: readonly RangeFinding[];
  readonly missing: QualityReport['missing'];
  readonly onOpen: (at: number) => void;
}) {
  const some = missing.filter(({ rows, of }) => rows < of);
  const never = missing.filter(({ rows, of }) => rows === of);
  return (
    <Panel title={t('Missing and unlikely values')}>
      {some.length + never.length + ranges.length === 0 ? <p className={styles['quiet']}>{t('None by any rule.')}</p> : null}
      <ul className={styles['findings']}>
        {some.map((each) => (
          <li key={each.field}>
            <p>
              {t('{field}: missing in {n, plural, one {# row} other {# rows}} ({share})', {
                field: fieldTitle(each.field),
                n: each.rows,
                share: formatPercent(each.rows / each.of),
              })}
            </p>
          </li>
        ))}
        {ranges.map((range) => (
          <li key={range.code}>
            <p>
              <strong>{range.title}</strong> {t('{n, plural, one {# row} other {# rows}}', { n: range.rows })}
            </p>
            <p className={styles['quiet']}>{range.rule}</p>
            <p className={styles['examples']}>
              {range.examples.map((each) => (
                <button
                  key={`${each.line} ${each.rowId}`}
                  type="button"
                  className={styles['link']}
                  onClick={() => onOpen(each.position ?? 0)}
                >
                  {t('line {line}: {value}', { line: formatCount(each.line), value: each.raw })}
                </button>
              ))}
            </p>
          </li>
        ))}
      </ul>
      {never.length > 0 ? (
        <p className={styles['quiet']}>
          {t('In no row of this file: {fields}.', { fields: never.map(({ field }) => fieldTitle(field)).join(', ') })}
        </p>
      ) : null}
    </Panel>
  ); // prettier-ignore
}
