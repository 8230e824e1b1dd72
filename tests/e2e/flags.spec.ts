import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import type { Program } from './fixtures.ts';
import { finished, goTo, openSmallCase } from './small-case.ts';

/** A case that has been scored, open at the queue. */
async function scored(program: Program): Promise<string> {
  const caseId = await openSmallCase(program, ['flags']);
  const { jobId } = await program.client.call('flags.run', { caseId });
  await finished(program.client, jobId);
  await goTo(program, caseId, 'flags');
  await expect(program.page.getByRole('grid', { name: 'Flags: Open' })).toBeFocused();
  await expect(program.page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '1');
  return caseId;
}

test('scoring from the keyboard with a seed; figures are the vault’s', async ({ program }) => {
  const { page, client } = program;
  const caseId = await openSmallCase(program, ['flags']);
  await goTo(program, caseId, 'flags');
  await page.getByRole('textbox', { name: 'Seed' }).fill('77');
  await page.keyboard.press('Enter');
  const grid = page.getByRole('grid', { name: 'Flags: Open' });
  await expect(grid).toBeVisible();
  const summary = await client.call('flags.summary', { caseId });
  expect(summary).toMatchObject({ seed: 77, scored: 242, open: 242 });
  await expect(grid).toHaveAttribute('aria-rowcount', '242');
  await expect(page.getByRole('tab', { name: 'Open' })).toContainText('242');
  const { rows } = await client.call('flags.page', { caseId, limit: 1 });
  await expect(page.locator('[role=row][aria-rowindex="1"] [role=gridcell]').first()).toHaveText(String(rows[0]!.risk));
});

test('E, a reason, Enter: the row is answered and the next one is under the cursor; undo', async ({ program }) => {
  const { page, client } = program;
  const caseId = await scored(program);
  const { rows } = await client.call('flags.page', { caseId, limit: 2 });
  const grid = page.getByRole('grid', { name: 'Flags: Open' });
  await page.keyboard.press('e');
  await page.keyboard.type('Two deliveries on one day');
  await page.keyboard.press('Enter');
  await expect(grid).toHaveAttribute('aria-rowcount', '241');
  await expect(grid).toBeFocused();
  await expect(page.getByRole('complementary', { name: 'Flag' })).toContainText(rows[1]!.reference);
  const { flag, history } = await client.call('flags.explain', { caseId, transactionId: rows[0]!.id });
  expect(flag.disposition).toBe('explained');
  expect(history[0]).toMatchObject({ by: 'Robin Marsh', reason: 'Two deliveries on one day' });
  await page.keyboard.press('ControlOrMeta+z');
  await expect(grid).toHaveAttribute('aria-rowcount', '242');
  expect((await client.call('flags.summary', { caseId })).open).toBe(242);
});

test('a finding without a reason is not taken', async ({ program }) => {
  const { page, client } = program;
  const caseId = await scored(program);
  await page.keyboard.press('Shift+R');
  await expect(page.getByRole('radio', { name: 'Refer' })).toBeChecked();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toContainText('A finding needs a reason');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await client.call('flags.summary', { caseId })).open).toBe(242);
});

test('reasons, the rows behind them and their source lines, peers as chart and table', async ({ program }) => {
  const { page, client } = program;
  const caseId = await scored(program);
  const { rows } = await client.call('flags.page', { caseId, limit: 1 });
  const explained = await client.call('flags.explain', { caseId, transactionId: rows[0]!.id });
  const item = page.getByRole('complementary', { name: 'Flag' });
  for (const reason of explained.reasons) await expect(item).toContainText(reason.sentence);
  expect(explained.evidence.length).toBeGreaterThan(0);
  await item
    .getByRole('list', { name: /^Rows behind/ })
    .first()
    .getByRole('button')
    .first()
    .click();
  const behind = await client.call('transaction.source', {
    caseId,
    transactionId: explained.reasons.find((reason) => reason.evidence.length > 0)!.evidence[0]!,
  });
  await expect(page.getByRole('dialog')).toContainText(behind.raw);
  await page.keyboard.press('Escape');
  const chart = item.getByRole('figure');
  await expect(chart.getByRole('img', { name: /with this one$/ })).toHaveCount(1);
  await chart.getByRole('button', { name: 'Show as table' }).click();
  const counts = await chart.locator('tbody td:nth-child(3)').allInnerTexts();
  expect(counts.reduce((total, each) => total + Number(each.replace(',', '')), 0)).toBe(explained.peers!.count);
});

test('bands and rules narrow the queue, and the rules say how often they applied', async ({ program }) => {
  const { page, client } = program;
  const caseId = await scored(program);
  const summary = await client.call('flags.summary', { caseId });
  const rule = summary.rules.find((each) => each.hits > 0)!;
  await page.getByRole('tab', { name: 'Rules' }).click();
  await expect(page.getByRole('row', { name: new RegExp(rule.title) })).toContainText(String(rule.hits));
  await page.getByRole('button', { name: `Show rows of ${rule.code}` }).click();
  const listed = await client.call('flags.page', { caseId, code: rule.code });
  await expect(page.getByRole('grid', { name: 'Flags: All scored' })).toHaveAttribute('aria-rowcount', String(listed.total));
  await page.getByRole('button', { name: /^Remove Rule/ }).click();
  await expect(page.getByRole('grid', { name: 'Flags: All scored' })).toHaveAttribute('aria-rowcount', '242');
});

test('no finding of the accessibility checker, at full size and at 200 %', async ({ program }) => {
  const { page } = program;
  await scored(program);
  await expect(page.getByRole('complementary', { name: 'Flag' }).getByRole('figure')).toBeVisible();
  for (const [size, mode] of [
    [{ width: 1440, height: 900 }, 'light'],
    [{ width: 640, height: 360 }, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme: mode });
    await page.setViewportSize(size);
    await expect(page.getByRole('grid')).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});
