import type { UserSettings } from '../../../shared/contract/settings.ts';
import { setInterface } from '../../state/interface.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import { CheckField } from '../../ui/field.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Panel } from '../../ui/panel.tsx';
import styles from './settings.module.css';

/** Single keys on or off, and the way to the sheet of all keys. */
export function KeyboardPanel({
  settings,
  onChange,
}: {
  readonly settings: UserSettings;
  readonly onChange: (change: Partial<UserSettings>) => void;
}) {
  return (
    <Panel
      title={t('Keyboard')}
      action={
        <Button look="quiet" onClick={() => setInterface({ keySheetOpen: true })}>
          {t('Show all keys')} <KeyHint binding="Shift+?" />
        </Button>
      }
    >
      <div className={styles['stack']}>
        <CheckField
          label={t('Single keys act in lists and grids')}
          hint={t(
            'For example A accepts and J goes to the next row. Switch them off if speech input or another aid types letters. Every command is also in a menu and in the palette.',
          )}
          checked={settings.singleKeys}
          onChange={(event) => onChange({ singleKeys: event.target.checked })}
        />
      </div>
    </Panel>
  );
}
