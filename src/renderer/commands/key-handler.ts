import { createKeybindingsHandler } from 'tinykeys';
import { useInterface } from '../state/interface.ts';
import { isSingleKey } from './keys.ts';
import { useCommands, type Command } from './registry.ts';

/** Whether a lone key may act where the focus is: in lists, grids, viewers, and on the page itself, never in a control. */
function takesSingleKeys(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return true;
  if (target === document.body || target.matches('main, [data-keys]')) return true;
  return target.closest('[data-keys]') !== null && !target.matches('input, select, textarea, button, [contenteditable]');
}

/** Whether a command's key should act for this event. */
function applies(command: Command, binding: string, event: KeyboardEvent): boolean {
  if (event.defaultPrevented || command.handled) return false;
  // Inside a dialog or a menu only its own keys count; one that is fading out has the focus for a moment still, and a key
  // typed right after Escape is meant for the page.
  if (event.target instanceof Element && event.target.closest('#layers') && !event.target.closest('[data-closed]')) return false;
  if (isSingleKey(binding) && !(useInterface.getState().settings.singleKeys && takesSingleKeys(event.target))) return false;
  return command.when?.() ?? true;
}

/**
 * Listens for the keys of all registered commands. The bindings are rebuilt when the registry changes.
 * @returns stops listening
 */
export function listenForKeys(): () => void {
  // After a match too: the library keeps the first halves of the other sequences, and the next one typed within their time
  // would be taken for their continuation ("G then D" right after "G then H" went nowhere).
  const renew = () => {
    handle = build(renew);
  };
  let handle = build(renew);
  const stop = useCommands.subscribe(renew);
  const onKeyDown = (event: KeyboardEvent) => handle(event);
  window.addEventListener('keydown', onKeyDown);
  return () => {
    stop();
    window.removeEventListener('keydown', onKeyDown);
  };
}

/** @param onMatch a binding was pressed whole, whether or not a command took it */
function build(onMatch: () => void): (event: KeyboardEvent) => void {
  const bindings = new Map<string, Command[]>();
  for (const command of useCommands.getState().commands.values()) {
    for (const key of command.keys ?? []) bindings.set(key, [...(bindings.get(key) ?? []), command]);
  }
  const map = Object.fromEntries(
    [...bindings].map(([binding, commands]) => [
      binding,
      (event: KeyboardEvent) => {
        onMatch();
        // The newest registration that can run wins: a screen's own key comes before the shell's.
        const command = commands.findLast((each) => applies(each, binding, event));
        if (!command) return;
        event.preventDefault();
        command.run(event);
      },
    ]),
  );
  return createKeybindingsHandler(map, { timeout: 1200, ignore: () => false });
}
