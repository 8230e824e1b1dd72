import { useEffect, useMemo, useRef } from 'react';
import type { TransactionRow } from '../../../shared/contract/common.ts';
import type { SourceSummary } from '../../../shared/contract/cases.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { setInterface, useInterface } from '../../state/interface.ts';
import { useScreenSearch } from '../../state/use-search.ts';
import { t } from '../../text/t.ts';
import { DataGrid } from '../../ui/datagrid/data-grid.tsx';
import { useSearchView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { transactionColumns } from './transaction-columns.ts';

/** The cursor's place goes to the address when it has rested: a held arrow key must not write sixty addresses a second. */
const REST_MS = 400;

/** Shows the line of the file; a second time goes into it, so that it can be scrolled and copied by keyboard. */
function showSourceLine(): void {
  const pane = document.querySelector<HTMLElement>('[data-pane=inspector]');
  if (useInterface.getState().inspectorOpen && pane) pane.focus();
  else setInterface({ inspectorOpen: true });
}

/** The transactions of the case or of one file; the row under the cursor is shown in its file beside the grid. */
export function Transactions({
  caseId,
  source,
  currency,
  onActive,
}: {
  readonly caseId: string;
  readonly source: SourceSummary | undefined;
  readonly currency: string;
  readonly onActive: (row: TransactionRow | null) => void;
}) {
  const [search, change] = useScreenSearch();
  const columns = useMemo(
    () => transactionColumns().map((column) => (column.id === 'sourceName' && source ? { ...column, hidden: true } : column)),
    [source?.id],
  );
  const rows = useVaultRows('transaction.page', { caseId, ...(source ? { sourceId: source.id } : {}) }, useSearchView());
  const resting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(resting.current), []);
  useRegisterCommands([{ id: 'data.source-line', title: t('Source line'), group: 'grid', keys: ['o'], run: showSourceLine }]);
  return (
    <DataGrid
      id={source ? 'transactions-of-file' : 'transactions'}
      label={t('Transactions')}
      columns={columns}
      rows={rows}
      currency={currency}
      initialRow={search.row ?? 0}
      onActiveRow={(row, index) => {
        onActive(row);
        clearTimeout(resting.current);
        if (row && index !== (search.row ?? 0)) resting.current = setTimeout(() => change({ row: index }), REST_MS);
      }}
      onOpen={showSourceLine}
      rowMenu={() => [{ id: 'source-line', label: t('Source line'), keys: 'o', onSelect: showSourceLine }]}
      rowTone={(row) => (row.duplicateOf === null ? undefined : 'muted')}
      empty={<EmptyState title={t('No transactions')} text={t('No file with transactions is in the case at the moment.')} />}
    />
  );
}
