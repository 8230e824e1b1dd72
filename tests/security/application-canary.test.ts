import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bankText } from '../fault/application-files.ts';
import { PASSPHRASE, startCase, type Fixture } from '../integration/case-fixture.ts';

const CANARY = 'Zwitscherfink-Querpfad';
const FORMS = (text: string): readonly Buffer[] => [
  Buffer.from(text, 'utf8'),
  Buffer.from(text, 'utf16le'),
  Buffer.from(text, 'utf16le').swap16(),
  Buffer.from(text.toUpperCase(), 'utf8'),
];

/** Every file under a folder; nothing that is not a plain file is opened. */
function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => lstatSync(path, { throwIfNoEntry: false })?.isFile());
}

function filesWith(folder: string, text: string): string[] {
  const forms = FORMS(text);
  return filesUnder(folder).filter((path) => {
    const bytes = readFileSync(path);
    return forms.some((form) => bytes.includes(form)) || path.includes(text);
  });
}

describe('what lies on the disk when a vault is locked', () => {
  let one: Fixture & { caseId: string };
  let temporary: string;
  const before = process.env['TMPDIR'];

  beforeAll(async () => {
    // The program's own temporary files, SQLite's included, would be made here and nowhere else.
    temporary = mkdtempSync(join(tmpdir(), 'nexus-canary-'));
    process.env['TMPDIR'] = temporary;
    process.env['SQLITE_TMPDIR'] = temporary;
    one = await startCase();
  });
  afterAll(async () => {
    await one.close();
    delete process.env['SQLITE_TMPDIR'];
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(temporary, { recursive: true, force: true });
  });

  test('no text of a case, while it is worked on and after, in any encoding', { timeout: 120_000 }, async () => {
    const { caseId } = one;
    await one.call('case.rename', { caseId, name: `Case ${CANARY}`, reference: CANARY });
    const text = bankText(3_000, CANARY);
    await one.importText(caseId, `${CANARY}.csv`, text, { kind: 'bank', account: CANARY });
    await one.importText(caseId, `${CANARY} ledger.csv`, text.replaceAll('Payment', 'Paid'), { kind: 'ledger', account: `${CANARY} L` });
    await one.finish((await one.call('reconcile.run', { caseId, leftSources: [1], rightSources: [2] })).jobId);
    await one.finish((await one.call('flags.run', { caseId })).jobId);
    const [match] = (await one.call('reconcile.matches', { caseId, state: 'suggested' })).rows;
    await one.call('reconcile.reject', { caseId, matchIds: [match!.id], reason: `Because of ${CANARY}` });
    await one.call('flags.decide', { caseId, transactionIds: [match!.left.id], disposition: 'explained', reason: CANARY });
    await one.call('transaction.page', {
      caseId,
      filter: [{ op: 'text', column: 'description', value: CANARY }],
      sort: ['-description', 'reference'],
    });
    for (const subject of ['transactions', 'reconciliation', 'flags', 'audit'] as const)
      for (const format of ['csv', 'xlsx', 'pdf'] as const)
        expect(await one.finish((await one.call('export.run', { caseId, subject, format })).jobId)).toMatchObject({ state: 'done' });
    for (const [subject, format] of [
      ['quality', 'json'],
      ['certificate', 'pdf'],
      ['rejected', 'csv'],
    ] as const)
      expect(await one.finish((await one.call('export.run', { caseId, subject, format, sourceId: 1 })).jobId)).toMatchObject({
        state: 'done',
      });
    await one.call('quality.source', { caseId, sourceId: 1 });
    // An upload that never arrives completely leaves a part behind; it is sealed as well.
    const { uploadId } = await one.call('import.begin', { caseId, fileName: `${CANARY}.csv`, sizeBytes: 9_000_000 });
    await one.app.upload(uploadId, 0, new TextEncoder().encode(CANARY.repeat(150_000)));
    const sample = await one.call('case.openSample', {});
    expect(await one.finish(sample.jobId)).toMatchObject({ state: 'done' });
    // The sample comes with the program in clear, but must not lie so in the vault.
    const [row] = (await one.call('transaction.page', { caseId: sample.caseId, sort: ['-description'] })).rows;
    expect(row!.description.length).toBeGreaterThan(8);

    const everything = () =>
      [one.folder, temporary].flatMap((folder) => [...filesWith(folder, CANARY), ...filesWith(folder, row!.description)]);
    expect(filesUnder(one.folder).some((path) => path.endsWith('case.db-wal'))).toBe(true);
    expect(everything()).toEqual([]);
    await one.call('vault.lock', {});
    expect(everything()).toEqual([]);
    // Everything is there all the same, and the search finds a text that does lie there.
    await one.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE });
    expect((await one.call('transaction.page', { caseId, filter: [{ op: 'text', column: 'description', value: CANARY }] })).total).toBe(
      6_000,
    );
    expect(filesWith(one.folder, 'Ann Examiner').map((path) => path.split('/').at(-1))).toContain('vault.json');
  });
});
