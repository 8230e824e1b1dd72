import { useMemo, useState } from 'react';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { COMPARED_KINDS } from '../../../shared/contract/overlaps.ts';
import { errorOf, useVault } from '../../door/vault-query.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { DataGrid } from '../../ui/datagrid/data-grid.tsx';
import { useGridView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { comparedColumns } from './columns.tsx';
import styles from './overlaps.module.css';
import { comparedTitle, type ComparedKind } from './words.ts';

/** Two files row by row over the days that both cover. */
export function Compare({ caseId, a, b }: { readonly caseId: string; readonly a: SourceSummary; readonly b: SourceSummary }) {
  const [kind, setKind] = useState<ComparedKind | 'all'>('all');
  const columns = useMemo(comparedColumns, []);
  const input = { caseId, a: a.id, b: b.id, ...(kind === 'all' ? {} : { kind }) };
  const rows = useVaultRows('overlap.compare', input, useGridView(), { sortable: false, filterable: false });
  const figures = useVault('overlap.compare', { caseId, a: a.id, b: b.id, limit: 1 });
  const data = figures.data;
  const said = !data
    ? ''
    : data.from === null || data.to === null
      ? t('The two files share no day.')
      : t('{from} to {to}; outside of these days {a} rows here, {b} there', {
          ...{ from: data.from, to: data.to, a: formatCount(data.outsideA), b: formatCount(data.outsideB) },
        });
  const options = [
    { value: 'all' as const, label: t('All lines ({n})', { n: formatCount(data?.unfiltered ?? 0) }) },
    ...COMPARED_KINDS.map((value) => ({
      value,
      label: `${comparedTitle(value)} (${formatCount(data?.counts[value] ?? 0)})`,
    })),
  ];
  return (
    <DataGrid
      id="compared-files"
      label={t('{a} beside {b}', { a: a.name, b: b.name })}
      columns={columns}
      rows={rows}
      currency={a.currency}
      tools={
        <>
          <ErrorBanner error={errorOf(figures.error)} />
          <Select<ComparedKind | 'all'> bare label={t('Lines shown')} value={kind} options={options} onChange={setKind} />
          <span className={styles['said']}>{said}</span>
        </>
      }
      rowTone={(row) => (row.kind === 'same' ? 'muted' : undefined)}
      empty={<EmptyState title={t('No such line')} text={said} />}
    />
  );
}
