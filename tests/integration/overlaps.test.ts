import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCase, type Fixture } from './case-fixture.ts';

const csv = (rows: readonly string[], head = 'Date,Description,Amount'): string => `${head}\n${rows.join('\n')}\n`;
const COFFEE = '2024-03-05,COFFEE BAR,-3.20';
const RENT = '2024-03-06,RENT,-900.00';
const SALARY = '2024-03-07,SALARY,2500.00';

describe('repeats between files of one account', () => {
  let one: Fixture & { caseId: string };
  let caseId: string;
  beforeAll(async () => {
    one = await startCase();
    caseId = one.caseId;
  });
  afterAll(() => one.close());

  const load = async (name: string, text: string, account: string, kind: 'bank' | 'ledger' = 'bank') => {
    const job = await one.importText(caseId, name, text, { kind, account });
    expect(job).toMatchObject({ state: 'done' });
    return job.result as { sourceId: number; duplicates: number; possibleRepeats: number };
  };
  const rowsOf = async (sourceId: number) => (await one.call('transaction.page', { caseId, sourceId, limit: 500 })).rows;
  /** How many rows of some files count. */
  const counted = async (...sourceIds: number[]) =>
    (await Promise.all(sourceIds.map(rowsOf))).flat().filter((row) => row.duplicateOf === null).length;
  const duplicates = async (sourceId: number) => (await one.call('source.detail', { caseId, sourceId })).source.duplicates;

  test('each verdict is kept with its evidence, shown side by side, decided by a person and taken back', async () => {
    const first = await load('a1.csv', csv([COFFEE, COFFEE, RENT]), 'A-1');
    const second = await load('a2.csv', csv([COFFEE, COFFEE, COFFEE, RENT, SALARY]), 'a 1');
    expect(second).toMatchObject({ duplicates: 3, possibleRepeats: 0 });
    const page = await one.call('overlap.page', { caseId, sourceId: second.sourceId });
    expect(page).toMatchObject({ total: 3, counts: { repeat: 3, possible: 0, own: 0, 'left-out': 0 } });
    expect(page.rows[0]).toMatchObject({
      ...{ verdict: 'repeat', rule: 'count', decidedBy: 'engine', decider: 'Ann Examiner' },
      evidence: { account: 'same', description: 'same', identifier: 'unknown', inFile: 3, held: 2 },
      transaction: { sourceId: second.sourceId },
      other: { sourceId: first.sourceId, duplicateOf: null },
    });
    // The earlier file shows the same pairs.
    expect((await one.call('overlap.page', { caseId, sourceId: first.sourceId })).rows).toEqual(page.rows);

    const target = page.rows[0]!;
    const made = await one.call('overlap.decide', {
      caseId,
      transactionIds: [target.transaction.id],
      verdict: 'own',
      reason: 'Two cups were paid on two cards',
    });
    expect(made.changed).toBe(1);
    expect(await counted(first.sourceId, second.sourceId)).toBe(6);
    expect(await duplicates(second.sourceId)).toBe(2);
    const decided = await one.call('overlap.page', { caseId, sourceId: second.sourceId, verdict: 'own' });
    expect(decided.rows).toMatchObject([
      { decidedBy: 'person', reason: 'Two cups were paid on two cards', other: { id: target.other!.id } },
    ]);

    expect(await one.call('overlap.undo', { caseId, act: made.act, reason: 'Same card' })).toEqual({ undone: 1 });
    expect(await counted(first.sourceId, second.sourceId)).toBe(5);
    expect(await duplicates(second.sourceId)).toBe(3);
    const history = await one.call('overlap.history', { caseId, transactionId: target.transaction.id });
    expect(history.decisions.map((one) => [one.verdict, one.decidedBy, one.undoneBy !== null])).toEqual([
      ['repeat', 'person', false],
      ['own', 'person', true],
      ['repeat', 'engine', true],
    ]);
    await expect(one.call('overlap.undo', { caseId, act: made.act })).rejects.toThrow('not in force');
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true, findings: [] });
  });

  test('two formats of one statement: possible repeats, decided in one step, and compared row by row', async () => {
    const first = await load(
      'b1.csv',
      csv(['2024-04-02,TESCO STORES 2231 LONDON,-41.20', '2024-04-03,DD WATER CO,-30.00', '2024-04-04,FEE,-1.00']),
      'B',
    );
    const second = await load(
      'b2.csv',
      csv(
        ['02/04/2024;41,20-;Tesco Stores;T1', '03/04/2024;30,00-;Water company direct debit;T2', '17/04/2024;1,50-;FEE;T3'],
        'Booked;Sum;Text;Reference',
      )
        .replaceAll('-;', ';')
        .replaceAll(';41', ';-41')
        .replaceAll(';30,', ';-30,')
        .replaceAll(';1,5', ';-1,5'),
      'B',
    );
    expect(second).toMatchObject({ duplicates: 0, possibleRepeats: 2 });
    // What is only possible counts until somebody decides.
    expect(await counted(first.sourceId, second.sourceId)).toBe(6);
    const { rows } = await one.call('import.problems', { caseId, sourceId: second.sourceId });
    expect(rows.map((problem) => problem.code)).toContain('DUP-POSSIBLE');
    const done = await one.call('overlap.decide', { caseId, possibleOf: second.sourceId, verdict: 'repeat', reason: 'Same month' });
    expect(done.changed).toBe(2);
    expect(await counted(first.sourceId, second.sourceId)).toBe(4);
    expect(await duplicates(second.sourceId)).toBe(2);
    const compared = await one.call('overlap.compare', { caseId, a: first.sourceId, b: second.sourceId });
    expect(compared).toMatchObject({
      from: '2024-04-02',
      to: '2024-04-04',
      outsideA: 0,
      outsideB: 1,
      counts: { 'only-a': 1, 'only-b': 0, differs: 2, same: 0 },
    });
    expect(compared.rows[0]).toMatchObject({
      kind: 'differs',
      a: { description: 'TESCO STORES 2231 LONDON' },
      b: { description: 'Tesco Stores' },
      differs: ['description'],
    });
    expect((await one.call('overlap.compare', { caseId, a: first.sourceId, b: second.sourceId, kind: 'only-a' })).rows).toMatchObject([
      { a: { description: 'FEE' }, b: null },
    ]);
    await one.call('overlap.undo', { caseId, act: done.act });
    expect((await one.call('overlap.page', { caseId, sourceId: second.sourceId })).counts).toMatchObject({ possible: 2, repeat: 0 });
  });

  test('accounts, and a ledger that repeats the bank on purpose, are never mixed', async () => {
    await load('c1.csv', csv([COFFEE, RENT]), 'C');
    expect(await load('d1.csv', csv([COFFEE, RENT]), 'D')).toMatchObject({ duplicates: 0, possibleRepeats: 0 });
    expect(await load('c-ledger.csv', csv([COFFEE, RENT, SALARY]), 'C', 'ledger')).toMatchObject({ duplicates: 0, possibleRepeats: 0 });
  });

  test('taking a file out decides anew on what rested on it: a movement of three files is still one', async () => {
    const files = [
      await load('e1.csv', csv([COFFEE, RENT]), 'E'),
      await load('e2.csv', csv([COFFEE, RENT, COFFEE]), 'E'),
      await load('e3.csv', csv([RENT, COFFEE, COFFEE, SALARY]), 'E'),
    ];
    const [a, b, c] = files.map((file) => file.sourceId) as [number, number, number];
    expect(files.map((file) => file.duplicates)).toEqual([0, 2, 3]);
    await one.call('import.undo', { caseId, sourceId: a, reason: 'wrong file' });
    expect(await counted(b, c)).toBe(4);
    expect(await duplicates(b)).toBe(0);
    expect(await duplicates(c)).toBe(3);
    await one.call('import.undo', { caseId, sourceId: b, reason: 'wrong file' });
    expect(await counted(c)).toBe(4);
    expect(await duplicates(c)).toBe(0);
    expect((await one.call('overlap.page', { caseId, sourceId: c })).total).toBe(3);
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true, findings: [] });
  });

  test('a possible repeat of a file that is taken out is looked for in the others', async () => {
    const words = (text: string): string => csv([`2024-05-05,${text},-10.00`, '2024-05-06,SOMETHING,-1.00']);
    const a = await load('f1.csv', words('alpha'), 'F');
    await load('f2.csv', words('beta'), 'F');
    const c = await load('f3.csv', words('gamma'), 'F');
    const before = await one.call('overlap.page', { caseId, sourceId: c.sourceId, verdict: 'possible' });
    expect(before.rows).toHaveLength(1);
    await one.call('import.undo', { caseId, sourceId: a.sourceId, reason: 'wrong file' });
    const after = await one.call('overlap.page', { caseId, sourceId: c.sourceId, verdict: 'possible' });
    expect(after.rows).toHaveLength(1);
    expect(after.rows[0]!.other!.description).toBe('beta');
  });

  test('rows chosen one by one before the import: added in spite of the counts, or stored and left out', async () => {
    await load('g1.csv', csv([COFFEE, RENT]), 'G');
    const uploadId = await one.upload(caseId, 'g2.csv', csv([COFFEE, RENT, SALARY]));
    // What the import would find is shown before it, by the numbers that the choices take.
    const preview = await one.call('overlap.preview', { caseId, uploadId, kind: 'bank', account: 'G' });
    expect(preview).toMatchObject({ repeats: 2, possible: 0 });
    expect(preview.rows).toMatchObject([
      { row: 1, verdict: 'repeat', rule: 'count', other: { description: 'COFFEE BAR' } },
      { row: 2, verdict: 'repeat', rule: 'count', other: { description: 'RENT' } },
    ]);
    expect((await one.call('overlap.preview', { caseId, uploadId, kind: 'ledger', account: 'G' })).repeats).toBe(0);
    const { jobId } = await one.call('import.run', {
      ...{ caseId, uploadId, kind: 'bank', name: 'g2.csv', account: 'G' },
      rowChoices: { add: [1, 3], skip: [2], reason: 'The bank booked it twice' },
    });
    const { sourceId } = (await one.finish(jobId)).result as { sourceId: number };
    const rows = await rowsOf(sourceId);
    expect(rows.map((row) => row.duplicateOf)).toEqual([null, rows[1]!.id, null]);
    expect(await duplicates(sourceId)).toBe(1);
    const page = await one.call('overlap.page', { caseId, sourceId });
    expect(page.counts).toMatchObject({ own: 1, 'left-out': 1, repeat: 0 });
    expect(page.rows.every((pair) => pair.reason === 'The bank booked it twice')).toBe(true);
    // The row that was left out is no movement that the next file could repeat.
    const later = await load('g3.csv', csv([RENT, SALARY, '2024-03-08,X,1.00']), 'G');
    expect(later.duplicates).toBe(2);
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true, findings: [] });
  });

  test('what can not be a repeat is refused: other amounts, rows of accepted matches, a row of itself', async () => {
    const a = await load('h1.csv', csv([COFFEE, RENT]), 'H');
    const b = await load('h2.csv', csv([COFFEE, SALARY]), 'H');
    const [mine, theirs] = [await rowsOf(a.sourceId), await rowsOf(b.sourceId)];
    const decide = (id: number, otherId: number) =>
      one.call('overlap.decide', { caseId, transactionIds: [id], otherId, verdict: 'repeat' });
    await expect(decide(mine[1]!.id, mine[0]!.id)).rejects.toThrow('not of one amount');
    await expect(decide(mine[0]!.id, theirs[0]!.id)).rejects.toThrow('repeats transaction');
    const ledger = await load('h-ledger.csv', csv([RENT]), 'H', 'ledger');
    const right = (await rowsOf(ledger.sourceId))[0]!;
    await one.call('reconcile.match', { caseId, leftId: mine[1]!.id, rightId: right.id, reason: 'rent' });
    await expect(one.call('overlap.decide', { caseId, transactionIds: [mine[1]!.id], verdict: 'left-out' })).rejects.toThrow(
      'accepted match',
    );
    // Whoever has no right to import has none to decide, and nothing was changed.
    expect(await counted(a.sourceId)).toBe(2);
  });
});
