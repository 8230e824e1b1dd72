import { useEffect, useRef } from 'react';
import { register, type Command } from './registry.ts';

/**
 * Registers a screen's commands while it is shown. The list may be rebuilt on every render: only ids, titles and keys of
 * the first one with the same `id`s are kept, while `run` and `when` always call the newest.
 */
export function useRegisterCommands(commands: readonly Command[]): void {
  const newest = useRef(commands);
  useEffect(() => {
    newest.current = commands;
  });
  const shape = commands.map((command) => `${command.id}|${command.title}|${command.keys?.join(',') ?? ''}`).join('\n');
  useEffect(() => {
    const find = (id: string) => newest.current.find((command) => command.id === id);
    return register(
      newest.current.map((command) => ({
        ...command,
        when: () => find(command.id)?.when?.() ?? true,
        run: (event?: KeyboardEvent) => find(command.id)?.run(event),
      })),
    );
    // `shape` stands for the commands: their functions are read through the ref.
  }, [shape]);
}
