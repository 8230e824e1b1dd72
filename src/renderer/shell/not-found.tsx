import { useRouter } from '@tanstack/react-router';
import { t } from '../text/t.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Screen } from './screen.tsx';

/** An address that leads nowhere. */
export function NotFound() {
  const router = useRouter();
  return (
    <Screen title={t('Nothing at this address')} id="not-found">
      <EmptyState
        title={t('There is no such screen')}
        text={t('The address may come from another vault or an older version.')}
        primary={<Button onClick={() => void router.navigate({ to: '/cases' })}>{t('All cases')}</Button>}
      />
    </Screen>
  );
}
