import type { Page } from '@playwright/test';
import type { Client } from '../../src/shared/client.ts';
import type { CaseId } from '../../src/shared/ids.ts';
import type { Program } from './fixtures.ts';

const PASSPHRASE = 'plain morning light over seven bridges';

/** A vault with one empty case, its screens open on `place`. */
export async function emptyCase(program: Program, place: string): Promise<string> {
  await program.client.call('vault.create', { name: 'Test vault', userName: 'R. Examiner', passphrase: PASSPHRASE });
  const { case: made } = await program.client.call('case.create', { name: 'Harbour Trust', currency: 'GBP' });
  await program.page.goto(`${program.origin}/#/case/${made.id}/${place}`);
  await program.page.reload();
  // The gate has a main area too; only a screen of the workspace has this one.
  await program.page.locator('main#main').waitFor();
  return made.id;
}

/** A file for the picker. */
export function textFile(name: string, text: string): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') };
}

/** Opens the system's file dialog by the key of the screen and answers it. */
export async function chooseFiles(page: Page, files: { name: string; mimeType: string; buffer: Buffer }[] | string[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.keyboard.press('Control+o');
  await (await chooser).setFiles(files as string[]);
}

/** Imports a file without the screens, for tests of what comes after. @returns the source's id */
export async function importText(client: Client, caseId: string, name: string, text: string): Promise<number> {
  const bytes = Buffer.from(text, 'utf8');
  const { uploadId, sliceBytes } = await client.call('import.begin', { caseId: caseId as CaseId, fileName: name, sizeBytes: bytes.length });
  await client.upload(uploadId, new Blob([bytes]), sliceBytes);
  await client.call('import.seal', { caseId, uploadId });
  const { jobId } = await client.call('import.run', {
    caseId,
    uploadId,
    kind: 'bank',
    name,
    account: '20-11-42',
    layout: { currency: 'GBP' },
  });
  for (;;) {
    const { job } = await client.call('job.get', { jobId });
    if (job.state === 'done') return Number(job.result?.['sourceId']);
    if (job.state === 'failed' || job.state === 'cancelled') throw new Error(job.error?.message ?? job.state);
    await new Promise((resolve) => {
      setTimeout(resolve, 50);
    });
  }
}

/** A statement whose running balances prove it: opening 1,000.00, eight movements, closing 1,286.17. */
export const PROVED = `Account,20-11-42
Date,Details,Reference,Paid out,Paid in,Balance GBP
17/01/2023,Northgate Supplies,INV-001,120.50,,879.50
18/01/2023,Card sales,POS-77,,310.00,"1,189.50"
19/01/2023,City Water,DD-4410,45.33,,"1,144.17"
20/01/2023,"Refund, order ""5512""",RF-1,,58.00,"1,202.17"
23/01/2023,Payroll run,PAY-01,900.00,,302.17
24/01/2023,Card sales,POS-78,,"1,020.00","1,322.17"
25/01/2023,Bright Office,INV-002,18.00,,"1,304.17"
26/01/2023,Bright Office,INV-003,18.00,,"1,286.17"
`;

/** Days and months that can be read either way, no currency, one line without a readable amount. */
export const UNCLEAR = `Datum;Text;Betrag
02/03/2023;Northgate Supplies;-120,50
05/06/2023;Card sales;310,00
03/04/2023;Not an amount;abc
07/08/2023;City Water;-45,33
08/09/2023;Card sales;12,10
09/10/2023;Card sales;13,20
10/11/2023;Payroll run;-900,00
11/12/2023;Card sales;14,30
12/02/2023;Bright Office;-18,00
`;
