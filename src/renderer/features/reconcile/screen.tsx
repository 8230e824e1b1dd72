import { Screen } from '../../shell/screen.tsx';
import { t } from '../../text/t.ts';

/** Reconcile, as the route shows it. */
export function ReconcileScreen({ caseId }: { caseId: string }) {
  return (
    <Screen title={t('Reconcile')} id={`reconcile-${caseId}`}>
      <p>{t('Nothing here yet.')}</p>
    </Screen>
  );
}
