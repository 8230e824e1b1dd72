import { useEffect, useMemo, useRef, useState } from 'react';
import type { CategoryRow, StandardRow, StandardRunRow } from '../../../shared/contract/standard-rows.ts';
import { useRegisterCommands } from '../../commands/use-commands.ts';
import { client } from '../../door/client.ts';
import { useDecisions } from '../../shell/use-decisions.ts';
import { setInterface } from '../../state/interface.ts';
import { useScreenSearch } from '../../state/use-search.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Choice } from '../../ui/choice.tsx';
import { DataGrid, type GridHandle } from '../../ui/datagrid/data-grid.tsx';
import { useSearchView, useVaultRows } from '../../ui/datagrid/vault-rows.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CategoryDialog } from './category-dialog.tsx';
import { categoryName } from './category-name.ts';
import { standardColumns } from './columns.tsx';
import type { Side } from './side.ts';
import styles from './standardise.module.css';
import { TransactionSide } from './transaction-side.tsx';

const STATES = ['all', 'proposed', 'open', 'decided'] as const;
type State = (typeof STATES)[number];
type Wanted = number | 'proposed' | null;

/** Transactions with their category or the one proposed; the row under the cursor is explained beside the list. */
export function CategoryTab({
  caseId,
  readOnly,
  categories,
  currency,
  runs,
  onSide,
}: {
  readonly caseId: string;
  readonly readOnly: string | null;
  readonly categories: readonly CategoryRow[];
  readonly currency: string;
  readonly runs: readonly StandardRunRow[];
  readonly onSide: (side: Side | null) => void;
}) {
  const [search] = useScreenSearch();
  const [state, setState] = useState<State>('all');
  const [current, setCurrent] = useState<{ row: StandardRow; index: number } | null>(null);
  const [asked, setAsked] = useState<readonly StandardRow[]>([]);
  const grid = useRef<GridHandle<StandardRow>>(null);
  const rows = useVaultRows('category.page', { caseId, state }, useSearchView());
  const columns = useMemo(() => standardColumns(categories), [categories]);
  const undoOne = async (undoId?: number) => {
    const runId = undoId ?? runs.find((run) => run.kind === 'person' && !run.undone)?.id;
    if (runId === undefined) return false;
    await client.call('standardise.undo', { caseId, runId });
    return true;
  };
  const decisions = useDecisions<number>(undoOne, (index) => {
    grid.current?.goTo(index);
    grid.current?.focus();
  });
  useEffect(() => {
    onSide({
      title: t('Transaction'),
      content: current ? (
        <TransactionSide caseId={caseId} row={current.row} categories={categories} readOnly={readOnly} />
      ) : (
        <p>{t('No row is selected.')}</p>
      ),
    });
  }, [caseId, current, categories, readOnly, onSide]);

  const picked = async (): Promise<readonly StandardRow[]> => {
    const all = (await grid.current?.selected(new AbortController().signal)) ?? [];
    return all.length > 1 ? all : current ? [current.row] : [];
  };
  const decide = (taken: readonly StandardRow[], categoryId: Wanted, wholeVendors: boolean) => {
    setAsked([]);
    if (taken.length === 0 || !current) return;
    const vendorIds = wholeVendors ? [...new Set(taken.flatMap((row) => row.vendorId ?? []))] : [];
    const work = client.call('category.decide', {
      caseId, categoryId, vendorIds, transactionIds: wholeVendors ? [] : taken.map((row) => row.id),
    }); // prettier-ignore
    const name = categoryId === 'proposed' ? t('as proposed') : categoryId === null ? t('none') : categoryName(categories, categoryId);
    decisions.record(
      current.index,
      work.then((answer) => [answer.undoId]),
      t('Category: {name}', { name }),
    );
    requestAnimationFrame(() => grid.current?.focus());
  };
  const ask = () => void picked().then(setAsked);
  const able = () => readOnly === null && current !== null;
  useRegisterCommands([
    { id: 'standardise.category', title: t('Choose the category'), group: 'queue', keys: ['c'], when: able, run: ask },
    {
      id: 'standardise.proposed', title: t('Take the proposed category'), group: 'queue', keys: ['a'],
      when: () => able() && current?.row.proposedId !== null, run: () => void picked().then((taken) => decide(taken, 'proposed', false)),
    },
    { id: 'standardise.clear', title: t('Take the category away'), group: 'queue', keys: ['Shift+c'], when: able, run: () => void picked().then((taken) => decide(taken, null, false)) },
    { id: 'standardise.undo', title: t('Undo the last decision'), group: 'queue', keys: ['$mod+z'], when: () => readOnly === null, run: decisions.undo },
  ]); // prettier-ignore
  const showSide = () => setInterface({ inspectorOpen: true });
  return (
    <div className={styles['panel']}>
      {decisions.error ? (
        <div className={styles['errorRow']}>
          <ErrorBanner error={decisions.error} action={<Button onClick={decisions.clearError}>{t('Close')}</Button>} />
        </div>
      ) : null}
      <DataGrid<StandardRow>
        ref={grid}
        id="standard-categories"
        label={t('Transactions and their categories')}
        columns={columns}
        rows={rows}
        currency={currency}
        initialRow={search.row ?? 0}
        tools={
          <Choice<State>
            bare
            label={t('Show')}
            value={state}
            options={[
              { value: 'all', label: t('All') },
              { value: 'proposed', label: t('Proposed') },
              { value: 'open', label: t('Open') },
              { value: 'decided', label: t('Decided') },
            ]}
            onChange={setState}
          />
        }
        empty={<EmptyState title={t('No transactions here')} text={t('None of the transactions is in this state.')} />}
        onActiveRow={(row, index) => setCurrent(row ? { row, index } : null)}
        onOpen={showSide}
        rowTone={(row) => (row.excluded === null ? undefined : 'muted')}
        rowMenu={(row) => [
          { id: 'category', label: t('Choose the category'), keys: 'c', disabled: readOnly !== null, onSelect: ask },
          { id: 'proposed', label: t('Take the proposed category'), keys: 'a', disabled: readOnly !== null || row.proposedId === null, onSelect: () => decide([row], 'proposed', false) },
          { id: 'details', label: t('Show details'), separated: true, onSelect: showSide },
        ]} // prettier-ignore
      />
      <CategoryDialog
        rows={asked}
        categories={categories}
        onClose={() => setAsked([])}
        onPick={(category, whole) => decide(asked, category.id, whole)}
      />
    </div>
  );
}
