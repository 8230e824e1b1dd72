import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { chooseFiles, emptyCase, importText, PROVED, textFile, UNCLEAR } from './import-files.ts';

/** Rules broken on the page, by id with the first place. */
async function broken(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`);
}

test('a statement is sealed, understood, proved and imported by keyboard alone, and the figures are the vault’s', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'import');
  await chooseFiles(page, [textFile('current.csv', PROVED)]);
  await expect(page.getByText('Balance proved')).toBeVisible();
  await expect(page.getByText('Sealed').first()).toBeVisible();

  const preview = page.getByRole('region', { name: 'Preview of the rows' });
  await expect(preview.getByRole('row')).toHaveCount(9);
  const first = preview.getByRole('row', { name: /Northgate Supplies/ });
  await expect(first).toContainText('17/01/2023');
  await expect(first).toContainText('2023-01-17');
  await expect(first).toContainText('−120.50');
  await page.getByRole('tab', { name: /Balance proof/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('Agrees to the last unit')).toBeVisible();

  await expect(page.getByRole('button', { name: 'Import 8 rows' })).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'current is in the case' })).toBeVisible();
  const { sources } = await client.call('source.list', { caseId });
  expect(sources).toMatchObject([
    {
      rowsRead: 8,
      rowsKept: 8,
      rowsRejected: 0,
      inMinor: 138_800,
      outMinor: 110_183,
      openingMinor: 100_000,
      closingMinor: 128_617,
      balance: 'proved',
      currency: 'GBP',
    },
  ]);

  // The first button of the result has the focus: Enter opens the source in its grid.
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid', { name: 'Transactions' });
  await expect(grid).toBeFocused();
  await expect(grid).toHaveAttribute('aria-rowcount', '8');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const line = page.getByRole('group', { name: 'Lines of the file' });
  await expect(line.locator('mark')).toHaveText(['20/01/2023', '58.00']);
  await expect(page.getByRole('complementary', { name: 'Source line' })).toContainText('line 6');
  await page.keyboard.press('o');
  await expect(page.getByRole('complementary', { name: 'Source line' })).toBeFocused();
});

test('what only a person can say is asked, answered by one key each, and bad lines wait for consent', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'import');
  await chooseFiles(page, [textFile('unclear.csv', UNCLEAR)]);
  const question = page.getByRole('region', { name: 'Question about the file' });
  await expect(question).toContainText('02/03/2023 is 2023-03-02');
  await expect(question).toBeFocused();
  const go = page.getByRole('button', { name: 'Import 8 rows' });
  await expect(go).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('2');
  await expect(question).toContainText('names no currency');
  await page.keyboard.press('1');
  await expect(question).toBeHidden();
  await expect(page.getByRole('row', { name: /City Water/ })).toContainText('2023-07-08');

  await page.getByRole('tab', { name: /Problems/ }).click();
  const rejected = page.getByRole('row', { name: /is not an amount/ });
  await expect(rejected).toContainText('03/04/2023;Not an amount;abc');
  await expect(rejected.getByRole('cell').first()).toHaveText('4');
  await expect(go).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('checkbox', { name: /Go on without 1 row/ }).check();
  await go.click();
  await expect(page.getByRole('heading', { name: 'unclear is in the case' })).toBeVisible();
  const { rows } = await client.call('transaction.page', { caseId });
  expect(rows.slice(0, 3).map((row) => [row.date, row.amountMinor, row.currency])).toEqual([
    ['2023-02-03', -12_050, 'GBP'],
    ['2023-05-06', 31_000, 'GBP'],
    ['2023-07-08', -4_533, 'GBP'],
  ]);
});

test('the meaning of a column is chosen in its head, and the preview follows', async ({ program }) => {
  const { page } = program;
  await emptyCase(program, 'import');
  await chooseFiles(page, [textFile('current.csv', PROVED)]);
  await expect(page.getByText('Balance proved')).toBeVisible();
  await page.getByRole('combobox', { name: /Meaning of Reference/ }).click();
  await page.getByRole('option', { name: 'Counterparty' }).click();
  await expect(page.getByRole('combobox', { name: 'Meaning of Reference: Counterparty' })).toBeVisible();
  await expect(page.getByText('Changed by hand')).toBeVisible();
  await expect(page.getByText('Balance proved')).toBeVisible();
});

test('a file that is in the case already stops with a link to it', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'import');
  const source = await importText(client, caseId, 'held.csv', PROVED);
  await chooseFiles(page, [textFile('again.csv', PROVED)]);
  await expect(page.getByText('This file is already in the case')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import \d/ })).toHaveCount(0);
  await page.getByRole('button', { name: 'Open held.csv' }).click();
  await expect(page).toHaveURL(new RegExp(`/data\\?source=${source}`));
});

test('an import under way stops within a second and leaves no row', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'import');
  const lines = Array.from(
    { length: 150_000 },
    (_, n) => `2023-01-${String((n % 28) + 1).padStart(2, '0')},Payment ${n},${(n % 997) + 1}.10,GBP`,
  );
  await chooseFiles(page, [textFile('long.csv', ['Date,Description,Amount,Currency', ...lines].join('\n'))]);
  // No sign in the file says what is money in.
  await expect(page.getByRole('region', { name: 'Question about the file' })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('1');
  const go = page.getByRole('button', { name: 'Import 150,000 rows' });
  await expect(go).not.toHaveAttribute('aria-disabled', { timeout: 30_000 });
  await go.click();
  await expect(page.getByText(/^Storing rows · [1-9]/)).toBeVisible();
  const start = performance.now();
  await page.getByRole('button', { name: 'Stop the import' }).click();
  await expect(go).toBeVisible();
  expect(performance.now() - start).toBeLessThan(1_000);
  expect((await client.call('transaction.page', { caseId })).unfiltered).toBe(0);
  expect((await client.call('source.list', { caseId })).sources).toEqual([]);
});

test('a whole import is taken out again with a reason, which the log keeps', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'data');
  await importText(client, caseId, 'held.csv', PROVED);
  await page.getByRole('button', { name: 'Actions for held.csv' }).click();
  await page.getByRole('menuitem', { name: /Undo the import/ }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('8 rows leave the case');
  await dialog.getByRole('button', { name: 'Take out 8 rows' }).click();
  await expect(dialog).toContainText('Say why');
  await dialog.getByRole('textbox', { name: 'Reason' }).fill('Wrong account');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Taken out', { exact: true })).toBeVisible();
  expect((await client.call('source.list', { caseId })).sources[0]?.state).toBe('undone');
  const { rows } = await client.call('audit.page', { caseId });
  expect(rows[0]).toMatchObject({ action: 'import.undone', reason: 'Wrong account' });
});

for (const mode of ['light', 'dark'] as const) {
  test(`import and data keep every accessibility rule at 200 % zoom, ${mode}`, async ({ program }) => {
    const { page } = program;
    const caseId = await emptyCase(program, 'import');
    await program.client.call('settings.set', { mode });
    await page.setViewportSize({ width: 640, height: 360 });
    await page.reload();
    await page.locator('main#main').waitFor();
    expect(await broken(page)).toEqual([]);
    await chooseFiles(page, [textFile('unclear.csv', UNCLEAR)]);
    await expect(page.getByRole('region', { name: 'Question about the file' })).toBeVisible();
    expect(await broken(page)).toEqual([]);
    await importText(program.client, caseId, 'held.csv', PROVED);
    for (const place of ['data', 'data?tab=rows', 'data?tab=balance&source=1', 'data?tab=problems&source=1']) {
      await page.goto(`${program.origin}/#/case/${caseId}/${place}`);
      await expect(page.getByRole('tab', { name: /Files/ })).toBeVisible();
      expect(await broken(page), place).toEqual([]);
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth'), place).toBe(true);
    }
  });
}

test('a real statement: every figure on the page is the reader’s', async ({ program }, info) => {
  const file = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'bank', 'csv', 'bank-statement-import__debit_credit.csv');
  info.skip(!existsSync(file), 'The test data folder is not beside the checkout');
  const { page, client } = program;
  const caseId = await emptyCase(program, 'import');
  const answer = page.waitForResponse((response) => response.url().endsWith('/rpc/import.inspect'));
  await chooseFiles(page, [file]);
  const read = (await (await answer).json()) as Awaited<ReturnType<typeof client.call<'import.inspect'>>>;
  expect(read.rowsKept).toBeGreaterThan(0);
  const quality = page.getByRole('region', { name: 'Quality' });
  await expect(quality).toContainText(`${read.firstDate} to ${read.lastDate}`);
  await expect(page.getByRole('button', { name: `Import ${read.rowsKept} row` })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Preview of the rows' }).locator('tbody tr')).toHaveCount(read.preview.length);
  expect((await client.call('source.list', { caseId })).sources).toEqual([]);
});
