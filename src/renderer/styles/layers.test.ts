/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');

// The first sheet that names layers decides their order. The build splits sheets by screen, so the page's own must come
// first: they are the only static imports of the page, and everything else is loaded after them.
test('tokens.css states the order of layers and is read before every other sheet with layers', () => {
  const css = read('styles/tokens.css');
  expect(css.indexOf('@layer tokens, base, ui, screens, print;')).toBe(css.indexOf('@layer'));
  const imports = [...read('main.tsx').matchAll(/^import (?:.* from )?'(.+)';$/gm)].map((match) => match[1]);
  expect(imports).toEqual(['./content-policy.ts', './styles/fonts.css', './styles/tokens.css', './styles/base.css', './styles/print.css']);
  expect(read('styles/fonts.css')).not.toContain('@layer');
  expect(read('main.tsx')).toContain("void import('./start.tsx')");
});
