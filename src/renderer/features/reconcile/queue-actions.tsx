import { Check, Ellipsis, Hand, SkipForward, X } from 'lucide-react';
import { useNarrow } from '../../state/use-narrow.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import styles from './queue-actions.module.css';

export interface QueueAction {
  readonly run: () => void;
  /** Why it can not be done now; null where it can. Absent where the list has no such step. */
  readonly reason: string | null;
}

/** The steps of the queue as buttons, each with its key: what can be done by key can be done by pointer. */
export function QueueActions(props: {
  readonly accept?: QueueAction | undefined;
  readonly reject?: QueueAction | undefined;
  readonly skip?: QueueAction | undefined;
  readonly manual: QueueAction;
  readonly all?: QueueAction | undefined;
}) {
  const { accept, reject, skip, manual, all } = props;
  const narrow = useNarrow();
  const entry = (id: string, label: string, keys: string, action: QueueAction | undefined): MenuEntry[] =>
    action ? [{ id, label, keys, disabled: action.reason !== null, onSelect: action.run }] : [];
  const entries = [
    ...entry('skip', t('Skip'), 's', skip),
    ...entry('manual', t('Match by hand'), 'm', manual),
    ...entry('all', t('Accept all shown'), 'Shift+a', all),
  ];
  return (
    <div className={styles['actions']} role="toolbar" aria-label={t('Decide')}>
      {accept ? (
        <Button look="primary" icon={<Check aria-hidden />} onClick={accept.run} reason={accept.reason}>
          {t('Accept')}
          <KeyHint binding="a" />
        </Button>
      ) : null}
      {reject ? (
        <Button icon={<X aria-hidden />} onClick={reject.run} reason={reject.reason}>
          {t('Reject')}
          <KeyHint binding="r" />
        </Button>
      ) : null}
      {narrow ? (
        <Menu align="end" trigger={<IconButton label={t('More steps')} icon={<Ellipsis aria-hidden />} />} entries={entries} />
      ) : (
        <>
          {skip ? (
            <Button look="quiet" icon={<SkipForward aria-hidden />} onClick={skip.run} reason={skip.reason}>
              {t('Skip')}
              <KeyHint binding="s" />
            </Button>
          ) : null}
          <Button look="quiet" icon={<Hand aria-hidden />} onClick={manual.run} reason={manual.reason}>
            {t('By hand')}
            <KeyHint binding="m" />
          </Button>
          {all ? (
            <Button look="quiet" onClick={all.run} reason={all.reason}>
              {t('All shown')}
              <KeyHint binding="Shift+a" />
            </Button>
          ) : null}
        </>
      )}
    </div>
  );
}
