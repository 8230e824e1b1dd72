import type { RepeatPair } from '../../../shared/contract/overlaps.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { formatTime } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/datagrid/column.ts';
import { COMPARED_TONES, comparedTitle, deciderText, fieldTitle, ruleText, VERDICT_TONES, verdictTitle } from './words.ts';

export type ComparedLine = OutputOf<'overlap.compare'>['rows'][number];

/** Pairs as rows: the row decided on, the verdict, and the movement it repeats or may repeat. */
export function pairColumns(): readonly Column<RepeatPair>[] {
  return [
    {
      id: 'verdict',
      title: t('Verdict'),
      kind: 'chip',
      width: 148,
      sortable: true,
      pinned: true,
      value: (row) => row.verdict,
      words: (row) => verdictTitle(row.verdict),
      render: (row) => <Chip tone={VERDICT_TONES[row.verdict]}>{verdictTitle(row.verdict)}</Chip>,
    },
    { id: 'date', title: t('Date'), kind: 'date', width: 104, sortable: true, filter: 'range', value: (row) => row.transaction.date },
    {
      id: 'amountMinor',
      title: t('Amount'),
      kind: 'money',
      width: 120,
      sortable: true,
      filter: 'range',
      value: (row) => row.transaction.amountMinor,
      currency: (row) => row.transaction.currency,
    },
    {
      id: 'description',
      title: t('Text'),
      kind: 'text',
      width: 250,
      sortable: true,
      filter: 'text',
      value: (row) => row.transaction.description,
    },
    { id: 'sourceName', title: t('File'), kind: 'text', width: 150, value: (row) => row.transaction.sourceName },
    { id: 'line', title: t('Line'), kind: 'number', width: 68, sortable: true, value: (row) => row.transaction.line },
    { id: 'otherText', title: t('Other text'), kind: 'text', width: 250, value: (row) => row.other?.description ?? '' },
    { id: 'otherSource', title: t('Other file'), kind: 'text', width: 150, value: (row) => row.other?.sourceName ?? '' },
    { id: 'otherLine', title: t('Other line'), kind: 'number', width: 92, value: (row) => row.other?.line ?? null },
    {
      id: 'rule',
      title: t('Because'),
      kind: 'text',
      width: 360,
      sortable: true,
      value: (row) => row.rule,
      words: (row) => ruleText(row.rule),
    },
    { id: 'decider', title: t('Decided'), kind: 'text', width: 128, sortable: true, value: (row) => row.decider, words: deciderText },
    { id: 'at', title: t('At'), kind: 'text', width: 168, sortable: true, value: (row) => formatTime(row.at) },
    { id: 'reason', title: t('Reason'), kind: 'text', width: 220, value: (row) => row.reason },
  ];
}

/** Two files side by side: this one and the other. */
export function comparedColumns(): readonly Column<ComparedLine>[] {
  const side = (which: 'a' | 'b', titles: readonly [string, string, string]): Column<ComparedLine>[] => [
    { id: `${which}-date`, title: titles[0], kind: 'date', width: 112, value: (row) => row[which]?.date ?? null },
    {
      id: `${which}-amount`,
      title: titles[1],
      kind: 'money',
      width: 124,
      value: (row) => row[which]?.amountMinor ?? null,
      currency: (row) => row[which]?.currency ?? '',
    },
    { id: `${which}-text`, title: titles[2], kind: 'text', width: 216, value: (row) => row[which]?.description ?? '' },
  ];
  const place = (which: 'a' | 'b', titles: readonly [string, string]): Column<ComparedLine>[] => [
    { id: `${which}-reference`, title: titles[0], kind: 'text', mono: true, width: 140, value: (row) => row[which]?.reference ?? '' },
    { id: `${which}-line`, title: titles[1], kind: 'number', width: 96, value: (row) => row[which]?.line ?? null },
  ];
  return [
    {
      id: 'kind',
      title: t('Comparison'),
      kind: 'chip',
      width: 170,
      pinned: true,
      value: (row) => row.kind,
      words: (row) => comparedTitle(row.kind),
      render: (row) => <Chip tone={COMPARED_TONES[row.kind]}>{comparedTitle(row.kind)}</Chip>,
    },
    { id: 'differs', title: t('Differs in'), kind: 'text', width: 150, value: (row) => row.differs.map(fieldTitle).join(', ') },
    ...side('a', [t('Date here'), t('Amount here'), t('Text here')]),
    ...side('b', [t('Date there'), t('Amount there'), t('Text there')]),
    ...place('a', [t('Reference here'), t('Line here')]),
    ...place('b', [t('Reference there'), t('Line there')]),
  ];
}
