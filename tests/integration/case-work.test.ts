import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCase, PASSPHRASE, type Fixture } from './case-fixture.ts';

const BANK = `Date,Description,Amount,Balance
2024-03-25,OPENING SUPPLIES LTD INV 4471,-120.50,879.50
2024-03-26,CARD PAYMENT COFFEE,-3.20,876.30
2024-03-26,CARD PAYMENT COFFEE,-3.20,873.10
2024-03-27,BRINDLE GRANTS BG-2024-9,5000.00,5873.10
2024-03-28,MONTHLY ACCOUNT FEE,-12.00,5861.10
`;
const LATER = `Date,Description,Amount,Balance
2024-03-26,CARD PAYMENT COFFEE,-3.20,876.30
2024-03-26,CARD PAYMENT COFFEE,-3.20,873.10
2024-03-27,BRINDLE GRANTS BG-2024-9,5000.00,5873.10
2024-03-28,MONTHLY ACCOUNT FEE,-12.00,5861.10
2024-03-29,TESSEL PRINT 8812,-240.00,5621.10
`;
const LEDGER = `Posting date,Document,Text,Amount
2024-03-26,INV4471,Opening Supplies Ltd,-120.50
2024-03-26,P-1,Coffee,-3.20
2024-03-27,P-2,Coffee,-3.20
2024-03-28,BG-2024-9,Brindle grant,5000.00
2024-03-30,8812,Tessel Print,-240.00
2024-03-30,X-77,Unknown supplier,-99.99
2024-03-31,B-1,Broken line,n.v.
`;

describe('a case from files to decisions', () => {
  let one: Fixture & { caseId: string; recoveryCode: string };
  let caseId: string;
  beforeAll(async () => {
    one = await startCase();
    caseId = one.caseId;
  });
  afterAll(() => one.close());

  test('imports statements: balances proved, repeats of an overlapping statement counted, broken lines kept by number', async () => {
    const first = await one.importText(caseId, 'march.csv', BANK, { kind: 'bank', account: 'A' });
    expect(first.result).toMatchObject({ rowsKept: 5, rowsRejected: 0, duplicates: 0, balance: 'proved' });
    const second = await one.importText(caseId, 'later.csv', LATER, { kind: 'bank', account: 'A' });
    // Two equal coffees stay two, and the same two in the next file add none.
    expect(second.result).toMatchObject({ rowsKept: 5, duplicates: 4, balance: 'proved' });
    const ledger = await one.importText(caseId, 'ledger.csv', LEDGER, { kind: 'ledger', account: 'Cash book' });
    expect(ledger.result).toMatchObject({ rowsRead: 7, rowsKept: 6, rowsRejected: 1 });
    const { rows } = await one.call('import.problems', { caseId, sourceId: 3 });
    expect(rows.map((problem) => problem.line)).toContain(8);
    const page = await one.call('transaction.page', {
      caseId,
      filter: [{ op: 'text', column: 'description', value: 'coffee' }],
      sort: ['-amountMinor'],
    });
    expect(page).toMatchObject({ total: 6, unfiltered: 16 });
  });

  test('shows the very bytes a transaction came from', async () => {
    const page = await one.call('transaction.page', { caseId, sourceId: 3 });
    const tessel = page.rows.find((row) => row.description === 'Tessel Print')!;
    const source = await one.call('transaction.source', { caseId, transactionId: tessel.id });
    expect(source.raw).toBe('2024-03-30,8812,Tessel Print,-240.00');
    expect(source.line).toBe(6);
    expect(source.before.at(-1)).toBe('2024-03-28,BG-2024-9,Brindle grant,5000.00');
    expect(source.after[0]).toBe('2024-03-30,X-77,Unknown supplier,-99.99');
    expect(LEDGER.slice(source.byteStart, source.byteStart + source.byteLength)).toBe(source.raw);
  });

  test('matches, decides, undoes; every step in a log that verifies', async () => {
    const { jobId } = await one.call('reconcile.run', { caseId, leftSources: [1, 2], rightSources: [3] });
    expect(await one.finish(jobId)).toMatchObject({ state: 'done' });
    const before = await one.call('reconcile.summary', { caseId });
    expect(before.leftTotal).toBe(6);
    expect(before.rightTotal).toBe(6);
    expect(before.suggested * 2 + before.unmatchedLeft + before.unmatchedRight).toBe(12);
    const suggested = await one.call('reconcile.matches', { caseId, state: 'suggested' });
    const [best, next] = suggested.rows;
    const explained = await one.call('reconcile.explain', { caseId, matchId: best!.id });
    expect(explained.parts.reduce((sum, part) => sum + part.points, 0)).toBe(best!.confidence);

    await one.call('reconcile.accept', { caseId, matchIds: [best!.id] });
    await expect(one.call('reconcile.reject', { caseId, matchIds: [next!.id], reason: '' })).rejects.toThrow('reason');
    const rejected = await one.call('reconcile.reject', { caseId, matchIds: [next!.id], reason: 'Other supplier' });
    const after = await one.call('reconcile.summary', { caseId });
    expect(after).toMatchObject({ accepted: 1, rejected: 1, suggested: before.suggested - 2, unmatchedLeft: before.unmatchedLeft + 1 });
    await one.call('reconcile.undo', { caseId, undoId: rejected.undoId });
    const back = await one.call('reconcile.summary', { caseId });
    expect(back).toMatchObject({
      accepted: 1,
      rejected: 0,
      suggested: before.suggested - 1,
      unmatchedLeft: before.unmatchedLeft,
      unmatchedRight: before.unmatchedRight,
    });
    expect(await one.call('reconcile.undo', { caseId })).toMatchObject({ undone: 'accepted' });
    expect(await one.call('reconcile.undo', { caseId })).toEqual({ undone: null, matchIds: [] });

    const log = await one.call('audit.page', { caseId });
    expect(log.rows.map((row) => row.action)).toEqual(
      expect.arrayContaining(['match.accepted', 'match.rejected', 'match.undone', 'import.finished']),
    );
    expect(log.rows.find((row) => row.action === 'match.rejected')).toMatchObject({ actor: 'Ann Examiner', reason: 'Other supplier' });
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true, findings: [] });
  });

  test('a pair matched by hand leaves the unmatched lists and comes back when undone', async () => {
    const left = await one.call('reconcile.unmatched', { caseId, side: 'left' });
    const right = await one.call('reconcile.unmatched', { caseId, side: 'right' });
    const made = await one.call('reconcile.match', {
      caseId,
      leftId: left.rows[0]!.id,
      rightId: right.rows[0]!.id,
      reason: 'Paid together',
    });
    expect((await one.call('reconcile.unmatched', { caseId, side: 'left' })).total).toBe(left.total - 1);
    await expect(one.call('reconcile.match', { caseId, leftId: left.rows[0]!.id, rightId: right.rows[0]!.id })).rejects.toMatchObject({
      data: { code: 'already-decided' },
    });
    await one.call('reconcile.undo', { caseId, undoId: made.undoId });
    expect((await one.call('reconcile.unmatched', { caseId, side: 'left' })).rows).toEqual(left.rows);
  });

  test('accepted and rejected pairs survive another run, and a rejected pair is not proposed again', async () => {
    const { rows } = await one.call('reconcile.matches', { caseId, state: 'suggested' });
    const [kept, refused] = rows;
    await one.call('reconcile.accept', { caseId, matchIds: [kept!.id] });
    await one.call('reconcile.reject', { caseId, matchIds: [refused!.id], reason: 'No' });
    const { jobId } = await one.call('reconcile.run', { caseId, leftSources: [1, 2], rightSources: [3] });
    await one.finish(jobId);
    const again = await one.call('reconcile.matches', { caseId, state: 'suggested' });
    const pair = (row: typeof refused): string => `${row!.left.id}:${row!.right.id}`;
    expect(again.rows.map(pair)).not.toContain(pair(refused));
    expect(again.rows.map(pair)).not.toContain(pair(kept));
    expect((await one.call('reconcile.matches', { caseId, state: 'accepted' })).rows.map(pair)).toEqual([pair(kept)]);
    expect((await one.call('reconcile.summary', { caseId })).leftTotal).toBe(6);
  });

  test('scores are the same for the same seed; findings need a reason and can be undone', async () => {
    const run = async (): Promise<{ id: number; score: number; risk: number }[]> => {
      const { jobId } = await one.call('flags.run', { caseId, seed: 11 });
      expect(await one.finish(jobId)).toMatchObject({ state: 'done' });
      return (await one.call('flags.page', { caseId })).rows.map(({ id, score, risk }) => ({ id, score, risk }));
    };
    const first = await run();
    expect(first).toHaveLength(12);
    expect(await run()).toEqual(first);
    const id = first[0]!.id;
    await expect(one.call('flags.decide', { caseId, transactionIds: [id], disposition: 'explained' })).rejects.toMatchObject({
      data: { code: 'bad-request' },
    });
    await one.call('flags.decide', { caseId, transactionIds: [id], disposition: 'explained', reason: 'Board minute 12' });
    const explained = await one.call('flags.explain', { caseId, transactionId: id });
    expect(explained).toMatchObject({ flag: { disposition: 'explained' }, history: [{ reason: 'Board minute 12' }] });
    await one.call('flags.undo', { caseId });
    expect((await one.call('flags.explain', { caseId, transactionId: id })).flag.disposition).toBe('open');
  });

  test('exports carry the sources’ hashes, and a ticket works once', async () => {
    const { sources } = await one.call('source.list', { caseId });
    const { jobId } = await one.call('export.run', { caseId, subject: 'reconciliation', format: 'csv' });
    const { result } = await one.finish(jobId);
    const file = await one.app.download(result!['ticket'] as string);
    const text = await new Response(file!.stream).text();
    for (const source of sources) expect(text).toContain(source.sha256);
    expect(await one.app.download(result!['ticket'] as string)).toBeNull();
  });

  test('an import can be taken back whole; its file stays as evidence', async () => {
    await expect(one.call('import.undo', { caseId, sourceId: 3 })).rejects.toMatchObject({ data: { code: 'conflict' } });
    await one.importText(caseId, 'other.csv', LEDGER.replaceAll('2024', '2023'), { kind: 'ledger', account: 'Other' });
    const before = await one.call('transaction.page', { caseId });
    await one.call('import.undo', { caseId, sourceId: 4, reason: 'Wrong year' });
    expect((await one.call('transaction.page', { caseId })).total).toBe(before.total - 6);
    expect((await one.call('source.list', { caseId })).sources.at(-1)).toMatchObject({ state: 'undone' });
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true });
  });

  test('a file that is in the case already is named when it comes again', async () => {
    const { uploadId } = await one.call('import.begin', { caseId, fileName: 'march again.csv', sizeBytes: BANK.length });
    await one.app.upload(uploadId, 0, new TextEncoder().encode(BANK));
    const sealed = await one.call('import.seal', { caseId, uploadId });
    expect(sealed.alreadyImportedAs).toMatchObject({ name: 'march.csv' });
  });

  test('locked: no command gets in; unlocked: everything is there', async () => {
    await one.call('vault.lock', {});
    await expect(one.call('case.list', {})).rejects.toMatchObject({ data: { code: 'vault-locked' } });
    await expect(one.call('vault.unlock', { with: 'passphrase', passphrase: 'wrong words entirely' })).rejects.toMatchObject({
      data: { code: 'vault-wrong-key' },
    });
    // The wait after a wrong passphrase is a second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await one.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE });
    expect((await one.call('case.list', {})).cases).toHaveLength(1);
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true });
    expect(await one.call('audit.verify', { caseId: null })).toMatchObject({ holds: true });
  });

  test('the recovery code opens the vault as well', async () => {
    await one.call('vault.lock', {});
    expect(await one.call('vault.unlock', { with: 'recovery', recoveryCode: one.recoveryCode })).toMatchObject({ state: 'unlocked' });
  });
});
