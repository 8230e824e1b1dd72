import { useEffect, useMemo, useRef, useState } from 'react';
import type { VendorRow } from '../../../shared/contract/standard-rows.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { client } from '../../door/client.ts';
import { useDecisions } from '../../shell/use-decisions.ts';
import { setInterface } from '../../state/interface.ts';
import { useScreenSearch } from '../../state/use-search.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { DataGrid, type GridHandle } from '../../ui/datagrid/data-grid.tsx';
import { useSearchView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { vendorColumns } from './columns.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import type { Side } from './side.ts';
import styles from './standardise.module.css';
import { VendorSide } from './vendor-side.tsx';

/** Vendors; the spellings of the one under the cursor beside the list. Several rows selected and M make them one. */
export function VendorTab({
  caseId,
  readOnly,
  currency,
  onSide,
}: {
  readonly caseId: string;
  readonly readOnly: string | null;
  readonly currency: string;
  readonly onSide: (side: Side | null) => void;
}) {
  const [search] = useScreenSearch();
  const [current, setCurrent] = useState<{ row: VendorRow; index: number } | null>(null);
  const [merging, setMerging] = useState<readonly VendorRow[]>([]);
  const grid = useRef<GridHandle<VendorRow>>(null);
  const rows = useVaultRows('vendor.page', { caseId }, useSearchView());
  const columns = useMemo(() => vendorColumns(), []);
  const decisions = useDecisions<number>(
    async (undoId) => {
      if (undoId === undefined) return false;
      await client.call('standardise.undo', { caseId, runId: undoId });
      return true;
    },
    (index) => {
      grid.current?.goTo(index);
      grid.current?.focus();
    },
  );
  const { record } = decisions;
  useEffect(() => {
    onSide({
      title: t('Vendor'),
      content: current ? (
        <VendorSide
          key={current.row.id}
          caseId={caseId}
          vendor={current.row}
          readOnly={readOnly}
          onWork={(work, text) => record(current.index, work, text)}
        />
      ) : (
        <p>{t('No row is selected.')}</p>
      ),
    });
  }, [caseId, current, readOnly, onSide, record]);
  const ask = () => void grid.current?.selected(new AbortController().signal).then((taken) => setMerging(taken.length > 1 ? taken : []));
  const merge = (taken: readonly VendorRow[], name: string) => {
    setMerging([]);
    const work = client.call('vendor.merge', { caseId, vendorIds: taken.map((row) => row.id), name });
    decisions.record(
      current?.index ?? 0,
      work.then((answer) => [answer.undoId]),
      t('{n} vendors made one', { n: formatCount(taken.length) }),
    );
    requestAnimationFrame(() => grid.current?.focus());
  };
  useRegisterCommands([
    { id: 'standardise.merge', title: t('Make the selected vendors one'), group: 'queue', keys: ['m'], when: () => readOnly === null, run: ask },
    { id: 'standardise.undo-vendor', title: t('Undo the last decision'), group: 'queue', keys: ['$mod+z'], when: () => readOnly === null, run: decisions.undo },
  ]); // prettier-ignore
  const showSide = () => setInterface({ inspectorOpen: true });
  return (
    <div className={styles['panel']}>
      {decisions.error ? (
        <div className={styles['errorRow']}>
          <ErrorBanner error={decisions.error} action={<Button onClick={decisions.clearError}>{t('Close')}</Button>} />
        </div>
      ) : null}
      <DataGrid<VendorRow>
        ref={grid}
        id="standard-vendors"
        label={t('Vendors')}
        columns={columns}
        rows={rows}
        currency={currency}
        initialRow={search.row ?? 0}
        empty={<EmptyState title={t('No vendors yet')} text={t('Run the chain: it reads a name from each transaction that has one.')} />}
        onActiveRow={(row, index) => setCurrent(row ? { row, index } : null)}
        onOpen={showSide}
        rowMenu={() => [
          { id: 'merge', label: t('Make the selected vendors one'), keys: 'm', disabled: readOnly !== null, onSelect: ask },
          { id: 'details', label: t('Show spellings'), separated: true, onSelect: showSide },
        ]}
      />
      {merging.length > 0 ? <MergeDialog vendors={merging} onClose={() => setMerging([])} onMerge={merge} /> : null}
    </div>
  );
}
