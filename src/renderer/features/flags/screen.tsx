import { Screen } from '../../shell/screen.tsx';
import { t } from '../../text/t.ts';

/** Flags, as the route shows it. */
export function FlagsScreen({ caseId }: { caseId: string }) {
  return (
    <Screen title={t('Flags')} id={`flags-${caseId}`}>
      <p>{t('Nothing here yet.')}</p>
    </Screen>
  );
}
