import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Layout } from '../../src/shared/contract/import.ts';
import { startCase, type Fixture } from './case-fixture.ts';

/** Files of one bank, and what a person has to say about the first one. */
interface Bank {
  readonly name: string;
  readonly first: string;
  readonly told: Partial<Layout>;
  readonly second: string;
  /** Date and amount of each row of the second file. */
  readonly expected: readonly (readonly [string, number])[];
}

const lines = (...rows: string[]): string => `${rows.join('\n')}\n`;
const BANKS: readonly Bank[] = [
  {
    name: 'days and months that can be read either way',
    first: lines('Date,Text,Amount', '03/04/2024,Rent,-900.00', '05/04/2024,Shop,-12.50', '06/04/2024,Pay,2000.00'),
    told: { dateFormat: 'dd/MM/yyyy' },
    second: lines('Date,Text,Amount', '01/05/2024,Rent,-900.00', '02/05/2024,Shop,-8.00'),
    expected: [
      ['2024-05-01', -90_000],
      ['2024-05-02', -800],
    ],
  },
  {
    name: 'one row only, month first',
    first: lines('Posted,Payee,Sum', '03/04/2024,Rent,-900.00', '04/05/2024,Shop,-12.50'),
    told: { dateFormat: 'MM/dd/yyyy' },
    second: lines('Posted,Payee,Sum', '05/06/2024,Rent,-900.00'),
    expected: [['2024-05-06', -90_000]],
  },
  {
    name: 'a card account that writes spending without a minus',
    first: lines('Transaction Date;Merchant;Charged', '2024-03-01;Hotel;120,00', '2024-03-02;Train;49,90', '2024-03-03;Meal;31,00'),
    told: { signRule: 'inverted' },
    second: lines('Transaction Date;Merchant;Charged', '2024-04-01;Hotel;80,00', '2024-04-02;Meal;9,00'),
    expected: [
      ['2024-04-01', -8_000],
      ['2024-04-02', -900],
    ],
  },
  {
    name: 'two columns that both look like the amount',
    first: lines('Day,What,Sum A,Sum B', '2024-03-01,x,-1.00,-7.00', '2024-03-02,y,-2.00,-8.00', '2024-03-05,z,3.00,9.00'),
    told: {
      columns: [
        { index: 0, name: 'Day', role: 'date' },
        { index: 1, name: 'What', role: 'description' },
        { index: 2, name: 'Sum A', role: 'ignore' },
        { index: 3, name: 'Sum B', role: 'amount' },
      ],
    },
    second: lines('Day,What,Sum A,Sum B', '2024-04-01,x,-10.00,-70.00'),
    expected: [['2024-04-01', -7_000]],
  },
  {
    name: 'title rows of another length, and another currency',
    first: lines('Account 1', 'Currency EUR', '', 'Date;Text;Amount', '03.04.2024;Rent;-900,00', '05.04.2024;Shop;-12,50'),
    told: { dateFormat: 'dd.MM.yyyy' },
    second: lines('Account 2', 'Holder', 'Printed 01.06.2024', 'Currency USD', '', 'Date;Text;Amount', '01.05.2024;Rent;-1.900,00'),
    expected: [['2024-05-01', -190_000]],
  },
];

describe('mapping memory', () => {
  let one: Fixture & { caseId: string };
  let caseId: string;
  beforeAll(async () => {
    one = await startCase();
    caseId = one.caseId;
  });
  afterAll(() => one.close());

  const importFile = async (fileName: string, text: string, o: { layout?: Partial<Layout>; saveMappingAs?: string } = {}) => {
    const uploadId = await one.upload(caseId, fileName, text);
    const { jobId } = await one.call('import.run', { caseId, uploadId, kind: 'bank', name: fileName, account: fileName, ...o });
    return await one.finish(jobId);
  };

  test.for(BANKS)('the second file asks nothing and is read exactly: $name', async (bank) => {
    const uploadId = await one.upload(caseId, 'first.csv', bank.first);
    const open = await one.call('import.inspect', { caseId, uploadId });
    expect(open.questions).not.toEqual([]);
    expect(await importFile(`${bank.name} 1`, bank.first, { layout: bank.told, saveMappingAs: bank.name })).toMatchObject({
      state: 'done',
    });
    const second = await one.upload(caseId, 'second.csv', bank.second);
    const inspection = await one.call('import.inspect', { caseId, uploadId: second });
    expect(inspection.questions).toEqual([]);
    expect(inspection).toMatchObject({ mapping: { name: bank.name, version: 1 }, mappingSetAside: null });
    expect(inspection.preview.map((row) => [row.date, row.amountMinor])).toEqual(bank.expected);
    if (bank.second.includes('USD')) expect(inspection.layout.currency).toBe('USD');
    const job = await importFile(`${bank.name} 2`, bank.second);
    expect(job).toMatchObject({ state: 'done' });
    const { sourceId } = job.result as { sourceId: number };
    const { rows } = await one.call('transaction.page', { caseId, sourceId });
    expect(rows.map((row) => [row.date, row.amountMinor])).toEqual(bank.expected);
    expect((await one.call('mapping.list', {})).mappings.find((mapping) => mapping.name === bank.name)).toMatchObject({
      uses: 1,
      version: 1,
    });
  });

  test('a mapping that the file itself speaks against is set aside, and it is said why', async () => {
    const head = 'Booked,Details,Value,Balance after';
    const first = lines(head, '03/04/2024,Rent,900.00,1100.00', '05/04/2024,Shop,100.00,1000.00');
    await importFile('w1', first, { layout: { dateFormat: 'dd/MM/yyyy', signRule: 'inverted' }, saveMappingAs: 'W' });
    const inspect = async (text: string) => await one.call('import.inspect', { caseId, uploadId: await one.upload(caseId, 'w.csv', text) });
    // Here money in is printed positive: the balances prove it.
    const other = await inspect(
      lines(head, '03/05/2024,Pay,100.00,1100.00', '15/05/2024,Pay,50.00,1150.00', '16/05/2024,Fee,-1.00,1149.00'),
    );
    expect(other).toMatchObject({
      mapping: null,
      mappingSetAside: { name: 'W', because: expect.stringContaining('balances') },
      balance: 'proved',
    });
    const american = await inspect(lines(head, '05/13/2024,Rent,100.00,1100.00', '05/14/2024,Shop,100.00,1000.00'));
    expect(american.mapping).toBeNull();
    expect(american.mappingSetAside!.because).toMatch(/dates/);
    expect(american.preview.map((row) => row.date)).toEqual(['2024-05-13', '2024-05-14']);
  });

  test('two banks with one plain header that read it differently: the file decides, and where it can not, it is asked', async () => {
    const text = (...rows: string[]): string => lines('Date,What,Total', ...rows);
    await importFile('x1', text('03/04/2024,a,-1.00', '05/04/2024,b,-2.00'), {
      layout: { dateFormat: 'dd/MM/yyyy' },
      saveMappingAs: 'X day first',
    });
    const second = await importFile('x2', text('03/04/2024,c,-1.00', '05/04/2024,d,-2.00'), {
      layout: { dateFormat: 'MM/dd/yyyy' },
      saveMappingAs: 'X month first',
    });
    expect(second).toMatchObject({ state: 'done' });
    const inspect = async (...rows: string[]) =>
      await one.call('import.inspect', { caseId, uploadId: await one.upload(caseId, 'x.csv', text(...rows)) });
    const open = await inspect('06/05/2024,e,-3.00', '07/05/2024,f,-3.00');
    expect(open.questions.map((question) => question.code)).toEqual(['date-order']);
    expect(open).toMatchObject({ mapping: null, mappingSetAside: { because: expect.stringContaining('both for files of this header') } });
    const decided = await inspect('06/05/2024,e,-3.00', '27/05/2024,f,-3.00');
    expect(decided).toMatchObject({ questions: [], mapping: { name: 'X day first' } });
    expect(decided.preview.map((row) => row.date)).toEqual(['2024-05-06', '2024-05-27']);
  });

  test('a change makes a new version; the old one stays, is used again when asked for, and files say which one read them', async () => {
    const text = lines('When,Note,Money', '03/04/2024,a,-1.00', '04/05/2024,b,-2.00');
    await importFile('v1', text, { layout: { dateFormat: 'dd/MM/yyyy' }, saveMappingAs: 'V' });
    const uploadId = await one.upload(caseId, 'v2.csv', text.replace('a,-1', 'c,-1'));
    expect((await one.call('import.inspect', { caseId, uploadId })).preview[0]!.date).toBe('2024-04-03');
    await importFile('v3', text.replace('a,-1', 'd,-1'), { layout: { dateFormat: 'MM/dd/yyyy' }, saveMappingAs: 'V' });
    const mapping = (await one.call('mapping.list', {})).mappings.find((each) => each.name === 'V')!;
    expect(mapping.version).toBe(2);
    const { versions } = await one.call('mapping.versions', { id: mapping.id });
    expect(versions.map((each) => [each.version, each.layout.dateFormat, each.madeBy])).toEqual([
      [2, 'MM/dd/yyyy', 'Ann Examiner'],
      [1, 'dd/MM/yyyy', 'Ann Examiner'],
    ]);
    const read = (await importFile('v4', text.replace('a,-1', 'e,-1'))).result as { sourceId: number };
    expect((await one.call('transaction.page', { caseId, sourceId: read.sourceId })).rows[0]!.date).toBe('2024-03-04');
    expect((await one.call('source.detail', { caseId, sourceId: read.sourceId })).mapping).toEqual({
      id: mapping.id,
      name: 'V',
      version: 2,
    });
    expect(await one.call('mapping.restore', { id: mapping.id, version: 1 })).toEqual({ version: 3 });
    const again = await one.upload(caseId, 'v5.csv', text.replace('a,-1', 'f,-1'));
    expect(await one.call('import.inspect', { caseId, uploadId: again })).toMatchObject({
      mapping: { version: 3 },
      layout: { dateFormat: 'dd/MM/yyyy' },
    });
    await one.call('mapping.rename', { id: mapping.id, name: 'V renamed' });
    await expect(one.call('mapping.rename', { id: mapping.id, name: 'W' })).rejects.toThrow('another mapping');
    await one.call('mapping.remove', { id: mapping.id });
    await expect(one.call('mapping.rename', { id: mapping.id, name: 'X' })).rejects.toThrow('no such mapping');
    const later = await one.upload(caseId, 'v6.csv', text.replace('a,-1', 'g,-1'));
    expect((await one.call('import.inspect', { caseId, uploadId: later })).mapping).toBeNull();
    expect((await one.call('source.detail', { caseId, sourceId: read.sourceId })).mapping).toMatchObject({ name: 'V', version: 2 });
  });

  test('mappings go from one examiner to another; a name that stands for something else is asked about', async () => {
    const sent = await one.call('mapping.export', {});
    const document = JSON.parse(sent.text) as { mappings: { name: string; versions: { layout: { dateFormat: string } }[] }[] };
    expect(document.mappings.length).toBe(sent.mappings);
    const other = await startCase();
    try {
      const arrived = await other.call('mapping.import', { text: sent.text });
      expect(arrived).toMatchObject({ clashes: [], changed: [], same: [], skipped: [] });
      expect(arrived.added.toSorted()).toEqual(document.mappings.map((mapping) => mapping.name).toSorted());
      expect((await other.call('mapping.import', { text: sent.text })).same).toHaveLength(sent.mappings);
      const bank = BANKS[0]!;
      const uploadId = await other.upload(other.caseId, 'second.csv', bank.second);
      expect(await other.call('import.inspect', { caseId: other.caseId, uploadId })).toMatchObject({
        questions: [],
        mapping: { name: bank.name },
      });

      document.mappings.find((mapping) => mapping.name === bank.name)!.versions[0]!.layout.dateFormat = 'MM/dd/yyyy';
      const changed = JSON.stringify(document);
      const asked = await other.call('mapping.import', { text: changed });
      expect(asked).toMatchObject({ clashes: [{ name: bank.name, layoutDiffers: true, versionsHere: 1, versionsThere: 1 }], same: [] });
      const done = await other.call('mapping.import', { text: changed, choices: { [bank.name]: 'both' } });
      expect(done.added).toEqual([`${bank.name} (2)`]);
      const versioned = await other.call('mapping.import', { text: changed, choices: { [bank.name]: 'version' } });
      expect(versioned.changed).toEqual([bank.name]);
      expect((await other.call('mapping.list', {})).mappings.find((mapping) => mapping.name === bank.name)).toMatchObject({ version: 2 });
      for (const bad of [
        'no json',
        '[]',
        '{"schema":"nexus-mappings/2","exportedAt":"t","mappings":[]}',
        sent.text.replace('"signed"', '"sideways"'),
      ])
        await expect(other.call('mapping.import', { text: bad })).rejects.toThrow(/holds no mappings/);
      const log = await other.call('audit.page', { caseId: null });
      expect(log.rows.map((row) => row.action)).toContain('mapping.imported');
      expect(await other.call('audit.verify', { caseId: null })).toMatchObject({ holds: true, findings: [] });
    } finally {
      await other.close();
    }
  });
});
