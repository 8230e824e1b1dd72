import { Dialog as Base } from '@base-ui/react/dialog';
import Fuse from 'fuse.js';
import { useDeferredValue, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { setInterface, useInterface } from '../state/interface.ts';
import { t } from '../text/t.ts';
import { KeyHint } from '../ui/key-hint.tsx';
import { layersElement } from '../ui/layers.ts';
import { groupTitle, GROUP_ORDER } from './group-titles.ts';
import styles from './palette.module.css';
import { available, useCommands, type Command } from './registry.ts';

/** Rows shown at most: more would be scrolled, not read. */
const MOST = 50;

/** Everything that can be done now, by name. Ctrl+K. */
export function Palette() {
  const open = useInterface((state) => state.palette === 'commands');
  return (
    <Base.Root open={open} onOpenChange={(next) => setInterface({ palette: next ? 'commands' : 'closed' })}>
      <Base.Portal container={layersElement()}>
        <Base.Backdrop className={styles['backdrop']} />
        <Base.Popup className={styles['palette']} aria-label={t('Commands')}>
          <PaletteBody />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function PaletteBody() {
  const registry = useCommands((state) => state.commands);
  // What can run is settled when the palette opens: while it is open nothing behind it changes.
  const commands = useMemo(
    () => available(registry).toSorted((a, b) => GROUP_ORDER.indexOf(a.group) - GROUP_ORDER.indexOf(b.group)),
    [registry],
  );
  const fuse = useMemo(() => new Fuse(commands, { keys: ['title'], threshold: 0.35, ignoreLocation: true }), [commands]);
  const [typed, setTyped] = useState('');
  const query = useDeferredValue(typed);
  const found = useMemo(
    () => (query.trim() === '' ? commands : fuse.search(query.trim()).map((hit) => hit.item)).slice(0, MOST),
    [query, commands, fuse],
  );
  const [at, setAt] = useState(0);
  useEffect(() => setAt(0), [query]);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer engines answer scrolling with a promise, and an effect's answer would be taken for its clean-up.
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);
  const run = (command: Command | undefined) => {
    if (!command) return;
    setInterface({ palette: 'closed' });
    // After the palette has given the focus back, so that the command finds the page as it was.
    requestAnimationFrame(() => command.run());
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') setAt((at + 1) % Math.max(1, found.length));
    else if (event.key === 'ArrowUp') setAt((at - 1 + found.length) % Math.max(1, found.length));
    else if (event.key === 'Enter') run(found[at]);
    else return;
    event.preventDefault();
  };
  const grouped = query.trim() === '';
  return (
    <>
      <Base.Title className="visually-hidden">{t('Commands')}</Base.Title>
      <input
        className={styles['input']}
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={found[at] ? `palette-${found[at].id}` : undefined}
        aria-label={t('Type what you want to do')}
        placeholder={t('Type what you want to do')}
        spellCheck={false}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        onKeyDown={onKeyDown}
      />
      <div ref={list} id="palette-list" role="listbox" aria-label={t('Commands')} className={styles['list']}>
        {found.map((command, index) => (
          <div
            key={command.id}
            id={`palette-${command.id}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles['option']}
            onPointerMove={() => setAt(index)}
            onClick={() => run(command)}
          >
            <span className={styles['group']}>{grouped && found[index - 1]?.group === command.group ? '' : groupTitle(command.group)}</span>
            <span className={styles['title']}>{command.title}</span>
            {command.keys?.[0] ? <KeyHint binding={command.keys[0]} /> : null}
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className={styles['none']}>{t('No command is called that.')}</p> : null}
    </>
  );
}
