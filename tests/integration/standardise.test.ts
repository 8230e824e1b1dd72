import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startCase, type Fixture } from './case-fixture.ts';

const PAYMENTS = `Date,Counterparty,Description,Category,Amount
2024-01-05,Northern Water Ltd,Water bill January,Utilities,-40.00
2024-02-05,NORTHERN WATER LIMITED,Water bill February,Utilities,-41.00
2024-03-05,Northern Water,Water bill March,Utilities,-42.00
2024-03-09,Harbour Cafe,Lunch,Meals,-12.00
2024-03-10,Harbor Café Ltd,Lunch,Meals,-13.00
2024-03-11,Quill & Sons GmbH,Paper,,-90.00
2024-03-12,Quill und Sons,Paper,,-91.00
2024-03-15,Ashdown Grants,Grant 2024-7,,500.00
`;

describe('standardisation of a case', () => {
  let one: Fixture & { caseId: string; recoveryCode: string };
  let caseId: string;
  beforeAll(async () => {
    one = await startCase();
    caseId = one.caseId;
    await one.importText(caseId, 'payments.csv', PAYMENTS, { kind: 'bank', account: 'A' });
  });
  afterAll(() => one.close());

  const run = async (acceptFrom?: number): Promise<Record<string, unknown>> => {
    const { jobId } = await one.call('standardise.run', { caseId, ...(acceptFrom === undefined ? {} : { acceptFrom }) });
    const job = await one.finish(jobId);
    expect(job).toMatchObject({ state: 'done' });
    return job.result!;
  };
  const vendors = async (): Promise<Record<string, number>> =>
    Object.fromEntries((await one.call('vendor.page', { caseId })).rows.map((row) => [row.name, row.rows]));
  const rows = async () => (await one.call('category.page', { caseId })).rows;
  const categoryId = async (code: string): Promise<number> =>
    (await one.call('category.list', { caseId })).categories.find((row) => row.code === code)!.id;
  const raw = async () =>
    (await one.call('transaction.page', { caseId })).rows.map(({ counterparty, category, description }) => [
      counterparty,
      category,
      description,
    ]);

  test('spellings of one vendor come together, each join is a change that names its reason', async () => {
    const before = await raw();
    expect(await run()).toMatchObject({ rows: 8 });
    expect(await vendors()).toEqual({ 'Northern Water Ltd': 3, 'Harbour Cafe': 2, 'Quill & Sons GmbH': 2, 'Ashdown Grants': 1 });
    // The raw transactions are as they were.
    expect(await raw()).toEqual(before);
    const { rows: changes } = await one.call('operation.page', { caseId });
    expect(changes.map((change) => [change.of, change.field, change.oldValue, change.newValue, change.origin])).toContainEqual([
      'NORTHERN WATER LIMITED', 'vendor', null, 'Northern Water Ltd', 'vendor',
    ]); // prettier-ignore
    expect(await run()).toMatchObject({ operations: 0 });
    const overview = await one.call('standardise.overview', { caseId });
    expect(overview).toMatchObject({ rows: 8, stale: false });
    expect(overview.stages.find((stage) => stage.id === 'vendor')).toMatchObject({ saw: 8, did: 4 });
  });

  test('taken apart and put together by a person, and later runs keep to it', async () => {
    const page = await one.call('vendor.page', { caseId, filter: [{ op: 'text', column: 'name', value: 'harbour' }] });
    const cafe = page.rows[0]!;
    expect(cafe).toMatchObject({ spellings: 2, alike: 1, outMinor: 2500 });
    const members = await one.call('vendor.members', { caseId, vendorId: cafe.id });
    const other = members.rows.find((row) => row.spelling === 'Harbor Café Ltd')!;
    expect(other.joinedBy).toBe('similar');
    const apart = await one.call('vendor.unmerge', { caseId, nameIds: [other.id] });
    expect(await run()).toMatchObject({ operations: 0 });
    expect(await vendors()).toMatchObject({ 'Harbour Cafe': 1, 'Harbor Café Ltd': 1 });
    await one.call('standardise.undo', { caseId, runId: apart.undoId });
    expect(await vendors()).toMatchObject({ 'Harbour Cafe': 2 });

    const list = (await one.call('vendor.page', { caseId })).rows;
    const id = (name: string): number => list.find((row) => row.name === name)!.id;
    const merged = await one.call('vendor.merge', {
      caseId,
      vendorIds: [id('Ashdown Grants'), id('Quill & Sons GmbH')],
      name: 'Ashdown & Quill',
    });
    await run();
    expect(await vendors()).toEqual({ 'Northern Water Ltd': 3, 'Harbour Cafe': 2, 'Ashdown & Quill': 3 });
    await one.call('standardise.undo', { caseId, runId: merged.undoId });
    expect(await vendors()).toEqual({ 'Northern Water Ltd': 3, 'Harbour Cafe': 2, 'Quill & Sons GmbH': 2, 'Ashdown Grants': 1 });
    await expect(one.call('standardise.undo', { caseId, runId: merged.undoId })).rejects.toMatchObject({
      data: { code: 'already-decided' },
    });
  });

  test('the files’ own categories get their meaning once', async () => {
    const { texts } = await one.call('category.list', { caseId });
    expect(texts.map(({ text, rows: n }) => [text, n])).toEqual([['Utilities', 3], ['Meals', 2]]); // prettier-ignore
    const meals = await categoryId('4800');
    const mapped = await one.call('category.map', { caseId, textId: texts[1]!.id, categoryId: meals });
    expect(mapped.changed).toBe(2);
    expect((await rows()).filter((row) => row.categoryId === meals).map((row) => row.categoryBy)).toEqual(['text', 'text']);
    await run();
    expect((await rows()).filter((row) => row.categoryId === meals)).toHaveLength(2);
    await one.call('standardise.undo', { caseId, runId: mapped.undoId });
    expect((await rows()).filter((row) => row.categoryId !== null)).toEqual([]);
  });

  test('decisions teach, proposals say why, and can be taken all at once', async () => {
    const utilities = await categoryId('3200');
    const water = (await rows()).filter((row) => row.vendor === 'Northern Water Ltd');
    await one.call('category.decide', { caseId, transactionIds: water.slice(0, 2).map((row) => row.id), categoryId: utilities });
    await run();
    const proposed = await one.call('category.page', { caseId, state: 'proposed' });
    expect(proposed.rows[0]).toMatchObject({
      id: water[2]!.id, proposedId: utilities, confidence: 83, because: 'All 2 of your decisions for this vendor were Utilities.',
    }); // prettier-ignore
    expect(await run(80)).toMatchObject({ operations: 1 });
    expect((await rows()).find((row) => row.id === water[2]!.id)).toMatchObject({ categoryId: utilities, categoryBy: 'category-model' });
    const history = await one.call('operation.page', { caseId, transactionId: water[2]!.id });
    expect(history.rows[0]).toMatchObject({
      field: 'category',
      oldValue: null,
      newValue: 'Utilities',
      origin: 'category-model',
      undone: false,
    });
    await one.call('standardise.undo', { caseId, operationIds: [history.rows[0]!.id] });
    expect((await rows()).find((row) => row.id === water[2]!.id)).toMatchObject({ categoryId: null });
    await expect(one.call('category.remove', { caseId, id: utilities })).rejects.toMatchObject({ data: { code: 'conflict' } });
  });

  test('a rule is tried before it is saved, versioned when it changes, and undone as a whole', async () => {
    const office = await categoryId('4200');
    const body = {
      title: 'Paper is office',
      conditions: [
        { on: 'text' as const, column: 'description' as const, test: 'matches' as const, value: '^pap.r$' },
        { on: 'sign' as const, sign: 'out' as const },
      ],
      actions: [
        { set: 'category' as const, categoryId: office },
        { set: 'tag' as const, tag: 'stationery' },
      ],
    };
    const preview = await one.call('rule.preview', { caseId, body: { ...body, stop: false } });
    expect(preview).toMatchObject({ looked: 8, complete: true, matched: 2, changes: 2, conflicts: [], problem: null });
    expect(preview.first[0]!.becomes).toEqual([{ field: 'category', from: '', to: 'Office and stationery' }, { field: 'tag', from: '', to: 'stationery' }]); // prettier-ignore
    expect(await one.call('rule.preview', { caseId, body: { ...body, conditions: [{ on: 'text', column: 'description', test: 'matches', value: '(a' }] } })).toMatchObject({ matched: 0, problem: expect.stringContaining('bracket') }); // prettier-ignore
    const saved = await one.call('rule.save', { caseId, body });
    expect(saved.version).toBe(1);
    expect((await one.call('standardise.overview', { caseId })).stale).toBe(true);
    expect(await run()).toMatchObject({ operations: 4 });
    expect((await rows()).filter((row) => row.tags.includes('stationery'))).toHaveLength(2);

    // A second rule on the same rows is told of the first.
    const other = await one.call('rule.preview', {
      caseId,
      body: { ...body, actions: [{ set: 'category', categoryId: await categoryId('4100') }] },
    });
    expect(other.conflicts).toEqual([{ ruleId: saved.id, title: 'Paper is office', rows: 2, kind: 'overrides' }]);

    expect((await one.call('rule.save', { caseId, id: saved.id, body: { ...body, actions: [{ set: 'transfer' }] } })).version).toBe(2);
    const second = await run();
    const changes = await one.call('operation.page', { caseId, runId: second['runId'] as number });
    expect(changes.rows.map((change) => change.ruleVersion).filter((version) => version !== null)).toEqual([2, 2]);
    const paper = (await rows()).filter((row) => row.description === 'Paper');
    expect(paper.map((row) => [row.transfer, row.categoryId, row.tags])).toEqual([[true, null, []], [true, null, []]]); // prettier-ignore

    const undone = await one.call('standardise.undo', { caseId, runId: second['runId'] as number });
    expect(undone).toEqual({ undone: 6, jobId: null });
    expect((await rows()).filter((row) => row.categoryId === office && row.tags.includes('stationery') && !row.transfer)).toHaveLength(2);
    await one.call('rule.enable', { caseId, id: saved.id, enabled: false });
    await run();
    expect((await rows()).filter((row) => row.tags.length > 0 || row.transfer)).toEqual([]);
  });

  test('a rule on the account means the account of the row', async () => {
    const matched = async (value: string): Promise<number> =>
      (
        await one.call('rule.preview', {
          caseId,
          body: { title: 'A', conditions: [{ on: 'text', column: 'account', test: 'equals', value }], actions: [{ set: 'transfer' }] },
        })
      ).matched;
    expect([await matched('a'), await matched('b')]).toEqual([8, 0]);
    const { id } = await one.call('rule.save', {
      caseId,
      body: { title: 'A', conditions: [{ on: 'text', column: 'account', test: 'equals', value: 'A' }], actions: [{ set: 'tag', tag: 'of A' }] },
    }); // prettier-ignore
    await run();
    expect((await rows()).filter((row) => row.tags.includes('of A'))).toHaveLength(8);
    await one.call('rule.remove', { caseId, id });
    await run();
  });

  test('what a person decided stands above rules', async () => {
    const [paper, insurance] = [(await rows()).find((row) => row.description === 'Paper')!, await categoryId('4500')];
    await one.call('category.decide', { caseId, transactionIds: [paper.id], categoryId: insurance });
    await one.call('rule.save', { caseId, body: { title: 'All', conditions: [{ on: 'amount', fromMinor: null, toMinor: null }], actions: [{ set: 'category', categoryId: await categoryId('7900') }] } }); // prettier-ignore
    await run();
    const after = await rows();
    expect(after.find((row) => row.id === paper.id)).toMatchObject({ categoryId: insurance, categoryBy: 'person' });
    expect(after.filter((row) => row.categoryBy === 'rule')).toHaveLength(8 - 1 - 2);
  });

  test('what a rule leaves out is not scored, and is again when the rule is off', async () => {
    const scored = async (): Promise<unknown> => {
      const { jobId } = await one.call('flags.run', { caseId });
      return (await one.finish(jobId)).result!['scored'];
    };
    expect(await scored()).toBe(8);
    const { id } = await one.call('rule.save', {
      caseId,
      body: { title: 'Lunches', conditions: [{ on: 'text', column: 'description', test: 'equals', value: 'lunch' }], actions: [{ set: 'excluded', reason: 'Petty' }] },
    }); // prettier-ignore
    await run();
    expect(await scored()).toBe(6);
    await one.call('rule.remove', { caseId, id });
    await run();
    expect(await scored()).toBe(8);
  });

  test('a spelling whose vendor takes another name, or becomes part of another vendor, has a change that says so', async () => {
    const file = (...names: string[]): string =>
      ['Date,Counterparty,Description,Category,Amount', ...names.map((name, i) => `2024-06-0${i + 1},${name},Fee,,-${i + 7}.00`)].join(
        '\n',
      );
    await one.importText(caseId, 'cut.csv', file('JUNIPER HILL PRIMA', 'Alder Quay', 'Alder Quay', 'Alder Quay UK Services Online'), {
      kind: 'bank',
      account: 'C',
    });
    await run();
    await one.importText(caseId, 'whole.csv', file('Juniper Hill Primary School', 'Alder Quay UK'), { kind: 'bank', account: 'D' });
    const { runId } = await run();
    expect(await vendors()).toMatchObject({ 'Juniper Hill Primary School': 2, 'Alder Quay': 4 });
    const { rows: changes } = await one.call('operation.page', { caseId, runId: runId as number });
    const ofNames = changes.filter((change) => change.subject === 'name');
    expect(ofNames.map((change) => `${change.of}: ${change.oldValue} → ${change.newValue}`).sort()).toEqual([
      'Alder Quay UK Services Online: Alder Quay UK Services Online → Alder Quay',
      'Alder Quay UK: null → Alder Quay',
      'JUNIPER HILL PRIMA: null → Juniper Hill Primary School',
    ]);
    expect(await run()).toMatchObject({ operations: 0 });
    // An import that is taken out leaves the vendors' totals at once.
    const { sources } = await one.call('source.list', { caseId });
    await one.call('import.undo', { caseId, sourceId: sources.find((source) => source.name === 'whole.csv')!.id });
    expect(await vendors()).toMatchObject({ 'Juniper Hill Primary School': 1, 'Alder Quay': 3 });
    const sum = async (): Promise<number> => Object.values(await vendors()).reduce((a, b) => a + b, 0);
    const before = await sum();
    await run();
    expect(await sum()).toBe(before);
  });

  test('undoing more than one step can hold is finished by a job', async () => {
    const many = Array.from({ length: 10_500 }, (_, i) => `2024-05-0${1 + (i % 9)},Bulk Supplies,Parcel ${i},,-${i + 1}.00`);
    await one.importText(caseId, 'many.csv', ['Date,Counterparty,Description,Category,Amount', ...many].join('\n'), {
      kind: 'bank',
      account: 'B',
    });
    await one.call('rule.save', {
      caseId,
      body: { title: 'Parcels', conditions: [{ on: 'text', column: 'description', test: 'starts', value: 'parcel' }], actions: [{ set: 'vendor', name: 'Post' }, { set: 'transfer' }] },
    }); // prettier-ignore
    const { runId } = await run();
    expect(await vendors()).toMatchObject({ Post: 10_500 });
    const undone = await one.call('standardise.undo', { caseId, runId: runId as number });
    expect(undone.jobId).not.toBeNull();
    expect(await one.finish(undone.jobId!)).toMatchObject({ state: 'done' });
    expect(await vendors()).toMatchObject({ 'Bulk Supplies': 10_500 });
    const left = await one.call('category.page', { caseId, filter: [{ op: 'is', column: 'transfer', value: 1 }] });
    expect(left.total).toBe(0);
  });

  test('a run that is stopped, at whatever point, leaves no change behind', async () => {
    const total = async (): Promise<number> => (await one.call('operation.page', { caseId })).total;
    await one.call('rule.save', { caseId, body: { title: 'Everything', conditions: [{ on: 'amount', fromMinor: null, toMinor: null }], actions: [{ set: 'tag', tag: 'seen' }] } }); // prettier-ignore
    const before = await total();
    for (const afterMs of [0, 150, 400]) {
      const { jobId } = await one.call('standardise.run', { caseId });
      await new Promise((resolve) => setTimeout(resolve, afterMs));
      const { job } = await one.call('job.cancel', { jobId });
      // A fast machine may have finished by then, and a finished run stays.
      if (job.state === 'done') break;
      expect(job.state).toBe('cancelled');
      expect(await total()).toBe(before);
    }
    await run();
    expect(await total()).toBeGreaterThanOrEqual(before + 10_500);
  });

  test('every step is in a log that verifies', async () => {
    const log = await one.call('audit.page', { caseId });
    expect(log.rows.map((row) => row.action)).toEqual(
      expect.arrayContaining([
        'standardise.started', 'standardise.finished', 'standardise.undone', 'vendor.merged', 'vendor.unmerged', 'category.decided', 'category.mapped', 'rule.saved',
      ]),
    ); // prettier-ignore
    expect(await one.call('audit.verify', { caseId })).toMatchObject({ holds: true, findings: [] });
  });
});
