import type { OutputOf } from '../../../shared/contract/table.ts';
import { useNarrow } from '../../state/use-narrow.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Choice } from '../../ui/choice.tsx';
import type { Condition } from '../../ui/datagrid/filter-text.ts';
import { Select } from '../../ui/select.tsx';
import styles from './flags.module.css';

/** Bands of risk and rules as filters, each with its count. */
export function QueueFilters({
  summary,
  filter,
  code,
  onFilter,
  onCode,
}: {
  readonly summary: OutputOf<'flags.summary'>;
  readonly filter: readonly Condition[];
  readonly code: string | null;
  readonly onFilter: (filter: Condition[]) => void;
  readonly onCode: (code: string | null) => void;
}) {
  const narrow = useNarrow();
  const others = filter.filter((condition) => condition.column !== 'risk');
  const now = filter.find((condition) => condition.column === 'risk');
  const value = now?.op === 'range' ? `${now.from}-${now.to}` : 'all';
  const options = [
    { value: 'all', label: narrow ? t('All risks') : t('All') },
    ...summary.bands.map((band) => ({
      value: `${band.from}-${band.to}`,
      label: t('{from}–{to} · {n}', { from: band.from, to: band.to, n: formatCount(band.count) }),
    })),
  ];
  const choose = (next: string) => {
    const band = summary.bands.find((each) => `${each.from}-${each.to}` === next);
    onFilter(band ? [...others, { column: 'risk', op: 'range', from: band.from, to: band.to }] : others);
  };
  const Control = narrow ? Select : Choice;
  return (
    <div className={styles['filters']}>
      <Control bare label={t('Band of the risk')} value={value} options={options} onChange={choose} />
      <Select
        bare
        label={t('Rule')}
        value={code ?? 'all'}
        options={[
          { value: 'all', label: t('Every rule') },
          ...summary.rules
            .filter((rule) => rule.hits > 0)
            .map((rule) => ({
              value: rule.code,
              label: t('{code} {title} · {n}', { code: rule.code, title: rule.title, n: formatCount(rule.hits) }),
            })),
        ]}
        onChange={(next) => onCode(next === 'all' ? null : next)}
      />
    </div>
  );
}
