import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { makeStatement, WRITERS } from '../samples/statement-formats.ts';
import { pdfStatement } from '../samples/pdf-statement.ts';
import { expect, test } from './fixtures.ts';
import { chooseFiles, emptyCase } from './import-files.ts';

const file = (name: string, bytes: Uint8Array): { name: string; mimeType: string; buffer: Buffer } => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(bytes),
});

async function broken(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map((each) => `${each.id}: ${each.nodes[0]?.html}`);
}

test('files of five formats in one go: those that ask nothing are imported, the other waits', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'import');
  const statement = makeStatement(12);
  const ambiguous = 'Date,Text,Amount,Currency\n01/02/2024,Rent,-12.00,EUR\n03/04/2024,Pay,20.00,EUR\n';
  await chooseFiles(page, [
    file('a.dat', WRITERS.mt940(statement)),
    file('b.dat', WRITERS.camt053(makeStatement(9, 5))),
    file('c.dat', WRITERS.xlsx(makeStatement(8, 6))),
    file('d.dat', await pdfStatement()),
    file('e.dat', new TextEncoder().encode(ambiguous)),
  ]);
  await expect(page.getByText('SWIFT MT940')).toBeVisible();
  await expect(page.getByText('Balance proved')).toBeVisible();
  expect(await broken(page)).toEqual([]);

  const sealed = page.getByRole('list', { name: 'Files to import' }).getByText('Sealed');
  // A workbook and a PDF name no currency of their own or do: what is asked is asked, nothing is guessed.
  await expect(sealed).toHaveCount(5);
  await page.keyboard.press('Control+Shift+Enter');
  const asks = page.getByRole('list', { name: 'Files to import' }).getByText('Asks you');
  await expect(asks).toHaveCount(2);
  await expect(page.getByRole('list', { name: 'Files to import' }).getByText('Imported')).toHaveCount(3);
  const { sources } = await client.call('source.list', { caseId });
  expect(sources.map(({ format, rowsKept, balance }) => [format, rowsKept, balance]).toSorted()).toEqual([
    ['camt053', 9, 'proved'],
    ['mt940', 12, 'proved'],
    ['pdf', 3, 'proved'],
  ]);
});

test('rows that another file holds are shown before the import, and one of them is taken as a movement of its own', async ({ program }) => {
  const { page, client } = program;
  const caseId = await emptyCase(program, 'import');
  const statement = makeStatement(6);
  await chooseFiles(page, [file('first.sta', WRITERS.mt940(statement))]);
  await expect(page.getByText('Balance proved')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'first is in the case' })).toBeVisible();
  // The same movements in another file: the last two lines of the first one are different bytes, not different money.
  const again = new TextDecoder().decode(WRITERS.mt940(statement)).replace(':20:STATEMENT', ':20:AGAIN');
  await chooseFiles(page, [file('again.sta', new TextEncoder().encode(again))]);
  await page.getByRole('tab', { name: /Repeats/ }).click();
  const region = page.getByRole('region', { name: 'Rows that the case holds already' });
  await expect(region.getByRole('row')).toHaveCount(7);
  expect(await broken(page)).toEqual([]);
  await region.getByRole('combobox', { name: 'What becomes of row 2' }).click();
  await page.getByRole('option', { name: 'Add' }).click();
  await page.getByLabel('Why these rows are treated otherwise').fill('Paid twice');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'again is in the case' })).toBeVisible();
  const { sources } = await client.call('source.list', { caseId });
  expect(sources.map(({ rowsKept, duplicates }) => [rowsKept, duplicates])).toEqual([
    [6, 0],
    [6, 5],
  ]);
});

test('a movement of a PDF leads to its place on the page, one of a statement to its bytes', async ({ program }) => {
  const { page } = program;
  await emptyCase(program, 'import');
  await chooseFiles(page, [file('march.pdf', await pdfStatement())]);
  await expect(page.getByText('PDF statement')).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('heading', { name: 'march is in the case' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('grid', { name: 'Transactions' })).toBeFocused();
  const view = page.getByRole('region', { name: 'Page 2 of the file' });
  await expect(view).toBeVisible();
  await expect(view.locator('svg title')).not.toHaveCount(0);
  await expect(page.getByRole('complementary', { name: 'Source line' })).toContainText('On page 2');
  expect(await broken(page)).toEqual([]);
});
