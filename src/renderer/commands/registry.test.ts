import { beforeEach, expect, test, vi } from 'vitest';
import { available, register, runCommand, useCommands } from './registry.ts';

beforeEach(() => useCommands.setState({ commands: new Map() }));

test('runs a command that can run, and says so', () => {
  const run = vi.fn();
  register([{ id: 'a.b', title: 'Do', group: 'view', run }]);
  expect(runCommand('a.b')).toBe(true);
  expect(run).toHaveBeenCalledOnce();
  expect(runCommand('a.c')).toBe(false);
});

test('leaves out what can not run', () => {
  const run = vi.fn();
  register([
    { id: 'a', title: 'A', group: 'view', when: () => false, run },
    { id: 'b', title: 'B', group: 'view', run },
  ]);
  expect(available().map((command) => command.id)).toEqual(['b']);
  expect(runCommand('a')).toBe(false);
  expect(run).not.toHaveBeenCalled();
});

test('a screen may take over a command and gives it back when it goes', () => {
  const shell = vi.fn();
  const screen = vi.fn();
  register([{ id: 'view.find', title: 'Find', group: 'view', run: shell }]);
  const leave = register([{ id: 'view.find', title: 'Find in list', group: 'view', run: screen }]);
  runCommand('view.find');
  leave();
  runCommand('view.find');
  expect([screen.mock.calls.length, shell.mock.calls.length]).toEqual([1, 1]);
});
