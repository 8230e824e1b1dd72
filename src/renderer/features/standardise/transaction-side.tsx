import type { CategoryRow, StandardRow } from '../../../shared/contract/standard-rows.ts';
import { useVault } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { Facts } from '../../ui/facts.tsx';
import { Money } from '../../ui/values.tsx';
import { categoryName } from './category-name.ts';
import { OperationList } from './operation-list.tsx';
import styles from './standardise.module.css';
import { originTitle } from './tabs.ts';

/** One transaction: raw values of the file, what stands on top of them, why, and every change that led there. */
export function TransactionSide({
  caseId,
  row,
  categories,
  readOnly,
}: {
  readonly caseId: string;
  readonly row: StandardRow;
  readonly categories: readonly CategoryRow[];
  readonly readOnly: string | null;
}) {
  const changes = useVault('operation.page', { caseId, transactionId: row.id, limit: 50 }, { keepPrevious: true });
  return (
    <div className={styles['side']}>
      <section>
        <h3>{t('In the file')}</h3>
        <Facts
          facts={[
            { label: t('Amount'), value: <Money minor={row.amountMinor} currency={row.currency} withCode /> },
            { label: t('Description'), value: row.description || t('blank') },
            { label: t('Counterparty'), value: row.counterparty || t('blank') },
            { label: t('Category'), value: row.category || t('blank') },
            { label: t('Place'), value: t('{source}, line {line}', { source: row.sourceName, line: row.line }) },
          ]}
        />
      </section>
      <section>
        <h3>{t('Standardised')}</h3>
        <Facts
          facts={[
            { label: t('Vendor'), value: row.vendor || t('not known') },
            {
              label: t('Category'),
              value:
                row.categoryId === null
                  ? t('none yet')
                  : t('{category} ({by})', { category: categoryName(categories, row.categoryId), by: originTitle(row.categoryBy) }),
            },
            ...(row.proposedId === null
              ? []
              : [
                  {
                    label: t('Proposed'),
                    value: t('{category}, {n} % sure. {because}', {
                      category: categoryName(categories, row.proposedId),
                      n: row.confidence ?? 0,
                      because: row.because,
                    }),
                  },
                ]),
            ...(row.tags.length === 0 ? [] : [{ label: t('Tags'), value: row.tags.join(', ') }]),
            ...(row.transfer ? [{ label: t('Transfer'), value: t('yes') }] : []),
            ...(row.excluded === null ? [] : [{ label: t('Left out because'), value: row.excluded }]),
          ]}
        />
      </section>
      <section>
        <h3>{t('Changes')}</h3>
        <OperationList caseId={caseId} operations={changes.data?.rows ?? []} readOnly={readOnly} />
      </section>
    </div>
  );
}
