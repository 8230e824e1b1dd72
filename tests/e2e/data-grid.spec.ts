/** The data grid on a million rows, against made-up answers: the page alone, without a vault. */
import { expect, test, type Page } from '@playwright/test';
import { join } from 'node:path';
import { CASE_ID, mockTransaction } from './mock-answers.ts';
import { startMock } from './mock-backend.ts';

const DIST = process.env['NEXUS_RENDERER_DIST'] ?? join(import.meta.dirname, '..', '..', 'dist', 'renderer');
const TOTAL = 1_000_000;

test.beforeEach(({ browserName }, info) => {
  test.skip(
    browserName !== 'chromium' || info.project.name === 'electron',
    'The page is the same in Electron; its own specs start the whole program.',
  );
});

const grid = (page: Page) => page.getByRole('grid', { name: 'Transactions' });
const activeName = (page: Page) =>
  grid(page).evaluate(
    (element) => document.getElementById(element.getAttribute('aria-activedescendant') ?? '')?.getAttribute('aria-label') ?? '',
  );

async function open(page: Page, origin: string): Promise<string[]> {
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  await page.goto(`${origin}/#/case/${CASE_ID}/data?tab=rows`);
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(TOTAL));
  await expect(grid(page)).toBeFocused();
  return faults;
}

for (const [deviceScaleFactor, width, height] of [
  [1, 1440, 900],
  [1.25, 1440, 900],
  [2, 1440, 900],
  [2, 640, 360],
] as const) {
  test(`the last of a million rows is reached at device pixel ratio ${deviceScaleFactor}, ${width} wide`, async ({ browser }) => {
    const mock = await startMock(DIST);
    const page = await browser.newPage({ deviceScaleFactor, viewport: { width, height } });
    const faults = await open(page, mock.origin);
    const last = mockTransaction(TOTAL - 1);
    // By key.
    await page.keyboard.press('Control+End');
    await expect(grid(page).getByRole('row').last()).toHaveAttribute('aria-rowindex', String(TOTAL));
    await expect(grid(page).getByRole('row').last()).toContainText(last.description);
    await page.keyboard.press('Control+Home');
    await expect.poll(() => activeName(page)).toContain('Row 1 of 1,000,000');
    // By the scroll bar.
    await grid(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    const bottom = grid(page).locator(`[aria-rowindex="${TOTAL}"]`);
    await expect(bottom).toContainText(last.description);
    const overlap = await bottom.evaluate((row) => {
      const scroller = row.closest('[role=grid]')!.getBoundingClientRect();
      return scroller.bottom - row.getBoundingClientRect().bottom;
    });
    expect(Math.abs(overlap)).toBeLessThan(1.5);
    // A wheel step moves by rows of content, not by scroll pixels worth several rows each.
    await page.mouse.move(width / 3, height / 2);
    await page.mouse.wheel(0, -280);
    await expect(grid(page).locator(`[aria-rowindex="${TOTAL - 10}"]`)).toBeVisible();
    expect(faults).toEqual([]);
    await page.close();
    mock.server.close();
  });
}

test('is worked by keys alone: move, stretch, total, copy, sort, filter, go to', async ({ browser }) => {
  const mock = await startMock(DIST);
  const context = await browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  const page = await context.newPage();
  const faults = await open(page, mock.origin);
  const first = mockTransaction(0);

  await page.keyboard.press('ArrowRight');
  await expect.poll(() => activeName(page)).toBe(`Row 1 of 1,000,000, Amount, minus ${(-first.amountMinor / 100).toFixed(2)}`);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  const sum = [0, 1, 2].reduce((total, row) => total + mockTransaction(row).amountMinor, 0);
  await expect(page.getByRole('contentinfo')).toContainText(`Sum −${(-sum / 100).toFixed(2)} GBP`);
  await page.keyboard.press('Control+y');
  await expect(page.getByText('Copied 3 rows')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied.split(/\r?\n/)).toEqual(['Amount', ...[0, 1, 2].map((row) => (mockTransaction(row).amountMinor / 100).toFixed(2))]);

  // Up into the header, sort downwards.
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Date' })).toHaveAttribute('aria-sort', 'ascending');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('columnheader', { name: 'Date' })).toHaveAttribute('aria-sort', 'descending');
  expect(new URL(page.url()).hash).toContain('sort');

  // Go to a row far away.
  await page.keyboard.press('Control+g');
  await page.getByLabel('Row number').fill('418,000');
  await page.keyboard.press('Enter');
  await expect.poll(() => activeName(page)).toContain('Row 418,000 of 1,000,000');

  // Filter row, a filter, and away with it.
  await page.keyboard.press('Control+Shift+L');
  await page.getByLabel('Filter Description').fill('stellar');
  await expect(page.getByRole('button', { name: 'Remove Description: stellar' })).toBeVisible();
  await expect(grid(page)).not.toHaveAttribute('aria-rowcount', String(TOTAL));
  await page.getByRole('button', { name: 'Remove Description: stellar' }).click();
  await expect(grid(page)).toHaveAttribute('aria-rowcount', String(TOTAL));

  // Menu of a row by key; Escape gives the focus back.
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menuitem', { name: 'Copy with headers' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(grid(page)).toBeFocused();
  // Tab leaves.
  await page.keyboard.press('Tab');
  await expect(grid(page)).not.toBeFocused();
  expect(faults).toEqual([]);
  await context.close();
  mock.server.close();
});

test('money and dates are shown whole', async ({ browser }) => {
  const mock = await startMock(DIST);
  const page = await browser.newPage();
  await open(page, mock.origin);
  for (const theme of ['fin', 'exe', 'aud']) {
    mock.state.settings = { theme: theme as 'fin' };
    await page.reload();
    await expect(grid(page).getByRole('gridcell').first()).not.toBeEmpty();
    const cut = await grid(page).evaluate((element) =>
      [...element.querySelectorAll('[role=gridcell]')]
        .filter((cell) => /^[−\d][\d,.-]+$/.test(cell.textContent ?? '') && cell.scrollWidth > cell.clientWidth)
        .map((cell) => cell.textContent),
    );
    expect(cut).toEqual([]);
  }
  await page.close();
  mock.server.close();
});
