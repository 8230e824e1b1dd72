import { Screen } from '../../shell/screen.tsx';
import { t } from '../../text/t.ts';

/** Import, as the route shows it. */
export function ImportScreen({ caseId }: { caseId: string }) {
  return (
    <Screen title={t('Import')} id={`import-${caseId}`}>
      <p>{t('Nothing here yet.')}</p>
    </Screen>
  );
}
