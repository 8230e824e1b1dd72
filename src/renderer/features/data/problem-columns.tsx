import type { Problem } from '../../../shared/contract/common.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import type { Column } from '../../ui/datagrid/column.ts';

/** How much a problem weighs, in a word. */
export function severityWord(severity: Problem['severity']): string {
  return { info: t('Note'), warning: t('Check'), error: t('No transaction') }[severity];
}

/** The tone a severity is drawn in. */
export const SEVERITY_TONES = { info: 'info', warning: 'warn', error: 'bad' } as const;

/** The columns of what an import found wrong, in the order of the file. */
export function problemColumns(): Column<Problem>[] {
  return [
    { id: 'line', title: t('Line'), kind: 'number', width: 76, pinned: true, value: (row) => row.line, words: (row) => (row.line === 0 ? t('file') : formatCount(row.line)) },
    {
      id: 'severity', title: t('Effect'), kind: 'chip', width: 138, value: (row) => row.severity, words: (row) => severityWord(row.severity),
      render: (row) => <Chip tone={SEVERITY_TONES[row.severity]}>{severityWord(row.severity)}</Chip>,
    },
    { id: 'message', title: t('What was found'), kind: 'text', width: 460, value: (row) => row.message },
    { id: 'column', title: t('Field'), kind: 'number', width: 70, value: (row) => row.column ?? null },
    { id: 'raw', title: t('Raw text'), kind: 'text', width: 420, value: (row) => row.raw ?? null },
    { id: 'code', title: t('Code'), kind: 'text', width: 160, value: (row) => row.code },
  ]; // prettier-ignore
}
