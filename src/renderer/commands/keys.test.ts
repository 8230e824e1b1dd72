import { expect, test } from 'vitest';
import { isSingleKey, keyCaps, keyText } from './keys.ts';

test('draws chords and sequences', () => {
  expect(keyCaps('$mod+Shift+f', false)).toEqual([['Ctrl', 'Shift', 'F']]);
  expect(keyCaps('g d', false)).toEqual([['G'], ['D']]);
  expect(keyText('g d', false)).toBe('G then D');
  expect(keyText('$mod+k', true)).toBe('⌘K');
  expect(keyCaps('Shift+?', false)).toEqual([['Shift', '?']]);
});

test('tells single keys from chords and function keys', () => {
  expect(['a', 'g d', 'Shift+A', '?', '1'].every(isSingleKey)).toBe(true);
  expect(['$mod+k', 'F6', 'Shift+F10', 'Alt+ArrowDown', 'Escape'].some(isSingleKey)).toBe(false);
});
