import { useMemo } from 'react';
import type { Problem } from '../../../shared/contract/common.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { DataGrid } from '../../ui/datagrid/data-grid.tsx';
import { useGridView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts } from '../../ui/facts.tsx';
import { problemColumns, SEVERITY_TONES, severityWord } from './problem-columns.tsx';
import styles from './data.module.css';

/** What the import of one file found wrong, line by line. */
export function Problems({
  caseId,
  sourceId,
  initialRow,
  onActive,
}: {
  readonly caseId: string;
  readonly sourceId: number;
  /** Place in the list to begin at. */
  readonly initialRow: number;
  readonly onActive: (problem: Problem | null) => void;
}) {
  const columns = useMemo(problemColumns, []);
  const rows = useVaultRows('import.problems', { caseId, sourceId }, useGridView(), { sortable: false, filterable: false });
  return (
    <DataGrid
      id="problems"
      label={t('Problems')}
      columns={columns}
      rows={rows}
      initialRow={initialRow}
      onActiveRow={onActive}
      empty={<EmptyState title={t('Nothing found wrong')} text={t('Every line of the file was read as a transaction without a doubt.')} />}
    />
  );
}

/** One problem in full, for the inspector. */
export function ProblemDetail({ problem }: { readonly problem: Problem }) {
  return (
    <div className={styles['detail']}>
      <Chip tone={SEVERITY_TONES[problem.severity]}>{severityWord(problem.severity)}</Chip>
      <p>{problem.message}</p>
      <Facts
        facts={[
          { label: t('Line'), value: problem.line === 0 ? t('the whole file') : formatCount(problem.line) },
          { label: t('Field'), value: problem.column === undefined ? t('n/a') : formatCount(problem.column) },
          { label: t('Code'), value: <code>{problem.code}</code> },
        ]}
      />
      <h3>{t('Raw text')}</h3>
      <pre className={styles['raw']} tabIndex={0} role="region" aria-label={t('Raw text')}>
        {problem.raw ?? t('n/a')}
      </pre>
    </div>
  );
}
