import { create } from 'zustand';

export type CommandGroup = 'go' | 'view' | 'grid' | 'queue' | 'case' | 'vault' | 'help';

/**
 * Something a person can do. The palette, menus, tooltips, the key sheet and the key handler all read this one list, so
 * a key shown anywhere is the key that works.
 */
export interface Command {
  /** `feature.verb`, stable: settings and tests name it. */
  readonly id: string;
  /** What happens, in sentence case: "Accept match". */
  readonly title: string;
  readonly group: CommandGroup;
  /**
   * Keys as tinykeys writes them (`$mod` is Ctrl, Cmd on macOS): `$mod+k`, `g d`, `a`. A lone key or a sequence without
   * modifiers acts only while a list, grid or viewer has focus and single keys are on. Grid keys that the grid handles
   * itself are listed with `run` too, but `handled: true` keeps the global handler off them.
   */
  readonly keys?: readonly string[];
  readonly handled?: boolean;
  /** Whether it can run now; absent means always. A command that can not run is left out of the palette. */
  readonly when?: () => boolean;
  readonly run: (event?: KeyboardEvent) => void;
}

interface Registry {
  readonly commands: ReadonlyMap<string, Command>;
}
export const useCommands = create<Registry>()(() => ({ commands: new Map() }));

/**
 * Adds commands and returns their removal. A later registration of the same id wins while it lives, and the earlier one
 * comes back after it.
 */
export function register(commands: readonly Command[]): () => void {
  const before = useCommands.getState().commands;
  const shadowed = commands.flatMap((command) => before.get(command.id) ?? []);
  useCommands.setState({ commands: new Map([...before, ...commands.map((command): [string, Command] => [command.id, command])]) });
  return () => {
    const next = new Map(useCommands.getState().commands);
    for (const command of commands) if (next.get(command.id) === command) next.delete(command.id);
    for (const command of shadowed) if (!next.has(command.id)) next.set(command.id, command);
    useCommands.setState({ commands: next });
  };
}

/** Commands that can run now, in the order they were registered. */
export function available(commands: ReadonlyMap<string, Command> = useCommands.getState().commands): Command[] {
  return [...commands.values()].filter((command) => command.when?.() ?? true);
}

/** Runs a command by id if it is there and can run. @returns whether it ran */
export function runCommand(id: string): boolean {
  const command = useCommands.getState().commands.get(id);
  if (!command || !(command.when?.() ?? true)) return false;
  command.run();
  return true;
}
