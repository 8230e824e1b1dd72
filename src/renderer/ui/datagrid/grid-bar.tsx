import { Columns3, Hash, ListFilter } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../button.tsx';
import { ScopeChip } from '../chip.tsx';
import { IconButton } from '../icon-button.tsx';
import type { Column } from './column.ts';
import styles from './data-grid.module.css';
import { typedOf, type Condition } from './filter-text.ts';

/** The line above a grid: how many rows of how many, every filter in force, and the grid's tools. */
export function GridBar<Row>({
  label,
  total,
  unfiltered,
  columns,
  filter,
  currency,
  filterRow,
  tools,
  onFilter,
  onFilterRow,
  onColumns,
  onGoTo,
}: {
  readonly label: string;
  readonly total: number | null;
  readonly unfiltered: number | null;
  readonly columns: readonly Column<Row>[];
  readonly filter: readonly Condition[];
  readonly currency: string;
  readonly filterRow: boolean;
  readonly tools?: ReactNode;
  readonly onFilter: (filter: Condition[]) => void;
  readonly onFilterRow: () => void;
  readonly onColumns: () => void;
  readonly onGoTo: () => void;
}) {
  return (
    <div className={styles['gridBar']} role="toolbar" aria-label={t('{list}: tools', { list: label })}>
      <span className={styles['count']} aria-live="polite">
        {total === null ? t('Loading') : countText(total, unfiltered)}
      </span>
      <div className={styles['chips']}>
        {filter.map((condition) => {
          const column = columns.find((each) => each.id === condition.column);
          if (!column) return null;
          return (
            <ScopeChip
              key={condition.column}
              label={column.title}
              value={shownCondition(column, condition, currency)}
              onRemove={() => onFilter(filter.filter((each) => each !== condition))}
            />
          );
        })}
        {filter.length > 1 ? (
          <Button look="quiet" onClick={() => onFilter([])}>
            {t('Clear all filters')}
          </Button>
        ) : null}
      </div>
      {tools}
      <IconButton
        label={filterRow ? t('Hide the filter row') : t('Show the filter row')}
        keys="$mod+Shift+l"
        icon={<ListFilter aria-hidden />}
        aria-pressed={filterRow}
        onClick={onFilterRow}
      />
      <IconButton label={t('Go to row')} keys="$mod+g" icon={<Hash aria-hidden />} onClick={onGoTo} />
      <IconButton label={t('Choose columns')} icon={<Columns3 aria-hidden />} onClick={onColumns} />
    </div>
  );
}

function countText(total: number, unfiltered: number | null): string {
  if (unfiltered !== null && unfiltered !== total) {
    return t('{shown} of {all} rows', { shown: formatCount(total), all: formatCount(unfiltered) });
  }
  return t('{n, plural, =0 {No rows} one {{shown} row} other {{shown} rows}}', { n: total, shown: formatCount(total) });
}

function shownCondition<Row>(column: Column<Row>, condition: Condition, currency: string): string {
  const typed = typedOf(column, condition, currency);
  if (!Array.isArray(column.filter)) return typed;
  return column.filter.find((option) => option.value === typed)?.label ?? typed;
}
