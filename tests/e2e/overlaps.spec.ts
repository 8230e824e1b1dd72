import { writeFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import type { Program } from './fixtures.ts';
import { finished } from './small-case.ts';

const FIRST = [
  '2025-03-03,HARBOUR PAPER 4410,-120.00',
  '2025-03-04,COFFEE BAR,-3.20',
  '2025-03-04,COFFEE BAR,-3.20',
  '2025-03-05,MORROW ENERGY DD,-88.10',
];
const SECOND = [
  ...FIRST.slice(1, 3),
  '2025-03-04,COFFEE BAR,-3.20',
  '2025-03-05,Direct debit Morrow,-88.10',
  '2025-03-06,ALDER BOOKS,45.00',
];

/** Two overlapping files of one account. @returns the case and the second file */
async function overlapping(program: Program): Promise<{ caseId: string; sourceId: number }> {
  const { client, page } = program;
  await client.call('vault.create', { name: 'Test vault', userName: 'Robin Marsh', passphrase: 'lantern orchard velvet 7 compass' });
  const { case: made } = await client.call('case.create', { name: 'Two statements', currency: 'GBP' });
  let sourceId = 0;
  for (const [name, rows] of [['March first', FIRST] as const, ['March second', SECOND] as const]) {
    const bytes = new TextEncoder().encode(['Date,Description,Amount', ...rows].join('\n'));
    const { uploadId, sliceBytes } = await client.call('import.begin', {
      caseId: made.id,
      fileName: `${name}.csv`,
      sizeBytes: bytes.length,
    });
    const slice = (from: number, to: number) => ({ arrayBuffer: () => Promise.resolve(bytes.slice(from, to).buffer) });
    await client.upload(uploadId, { size: bytes.length, slice }, sliceBytes);
    await client.call('import.seal', { caseId: made.id, uploadId });
    const layout = { currency: 'GBP', signRule: 'signed' as const };
    const { jobId } = await client.call('import.run', {
      caseId: made.id,
      uploadId,
      kind: 'bank',
      name,
      account: 'ACC 1',
      layout,
      saveMappingAs: 'Riverside',
    });
    sourceId = ((await finished(client, jobId)).result as { sourceId: number }).sourceId;
  }
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { caseId: made.id, sourceId };
}

async function openRepeats(program: Program): Promise<{ caseId: string; sourceId: number }> {
  const made = await overlapping(program);
  await program.page.evaluate((hash) => (location.hash = hash), `#/case/${made.caseId}/data?tab=repeats&source=${made.sourceId}`);
  await expect(program.page.getByRole('grid', { name: 'Repeats' })).toHaveAttribute('aria-rowcount', '3');
  return made;
}

test('pairs side by side; one key decides and goes on, and takes it back', async ({ program }) => {
  const { page, client } = program;
  const { caseId, sourceId } = await openRepeats(program);
  const grid = page.getByRole('grid', { name: 'Repeats' });
  const first = page.locator('[role=row][aria-rowindex="1"]');
  // What is open comes first: the direct debit in other words.
  await expect(first).toContainText('Possible repeat');
  await expect(first).toContainText('Direct debit Morrow');
  await grid.focus();
  const pane = page.getByRole('complementary', { name: 'Pair' });
  await expect(pane).toContainText('MORROW ENERGY DD');
  await expect(pane).toContainText('the text differs');
  await page.keyboard.press('a');
  await expect(first).not.toContainText('Possible repeat');
  const counts = async () => (await client.call('overlap.page', { caseId, sourceId })).counts;
  await expect.poll(counts).toEqual({ possible: 0, repeat: 3, own: 0, 'left-out': 0 });
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(counts).toEqual({ possible: 1, repeat: 2, own: 0, 'left-out': 0 });
});

test('a verdict against the counts needs a reason, which is kept', async ({ program }) => {
  const { page, client } = program;
  const { caseId, sourceId } = await openRepeats(program);
  await page.getByRole('grid', { name: 'Repeats' }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('e');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('It counts as a movement of its own.');
  await page.keyboard.press('Enter');
  await expect(dialog).toContainText('Say why');
  await page.keyboard.type('Two cards were used');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect
    .poll(async () => (await client.call('overlap.page', { caseId, sourceId, verdict: 'own' })).rows.map((pair) => pair.reason))
    .toEqual(['Two cards were used']);
  const log = await client.call('audit.page', { caseId });
  expect(log.rows[0]).toMatchObject({ action: 'overlap.decided', reason: 'Two cards were used' });
  expect(await client.call('audit.verify', { caseId })).toMatchObject({ holds: true });
});

test('all possible repeats in one step, with what it does said before', async ({ program }) => {
  const { page, client } = program;
  const { caseId, sourceId } = await openRepeats(program);
  await page.getByRole('button', { name: 'Decide on all 1 possible' }).click();
  await page.getByRole('textbox', { name: /Reason/ }).fill('One month in two formats');
  await page.getByRole('dialog').getByRole('button', { name: 'Decide' }).click();
  await expect.poll(async () => (await client.call('overlap.page', { caseId, sourceId })).counts.repeat).toBe(3);
  await expect(page.getByRole('button', { name: /^Decide on all/ })).toHaveCount(0);
});

test('two files beside each other: what only one has, and where they differ', async ({ program }) => {
  const { page } = program;
  await openRepeats(program);
  await page.getByRole('combobox', { name: /^Show/ }).click();
  await page.getByRole('option', { name: 'Row by row beside March first' }).click();
  const grid = page.getByRole('grid', { name: 'March second beside March first' });
  await expect(grid).toHaveAttribute('aria-rowcount', '4');
  await expect(grid).toContainText('Differs');
  await page.getByRole('combobox', { name: /^Lines shown/ }).click();
  await page.getByRole('option', { name: /^Only in this file/ }).click();
  await expect(grid).toHaveAttribute('aria-rowcount', '1');
});

test('repeats and mappings are free of barriers in every theme and at 200 %', async ({ program }) => {
  const { page, client } = program;
  await openRepeats(program);
  const scan = async (where: string) => {
    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze();
    expect({ where, violations: violations.map(({ id, nodes }) => [id, nodes[0]?.html]) }).toEqual({ where, violations: [] });
  };
  await page.getByRole('grid', { name: 'Repeats' }).focus();
  for (const theme of ['fin', 'mod', 'exe', 'aud'] as const)
    for (const mode of ['light', 'dark'] as const) {
      await page.evaluate(([t, m]) => Object.assign(document.documentElement.dataset, { theme: t, mode: m }), [theme, mode]);
      await scan(`repeats ${theme} ${mode}`);
    }
  await page.setViewportSize({ width: 720, height: 450 });
  await scan('repeats at 200 %');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.evaluate(() => (location.hash = '#/settings'));
  await expect(page.getByRole('region', { name: 'Mappings' })).toContainText('Riverside');
  await scan('mappings at 200 %');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect((await client.call('mapping.list', {})).mappings).toMatchObject([{ name: 'Riverside', version: 1 }]);
});

test('mappings: versions, another name, exported, and imported with a name that is taken', async ({ program }, info) => {
  const { page, client } = program;
  await overlapping(program);
  const { text } = await client.call('mapping.export', {});
  await page.evaluate(() => (location.hash = '#/settings'));
  const panel = page.getByRole('region', { name: 'Mappings' });
  await panel.getByRole('button', { name: 'Versions' }).click();
  await expect(page.getByRole('dialog')).toContainText('first version');
  await page.keyboard.press('Escape');
  const download = page.waitForEvent('download');
  await panel.getByRole('button', { name: 'Export all' }).click();
  expect((await download).suggestedFilename()).toMatch(/^mappings-\d{4}-\d\d-\d\d\.json$/);
  const file = info.outputPath('mappings.json');
  writeFileSync(file, text.replaceAll('yyyy-MM-dd', 'yyyy-dd-MM'));
  await panel.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByRole('dialog')).toContainText('One name is taken');
  await page.getByRole('dialog').getByRole('button', { name: 'Import' }).click();
  await expect(panel).toContainText('Riverside (2)');
  await panel.getByRole('group', { name: 'Riverside (2)' }).getByRole('button', { name: 'Rename' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Hillside');
  await page.keyboard.press('Enter');
  await expect(panel).toContainText('Hillside');
  await panel.getByRole('group', { name: 'Hillside' }).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('button', { name: 'Remove it' }).click();
  await expect(panel).not.toContainText('Hillside');
});
