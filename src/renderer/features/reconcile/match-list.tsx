import { useMemo, type ReactNode, type Ref } from 'react';
import type { MatchRow, ReconcileSummary } from './summary.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { t } from '../../text/t.ts';
import { Choice } from '../../ui/choice.tsx';
import { DataGrid, type GridHandle } from '../../ui/datagrid/data-grid.tsx';
import type { Condition } from '../../ui/datagrid/filter-text.ts';
import type { QueueRows } from '../../ui/datagrid/queue-rows.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { Select } from '../../ui/select.tsx';
import { formatCount } from '../../text/format.ts';
import { matchColumns } from './columns.tsx';
import { tabTitle, type MatchTab } from './tabs.ts';

/** Pairs of one state, best first, with the bands of the score. */
export function MatchList(props: {
  readonly tab: MatchTab;
  readonly rows: QueueRows<MatchRow>;
  readonly summary: ReconcileSummary;
  readonly currency: string;
  readonly initialRow: number;
  readonly skipped: ReadonlySet<number>;
  readonly onActiveRow: (row: MatchRow | null, index: number) => void;
  readonly onOpen: () => void;
  readonly rowMenu: (row: MatchRow) => MenuEntry[];
  readonly empty: ReactNode;
  readonly ref: Ref<GridHandle<MatchRow>>;
}) {
  const { tab, rows, summary, skipped } = props;
  const columns = useMemo(() => matchColumns(tab), [tab]);
  return (
    <DataGrid<MatchRow>
      ref={props.ref}
      id={`matches-${tab}`}
      label={tabTitle(tab)}
      columns={columns}
      rows={rows}
      currency={props.currency}
      initialRow={props.initialRow}
      tools={tab === 'suggested' ? <Bands summary={summary} filter={rows.filter} onFilter={rows.onFilter} /> : null}
      empty={props.empty}
      onActiveRow={props.onActiveRow}
      onOpen={props.onOpen}
      onPreview={props.onOpen}
      rowMenu={props.rowMenu}
      rowTone={(row) => (skipped.has(row.id) ? 'muted' : undefined)}
    />
  );
}

/** The bands of the score as filters, each with its count. */
function Bands({
  summary,
  filter,
  onFilter,
}: {
  readonly summary: ReconcileSummary;
  readonly filter: readonly Condition[];
  readonly onFilter: (filter: Condition[]) => void;
}) {
  const narrow = useNarrow();
  const others = filter.filter((condition) => condition.column !== 'confidence');
  const now = filter.find((condition) => condition.column === 'confidence');
  const value = now?.op === 'range' ? `${now.from}-${now.to}` : 'all';
  const bands = summary.bands.filter((band) => band.count > 0 || band.from >= 50);
  const options = [
    { value: 'all', label: narrow ? t('All scores') : t('All') },
    ...bands.map((band) => ({
      value: `${band.from}-${band.to}`,
      label:
        band.from === 0
          ? t('under 50 · {n}', { n: formatCount(band.count) })
          : t('{from}–{to} · {n}', { from: band.from, to: band.to, n: formatCount(band.count) }),
    })),
  ];
  const choose = (next: string) => {
    const band = bands.find((each) => `${each.from}-${each.to}` === next);
    onFilter(band ? [...others, { column: 'confidence', op: 'range', from: band.from, to: band.to }] : others);
  };
  const Control = narrow ? Select : Choice;
  return <Control bare label={t('Band of the score')} value={value} options={options} onChange={choose} />;
}
