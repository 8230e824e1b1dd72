/**
 * How quickly the screens answer: `node tests/bench/screens.ts`. The built page in a browser on made-up answers, a million
 * rows in the grid. Prints each bar of the design guide beside what was measured, with the time of a key that does nothing,
 * taken in the same run, already subtracted. `--slow 4` makes the processor so many times slower.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { findBrowser, machineRoads } from '../../scripts/find-browser.ts';
import { cutFigures, scriptBytes } from '../e2e/journey-checks.ts';
import { CASE_ID } from '../e2e/mock-answers.ts';
import { startMock } from '../e2e/mock-backend.ts';

const { values } = parseArgs({ options: { slow: { type: 'string', default: '1' }, keys: { type: 'string', default: '100' } } });
const KEYS = Number(values.keys);
const DIST = join(import.meta.dirname, '..', '..', 'dist', 'renderer');

/** In the page: keeps the milliseconds from each key to the frame after the one it was painted in. */
const WATCH_KEYS = `window.keyTimes = [];
addEventListener('keydown', () => {
  const from = performance.now();
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => window.keyTimes.push(performance.now() - from);
    channel.port2.postMessage(0);
  });
}, true);`;

/** The time of each press in milliseconds, sorted. */
async function press(page: Page, keys: readonly string[], count: number): Promise<number[]> {
  await page.evaluate('window.keyTimes = []');
  for (let n = 0; n < count; n++) {
    await page.keyboard.press(keys[n % keys.length]!);
    // Each is painted before the next, as with a hand: a queue of keys would measure the queue.
    while ((await page.evaluate<number>('window.keyTimes.length')) <= n) await page.waitForTimeout(1);
  }
  const times = await page.evaluate<number[]>('window.keyTimes');
  return times.toSorted((a, b) => a - b);
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;

/** Milliseconds from a step until its sign stands in the page. */
async function until(step: () => Promise<unknown>, sign: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await Promise.all([step(), sign()]);
  return performance.now() - from;
}

const rows: (readonly [bar: string, what: string, measured: string, limit: string, holds: boolean])[] = [];
const note = (bar: string, what: string, ms: number, limit: number): void => {
  rows.push([bar, what, `${ms.toFixed(1)} ms`, `${limit} ms`, ms <= limit]);
};

const mock = await startMock(DIST, 0, { vault: 'unlocked' });
const browser = await chromium.launch({
  executablePath: findBrowser(await machineRoads()).path,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript({ content: WATCH_KEYS });
  const slow = Number(values.slow);
  if (slow > 1) await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: slow });
  await page.goto(`${mock.origin}/#/case/${CASE_ID}/data?tab=rows`);
  const grid = page.getByRole('grid');
  await grid.waitFor();
  await page.getByRole('gridcell').first().waitFor();
  const kilobytes = (await scriptBytes(page)) / 1000;
  rows.push(['24', 'scripts of the first view and one screen, gzip', `${kilobytes.toFixed(0)} kB`, '300 kB', kilobytes <= 300]);

  await grid.focus();
  await press(page, ['ArrowDown'], 10);
  const idle = await press(page, ['F9'], KEYS);
  const nothing = at(idle, 0.5);
  const limit = slow > 1 ? 120 : 50;
  for (const keys of [['ArrowDown'], ['PageDown'], ['Control+End', 'Control+Home']]) {
    const times = await press(page, keys, KEYS);
    note(
      '1',
      `${keys.join(' and ')} in 1,000,000 rows, p98 (median ${(at(times, 0.5) - nothing).toFixed(1)} ms)`,
      at(times, 0.98) - nothing,
      limit,
    );
  }
  await page.keyboard.press('Control+End');
  await page.locator('[aria-rowindex="1000000"]').waitFor();
  const cut = await cutFigures(page);
  rows.push(['22', 'amounts and dates that are cut', String(cut.length), '0', cut.length === 0]);

  const opened: number[] = [];
  for (let n = 0; n < 10; n++) {
    opened.push(
      await until(
        () => page.keyboard.press('Control+k'),
        () => page.getByRole('combobox', { name: 'Type what you want to do' }).waitFor(),
      ),
    );
    await page.keyboard.press('Escape');
    await page.getByRole('combobox', { name: 'Type what you want to do' }).waitFor({ state: 'detached' });
  }
  note('4', 'palette opens, slowest of 10', Math.max(...opened), 150);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Type what you want to do' }).waitFor();
  note('4', 'palette answers a letter, p98', at(await press(page, [...'darkrow', 'Backspace'], 60), 0.98) - nothing, 50);
  await page.keyboard.press('Escape');

  const switched: number[] = [];
  for (let n = 0; n < 6; n++) {
    for (const [key, name] of [
      ['h', 'Harbour Trust accounts'],
      ['d', 'Data'],
    ] as const) {
      await page.locator('main#main').focus();
      await page.keyboard.press('g');
      switched.push(
        await until(
          () => page.keyboard.press(key),
          () => page.getByRole('heading', { level: 1, name }).waitFor(),
        ),
      );
    }
  }
  // The first of each loads its part of the program.
  note('9', 'screen switch, slowest of 10', Math.max(...switched.slice(2)), 200);
  const gate = page.getByRole('heading', { name: /^Unlock/ });
  note(
    '11',
    'lock until the page holds no case text',
    await until(
      () => page.keyboard.press('Control+l'),
      () => gate.waitFor(),
    ),
    200,
  );
  const left = await page.evaluate<boolean>('/Harbour Trust|Northgate|STELLAR|PX0[0-9]/i.test(document.documentElement.outerHTML)');
  rows.push(['11', 'case text left in the page', left ? 'some' : 'none', 'none', !left]);
  console.log(
    `Key that does nothing: median ${nothing.toFixed(1)} ms (taken off below), p98 ${at(idle, 0.98).toFixed(1)} ms; processor slowed ${slow} times`,
  );
  for (const [bar, what, measured, most, holds] of rows) {
    console.log(`${holds ? 'ok  ' : 'OVER'} bar ${bar.padEnd(3)} ${measured.padStart(10)} (≤ ${most})  ${what}`);
  }
  process.exitCode = rows.every(([, , , , holds]) => holds) ? 0 : 1;
} finally {
  await browser.close();
  mock.server.close();
}
