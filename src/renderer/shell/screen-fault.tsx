import type { ErrorComponentProps } from '@tanstack/react-router';
import { errorOf } from '../door/vault-query.ts';
import { t } from '../text/t.ts';
import { ErrorBanner } from '../ui/banner.tsx';
import { Button } from '../ui/button.tsx';
import { Screen } from './screen.tsx';

/** A screen that broke. The vault is untouched by that, and the rest of the program goes on. */
export function ScreenFault({ error, reset }: ErrorComponentProps) {
  return (
    <Screen title={t('This screen stopped')} id="fault">
      <ErrorBanner error={errorOf(error)} action={<Button onClick={reset}>{t('Try again')}</Button>} />
    </Screen>
  );
}
