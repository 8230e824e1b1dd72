import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import { emptyCase, importText, PROVED } from './import-files.ts';

test('the log of a case is shown whole, verified, filtered, and its entries open', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'home');
  await importText(client, caseId, 'held.csv', PROVED);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  const grid = page.getByRole('grid', { name: 'Audit log' });
  const whole = await client.call('audit.page', { caseId });
  await expect(grid).toHaveAttribute('aria-rowcount', String(whole.total));
  await expect(page.getByText(new RegExp(`^Verified to entry ${whole.total}, \\d\\d:\\d\\d`))).toBeVisible();

  const newest = whole.rows[0]!;
  const entry = page.getByRole('complementary', { name: 'Entry' });
  await expect(entry).toContainText(newest.summary);
  await expect(entry).toContainText(newest.at);
  await expect(entry.getByRole('button', { name: new RegExp(`Copy hash ${newest.hash.slice(0, 4)}`) })).toBeVisible();

  await grid.focus();
  await page.keyboard.press('Control+Shift+L');
  await page.locator('[data-filter=action]').fill('evidence.sealed');
  await page.keyboard.press('Enter');
  await expect(grid).toHaveAttribute('aria-rowcount', '1');
  const filtered = await client.call('audit.page', { caseId, filter: [{ column: 'action', op: 'text', value: 'evidence.sealed' }] });
  expect(filtered.total).toBe(1);
  await expect(entry).toContainText(filtered.rows[0]!.summary);
});

test('the vault’s own log is one switch away, and verify runs by key', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'audit');
  await page.getByRole('radio', { name: 'This case' }).press('ArrowRight');
  await expect(page).toHaveURL(/#\/audit/);
  const { total } = await client.call('audit.page', { caseId: null });
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(total));
  // The case's own check may still be under way: only the vault's answer counts.
  const checked = page.waitForResponse(
    (response) => response.url().endsWith('/rpc/audit.verify') && response.request().postDataJSON().caseId === null,
  );
  await page.getByRole('grid').focus();
  await page.keyboard.press('v');
  expect(await (await checked).json()).toMatchObject({ holds: true, entries: total, findings: [] });
  await page.getByRole('radio', { name: 'The vault' }).press('ArrowLeft');
  await expect(page).toHaveURL(new RegExp(`/case/${caseId}/audit`));
});

test('the log goes out as a file', async ({ program }) => {
  const { page, client } = program;
  await emptyCase(program, 'audit');
  await page.getByRole('button', { name: 'Export' }).click();
  await page.getByRole('menuitem', { name: 'CSV' }).click();
  const save = page.getByRole('button', { name: 'Save the file' });
  await expect(save).toBeVisible();
  const download = page.waitForEvent('download');
  await save.click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/\.(csv|zip)$/);
  const { jobs } = await client.call('job.list', {});
  expect(jobs[0]).toMatchObject({ kind: 'export', state: 'done' });
});

for (const mode of ['light', 'dark'] as const) {
  test(`the audit log keeps every accessibility rule, ${mode}, also at 200 % zoom`, async ({ program }) => {
    const { page } = program;
    await emptyCase(program, 'audit');
    await program.client.call('settings.set', { mode });
    for (const viewport of [
      { width: 1440, height: 900 },
      { width: 640, height: 360 },
    ]) {
      await page.setViewportSize(viewport);
      await expect(page.getByRole('grid')).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
      expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate<boolean>('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    }
  });
}
