import { Screen } from '../../shell/screen.tsx';
import { t } from '../../text/t.ts';

/** The audit log of a case, or of the vault itself where `caseId` is null. */
export function AuditScreen({ caseId }: { caseId: string | null }) {
  return (
    <Screen title={t('Audit log')} id={`audit-${caseId ?? 'vault'}`}>
      <p>{t('Nothing here yet.')}</p>
    </Screen>
  );
}
