import { useMemo, type ReactNode, type Ref } from 'react';
import type { UnmatchedKind } from '../../../shared/contract/reconcile.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { DataGrid, type GridHandle } from '../../ui/datagrid/data-grid.tsx';
import type { QueueRows } from '../../ui/datagrid/queue-rows.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { unmatchedColumns, type UnmatchedRow } from './columns.tsx';
import type { ReconcileSummary } from './summary.ts';
import { kindTitle, tabTitle, type UnmatchedTab } from './tabs.ts';

/** What one side has and the other does not, with its categories. */
export function UnmatchedList(props: {
  readonly side: UnmatchedTab;
  readonly rows: QueueRows<UnmatchedRow>;
  readonly summary: ReconcileSummary;
  readonly currency: string;
  readonly kind: UnmatchedKind | null;
  readonly initialRow: number;
  readonly onKind: (kind: UnmatchedKind | null) => void;
  readonly onActiveRow: (row: UnmatchedRow | null, index: number) => void;
  readonly onOpen: () => void;
  readonly rowMenu: (row: UnmatchedRow) => MenuEntry[];
  readonly empty: ReactNode;
  readonly ref: Ref<GridHandle<UnmatchedRow>>;
}) {
  const { side, summary, kind } = props;
  const columns = useMemo(() => unmatchedColumns(), []);
  const kinds = summary.unmatchedKinds.filter((each) => each.side === side);
  const all = side === 'left' ? summary.unmatchedLeft : summary.unmatchedRight;
  return (
    <DataGrid<UnmatchedRow>
      ref={props.ref}
      id={`unmatched-${side}`}
      label={tabTitle(side)}
      columns={columns}
      rows={props.rows}
      currency={props.currency}
      initialRow={props.initialRow}
      tools={
        <Select<UnmatchedKind | 'all'>
          bare
          label={t('Category')}
          value={kind ?? 'all'}
          options={[
            { value: 'all', label: t('All categories · {n}', { n: formatCount(all) }) },
            ...kinds.map((each) => ({
              value: each.kind,
              label: t('{kind} · {n}', { kind: kindTitle(each.kind), n: formatCount(each.count) }),
            })),
          ]}
          onChange={(next) => props.onKind(next === 'all' ? null : next)}
        />
      }
      empty={props.empty}
      onActiveRow={props.onActiveRow}
      onOpen={props.onOpen}
      onPreview={props.onOpen}
      rowMenu={props.rowMenu}
    />
  );
}
