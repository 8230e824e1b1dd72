/// <reference types="node" />
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const ORDER = '@layer tokens, base, ui, screens, print;';
const root = new URL('..', import.meta.url).pathname;
const sheets = globSync('**/*.css', { cwd: root }).filter((file) => !file.endsWith('fonts.css'));

// The build splits styles by screen and may load a screen's sheet first; the first sheet read decides the order of layers.
test.each(sheets)('%s states the order of layers before it uses one', (file) => {
  const css = readFileSync(root + file, 'utf8');
  expect(css.indexOf(ORDER)).toBeGreaterThanOrEqual(0);
  expect(css.indexOf(ORDER)).toBe(css.indexOf('@layer'));
});
