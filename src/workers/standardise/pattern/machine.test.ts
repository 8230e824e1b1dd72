import { describe, expect, test } from 'vitest';
import { foldText } from '../fold.ts';
import { Pattern } from './machine.ts';
import { PatternError } from './syntax.ts';

describe('patterns of rules', () => {
  const PATTERNS = ['ab*c', '^ab', 'c$', 'a|bc|', '(ab|c)+d', '[a-c]{2,3}', '\\bcat\\b', 'a.c', '[^a-c]x', 'a?b?c?', '(a|b)*c', '\\d{3}-\\d', '^$', 'x{0}y', '(?:ab){2}', 'a+?b', '\\Bat', '\\.', '\\w+\\s\\w+']; // prettier-ignore
  const TEXTS = ['', 'abc', 'ac', 'abbbc', 'xab', 'bc', 'ababd', 'cd', 'aa', 'abca', 'the cat sat', 'concat', 'a.c', 'dx', 'ax', '123-4', '12-4', 'y', 'abab', 'aab', 'cat', 'at', ']', 'a b', 'ax\nbx']; // prettier-ignore

  test.each(PATTERNS)('%s finds what JavaScript’s own engine finds', (source) => {
    const own = Pattern.of(source);
    const theirs = new RegExp(source);
    expect(TEXTS.map((text) => own.test(text))).toEqual(TEXTS.map((text) => theirs.test(text)));
  });

  test('case and accents do not matter', () => {
    expect(Pattern.of('CAFÉ [A-F]').test(foldText('Café d’Or — Cafe B'))).toBe(true);
    expect(Pattern.of('STRASSE').test(foldText('Hauptstraße 5'))).toBe(true);
    expect(Pattern.of('straße').test(foldText('HAUPTSTRASSE'))).toBe(true);
  });

  test.each(['(', ')', '[a', '*a', 'a\\', '(?=a)', '(a)\\1', 'a{5,2}', 'a{101}', '[b-a]', '(((a{50}){50}){50})', 'a++', '\\p{L}'])(
    '%s is refused with a sentence',
    (source) => {
      expect(() => Pattern.of(source)).toThrow(PatternError);
      expect(() => Pattern.of(source)).toThrow(/\.$/);
    },
  );

  test('patterns that hold up a backtracking engine take time in proportion to the text', () => {
    const started = performance.now();
    for (const source of ['(a+)+$', '(a|a)*b', '(a*)*c', '(.*a){20}x', 'a.{0,60}b.{0,30}c'])
      expect(Pattern.of(source).test(`${'a'.repeat(4000)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(4000);
  });
});
