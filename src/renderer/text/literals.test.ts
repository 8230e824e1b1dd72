/// <reference types="node" />
import { globSync, readFileSync } from 'node:fs';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

const root = new URL('..', import.meta.url).pathname;
/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set([
  'aria-label',
  'title',
  'placeholder',
  'alt',
  'label',
  'text',
  'hint',
  'description',
  'aria-roledescription',
  'aria-valuetext',
]);

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** Texts that stand in JSX without passing through `t`: between tags, or in an attribute that is read out. */
function literalsIn(source: string, file = 'a.tsx'): string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (!node || typeof node !== 'object' || !('type' in node)) return;
    const { type, ...rest } = node as Node;
    if (type === 'JSXText' && /\p{L}/u.test(String(rest['value']))) found.push(String(rest['value']).trim());
    if (type === 'JSXAttribute') {
      const name = (rest['name'] as { name?: unknown }).name;
      const value = rest['value'] as { type?: string; value?: unknown; expression?: Node } | null;
      const literal = value?.type === 'Literal' ? value : value?.expression?.type === 'Literal' ? value.expression : null;
      if (SPOKEN.has(String(name)) && typeof literal?.['value'] === 'string' && /\p{L}/u.test(literal['value']))
        found.push(literal['value']);
    }
    Object.values(rest).forEach(visit);
  };
  visit(parseSync(file, source, { lang: 'tsx' }).program);
  return found;
}

test('the search finds what it looks for', () => {
  expect(literalsIn('<p>Hello {name}</p>')).toEqual(['Hello']);
  expect(literalsIn('<Field label="Name" id="x" />')).toEqual(['Name']);
  expect(literalsIn('<Field label={"Name"} />')).toEqual(['Name']);
  expect(literalsIn("<p>{t('Hello')} · <b>{3}</b></p>")).toEqual([]);
});

test.each(globSync('**/*.tsx', { cwd: root }))('%s says nothing past the catalogue', (file) => {
  expect(literalsIn(readFileSync(root + file, 'utf8'), file)).toEqual([]);
});
