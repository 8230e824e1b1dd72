import { useState } from 'react';
import { errorOf, useChange, useVault } from '../../door/vault-query.ts';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { formatTime } from '../../text/dates.ts';
import { t } from '../../text/t.ts';
import { ErrorBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './settings.module.css';

type Slot = OutputOf<'vault.slots'>['slots'][number];

/** All ways into the vault, each of which can be taken away but the last passphrase. */
export function WaysInPanel({ mayRemove }: { readonly mayRemove: boolean }) {
  const slots = useVault('vault.slots', {});
  const [asked, setAsked] = useState<Slot | null>(null);
  const remove = useChange('vault.removeSlot', { topics: ['settings'], onDone: () => setAsked(null) });
  return (
    <Panel title={t('Ways into the vault')}>
      <ErrorBanner error={errorOf(slots.error)} />
      <ul className={styles['list']}>
        {slots.data?.slots.map((slot) => (
          <li key={slot.id} className={styles['entry']}>
            <span>
              <strong>{kindTitle(slot.kind)}</strong> {slot.label}
            </span>
            <span className={styles['quiet']}>{t('since {time}', { time: formatTime(slot.createdAt) })}</span>
            <Button
              look="quiet"
              reason={mayRemove ? null : t('Your role may not manage the vault.')}
              onClick={() => {
                remove.reset();
                setAsked(slot);
              }}
            >
              {t('Remove')}
            </Button>
          </li>
        ))}
      </ul>
      <Dialog
        open={asked !== null}
        onClose={() => setAsked(null)}
        size="small"
        title={t('Remove this way in?')}
        description={
          asked
            ? t('{kind}: {label}. It will no longer open the vault. This can not be undone.', {
                kind: kindTitle(asked.kind),
                label: asked.label,
              })
            : ''
        }
        actions={
          <>
            <Button onClick={() => setAsked(null)}>{t('Keep it')}</Button>
            <Button look="danger" busy={remove.isPending} onClick={() => asked && remove.mutate({ slotId: asked.id })}>
              {t('Remove it')}
            </Button>
          </>
        }
      >
        <ErrorBanner error={errorOf(remove.error)} />
      </Dialog>
    </Panel>
  );
}

function kindTitle(kind: Slot['kind']): string {
  return { passphrase: t('Passphrase'), keyring: t('Keyring'), recovery: t('Recovery code') }[kind];
}
