import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import type { Program } from './fixtures.ts';
import { finished, goTo, openSmallCase } from './small-case.ts';

/** A case that has been matched, open at the workbench. */
async function matched(program: Program): Promise<string> {
  const caseId = await openSmallCase(program, ['reconcile']);
  const { sources } = await program.client.call('source.list', { caseId });
  const of = (kind: string) => sources.filter((source) => source.kind === kind).map((source) => source.id);
  const { jobId } = await program.client.call('reconcile.run', { caseId, leftSources: of('bank'), rightSources: of('ledger') });
  await finished(program.client, jobId);
  await goTo(program, caseId, 'reconcile');
  await expect(program.page.getByRole('grid', { name: 'Suggested' })).toBeFocused();
  await expect(program.page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', '1');
  return caseId;
}

const tab = (program: Program, name: string) => program.page.getByRole('tab', { name });
const activeText = (program: Program) => program.page.locator('[role=row][aria-selected=true]').innerText();

test('from two files to matches without a pointer, and the figures are the vault’s', async ({ program }) => {
  const { page, client } = program;
  const caseId = await openSmallCase(program, ['reconcile']);
  await goTo(program, caseId, 'reconcile');
  await expect(page.getByRole('group', { name: 'Statement' }).getByRole('checkbox', { checked: true })).toHaveCount(1);
  await page.getByRole('textbox', { name: 'Suggest from score' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Suggested' })).toBeVisible();
  const summary = await client.call('reconcile.summary', { caseId });
  expect(summary.suggested).toBeGreaterThan(45);
  expect(summary.settings).toMatchObject({ toleranceMinor: 0, windowDays: 5, threshold: 50 });
  await expect(tab(program, 'Suggested')).toContainText(String(summary.suggested));
  await expect(tab(program, 'Unmatched statement')).toContainText(String(summary.unmatchedLeft));
  await expect(tab(program, 'Unmatched ledger')).toContainText(String(summary.unmatchedRight));
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(summary.suggested));
  const rate = Math.floor((summary.rate ?? 0) * 1000) / 10;
  await expect(page.getByRole('main').locator('xpath=ancestor::*[3]')).toContainText(`${rate.toFixed(1)} %`);
});

test('A answers a row and the next one is under the cursor; Ctrl+Z brings it back', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  const before = (await client.call('reconcile.summary', { caseId })).suggested;
  const grid = page.getByRole('grid', { name: 'Suggested' });
  const first = await activeText(program);
  const { rows } = await client.call('reconcile.matches', { caseId, state: 'suggested', limit: 2 });
  await page.keyboard.press('a');
  await expect(grid).toHaveAttribute('aria-rowcount', String(before - 1), { timeout: 1000 });
  expect(await activeText(program)).toContain(rows[1]!.left.description);
  await expect(grid).toBeFocused();
  await expect(tab(program, 'Accepted')).toContainText('1');
  expect((await client.call('reconcile.explain', { caseId, matchId: rows[0]!.id })).match).toMatchObject({
    state: 'accepted',
    decidedBy: 'Robin Marsh',
  });
  await page.keyboard.press('ControlOrMeta+z');
  await expect(grid).toHaveAttribute('aria-rowcount', String(before));
  await expect.poll(() => activeText(program)).toBe(first);
  expect((await client.call('reconcile.summary', { caseId })).accepted).toBe(0);
  const log = await client.call('audit.page', { caseId, limit: 20 });
  expect(log.rows.map((row) => row.action)).toEqual(expect.arrayContaining(['match.accepted', 'match.undone']));
});

test('ten answers are ten keys', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  const before = (await client.call('reconcile.summary', { caseId })).suggested;
  for (let n = 0; n < 10; n++) await page.keyboard.press('a');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(before - 10));
  await expect.poll(async () => (await client.call('reconcile.summary', { caseId })).accepted).toBe(10);
  await expect(tab(program, 'Accepted')).toContainText('10');
});

test('G then A leaves for the audit log and accepts nothing', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  await page.keyboard.press('g');
  await page.keyboard.press('a');
  await expect(page.getByRole('heading', { level: 1, name: 'Audit log' })).toBeVisible();
  expect((await client.call('reconcile.summary', { caseId })).accepted).toBe(0);
});

test('R asks for a reason and the pair is not there any more', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  const { rows } = await client.call('reconcile.matches', { caseId, state: 'suggested', limit: 1 });
  await page.keyboard.press('r');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(tab(program, 'Rejected')).toContainText('1');
  await expect(page.getByRole('grid', { name: 'Suggested' })).toBeFocused();
  const { match } = await client.call('reconcile.explain', { caseId, matchId: rows[0]!.id });
  expect(match).toMatchObject({ state: 'rejected', reason: 'The amounts differ' });
});

test('Shift+A accepts all shown in two steps, with count, sum and lowest score', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  const all = await client.call('reconcile.matches', {
    caseId,
    state: 'suggested',
    filter: [{ column: 'confidence', op: 'range', from: 90, to: 100 }],
    limit: 1000,
  });
  const lowest = Math.min(...all.rows.map((row) => row.confidence));
  const sum = all.rows.reduce((total, row) => total + row.left.amountMinor, 0);
  await page.keyboard.press('Shift+A');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: `Accept ${all.total} matches` })).toBeFocused();
  await expect(dialog).toContainText(`Lowest score${lowest}`);
  await expect(dialog).toContainText((Math.abs(sum) / 100).toLocaleString('en-GB', { minimumFractionDigits: 2 }));
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  expect((await client.call('reconcile.summary', { caseId })).accepted).toBe(all.total);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(async () => (await client.call('reconcile.summary', { caseId })).accepted).toBe(0);
});

test('the parts of a score add up to it, and the source line is the file’s', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  const { rows } = await client.call('reconcile.matches', { caseId, state: 'suggested', limit: 1 });
  await page.keyboard.press('w');
  const why = page.getByRole('region', { name: 'Why', exact: true });
  await expect(why).toBeFocused();
  const points = await why
    .locator('tbody tr')
    .evaluateAll((found) => found.map((row) => Number(row.querySelectorAll('td')[1]!.textContent!.replace('\u2212', '-'))));
  expect(points.reduce((total, each) => total + each, 0)).toBe(rows[0]!.confidence);
  await expect(why.locator('tfoot')).toContainText(String(rows[0]!.confidence));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('grid', { name: 'Suggested' })).toBeFocused();
  await page.keyboard.press('o');
  const lines = page.getByRole('region', { name: 'Source lines', exact: true });
  const source = await client.call('transaction.source', { caseId, transactionId: rows[0]!.left.id });
  await expect(lines).toContainText(source.raw);
  await expect(lines).toContainText(`line ${source.line}`);
});

test('an unmatched row gets a partner by hand', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  const before = await client.call('reconcile.summary', { caseId });
  await tab(program, 'Unmatched ledger').click();
  const grid = page.getByRole('grid', { name: 'Unmatched ledger' });
  await grid.focus();
  await expect(page.getByRole('region', { name: 'Candidates', exact: true }).getByRole('listitem').first()).toBeVisible();
  await page.keyboard.press('m');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('grid')).toBeFocused();
  await expect(dialog.getByRole('grid')).toHaveAttribute('aria-rowcount', String(before.unmatchedLeft));
  await page.keyboard.press('Enter');
  await page.keyboard.type('Agreed with the bookkeeper');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(grid).toHaveAttribute('aria-rowcount', String(before.unmatchedRight - 1));
  const made = await client.call('reconcile.matches', { caseId, state: 'accepted' });
  expect(made.rows).toMatchObject([{ origin: 'manual', reason: 'Agreed with the bookkeeper' }]);
});

test('a candidate that is taken leads to the match that holds it', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  const { rows } = await client.call('reconcile.matches', { caseId, state: 'suggested', limit: 1 });
  const { candidates } = await client.call('reconcile.candidates', { caseId, transactionId: rows[0]!.left.id });
  const other = candidates.find((candidate) => candidate.takenBy !== null && candidate.takenBy !== rows[0]!.id)!;
  await page.getByRole('button', { name: `taken by match ${other.takenBy}`, exact: true }).click();
  const grid = page.getByRole('grid', { name: 'Suggested' });
  await expect(grid).toHaveAttribute('aria-rowcount', '1');
  const held = await client.call('reconcile.explain', { caseId, matchId: other.takenBy! });
  await expect.poll(() => activeText(program)).toContain(held.match.left.description);
});

test('a free candidate is taken by its number, and one undo takes both steps back', async ({ program }) => {
  const { page, client } = program;
  const caseId = await matched(program);
  const { rows } = await client.call('reconcile.matches', { caseId, state: 'suggested' });
  const free = async (at: number) =>
    (await client.call('reconcile.candidates', { caseId, transactionId: rows[at]!.left.id })).candidates.findIndex(
      (each) => each.takenBy === null,
    );
  let at = 0;
  while ((await free(at)) < 0) at++;
  for (let n = 0; n < at; n++) await page.keyboard.press('j');
  await expect(page.getByRole('row', { selected: true })).toHaveAttribute('aria-rowindex', String(at + 1));
  const { candidates } = await client.call('reconcile.candidates', { caseId, transactionId: rows[at]!.left.id });
  const chosen = await free(at);
  await expect(page.getByRole('region', { name: 'Candidates', exact: true }).getByRole('listitem').nth(chosen)).toContainText(
    candidates[chosen]!.transaction.date!,
  );
  await page.keyboard.press(String(chosen + 1));
  await expect(tab(program, 'Accepted')).toContainText('1');
  await expect(tab(program, 'Rejected')).toContainText('1');
  const made = await client.call('reconcile.matches', { caseId, state: 'accepted' });
  expect(made.rows).toMatchObject([
    { origin: 'manual', left: { id: rows[at]!.left.id }, right: { id: candidates[chosen]!.transaction.id } },
  ]);
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(async () => (await client.call('reconcile.explain', { caseId, matchId: rows[at]!.id })).match.state).toBe('suggested');
  expect((await client.call('reconcile.summary', { caseId })).accepted).toBe(0);
});

test('the reconciliation is written as a file and saved from its notice', async ({ program }) => {
  const { page } = program;
  await matched(program);
  await page.getByRole('button', { name: 'Export' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: /^CSV/ }).press('Enter');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).click();
  expect((await saved).suggestedFilename()).toMatch(/\.(csv|zip)$/);
});

test('no finding of the accessibility checker, at full size and at 200 %', async ({ program }) => {
  const { page } = program;
  await matched(program);
  await expect(page.getByRole('region', { name: 'Candidates', exact: true }).getByRole('listitem').first()).toBeVisible();
  for (const [size, mode] of [
    [{ width: 1440, height: 900 }, 'light'],
    [{ width: 640, height: 360 }, 'dark'],
  ] as const) {
    await page.emulateMedia({ colorScheme: mode });
    await page.setViewportSize(size);
    await expect(page.getByRole('grid', { name: 'Suggested' })).toBeVisible();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
  }
});
