/** What an examiner does from a new machine to a report, on the real program, mostly by keyboard. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { chooseFiles, textFile } from './import-files.ts';
import { brokenRules, cutFigures, scriptBytes } from './journey-checks.ts';
import { startLoopbackProcess } from './loopback-process.ts';
import { pageClient } from './page-client.ts';
import { finished, ledger, statement } from './small-case.ts';
import { watchContext } from './watch.ts';

const PASSPHRASE = 'lantern orchard velvet seven compass';

/** Creates the vault through its form. @returns how many actions it took up to the question where to begin */
async function createVault(
  page: Page,
  theme: string | null = null,
  look: (name: string) => Promise<void> = () => Promise.resolve(),
): Promise<number> {
  await expect(page.getByRole('heading', { name: 'Create your vault' })).toBeVisible();
  await look('create');
  // The vault has a name to begin with, so that the person's own is the first thing asked.
  await expect(page.getByLabel('Your name')).toBeFocused();
  await page.keyboard.type('Robin Marsh');
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSPHRASE);
  await page.getByLabel('Passphrase again').focus();
  await page.keyboard.type(PASSPHRASE);
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('recovery-code')).toHaveText(/^[0-9A-Z]{5}(-[0-9A-Z]{4,5})+$/);
  await look('recovery code');
  await page.getByLabel('I have printed or saved the recovery code').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('radio', { name: 'Financial Professional' })).toBeVisible();
  await look('appearance');
  if (theme) await page.getByRole('radio', { name: theme }).check();
  await page.getByRole('button', { name: 'Continue' }).focus();
  await page.keyboard.press('Enter');
  // Name, passphrase, passphrase again, create; confirm, go on; go on.
  return 7;
}

async function importFile(page: Page, name: string, text: string): Promise<void> {
  await chooseFiles(page, [textFile(name, text)]);
  const go = page.getByRole('button', { name: /^Import [\d,]+ rows$/ });
  await expect(page.getByText('Sealed').first()).toBeVisible();
  const question = page.getByRole('region', { name: 'Question about the file' });
  // However many questions the file leaves open: each is answered by one key, and the next may take a moment to come.
  await expect(async () => {
    if (await question.isVisible()) await question.press('1', { timeout: 1000 });
    await expect(go).not.toHaveAttribute('aria-disabled', /.*/, { timeout: 500 });
  }).toPass({ timeout: 15_000 });
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: /is in the case$/ })).toBeVisible();
}

/** Writes the file in this form and saves it from its notice. @returns its bytes */
async function exported(page: Page, form: RegExp): Promise<Buffer> {
  await page.getByRole('button', { name: 'Export' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: form }).press('Enter');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save the file' }).last().click();
  return readFileSync(await (await saved).path());
}

const go = async (page: Page, key: string, heading: string) => {
  await page.locator('main#main').focus();
  await page.keyboard.press('g');
  await page.keyboard.press(key);
  await expect(page.getByRole('heading', { level: 1, name: heading })).toBeVisible();
};

test('from a new vault over import, matching, flags and reports to lock, unlock and a log that holds', async ({ program }) => {
  // The whole way, with the accessibility checker on every screen in light and dark.
  test.setTimeout(240_000);
  const { page, client } = program;
  const broken: string[] = [];
  const look = async (name: string) => {
    const cut = await cutFigures(page);
    broken.push(...[...(await brokenRules(page)), ...cut].map((each) => `${name}: ${each}`));
  };
  await createVault(page, 'Modern Financial', look);
  await look('where to begin');
  await page.getByRole('button', { name: 'New case' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('Harbour Trust');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour Trust' })).toBeVisible();
  expect(await scriptBytes(page)).toBeLessThanOrEqual(300_000);
  await look('empty case');

  await page.getByRole('main').getByRole('button', { name: 'Import a file' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Import' })).toBeVisible();
  await importFile(page, 'bank.csv', statement());
  await look('imported');
  await page.getByRole('link', { name: 'Home' }).click();
  await expect(page.getByText('First steps: 1 of 6 done')).toBeVisible();
  await page.getByRole('button', { name: /Seal what it should agree with/ }).focus();
  await page.keyboard.press('Enter');
  await importFile(page, 'ledger.csv', ledger());
  const { cases } = await client.call('case.list', {});
  const caseId = cases[0]!.id;

  await go(page, 'd', 'Data');
  await look('data');
  await go(page, 'r', 'Reconcile');
  await look('before matching');
  await page.getByRole('textbox', { name: 'Suggest from score' }).focus();
  await page.keyboard.press('Enter');
  const suggested = page.getByRole('grid', { name: 'Suggested' });
  await expect(suggested).toBeVisible();
  const before = await client.call('reconcile.summary', { caseId });
  await expect(suggested).toHaveAttribute('aria-rowcount', String(before.suggested));
  await look('suggestions');
  await suggested.focus();
  for (let n = 1; n <= 3; n++) {
    await page.keyboard.press('a');
    await expect(suggested).toHaveAttribute('aria-rowcount', String(before.suggested - n));
  }
  await page.keyboard.press('r');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(suggested).toHaveAttribute('aria-rowcount', String(before.suggested - 4));
  await page.getByRole('tab', { name: 'Unmatched statement' }).click();
  await expect(page.getByRole('grid', { name: 'Unmatched statement' })).toBeVisible();
  await look('unmatched');

  const sheet = await exported(page, /^Excel/);
  const table = await exported(page, /^CSV/);
  const report = await exported(page, /^PDF/);
  expect(sheet.subarray(0, 2).toString()).toBe('PK');
  expect(table.length).toBeGreaterThan(1000);
  expect(report.subarray(0, 5).toString()).toBe('%PDF-');

  await go(page, 'f', 'Flags');
  await page.getByRole('textbox', { name: 'Seed' }).focus();
  await page.keyboard.press('Enter');
  const queue = page.getByRole('grid', { name: 'Flags: Open' });
  await expect(queue).toBeVisible();
  await queue.focus();
  const { open } = await client.call('flags.summary', { caseId });
  await expect(queue).toHaveAttribute('aria-rowcount', String(open));
  await look('flags');
  await page.keyboard.press('e');
  await page.keyboard.type('Agreed with the invoice');
  await page.keyboard.press('Enter');
  await expect(queue).toHaveAttribute('aria-rowcount', String(open - 1));

  await go(page, 'h', 'Harbour Trust');
  await expect(page.getByText('First steps: 5 of 6 done')).toBeVisible();
  await look('home');
  await page.getByRole('button', { name: 'Put away' }).click();
  await expect(page.getByText(/^First steps: /)).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo' }).last().click();
  await expect(page.getByText('First steps: 5 of 6 done')).toBeVisible();
  await page.getByRole('button', { name: /No task running/ }).click();
  await expect(page.getByText('Saved or no longer offered', { exact: false }).first()).toBeVisible();
  await look('tasks');
  await page.keyboard.press('Escape');

  await page.keyboard.press('Control+l');
  await expect(page.getByRole('heading', { name: 'Unlock Casework' })).toBeVisible();
  const left = await page.evaluate(() => document.documentElement.outerHTML + document.title + window.location.href);
  expect(left).not.toMatch(/Harbour|Fenwick|Quill|INV4|bank\.csv/i);
  await look('locked');
  await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: /Harbour Trust/ })
    .last()
    .waitFor();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'mod');
  await look('cases');
  await page
    .getByRole('main')
    .getByRole('button', { name: /Harbour Trust/ })
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Harbour Trust' })).toBeVisible();
  expect(await client.call('reconcile.summary', { caseId })).toMatchObject({ accepted: 3, rejected: 1 });
  expect((await client.call('flags.summary', { caseId })).open).toBe(open - 1);
  await page.getByRole('button', { name: /^Verify the log/ }).click();
  await expect(page.getByText(/^First steps: /)).toHaveCount(0);
  await go(page, 'a', 'Audit log');
  await page.getByRole('button', { name: 'Verify' }).click();
  const { unfiltered } = await client.call('audit.page', { caseId, limit: 1 });
  await expect(page.getByText(`Verified to entry ${unfiltered}`)).toBeVisible();
  await look('audit log');
  await go(page, 's', 'Settings');
  await look('settings');
  expect(broken).toEqual([]);
});

test('started for the sample case: there in eight actions at most, and the same case the next time', async ({ context }, info) => {
  test.skip(info.project.name === 'electron', 'The option is read by the host; this is the loopback host.');
  const folder = mkdtempSync(join(tmpdir(), 'nexus-e2e-'));
  const begin = async () => {
    const host = await startLoopbackProcess(join(folder, 'vault'), ['--sample']);
    const page = await context.newPage();
    await page.goto(host.launchAddress);
    await page.waitForURL(`${host.origin}/**`);
    return { host, page };
  };
  const watch = await watchContext(context, (address) => /^http:\/\/nexus-[^/]+\.localhost|^(data|blob|about|file):/.test(address));
  try {
    const first = await begin();
    await expect(first.page.getByText('Step 1 of 3')).toBeVisible();
    // From the ordinary start it is one more: "Open the sample case".
    expect((await createVault(first.page)) + 1).toBeLessThanOrEqual(8);
    await expect(first.page.getByRole('heading', { level: 1, name: /^Sample: / })).toBeVisible();
    expect(first.page.url()).not.toContain('sample');
    await expect(first.page.getByText('Open the sample case').first()).toBeVisible();
    const client = pageClient(first.page);
    const { jobs } = await client.call('job.list', {});
    await finished(client, jobs.find((job) => job.kind === 'sample')!.id);
    const { cases } = await client.call('case.list', {});
    const overview = await client.call('case.overview', { caseId: cases[0]!.id });
    const main = first.page.getByRole('main');
    await expect(main.getByRole('button', { name: /^Open suggestions/ })).toContainText(overview.openMatches.toLocaleString('en-GB'));
    await expect(main.getByRole('button', { name: /^Flags to review/ })).toContainText(overview.flagsOpen.toLocaleString('en-GB'));
    expect(await brokenRules(first.page)).toEqual([]);
    await first.page.close();
    await first.host.stop();

    const second = await begin();
    await second.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await second.page.keyboard.press('Enter');
    await expect(second.page.getByRole('heading', { level: 1, name: /^Sample: / })).toBeVisible();
    expect(second.page.url()).toContain(cases[0]!.id);
    expect(second.page.url()).not.toContain('sample');
    expect((await pageClient(second.page).call('case.list', {})).cases).toHaveLength(1);
    await second.page.close();
    await second.host.stop();
    expect(watch.findings).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
