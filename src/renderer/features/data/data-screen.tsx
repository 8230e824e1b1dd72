import { useNavigate } from '@tanstack/react-router';
import { FileUp } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import { useVault } from '../../door/vault-query.ts';
import { HeadFigure, Screen } from '../../shell/screen.tsx';
import { useScreenSearch } from '../../state/use-search.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { DataGrid } from '../../ui/datagrid/data-grid.tsx';
import { useSearchView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Select } from '../../ui/select.tsx';
import { SourceLine } from './source-line.tsx';
import { transactionColumns } from './transaction-columns.ts';

/** All transactions of a case or of one file; the inspector shows the line of the file each came from. */
export function DataScreen({ caseId }: { readonly caseId: string }) {
  const navigate = useNavigate();
  const [search, change] = useScreenSearch();
  const [current, setCurrent] = useState<TransactionRow | null>(null);
  const columns = useMemo(transactionColumns, []);
  const sources = useVault('source.list', { caseId }).data?.sources.filter((source) => source.state === 'ready') ?? [];
  const source = sources.find((each) => each.id === search.source);
  const rows = useVaultRows('transaction.page', { caseId, ...(search.source ? { sourceId: search.source } : {}) }, useSearchView());
  const goImport = () => void navigate({ to: '/case/$caseId/import', params: { caseId } });
  return (
    <Screen
      title={t('Data')}
      id={`data-${caseId}`}
      layout="fill"
      scope={
        <Select
          bare
          label={t('File')}
          value={source ? String(source.id) : 'all'}
          options={[{ value: 'all', label: t('All files') }, ...sources.map((each) => ({ value: String(each.id), label: each.name }))]}
          onChange={(value) => change({ source: value === 'all' ? undefined : Number(value) }, true)}
        />
      }
      figures={<HeadFigure label={t('Files')} value={formatCount(sources.length)} />}
      actions={
        <Button look="primary" icon={<FileUp aria-hidden />} onClick={goImport}>
          {t('Import a file')}
        </Button>
      }
      inspectorTitle={t('Source line')}
      inspector={current ? <SourceLine caseId={caseId} row={current} /> : <p>{t('No row is selected.')}</p>}
    >
      <DataGrid
        id="transactions"
        label={t('Transactions')}
        columns={columns}
        rows={rows}
        currency={source?.currency ?? sources[0]?.currency ?? 'GBP'}
        onActiveRow={setCurrent}
        rowTone={(row) => (row.duplicateOf === null ? undefined : 'muted')}
        empty={
          <EmptyState
            title={t('No transactions yet')}
            text={t('Import a statement or a ledger. Each row keeps its line in the file.')}
            primary={
              <Button look="primary" onClick={goImport}>
                {t('Import a file')}
              </Button>
            }
          />
        }
      />
    </Screen>
  );
}
