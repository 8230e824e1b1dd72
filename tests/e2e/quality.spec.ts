import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from './fixtures.ts';
import type { Program } from './fixtures.ts';
import { finished, goTo, openSmallCase, statement } from './small-case.ts';

const day = (from: string, n: number): string => new Date(Date.parse(from) + n * 86_400_000).toISOString().slice(0, 10);

/** A made-up statement of ten days, with running balances and one amount that is none. */
function tenDays(from: string, opening: number): string {
  let balance = opening;
  const lines = Array.from({ length: 10 }, (_, n) => {
    const minor = (n % 2 === 0 ? -1 : 1) * (1_500 + n * 10);
    if (n !== 4) balance += minor;
    return `${day(from, n)},Made up ${n},R${n},${n === 4 ? 'n.v.' : (minor / 100).toFixed(2)},${(balance / 100).toFixed(2)}`;
  });
  return ['Date,Description,Reference,Amount,Balance', ...lines].join('\n');
}

async function bring(program: Program, caseId: string, name: string, text: string): Promise<number> {
  const { client } = program;
  const bytes = new TextEncoder().encode(text);
  const { uploadId, sliceBytes } = await client.call('import.begin', { caseId, fileName: name, sizeBytes: bytes.length });
  const slice = (from: number, to: number) => ({ arrayBuffer: () => Promise.resolve(bytes.slice(from, to).buffer) });
  await client.upload(uploadId, { size: bytes.length, slice }, sliceBytes);
  await client.call('import.seal', { caseId, uploadId });
  const layout = { currency: 'GBP', signRule: 'signed' as const };
  const { jobId } = await client.call('import.run', { caseId, uploadId, kind: 'bank', name, account: 'B 77', layout });
  return (await finished(client, jobId)).result!['sourceId'] as number;
}

/** A case whose account has a gap over which the balance moved. */
async function withGap(program: Program): Promise<{ caseId: string; first: number; second: number }> {
  const caseId = await openSmallCase(program, ['reconcile']);
  const first = await bring(program, caseId, 'May', tenDays('2025-05-01', 100_000));
  const second = await bring(program, caseId, 'June', tenDays('2025-06-01', 250_000));
  return { caseId, first, second };
}

test('the quality of a file: the score is the sum of its parts, findings open the problem, examples the row', async ({ program }) => {
  const { page, client } = program;
  const { caseId, second } = await withGap(program);
  const report = await client.call('quality.source', { caseId, sourceId: second });
  await goTo(program, caseId, `data?source=${second}&tab=quality`);
  await expect(page.getByLabel(`${report.score} of 100 points`)).toBeVisible();
  const points = await page
    .getByRole('list', { name: 'Parts of the score' })
    .getByText(/^\d+ of \d+$/)
    .allInnerTexts();
  expect(points.reduce((sum, each) => sum + Number(each.split(' ')[0]), 0)).toBe(report.score);
  expect(report.source.rowsRejected).toBe(1);
  await page.getByRole('button', { name: '1 finding of AMT-UNREADABLE' }).click();
  await expect(page.getByRole('tab', { name: 'Problems' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByRole('row', { selected: true })).toContainText('AMT-UNREADABLE');
  await expect(page.getByRole('complementary', { name: 'Problem' })).toContainText('n.v.');
});

test('a certificate is made, both forms are saved, and the log holds their hashes', async ({ program }) => {
  const { page, client } = program;
  const { caseId, first } = await withGap(program);
  await goTo(program, caseId, `data?source=${first}&tab=quality`);
  await page.getByRole('button', { name: 'Certificate…' }).click();
  await page.getByRole('button', { name: 'Make the certificate' }).click();
  const list = page.getByRole('list', { name: 'The certificate' });
  await expect(list.getByRole('listitem')).toHaveCount(2);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
  for (const format of ['PDF', 'JSON']) {
    const [download] = await Promise.all([page.waitForEvent('download'), list.getByRole('button', { name: `Save ${format}` }).click()]);
    expect(download.suggestedFilename().toLowerCase()).toContain(`.${format.toLowerCase()}`);
  }
  const { rows } = await client.call('audit.page', { caseId, filter: [{ column: 'action', op: 'is', value: 'certificate.made' }] });
  expect(rows[0]!.summary).toMatch(/PDF SHA-256 [0-9a-f]{64}, JSON SHA-256 [0-9a-f]{64}/);
});

test('coverage: the gap and the balance over it are read out along the strip, and stand in the table', async ({ program }) => {
  const { page } = program;
  const { caseId } = await withGap(program);
  await goTo(program, caseId, 'data?tab=coverage');
  const account = page.getByRole('region', { name: 'B 77, GBP' });
  await expect(account).toContainText('the balance changed by');
  await account.getByRole('img', { name: /^Held 2025-05-01 to 2025-05-10/ }).focus();
  await page.keyboard.press('ArrowRight');
  await expect(
    account.getByRole('img', { name: /^Gap 2025-05-11 to 2025-05-31, 21 days; change of the balance: [\d,.]+ GBP$/ }),
  ).toBeFocused();
  await expect(account.getByRole('row', { name: /Gap 2025-05-11 2025-05-31 21/ })).toBeVisible();
  await account.getByRole('button', { name: 'June' }).click();
  await expect(page.getByRole('grid', { name: 'Transactions' })).toHaveAttribute('aria-rowcount', '9');
});

test('the files of the case side by side lead to each file’s report', async ({ program }) => {
  const { page, client } = program;
  const caseId = await openSmallCase(program, ['reconcile']);
  expect(statement()).toContain('Balance');
  const whole = await client.call('quality.case', { caseId });
  await goTo(program, caseId, 'data?tab=quality');
  await expect(page.getByLabel(`${whole.score} of 100 points`)).toBeVisible();
  await page.getByRole('button', { name: 'Made-up bank' }).click();
  await expect(page.getByLabel(`${whole.files[0]!.score} of 100 points`)).toBeVisible();
  await expect(page.getByRole('region', { name: 'Fields and their values' })).toContainText('INV4000');
});

test('no finding of the accessibility checker, at full size and at 200 %', async ({ program }) => {
  const { page } = program;
  const { caseId, second } = await withGap(program);
  for (const [place, shown] of [
    [`data?source=${second}&tab=quality`, 'Parts of the score'],
    ['data?tab=quality', 'Parts of the score'],
    ['data?tab=coverage', 'What the marks mean'],
  ] as const) {
    await goTo(program, caseId, place);
    for (const [size, mode] of [
      [{ width: 1440, height: 900 }, 'light'],
      [{ width: 640, height: 360 }, 'dark'],
    ] as const) {
      await page.emulateMedia({ colorScheme: mode });
      await page.setViewportSize(size);
      await expect(page.getByRole('list', { name: shown })).toBeVisible();
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map((each) => `${place}: ${each.id}: ${each.nodes[0]?.html}`)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  }
});
