import { useEffect, useState } from 'react';
import { t } from '../../text/t.ts';
import { cx } from '../class-names.ts';
import type { Column } from './column.ts';
import styles from './data-grid.module.css';
import { conditionOf, typedOf, type Condition } from './filter-text.ts';
import type { PlacedColumn } from './layout.ts';

/** The row of filters under the header. What is typed takes effect on Enter or after a short rest. */
export function FilterRow<Row>({
  placed,
  width,
  filter,
  currency,
  onFilter,
  onLeave,
}: {
  readonly placed: readonly PlacedColumn<Row>[];
  readonly width: number;
  readonly filter: readonly Condition[];
  readonly currency: string;
  readonly onFilter: (filter: Condition[]) => void;
  /** Escape or Down: back to the rows. */
  readonly onLeave: () => void;
}) {
  const set = (column: Column<Row>, condition: Condition | null) =>
    onFilter([...filter.filter((each) => each.column !== column.id), ...(condition ? [condition] : [])]);
  return (
    <div role="row" className={styles['filterRow']} style={{ width }}>
      {placed.map(({ column, width: columnWidth, pinned, left }) => (
        <div
          key={column.id}
          role="gridcell"
          className={cx(styles['filterCell'], pinned && styles['pinned'])}
          style={{ width: columnWidth, left: pinned ? left : undefined }}
        >
          {column.filter ? (
            <FilterInput
              column={column}
              currency={currency}
              condition={filter.find((each) => each.column === column.id)}
              onChange={(condition) => set(column, condition)}
              onLeave={onLeave}
            />
          ) : null}
        </div>
      ))}
    </div>
  );
}

function FilterInput<Row>({
  column,
  currency,
  condition,
  onChange,
  onLeave,
}: {
  readonly column: Column<Row>;
  readonly currency: string;
  readonly condition: Condition | undefined;
  readonly onChange: (condition: Condition | null) => void;
  readonly onLeave: () => void;
}) {
  const outside = condition ? typedOf(column, condition, currency) : '';
  const [typed, setTyped] = useState(outside);
  useEffect(() => setTyped(outside), [outside]);
  const read = conditionOf(column, typed, currency);
  useEffect(() => {
    if (typed === outside || read === 'unreadable') return;
    // 250 ms: longer than the pause between two keys, shorter than waiting feels.
    const rest = setTimeout(() => onChange(read), 250);
    return () => clearTimeout(rest);
  }, [typed]);
  const label = t('Filter {column}', { column: column.title });
  if (Array.isArray(column.filter)) {
    return (
      <select aria-label={label} data-filter={column.id} value={typed} onChange={(event) => setTyped(event.target.value)}>
        <option value="">{t('All')}</option>
        {column.filter.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  return (
    <input
      aria-label={label}
      data-filter={column.id}
      value={typed}
      placeholder={column.filter === 'range' ? t('from..to') : t('contains')}
      aria-invalid={read === 'unreadable' || undefined}
      spellCheck={false}
      autoComplete="off"
      onChange={(event) => setTyped(event.target.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Escape' && typed !== '') setTyped('');
        else if (event.key === 'Escape' || event.key === 'ArrowDown') onLeave();
        else if (event.key === 'Enter' && read !== 'unreadable') onChange(read);
        else return;
        event.preventDefault();
      }}
    />
  );
}
