import { setInterface, useInterface } from '../state/interface.ts';
import { t } from '../text/t.ts';
import { Dialog } from '../ui/dialog.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { gridKeys } from './grid-keys.ts';
import { groupTitle, GROUP_ORDER } from './group-titles.ts';
import styles from './key-sheet.module.css';
import { available, useCommands } from './registry.ts';

/** All keys of the view that is open. `?` */
export function KeySheet() {
  const open = useInterface((state) => state.keySheetOpen);
  const singleKeys = useInterface((state) => state.settings.singleKeys);
  return (
    <Dialog
      open={open}
      onClose={() => setInterface({ keySheetOpen: false })}
      size="large"
      title={t('Keys of this view')}
      description={
        singleKeys
          ? t('Single letters act while a list or grid has the focus. They can be switched off in Settings.')
          : t('Single letters are switched off in Settings.')
      }
    >
      {open ? <Groups /> : null}
    </Dialog>
  );
}

function Groups() {
  const commands = available(useCommands((state) => state.commands)).filter((command) => command.keys);
  const hasGrid = document.querySelector('[data-keys=grid]') !== null;
  return (
    <div className={styles['groups']}>
      {GROUP_ORDER.map((group) => {
        const entries = commands
          .filter((command) => command.group === group)
          .map((command) => ({ keys: command.keys ?? [], title: command.title }));
        const all = group === 'grid' && hasGrid ? [...gridKeys(), ...entries] : entries;
        if (all.length === 0) return null;
        return (
          <section key={group} className={styles['group']}>
            <h3>{groupTitle(group)}</h3>
            <dl>
              {all.map((entry) => (
                <div key={entry.title} className={styles['entry']}>
                  <dt>{entry.title}</dt>
                  <dd>
                    {entry.keys.map((binding) => (
                      <KeyHint key={binding} binding={binding} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        );
      })}
    </div>
  );
}
