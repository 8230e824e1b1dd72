import { useNavigate } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import { Screen } from '../../shell/screen.tsx';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

/**
 * Where the program arrives when it was started for the sample case: the one this vault has, else a new one. The address
 * is replaced, so that Back does not come here again.
 */
export function OpenSample() {
  const navigate = useNavigate();
  const go = (caseId: string) => void navigate({ to: '/case/$caseId/home', params: { caseId }, replace: true });
  const list = useVault('case.list', {});
  const make = useChange('case.openSample', { topics: ['case'], onDone: ({ caseId }) => go(caseId) });
  const asked = useRef(false);
  useEffect(() => {
    if (!list.data || asked.current) return;
    // Once for this arrival: the list changes as soon as the case is there.
    asked.current = true;
    const there = list.data.cases.find((each) => each.sample);
    if (there) go(there.id);
    else make.mutate({});
  }, [list.data]);
  const error = errorOf(list.error ?? make.error);
  return (
    <Screen title={t('Sample case')} id="open-sample">
      {error ? (
        <ErrorBanner
          error={error}
          action={<Button onClick={() => void navigate({ to: '/cases', replace: true })}>{t('All cases')}</Button>}
        />
      ) : (
        <Skeleton lines={6} />
      )}
    </Screen>
  );
}
