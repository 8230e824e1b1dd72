import { useState } from 'react';
import type { ColumnRole, Inspection, Layout } from '../../../shared/contract/import.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { t } from '../../text/t.ts';
import { BalanceProof } from '../../sources/balance-proof.tsx';
import { StatementList } from '../../sources/statement-list.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { Preview } from './preview.tsx';
import { ProblemList } from './problem-list.tsx';
import type { QueueItem } from './queue.ts';
import { Repeats } from './repeats.tsx';

type Tab = 'preview' | 'problems' | 'balance' | 'statements' | 'repeats';

/** What the reading gives: the rows, what is wrong with them, and the equations. */
export function ReadingTabs({
  inspection,
  onRole,
  item,
  repeats,
}: {
  readonly inspection: Inspection;
  readonly onRole: (columns: Layout['columns'], index: number, role: ColumnRole) => void;
  readonly item: QueueItem;
  /** What other files of the case hold already; null until that is known. */
  readonly repeats: OutputOf<'overlap.preview'> | null;
}) {
  const [tab, setTab] = useState<Tab>(inspection.rowsKept === 0 ? 'problems' : 'preview');
  const problems = Object.values(inspection.problemCounts).reduce((sum, count) => sum + count, 0);
  return (
    <Tabs<Tab>
      label={t('What the reading gives')}
      value={tab}
      onChange={setTab}
      tabs={[
        {
          value: 'preview',
          label: t('Preview'),
          count: inspection.preview.length,
          panel: <Preview inspection={inspection} onRole={onRole} />,
        },
        { value: 'problems', label: t('Problems'), count: problems, panel: <ProblemList inspection={inspection} /> },
        {
          value: 'balance',
          label: t('Balance proof'),
          count: inspection.equations.length,
          panel: <BalanceProof figures={inspection} currency={inspection.layout.currency} />,
        },
        ...(repeats && repeats.rows.length > 0
          ? [
              {
                value: 'repeats' as const,
                label: t('Repeats'),
                count: repeats.repeats + repeats.possible,
                panel: <Repeats item={item} found={repeats} />,
              },
            ]
          : []),
        ...(inspection.statementsTotal > 1
          ? [
              {
                value: 'statements' as const,
                label: t('Statements'),
                count: inspection.statementsTotal,
                panel: <StatementList statements={inspection.statements} total={inspection.statementsTotal} />,
              },
            ]
          : []),
      ]}
    />
  );
}
