import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { FlagTab } from './tabs.ts';

/** What a list of flags says when it holds nothing. */
export function NoFlags({ tab, onOpen }: { readonly tab: FlagTab; readonly onOpen: (tab: FlagTab) => void }) {
  if (tab === 'findings') {
    return (
      <EmptyState
        title={t('Nothing has been recorded yet')}
        text={t('E records that a transaction is explained, with the reason, and goes on to the next.')}
        primary={<Button onClick={() => onOpen('open')}>{t('Open the queue')}</Button>}
      />
    );
  }
  if (tab === 'open')
    return (
      <EmptyState
        title={t('Every flag is answered')}
        primary={<Button onClick={() => onOpen('findings')}>{t('Look through the findings')}</Button>}
      />
    );
  return <EmptyState title={t('No transaction is scored')} />;
}
