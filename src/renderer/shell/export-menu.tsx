import { Download } from 'lucide-react';
import type { InputOf } from '../../shared/contract/table.ts';
import { useRegisterCommands } from '../commands/use-commands.ts';
import { client } from '../door/client.ts';
import { errorOf } from '../door/vault-query.ts';
import { toast } from '../state/toasts.ts';
import { t } from '../text/t.ts';
import { Button } from '../ui/button.tsx';
import { Menu } from '../ui/menu.tsx';

type Subject = InputOf<'export.run'>['subject'];
type Format = InputOf<'export.run'>['format'];

/** Writes what this screen shows as a file; the notice at its end saves it. */
export function ExportMenu({
  caseId,
  subject,
  reason,
}: {
  readonly caseId: string;
  readonly subject: Subject;
  readonly reason?: string | null;
}) {
  const run = (format: Format) => {
    client.call('export.run', { caseId, subject, format }).then(
      () => toast({ tone: 'info', text: t('The file is being written. A notice offers it when it is done.') }),
      (error: unknown) => toast({ tone: 'bad', text: errorOf(error)?.message ?? '' }),
    );
  };
  const formats: readonly { id: Format; label: string; note: string }[] = [
    { id: 'xlsx', label: t('Excel workbook'), note: t('All lists, one sheet each') },
    { id: 'pdf', label: t('PDF report'), note: t('Figures first, then the lists') },
    { id: 'csv', label: t('CSV'), note: t('Every row, for other programs') },
  ];
  useRegisterCommands(
    formats.map((format) => ({
      id: `export.${subject}-${format.id}`,
      title: t('Export: {format}', { format: format.label }),
      group: 'case' as const,
      when: () => !reason,
      run: () => run(format.id),
    })),
  );
  if (reason) {
    return (
      <Button icon={<Download aria-hidden />} reason={reason}>
        {t('Export')}
      </Button>
    );
  }
  return (
    <Menu
      align="end"
      trigger={<Button icon={<Download aria-hidden />}>{t('Export')}</Button>}
      entries={formats.map((format) => ({ ...format, onSelect: () => run(format.id) }))}
    />
  );
}
