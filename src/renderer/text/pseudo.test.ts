/// <reference types="node" />
import { globSync, readFileSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { pseudo } from './pseudo.ts';
import { i18n, t } from './t.ts';

const root = new URL('..', import.meta.url).pathname;

/** All messages that the sources pass to `t`, as they stand there. */
function messages(): string[] {
  const found = new Set<string>();
  for (const file of globSync('**/*.{ts,tsx}', { cwd: root })) {
    if (file.endsWith('.test.ts')) continue;
    for (const match of readFileSync(root + file, 'utf8').matchAll(/\bt\(\s*'((?:[^'\\]|\\.)+)'/g))
      found.add(match[1]!.replaceAll("\\'", "'"));
  }
  return [...found];
}

afterEach(() => i18n.loadAndActivate({ locale: 'en', messages: {} }));

test('plurals and numbers', () => {
  expect(t('{n, plural, one {# row} other {# rows}}', { n: 1 })).toBe('1 row');
  expect(t('{n, plural, one {# row} other {# rows}}', { n: 3 })).toBe('3 rows');
});

test('a made-up language takes every message, and its arguments still arrive', () => {
  const all = messages();
  expect(all.length).toBeGreaterThan(200);
  i18n.loadAndActivate({ locale: 'en-XA', messages: Object.fromEntries(all.map((message) => [message, pseudo(message)])) });
  for (const message of all) {
    const names = [...message.matchAll(/\{(\w+)[,}]/g)].map((match) => match[1]!);
    const shown = t(message, Object.fromEntries(names.map((name) => [name, 7])));
    expect(shown, message).toMatch(/^\[.*~\]$/su);
    expect(shown, message).not.toMatch(/[{}]/);
  }
  expect(t('Row {row} of {total}', { row: '1', total: '2' })).toBe('[Ŕöŵ 1 öƒ 2~~~~~~~]');
});
