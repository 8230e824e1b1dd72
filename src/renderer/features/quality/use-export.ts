import type { InputOf } from '../../../shared/contract/table.ts';
import { client } from '../../door/client.ts';
import { errorOf } from '../../door/vault-query.ts';
import { toast } from '../../state/toasts.ts';
import { t } from '../../text/t.ts';

type Wanted = Omit<InputOf<'export.run'>, 'caseId'>;

/** Starts writing a file; the notice at its end offers it. */
export function useExport(caseId: string): (wanted: Wanted) => void {
  return (wanted) => {
    client.call('export.run', { caseId, ...wanted }).then(
      () => toast({ tone: 'info', text: t('The file is being written. A notice offers it when it is done.') }),
      (error: unknown) => toast({ tone: 'bad', text: errorOf(error)?.message ?? '' }),
    );
  };
}
