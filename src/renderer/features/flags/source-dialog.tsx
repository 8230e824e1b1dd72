import { errorOf, useVault } from '../../door/vault-query.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SourceLine } from '../../ui/source-line.tsx';

/** The line of the file behind a transaction, and the way to it in the list. */
export function SourceDialog({
  caseId,
  id,
  onClose,
  onShow,
}: {
  readonly caseId: string;
  /** The transaction, or null while closed. */
  readonly id: number | null;
  readonly onClose: () => void;
  readonly onShow: (id: number) => void;
}) {
  return (
    <Dialog
      open={id !== null}
      onClose={onClose}
      size="large"
      title={t('Source line')}
      actions={<Button onClick={() => (id === null ? undefined : onShow(id))}>{t('Show in the list')}</Button>}
    >
      {id === null ? null : <Body caseId={caseId} id={id} />}
    </Dialog>
  );
}

function Body({ caseId, id }: { readonly caseId: string; readonly id: number }) {
  const answer = useVault('transaction.source', { caseId, transactionId: id });
  if (answer.error) return <ErrorBanner error={errorOf(answer.error)} />;
  return answer.data ? <SourceLine source={answer.data} fields /> : <Skeleton lines={6} />;
}
