import { expect, test } from 'vitest';
import { settingsCommands, userSettings } from './settings.ts';

test('a change names what it changes and nothing else', () => {
  const { input } = settingsCommands['settings.set'];
  expect(input.parse({ mode: 'dark' })).toEqual({ mode: 'dark' });
  expect(input.parse({})).toEqual({});
  expect(Object.keys(input.shape)).toEqual(Object.keys(userSettings.shape));
});
