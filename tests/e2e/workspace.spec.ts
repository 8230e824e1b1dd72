/** The workspace around the screens, against made-up answers: first run, lock, commands, narrow windows, accessibility. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { join } from 'node:path';
import { CASE_ID, type MockState } from './mock-answers.ts';
import { startMock } from './mock-backend.ts';

const DIST = process.env['NEXUS_RENDERER_DIST'] ?? join(import.meta.dirname, '..', '..', 'dist', 'renderer');
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

test.beforeEach(({ browserName }, info) => {
  test.skip(
    browserName !== 'chromium' || info.project.name === 'electron',
    'The page is the same in Electron; its own specs start the whole program.',
  );
});

/** A page in a context of its own, which the accessibility rules need. */
async function newPage(browser: Browser, options: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext(options);
  return context.newPage();
}

async function withPage(state: MockState, visit: (page: Page, origin: string) => Promise<void>, open: () => Promise<Page>): Promise<void> {
  const mock = await startMock(DIST, 0, state);
  const page = await open();
  const faults: string[] = [];
  page.on('console', (message) => {
    // A refused passphrase is a 403 by design, and the browser reports every 4xx.
    if (message.type() === 'error' && !message.text().includes('status of 403')) faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!/^(http:\/\/127\.0\.0\.1|blob:|data:)/.test(request.url())) faults.push(`outside: ${request.url()}`);
  });
  await visit(page, mock.origin);
  expect(faults).toEqual([]);
  await page.context().close();
  mock.server.close();
}

test('from nothing to the sample case in a few steps', async ({ browser }) => {
  await withPage(
    { vault: 'none' },
    async (page, origin) => {
      await page.goto(origin);
      await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
      await page.getByLabel('Name of the vault').fill('Harbour vault');
      await page.getByLabel('Your name').fill('Rosalind Achterberg');
      await page.getByLabel('Passphrase', { exact: true }).fill('welcome welcome welcome');
      await expect(page.getByText('Weak: it would be guessed.')).toBeVisible();
      await page.getByLabel('Passphrase', { exact: true }).fill('harbour violet ladder census orchard');
      await page.getByLabel('Passphrase again').fill('harbour violet ladder census orchard');
      await page.getByRole('button', { name: 'Create the vault' }).click();
      await expect(page.getByTestId('recovery-code')).not.toBeEmpty();
      expect((await new AxeBuilder({ page }).withTags(RULES).analyze()).violations).toEqual([]);
      // Not kept yet: the button stays and says why.
      await page.getByRole('button', { name: 'Continue' }).click({ force: true });
      await expect(page.getByTestId('recovery-code')).toBeVisible();
      await page.getByLabel('I have printed or saved the recovery code').check();
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('radio', { name: 'Modern Financial' }).check();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'mod');
      expect((await new AxeBuilder({ page }).withTags(RULES).analyze()).violations).toEqual([]);
      await page.getByRole('button', { name: 'Continue' }).click();
      await page.getByRole('button', { name: 'Open the sample case' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Harbour Trust accounts' })).toBeVisible();
      await expect(page.locator('html')).toHaveAttribute('data-theme', 'mod');
    },
    () => newPage(browser),
  );
});

test('locking leaves no case text in the page, and unlocking brings the work back', async ({ browser }) => {
  await withPage(
    { vault: 'unlocked' },
    async (page, origin) => {
      await page.goto(
        `${origin}/#/case/${CASE_ID}/data?tab=rows&filter=${encodeURIComponent('[{"column":"description","op":"text","value":"stellar"}]')}`,
      );
      await expect(page.getByRole('gridcell', { name: /STELLAR/ }).first()).toBeVisible();
      await page.keyboard.press('Control+l');
      await expect(page.getByRole('heading', { name: 'Unlock Harbour vault' })).toBeVisible();
      const left = await page.evaluate(() => document.documentElement.outerHTML + document.title + window.location.href);
      expect(left).not.toMatch(/stellar|Harbour Trust|Northgate|PX0\d|\.csv/i);
      // A wrong passphrase is a sentence and a wait.
      await page.getByLabel('Passphrase', { exact: true }).fill('wrong');
      await page.keyboard.press('Enter');
      await expect(page.getByText('This passphrase does not open the vault.')).toBeVisible();
      await expect(page.getByRole('status').getByText(/Wait \d seconds? before the next attempt/)).toBeVisible();
      expect((await new AxeBuilder({ page }).withTags(RULES).analyze()).violations).toEqual([]);
      await expect(page.getByRole('status').getByText(/before the next attempt/)).toBeHidden({ timeout: 10_000 });
      await page.getByLabel('Passphrase', { exact: true }).fill('right');
      await page.keyboard.press('Enter');
      await expect(page.getByRole('heading', { level: 1, name: 'Cases' })).toBeVisible();
    },
    () => newPage(browser),
  );
});

test('commands by keyboard: palette, sequences, key sheet, panes, inspector', async ({ browser }) => {
  await withPage(
    { vault: 'unlocked' },
    async (page, origin) => {
      await page.goto(`${origin}/#/case/${CASE_ID}/data?tab=rows`);
      await expect(page.getByRole('grid')).toBeFocused();
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').fill('dark mode');
      await expect(page.getByRole('option', { name: /Dark mode/ })).toHaveAttribute('aria-selected', 'true');
      expect((await new AxeBuilder({ page }).withTags(RULES).analyze()).violations).toEqual([]);
      await page.keyboard.press('Enter');
      await expect(page.locator('html')).toHaveAttribute('data-mode', 'dark');
      await expect(page.getByRole('grid')).toBeFocused();
      await page.keyboard.press('Shift+?');
      await expect(page.getByRole('dialog', { name: 'Keys of this view' })).toContainText('Stretch the selection');
      expect((await new AxeBuilder({ page }).withTags(RULES).analyze()).violations).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await page.keyboard.press('F1');
      await expect(page.getByRole('dialog', { name: 'Help' })).toContainText('Compare the SHA-256 of the original file');
      expect((await new AxeBuilder({ page }).withTags(RULES).analyze()).violations).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toHaveCount(0);
      await expect(page.getByRole('complementary', { name: 'Source line' })).toBeVisible();
      await page.keyboard.press('F8');
      await expect(page.getByRole('complementary')).toHaveCount(0);
      await page.keyboard.press('F6');
      await expect(page.getByRole('grid')).not.toBeFocused();
      await page.keyboard.press('Shift+F6');
      await expect(page.getByRole('grid')).toBeFocused();
      await page.keyboard.press('g');
      await page.keyboard.press('h');
      await expect(page.getByRole('heading', { level: 1, name: 'Harbour Trust accounts' })).toBeVisible();
      await page.keyboard.press('Alt+ArrowLeft');
      await expect(page.getByRole('grid')).toBeFocused();
    },
    () => newPage(browser),
  );
});

test('at 200 % zoom the rail and the details become sheets and nothing scrolls sideways', async ({ browser }) => {
  await withPage(
    { vault: 'unlocked' },
    async (page, origin) => {
      for (const place of ['cases', 'settings', `case/${CASE_ID}/home`, `case/${CASE_ID}/data?tab=rows`]) {
        await page.goto(`${origin}/#/${place}`);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
      }
      // The key belongs to the screen: it is heard once its rows are there.
      await expect(page.getByRole('grid', { name: 'Transactions' }).getByRole('row').nth(1)).toBeVisible();
      await page.keyboard.press('F8');
      await expect(page.getByRole('dialog', { name: 'Source line' })).toContainText('In the file');
      expect((await new AxeBuilder({ page }).withTags(RULES).analyze()).violations).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'Screens' }).click();
      await page.getByRole('dialog', { name: 'Screens' }).getByRole('link', { name: 'Settings' }).click();
      await expect(page.getByRole('heading', { level: 1, name: 'Settings' })).toBeVisible();
      await expect(page.getByRole('dialog')).toHaveCount(0);
    },
    () => newPage(browser, { viewport: { width: 640, height: 360 }, deviceScaleFactor: 2 }),
  );
});
