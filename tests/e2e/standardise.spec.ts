import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import type { Program } from './fixtures.ts';
import { finished, goTo, openSmallCase } from './small-case.ts';

/** A small case whose chain has been run, open at the screen. */
async function standardised(program: Program): Promise<string> {
  const caseId = await openSmallCase(program, ['reconcile']);
  const { jobId } = await program.client.call('standardise.run', { caseId });
  await finished(program.client, jobId);
  await goTo(program, caseId, 'standardise');
  await expect(program.page.getByRole('grid', { name: 'Transactions and their categories' })).toBeVisible();
  return caseId;
}

test('the chain is run from the screen and says what each stage did', async ({ program }) => {
  const { page, client } = program;
  const caseId = await openSmallCase(program, ['reconcile']);
  await goTo(program, caseId, 'standardise');
  await expect(page.getByRole('heading', { name: 'The chain has not been run' })).toBeVisible();
  await page.getByRole('main').getByRole('button', { name: 'Run the chain' }).click();
  const grid = page.getByRole('grid', { name: 'Transactions and their categories' });
  await expect(grid).toBeVisible();
  const overview = await client.call('standardise.overview', { caseId });
  await expect(grid).toHaveAttribute('aria-rowcount', String(overview.rows));
  const chain = page.getByRole('list', { name: 'The chain' });
  await expect(chain.getByRole('listitem')).toHaveCount(6);
  await chain.getByRole('button', { name: /^Vendor names/ }).click();
  const { total, rows } = await client.call('vendor.page', { caseId });
  await expect(page.getByRole('grid', { name: 'Vendors' })).toHaveAttribute('aria-rowcount', String(total));
  // The statement names the vendor in its text, the cash book in a column of its own: they are one.
  expect(rows.slice(0, 5).map((row) => row.name).sort()).toEqual(['Alder Books', 'Fenwick Print', 'Harbour Paper', 'Morrow Energy', 'Quill Office']); // prettier-ignore
});

test('C, a few letters, Enter: the transaction has its category; Ctrl+Z takes it away', async ({ program }) => {
  const { page, client } = program;
  const caseId = await standardised(program);
  const first = (await client.call('category.page', { caseId, limit: 1 })).rows[0]!;
  await page.getByRole('grid').focus();
  await page.keyboard.press('c');
  await page.getByRole('combobox', { name: 'Category' }).fill('statio');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('row', { selected: true })).toContainText('4200 Office and stationery');
  const decided = async () => (await client.call('category.page', { caseId, limit: 1 })).rows[0]!;
  expect(await decided()).toMatchObject({ id: first.id, categoryBy: 'person' });
  await expect(page.getByRole('complementary', { name: 'Transaction' })).toContainText('Category: as in the file → Office and stationery');
  await page.getByRole('grid').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect(page.getByRole('row', { selected: true })).not.toContainText('4200 Office and stationery');
  expect(await decided()).toMatchObject({ id: first.id, categoryId: null });
});

test('a rule shows what it would do before it is saved, and does just that', async ({ program }) => {
  const { page, client } = program;
  const caseId = await standardised(program);
  await page.getByRole('tab', { name: 'Rules' }).click();
  await page.getByRole('button', { name: 'New rule' }).click();
  const dialog = page.getByRole('dialog', { name: 'New rule' });
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Paper');
  await dialog.getByRole('textbox', { name: /^Text/ }).fill('harbour paper');
  await dialog.getByRole('button', { name: 'Choose the category…' }).click();
  await page.getByRole('combobox', { name: 'Category' }).fill('4200');
  await page.keyboard.press('Enter');
  const expected = (await client.call('category.page', { caseId, filter: [{ op: 'text', column: 'description', value: 'harbour paper' }] }))
    .total;
  await expect(dialog).toContainText(`${expected} of `);
  await expect(dialog).toContainText(`${expected} would change`);
  await dialog.getByRole('button', { name: 'Save the rule' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Run the chain' }).click();
  await expect(page.getByRole('row', { name: /Paper/ })).toContainText(String(expected));
  const after = await client.call('category.page', { caseId, state: 'decided' });
  expect(after.total).toBe(expected);

  await page.getByRole('tab', { name: 'Changes' }).click();
  await page
    .getByRole('button', { name: /^Undo “Chain/ })
    .first()
    .click();
  await expect.poll(async () => (await client.call('category.page', { caseId, state: 'decided' })).total).toBe(0);
});

test('a spelling is taken out of its vendor and put back', async ({ program }) => {
  const { page, client } = program;
  const caseId = await standardised(program);
  const list = (await client.call('vendor.page', { caseId })).rows;
  const [one, two] = [list[0]!, list[1]!];
  await client.call('vendor.merge', { caseId, vendorIds: [one.id, two.id] });
  await page.getByRole('tab', { name: 'Vendors' }).click();
  const grid = page.getByRole('grid', { name: 'Vendors' });
  await expect(grid).toHaveAttribute('aria-rowcount', String(list.length - 1));
  const side = page.getByRole('complementary', { name: 'Vendor' });
  await side.getByRole('checkbox', { name: two.name }).first().check();
  await side.getByRole('button', { name: 'Take them out' }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(list.length));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', String(list.length - 1));
});

test('no finding of the accessibility checker, at full size and at 200 %', async ({ program }) => {
  const { page, client } = program;
  const caseId = await standardised(program);
  const { categories } = await client.call('category.list', { caseId });
  await client.call('rule.save', {
    caseId,
    body: { title: 'R', conditions: [{ on: 'sign', sign: 'in' }], actions: [{ set: 'category', categoryId: categories[1]!.id }] },
  });
  for (const [size, mode] of [
    [{ width: 1440, height: 900 }, 'light'],
    [{ width: 640, height: 360 }, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme: mode });
    await page.setViewportSize(size);
    for (const tab of ['Categories', 'Chart', 'Vendors', 'Rules', 'Changes']) {
      await page.getByRole('tab', { name: tab }).click();
      await expect(page.getByRole('tab', { name: tab, selected: true })).toBeVisible();
      await page.waitForTimeout(300);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((each) => `${tab} ${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByRole('tab', { name: 'Rules' }).click();
  await page.getByRole('button', { name: 'Edit “R”' }).click();
  await expect(page.getByRole('dialog')).toContainText('would change');
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((each) => `dialog ${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
});
