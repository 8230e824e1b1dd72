import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { listenForKeys } from './key-handler.ts';
import { register, useCommands } from './registry.ts';

const page = new EventTarget();
const went: string[] = [];
let stop = (): void => undefined;

/** Presses a key with as much of an event as the handler reads. */
function press(key: string): void {
  const event = new Event('keydown', { cancelable: true });
  page.dispatchEvent(Object.assign(event, { key, code: `Key${key.toUpperCase()}`, getModifierState: () => false }));
}

beforeEach(() => {
  vi.stubGlobal('window', page);
  // Only for `instanceof`: no target of these events is an element.
  vi.stubGlobal('Element', Map);
  vi.stubGlobal('HTMLElement', Map);
  useCommands.setState({ commands: new Map() });
  went.length = 0;
  stop = listenForKeys();
  const place = (id: string, key: string) => ({
    id: `go.${id}`,
    title: id,
    group: 'go' as const,
    keys: [`g ${key}`],
    run: () => went.push(id),
  });
  register([place('home', 'h'), place('data', 'd'), place('flags', 'f')]);
});
afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

test('one sequence right after another works, in any order', () => {
  for (const key of 'ghgdgfghgd') press(key);
  expect(went).toEqual(['home', 'data', 'flags', 'home', 'data']);
});

test('half a sequence and something else is nothing', () => {
  for (const key of 'gxd') press(key);
  expect(went).toEqual([]);
});
