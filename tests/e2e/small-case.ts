import type { Client } from '../../src/shared/client.ts';
import type { JobRow } from '../../src/shared/contract/jobs.ts';
import type { Program } from './fixtures.ts';

const PASSPHRASE = 'lantern orchard velvet 7 compass';

/** Rows of the two made-up sides: enough for every list to hold something, little enough to load in a second. */
const ROWS = 60;
const NAMES = ['Harbour Paper', 'Quill Office', 'Fenwick Print', 'Morrow Energy', 'Alder Books'];

const day = (n: number): string => new Date(Date.UTC(2025, 0, 6) + n * 86_400_000).toISOString().slice(0, 10);
const amountOf = (n: number): number => (n % 3 === 0 ? 1 : -1) * (10_000 + ((n * 7919) % 50_000));
const money = (minor: number): string => (minor / 100).toFixed(2);

/** A bank statement whose balances add up; every tenth line has nothing in the ledger. */
export function statement(): string {
  let balance = 1_000_000;
  const lines = Array.from({ length: ROWS }, (_, n) => {
    balance += amountOf(n);
    return `${day(n)},${NAMES[n % 5]} INV${4000 + n},INV${4000 + n},${money(amountOf(n))},${money(balance)}`;
  });
  return ['Date,Description,Reference,Amount,Balance', ...lines].join('\n');
}

/** The cash book of the same movements, a day later, without every tenth and with three of its own. */
export function ledger(): string {
  const lines = Array.from({ length: ROWS }, (_, n) => n)
    .filter((n) => n % 10 !== 9)
    .map((n) => `${day(n + 1)},INV${4000 + n},${NAMES[n % 5]},Invoice INV${4000 + n},${money(amountOf(n))}`);
  const own = [1, 2, 3].map((n) => `${day(n * 9)},JNL${n},Own journal ${n},Year end entry,${money(n * 111_111)}`);
  return ['Date,Reference,Counterparty,Description,Amount', ...lines, ...own].join('\n');
}

/** Payments with two pairs that repeat counterparty, day and amount. */
function payments(): string {
  const lines = Array.from(
    { length: 240 },
    (_, n) => `${day(Math.floor(n / 2))},P${1000 + n},${NAMES[n % 5]},Supplies,${money(-(20_000 + ((n * 7919) % 90_000)))}`,
  );
  for (const n of [31, 120]) lines.push(lines[n]!.replace(/,P\d+,/, `,P${2000 + n},`));
  return ['Date,Reference,Counterparty,Description,Amount', ...lines].join('\n');
}

/** Waits for a job and fails with its own sentence. */
export async function finished(client: Client, jobId: string): Promise<JobRow> {
  for (;;) {
    const { job } = await client.call('job.get', { jobId });
    if (job.state === 'done') return job;
    if (job.state === 'failed' || job.state === 'cancelled') throw new Error(job.error?.message ?? job.state);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function bring(client: Client, caseId: string, kind: 'bank' | 'ledger' | 'payments', text: string): Promise<void> {
  const bytes = new TextEncoder().encode(text);
  const { uploadId, sliceBytes } = await client.call('import.begin', { caseId, fileName: `${kind}.csv`, sizeBytes: bytes.length });
  const file = {
    size: bytes.length,
    slice: (from: number, to: number) => ({ arrayBuffer: () => Promise.resolve(bytes.slice(from, to).buffer) }),
  };
  await client.upload(uploadId, file, sliceBytes);
  await client.call('import.seal', { caseId, uploadId });
  const layout = { currency: 'GBP', signRule: 'signed' as const };
  const { jobId } = await client.call('import.run', { caseId, uploadId, kind, name: `Made-up ${kind}`, account: '', layout });
  await finished(client, jobId);
}

/** A vault with one small case, open in the page. @returns the case */
export async function openSmallCase(program: Program, what: readonly ('reconcile' | 'flags')[]): Promise<string> {
  const { client, page } = program;
  await client.call('vault.create', { name: 'Test vault', userName: 'Robin Marsh', passphrase: PASSPHRASE });
  const { case: made } = await client.call('case.create', { name: 'Small case', currency: 'GBP' });
  if (what.includes('reconcile')) {
    await bring(client, made.id, 'bank', statement());
    await bring(client, made.id, 'ledger', ledger());
  }
  if (what.includes('flags')) await bring(client, made.id, 'payments', payments());
  await page.reload();
  await page.getByRole('heading', { level: 1 }).waitFor();
  return made.id;
}

/** Goes to a place of the case by its address, as a link would. */
export async function goTo(program: Program, caseId: string, place: string): Promise<void> {
  await program.page.evaluate((hash) => (location.hash = hash), `#/case/${caseId}/${place}`);
}
