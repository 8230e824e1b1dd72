import type { RuleBody } from '../../../shared/rules.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Banner, ErrorBanner } from '../../ui/banner.tsx';
import { Money } from '../../ui/values.tsx';
import styles from './standardise.module.css';

type Preview = OutputOf<'rule.preview'>;

/** What a rule would do: how many rows, the first of them, and which other rules say otherwise. */
export function RulePreview({
  caseId,
  id,
  body,
}: {
  readonly caseId: string;
  readonly id: number | undefined;
  readonly body: RuleBody | null;
}) {
  const input = { caseId, ...(id === undefined ? {} : { id }), body: body ?? NOTHING };
  const preview = useVault('rule.preview', input, { enabled: body !== null, keepPrevious: true });
  return (
    <section aria-label={t('What it would do')} aria-live="polite">
      <h3>{t('What it would do')}</h3>
      <ErrorBanner error={errorOf(preview.error)} />
      {body === null ? <p>{t('Fill in every condition and what is set, and see it here before it is saved.')}</p> : null}
      {body !== null && preview.data ? <Outcome preview={preview.data} /> : null}
      {body !== null && preview.isPending ? <p>{t('Looking through the transactions…')}</p> : null}
    </section>
  );
}

/** Stands in while there is no rule to ask about; never sent. */
const NOTHING: RuleBody = { title: '-', conditions: [{ on: 'sign', sign: 'in' }], actions: [{ set: 'transfer' }], stop: false };

function Outcome({ preview }: { readonly preview: Preview }) {
  if (preview.problem !== null) return <Banner tone="warn">{preview.problem}</Banner>;
  const values = {
    n: preview.matched,
    matched: formatCount(preview.matched),
    looked: formatCount(preview.looked),
    changes: formatCount(preview.changes),
  };
  return (
    <>
      <p>
        {preview.matched === 0
          ? t('None of {looked} transactions fits.', values)
          : t(
              '{n, plural, one {One of {looked} transactions fits} other {{matched} of {looked} transactions fit}}; {changes} would change.',
              values,
            )}
        {preview.complete ? '' : ` ${t('The time for a preview ran out before all were looked at.')}`}
      </p>
      {preview.conflicts.map((each) => (
        <Banner key={`${each.ruleId}-${each.kind}`} tone="warn">
          {conflictWords(each)}
        </Banner>
      ))}
      {preview.first.length > 0 ? (
        <div className={styles['preview']} tabIndex={0} role="region" aria-label={t('The first transactions that fit')}>
          <table className={styles['table']}>
            <thead>
              <tr>
                <th scope="col">{t('Date')}</th>
                <th scope="col" data-right>
                  {t('Amount')}
                </th>
                <th scope="col">{t('Transaction')}</th>
                <th scope="col">{t('Becomes')}</th>
              </tr>
            </thead>
            <tbody>
              {preview.first.map(({ row, becomes }) => (
                <tr key={row.id}>
                  <td>{row.date ?? t('not known')}</td>
                  <td data-right>
                    <Money minor={row.amountMinor} currency={row.currency} />
                  </td>
                  <th scope="row">
                    {row.description}
                    <small>{row.vendor}</small>
                  </th>
                  <td>
                    {becomes.length === 0
                      ? t('stays as it is')
                      : becomes.map(({ from, to }) => (from === '' ? to : `${from} → ${to}`)).join(', ')}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      ) : null}
    </>
  );
}

function conflictWords({ title, rows, kind }: Preview['conflicts'][number]): string {
  const values = { title, n: rows, shown: formatCount(rows) };
  if (kind === 'overrides') return t('It overrides “{title}” on {n, plural, one {# transaction} other {{shown} transactions}}.', values);
  if (kind === 'overridden')
    return t('“{title}”, which comes later, overrides it on {n, plural, one {# transaction} other {{shown} transactions}}.', values);
  return t('“{title}” says stop before it on {n, plural, one {# transaction} other {{shown} transactions}}.', values);
}
