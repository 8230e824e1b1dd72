/// <reference types="node" />
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { contrast } from './contrast.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');

/** Custom properties of the block with exactly this selector. */
function block(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  if (start < 0) throw new Error(`no block ${selector}`);
  const body = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries([...body.matchAll(/--([a-z0-9-]+): ([^;]+);/g)].map((match) => [match[1]!, match[2]!]));
}

const GROUNDS = ['canvas', 'surface', 'sunken', 'raised', 'hover', 'selected'];
/**
 * A border is judged on the grounds that controls rest on: on hover and selected rows `line-strong` falls to 2.4, so
 * controls there are bordered with `text-2`.
 */
const RESTING = ['canvas', 'surface', 'sunken', 'raised'];
/** The least ratios the design guide states: text, text-2, link, on-accent, line-strong, focus. */
const STATED: Record<string, readonly number[]> = {
  'fin light': [14.6, 4.8, 4.6, 5.2, 3.1, 4.6],
  'fin dark': [10.8, 4.8, 4.6, 8.4, 3.1, 4.6],
  'mod light': [14.6, 4.8, 4.6, 5.2, 3.1, 4.6],
  'mod dark': [10.4, 4.8, 4.6, 8.8, 3.1, 4.6],
  'exe light': [14.4, 4.8, 4.6, 5.2, 3.1, 4.6],
  'exe dark': [10.9, 4.8, 4.6, 8.2, 3.1, 4.6],
  'aud light': [15.9, 7.2, 7.1, 7.1, 3.1, 4.6],
  'aud dark': [11.9, 7.1, 7.1, 8.1, 3.1, 4.6],
};
const round = (ratio: number) => Math.round(ratio * 10) / 10;

test.each(Object.entries(STATED))('%s keeps the stated contrast on its worst ground', (name, stated) => {
  const [theme, mode] = name.split(' ');
  const tokens = block(`[data-theme='${theme}'][data-mode='${mode}']`);
  const worst = (ink: string, grounds = GROUNDS) => Math.min(...grounds.map((ground) => contrast(tokens[ink]!, tokens[ground]!)));
  const measured = [
    worst('text'),
    worst('text-2'),
    worst('accent-text'),
    contrast(tokens['on-accent']!, tokens['accent']!),
    worst('line-strong', RESTING),
    worst('focus'),
  ].map(round);
  expect(measured).toEqual(stated);
});

test.each(['light', 'dark'])('semantic, risk and category colours hold in %s', (mode) => {
  const shared = block(`\n  [data-mode='${mode}']`);
  const themes = ['fin', 'mod', 'exe', 'aud'].map((theme) => block(`[data-theme='${theme}'][data-mode='${mode}']`));
  for (const name of ['ok', 'warn', 'bad', 'info', 'hold']) {
    const grounds = [...themes.flatMap((theme) => GROUNDS.map((ground) => theme[ground]!)), shared[`${name}-tint`]!];
    const least = Math.min(...grounds.map((ground) => contrast(shared[name]!, ground)));
    expect(round(least), name).toBeGreaterThanOrEqual(4.6);
  }
  for (let step = 1; step <= 5; step++) {
    expect(round(contrast(shared[`risk-${step}`]!, shared[`risk-${step}-ink`]!)), `risk ${step}`).toBeGreaterThanOrEqual(5.1);
  }
  for (let nth = 1; nth <= 6; nth++) {
    const least = Math.min(
      ...themes.flatMap((theme) => ['canvas', 'surface'].map((ground) => contrast(shared[`category-${nth}`]!, theme[ground]!))),
    );
    expect(Math.round(least * 100) / 100, `category ${nth}`).toBeGreaterThanOrEqual(3.06);
  }
});
