import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CONTRACT, type CommandName } from '../../src/shared/contract/table.ts';
import { newId } from '../../src/shared/ids.ts';
import { PERMISSIONS, ROLES, type Role } from '../../src/shared/roles.ts';
import { bankText } from '../fault/application-files.ts';
import { PASSPHRASE, startApplication, type Fixture } from '../integration/case-fixture.ts';

const COMMANDS = Object.keys(CONTRACT) as CommandName[];
/** They end the session that is being tried, or make keys at length; what guards them is the same check as for the others. */
const ENDS_THE_SESSION = ['vault.lock', 'vault.unlock', 'vault.create'];

const RULE = { title: 'R', conditions: [{ on: 'sign', sign: 'in' }], actions: [{ set: 'transfer' }] } as const;

const codeOf = async (call: Promise<unknown>): Promise<string> => {
  try {
    await call;
    return 'allowed';
  } catch (error) {
    return (error as { data?: { code: string } }).data?.code ?? `no operating error: ${String(error)}`;
  }
};

describe('rights at the application', () => {
  let one: Fixture;
  let caseId: string;
  let otherCaseId: string;
  const users = new Map<Role, string>();

  const unlockAs = (role: Role) =>
    one.call('vault.unlock', { with: 'passphrase', passphrase: `${PASSPHRASE} ${role}`, userId: users.get(role)! });
  const become = async (role: Role): Promise<void> => {
    await one.call('vault.lock', {});
    await unlockAs(role);
  };

  /** A well-formed input that changes nothing that other checks rest on. */
  const inputOf = (name: CommandName): unknown => {
    const ghost = newId();
    const inputs: Partial<Record<CommandName, object>> = {
      'case.create': { name: 'Made' },
      'case.rename': { caseId: ghost, name: 'X', reference: '' },
      'vault.changePassphrase': { current: 'not the one at all', next: 'whatever it may be here' },
      'vault.newRecoveryCode': { passphrase: 'not the one at all' },
      'vault.addUser': { name: 'New', role: 'judge', passphrase: 'a' },
      'vault.setKeyring': { enrol: false },
      'vault.removeSlot': { slotId: 'none' },
      'vault.setAutoLock': { minutes: 10 },
      'vault.create': { name: 'V', userName: 'U', passphrase: PASSPHRASE },
      'vault.unlock': { with: 'keyring' },
      'import.begin': { caseId: ghost, fileName: 'a.csv', sizeBytes: 1 },
      'import.seal': { caseId: ghost, uploadId: ghost },
      'import.inspect': { caseId: ghost, uploadId: ghost },
      'import.discard': { caseId: ghost, uploadId: ghost },
      'import.run': { caseId: ghost, uploadId: ghost, kind: 'bank', name: 'N' },
      'import.undo': { caseId: ghost, sourceId: 1 },
      'import.problems': { caseId, sourceId: 1 },
      'mapping.remove': { id: 9_999 },
      'mapping.versions': { id: 9_999 },
      'mapping.rename': { id: 9_999, name: 'N' },
      'mapping.restore': { id: 9_999, version: 1 },
      'mapping.import': { text: '{}' },
      'overlap.page': { caseId, sourceId: 1 },
      'overlap.preview': { caseId: ghost, uploadId: ghost, kind: 'bank' },
      'overlap.history': { caseId, transactionId: 1 },
      'overlap.decide': { caseId: ghost, transactionIds: [1], verdict: 'own', reason: 'R' },
      'overlap.undo': { caseId: ghost, act: 1, reason: 'R' },
      'overlap.compare': { caseId, a: 1, b: 1 },
      'source.detail': { caseId, sourceId: 1 },
      'quality.source': { caseId, sourceId: 1 },
      'transaction.source': { caseId, transactionId: 1 },
      'standardise.run': { caseId: ghost },
      'standardise.undo': { caseId: ghost, runId: 1 },
      'category.save': { caseId: ghost, code: '1', name: 'N', parentId: null, kind: 'expense' },
      'category.remove': { caseId: ghost, id: 1 },
      'category.map': { caseId: ghost, textId: 1, categoryId: null },
      'category.decide': { caseId: ghost, transactionIds: [1], categoryId: null },
      'vendor.members': { caseId, vendorId: 1 },
      'vendor.merge': { caseId: ghost, vendorIds: [1, 2] },
      'vendor.unmerge': { caseId: ghost, nameIds: [1] },
      'vendor.rename': { caseId: ghost, vendorId: 1, name: 'N' },
      'rule.preview': { caseId, body: RULE },
      'rule.save': { caseId: ghost, body: RULE },
      'rule.reorder': { caseId: ghost, ids: [1] },
      'rule.enable': { caseId: ghost, id: 1, enabled: true },
      'rule.remove': { caseId: ghost, id: 1 },
      'reconcile.run': { caseId: ghost, leftSources: [1], rightSources: [2] },
      'reconcile.matches': { caseId, state: 'suggested' },
      'reconcile.unmatched': { caseId, side: 'left' },
      'reconcile.explain': { caseId, matchId: 1 },
      'reconcile.candidates': { caseId, transactionId: 1 },
      'reconcile.accept': { caseId: ghost, matchIds: [1] },
      'reconcile.reject': { caseId: ghost, matchIds: [1], reason: 'No' },
      'reconcile.match': { caseId: ghost, leftId: 1, rightId: 2 },
      'reconcile.undo': { caseId: ghost },
      'flags.run': { caseId: ghost },
      'flags.explain': { caseId, transactionId: 1 },
      'flags.decide': { caseId: ghost, transactionIds: [1], disposition: 'explained', reason: 'R' },
      'flags.undo': { caseId: ghost },
      'export.run': { caseId: ghost, subject: 'flags', format: 'csv' },
      'job.get': { jobId: ghost },
      'job.cancel': { jobId: ghost },
      'settings.set': { mode: 'dark' },
    };
    return CONTRACT[name].input.parse(inputs[name] ?? { caseId });
  };

  beforeAll(async () => {
    one = await startApplication();
    const passphrase = `${PASSPHRASE} administrator`;
    const made = await one.call('vault.create', { name: 'Rights', userName: 'administrator', role: 'administrator', passphrase });
    users.set('administrator', made.status.user!.id);
    for (const role of ROLES)
      if (role !== 'administrator')
        users.set(role, (await one.call('vault.addUser', { name: role, role, passphrase: `${PASSPHRASE} ${role}` })).user.id);
    caseId = (await one.call('case.create', { name: '50% of_it \\ here' })).case.id;
    otherCaseId = (await one.call('case.create', { name: 'Other' })).case.id;
    await one.importText(caseId, 'bank.csv', `${bankText(30)}2023-12-01,100% sure_thing,1.00,\n`, { kind: 'bank', account: 'A' });
  }, 120_000);
  afterAll(() => one.close());

  test.each(ROLES)('%s: forbidden exactly where the table of roles says', { timeout: 60_000 }, async (role) => {
    await become(role);
    const wrong: string[] = [];
    for (const name of COMMANDS) {
      if (ENDS_THE_SESSION.includes(name) || name === 'case.openSample') continue;
      const allowed = (PERMISSIONS[CONTRACT[name].permission] as readonly Role[]).includes(role);
      const code = await codeOf(one.app.execute(name, inputOf(name), { windowId: 'rights' }));
      if ((code !== 'forbidden') !== allowed) wrong.push(`${name}: ${code}`);
      if (code === 'internal' || code.startsWith('no operating')) wrong.push(`${name}: ${code}`);
    }
    expect(wrong).toEqual([]);
    await one.app.idle();
  });

  test('a locked vault refuses everything but what anyone may ask', async () => {
    await become('administrator');
    await one.call('vault.lock', {});
    const codes: Record<string, string> = {};
    for (const name of COMMANDS.filter((n) => CONTRACT[n].permission !== 'anyone'))
      codes[name] = await codeOf(one.app.execute(name, inputOf(name), { windowId: 'rights' }));
    expect(new Set(Object.values(codes))).toEqual(new Set(['vault-locked']));
    expect(await one.call('vault.status', {})).toMatchObject({ state: 'locked', user: null });
    expect(await codeOf(one.app.upload(newId(), 0, new Uint8Array(3)))).toBe('vault-locked');
    expect(await one.app.download('A'.repeat(43))).toBeNull();
    await unlockAs('administrator');
  });

  test('an upload belongs to its case and to the session it was begun in', async () => {
    await become('examiner');
    const bytes = new TextEncoder().encode(bankText(5));
    const { uploadId } = await one.call('import.begin', { caseId, fileName: 'a.csv', sizeBytes: bytes.length });
    for (const name of ['import.seal', 'import.discard', 'import.inspect'] as const)
      expect(await codeOf(one.call(name, { caseId: otherCaseId, uploadId }))).toBe('not-found');
    expect(await codeOf(one.call('import.run', { caseId: otherCaseId, uploadId, kind: 'bank', name: 'X' }))).toBe('not-found');
    // It is as it was: slices are taken, in order and of the announced length only.
    expect(await codeOf(one.app.upload(uploadId, 1, bytes.slice()))).toBe('conflict');
    expect(await codeOf(one.app.upload(uploadId, 0, new Uint8Array(bytes.length + 1)))).toBe('too-large');
    expect(await codeOf(one.call('import.seal', { caseId, uploadId }))).toBe('conflict');
    await one.app.upload(uploadId, 0, bytes.slice());
    expect(await codeOf(one.app.upload(uploadId, 0, bytes.slice()))).toBe('conflict');
    await become('administrator');
    expect(await codeOf(one.app.upload(uploadId, 1, bytes.slice()))).toBe('not-found');
    expect(await codeOf(one.call('import.seal', { caseId, uploadId }))).toBe('not-found');
    expect(readdirSync(join(one.folder, 'vault', 'cases', caseId, 'blobs')).filter((name) => name.endsWith('.part'))).toEqual([]);
  });

  test('a finished export is not handed out after a lock, nor to a role that may not export', async () => {
    await become('examiner');
    const first = await one.finish((await one.call('export.run', { caseId, subject: 'transactions', format: 'csv' })).jobId);
    await become('judge');
    expect(await one.app.download(first.result!['ticket'] as string)).toBeNull();
    // An export that is interrupted by a lock runs again in the session of whoever unlocks next.
    await become('examiner');
    const { jobId } = await one.call('export.run', { caseId, subject: 'transactions', format: 'pdf' });
    await become('judge');
    await one.app.idle();
    const { job } = await one.call('job.get', { jobId });
    expect(job.state).toBe('done');
    expect(await one.app.download(job.result!['ticket'] as string)).toBeNull();
  });

  test('hostile inputs reach nothing: columns, wildcards, pages, keys, names', { timeout: 60_000 }, async () => {
    await become('administrator');
    const { total } = await one.call('transaction.page', { caseId });
    expect(total).toBe(31);
    await one.finish((await one.call('flags.run', { caseId })).jobId);
    for (const column of ['amountMinor; DROP TABLE txn', '__proto__', 'constructor', 't.id', 'id"--', ''])
      for (const name of ['transaction.page', 'flags.page', 'audit.page'] as const)
        expect(await codeOf(one.call(name, { caseId, filter: [{ column, op: 'is', value: 1 }] } as never)), `${name} ${column}`).toBe(
          'bad-request',
        );
    for (const sort of ['amountMinor; DROP TABLE txn', '-id--'])
      expect(CONTRACT['transaction.page'].input.safeParse({ caseId, sort: [sort] }).success).toBe(false);
    for (const sort of ['constructor', 'toString', 'hasOwnProperty'])
      expect(await codeOf(one.call('transaction.page', { caseId, sort: [sort] }))).toBe('bad-request');
    const matching = async (value: string) =>
      (await one.call('transaction.page', { caseId, filter: [{ column: 'description', op: 'text', value }] })).total;
    expect([
      await matching('%'),
      await matching('_'),
      await matching('\\'),
      await matching("' OR 1=1 --"),
      await matching('100% s'),
    ]).toEqual([1, 1, 0, 0, 1]);
    expect((await one.call('audit.page', { caseId, filter: [{ column: 'summary', op: 'text', value: '%' }] })).total).toBe(0);
    const huge = Number.MAX_SAFE_INTEGER;
    for (const name of ['transaction.page', 'flags.page', 'audit.page'] as const)
      expect((await one.call(name, { caseId, offset: huge })).rows).toEqual([]);
    expect((await one.call('import.problems', { caseId, sourceId: 1, offset: huge })).rows).toEqual([]);
    expect(await codeOf(one.call('transaction.source', { caseId, transactionId: huge }))).toBe('not-found');
    expect(await codeOf(one.call('source.detail', { caseId, sourceId: huge }))).toBe('not-found');
    expect(await codeOf(one.call('case.overview', { caseId: newId() }))).toBe('not-found');
    expect(await codeOf(one.call('reconcile.run', { caseId, leftSources: [huge], rightSources: [77] }))).not.toBe('internal');
    expect(await codeOf(one.call('flags.run', { caseId, sourceIds: [huge], seed: huge }))).not.toBe('internal');
    await one.app.idle();
    const jobs = (await one.call('job.list', {})).jobs;
    expect(jobs.filter((job) => (job.error as { code?: string } | null)?.code === 'internal')).toEqual([]);
    for (const bad of ['../../../etc/passwd', '..', 'A'.repeat(26).toLowerCase(), `${caseId}/..`])
      expect(CONTRACT['case.overview'].input.safeParse({ caseId: bad }).success).toBe(false);
    const proto = JSON.parse(`{"caseId":"${caseId}","__proto__":{"limit":5},"constructor":{"prototype":{"polluted":1}}}`) as {
      caseId: string;
    };
    await one.call('transaction.page', proto);
    await one.call('settings.set', JSON.parse('{"__proto__":{"theme":"aud"},"mode":"light"}') as { mode: 'light' });
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect((await one.call('transaction.page', { caseId })).total).toBe(31);
  });

  test('a file name is only a name', { timeout: 60_000 }, async () => {
    await become('administrator');
    const listed = () => readdirSync(one.folder, { recursive: true, encoding: 'utf8' }).toSorted();
    const names = ['../../x', 'C:\\x', 'nul\0l', '/etc/passwd', '..', 'a\u202egpj.csv', '\n\r', `${'é'.repeat(190)}.csv`];
    for (const [n, fileName] of names.entries()) {
      const text = `${bankText(3)}2023-12-31,Name ${n},1.00,\n`;
      const job = await one.importText(otherCaseId, fileName, text, { kind: 'bank', account: `${n}` }).catch((error: unknown) => error);
      // Names of no visible character may be refused as the name of a source; nothing else may go wrong.
      if (fileName.trim() !== '') expect(job, JSON.stringify(fileName)).toMatchObject({ state: 'done' });
    }
    const outside = listed().filter(
      (name) =>
        !/^vault(\/(vault\.json(\.\d)?|vault\.lock|keyring\.bin(\.\d)?|workspace\.db(-wal|-shm)?|cases|backups|cases\/[0-9A-Z]{26}(\/(case\.db(-wal|-shm)?|blobs(\/[0-9a-f]{64})?))?))?$/.test(
          name,
        ),
    );
    expect(outside).toEqual([]);
    expect(existsSync(join(one.folder, 'x'))).toBe(false);
    await one.call('case.rename', { caseId: otherCaseId, name: '../..\\\0:x', reference: '' });
    const { result } = await one.finish((await one.call('export.run', { caseId: otherCaseId, subject: 'audit', format: 'csv' })).jobId);
    expect(result!['fileName']).not.toMatch(/[/\\:\0]/);
    expect(await one.call('audit.verify', { caseId: otherCaseId })).toMatchObject({ holds: true });
  });
});
