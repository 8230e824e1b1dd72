import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Writable } from 'node:stream';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const MAIN = new URL('../../src/main/hosts/cli/main.ts', import.meta.url).pathname;
const PASSPHRASE = 'maple quartz thimble river';

interface Run {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a script would. The passphrase goes through descriptor 3. */
function nexus(args: readonly string[], passphrase?: string): Promise<Run> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', passphrase === undefined ? 'ignore' : 'pipe'],
  });
  if (passphrase !== undefined) (child.stdio[3] as Writable).end(`${passphrase}\n`);
  let out = '';
  let err = '';
  child.stdout!.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr!.on('data', (chunk: Buffer) => (err += chunk.toString()));
  return new Promise((resolve) => child.on('close', (code) => resolve({ code: code ?? -1, out, err })));
}

describe('command line', () => {
  let folder: string;
  let vault: string;
  const file = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'nexus-cli-'));
    vault = join(folder, 'vault');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('help and version; nothing else on standard output', async () => {
    const help = await nexus(['--help']);
    expect(help).toMatchObject({ code: 0, err: '' });
    for (const word of [
      'inspect',
      'match',
      'score',
      'vault create',
      'vault info',
      'vault verify',
      'import',
      'reconcile',
      'anomalies',
      'export',
      'audit verify',
    ]) {
      expect(help.out).toContain(word);
    }
    expect((await nexus(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('a command line that is not understood: exit 2 and one sentence', async () => {
    for (const args of [['frobnicate'], ['inspect'], ['import', '--vault', vault, '--nope'], ['vault', 'create'], ['match', 'a.csv']]) {
      const run = await nexus(args);
      expect(run).toMatchObject({ code: 2, out: '' });
      expect(run.err).toMatch(/^nexus: .+/);
      expect(run.err).not.toMatch(/ at .*\.ts:\d+/);
    }
  });

  test('inspect prints the promised shape', async () => {
    const path = file(
      'a.csv',
      'Date;Text;Betrag;Saldo\n28.02.2024;Miete;-1.200,00;800,00\n01.03.2024;Gutschrift;50,25;850,25\n02.03.2024;kaputt;x;850,25\n',
    );
    const run = await nexus(['inspect', path, '--json']);
    expect(run).toMatchObject({ code: 0, err: '' });
    const json = JSON.parse(run.out) as {
      format: string;
      encoding: string;
      dialect: { delimiter: string };
      accounts: { transactions: object[] }[];
      problems: { line: number; code: string; message: string }[];
    };
    expect(json).toMatchObject({ format: 'csv', encoding: 'utf-8', dialect: { delimiter: ';' } });
    expect(json.accounts[0]!.transactions[0]).toMatchObject({ date: '2024-02-28', amountMinor: -120_000, description: 'Miete', line: 2 });
    expect(json.accounts[0]!.transactions[1]).toMatchObject({ date: '2024-03-01', amountMinor: 5_025, line: 3 });
    expect(json.problems.some((problem) => problem.line === 4 && problem.code && problem.message)).toBe(true);
  });

  test('inspect writes the table it understood as plain CSV, once, and says why', async () => {
    const path = file(
      'b.csv',
      'Account;12-34\r\n\r\nDate;Text;Betrag\r\n28.02.2024;"Miete; ""alt""";-1.200,00\r\n01.03.2024;a,b;50,25\r\n',
    );
    const out = join(folder, 'clean.csv');
    const run = await nexus(['inspect', path, '--explain', '--clean', out]);
    expect(run).toMatchObject({ code: 0, err: '' });
    expect(run.out).toMatch(/because/);
    expect(readFileSync(out, 'utf8')).toBe('Date,Text,Betrag\n28.02.2024,"Miete; ""alt""","-1.200,00"\n01.03.2024,"a,b","50,25"\n');
    const again = await nexus(['inspect', path, '--clean', out]);
    expect(again.code).toBe(1);
    expect(again.err).toMatch(/exists already/);
  });

  test('import takes a folder, goes on past what is no statement and names it', async () => {
    const inbox = join(folder, 'inbox', 'deeper');
    mkdirSync(inbox, { recursive: true });
    writeFileSync(join(folder, 'inbox', 'a.csv'), 'Date,Text,Amount\n2024-02-28,Rent,-12.00\n');
    writeFileSync(join(inbox, 'b.csv'), 'Date,Text,Amount\n2024-03-28,Rent,-12.00\n2024-03-29,Pay,20.00\n');
    writeFileSync(join(inbox, 'note.txt'), 'no statement at all');
    const here = ['--vault', join(folder, 'inbox-vault'), '--passphrase-fd', '3', '--json'];
    await nexus(['vault', 'create', join(folder, 'inbox-vault'), '--passphrase-fd', '3'], PASSPHRASE);
    await nexus(['case', 'create', 'Inbox', ...here], PASSPHRASE);
    const run = await nexus(['import', join(folder, 'inbox'), '--kind', 'bank', ...here], PASSPHRASE);
    expect(run.code).toBe(3);
    const json = JSON.parse(run.out) as { imports: { file: string; rowsKept: number }[]; refused: { file: string }[] };
    expect(json.imports).toMatchObject([
      { file: 'a.csv', rowsKept: 1 },
      { file: join('deeper', 'b.csv'), rowsKept: 2 },
    ]);
    expect(json.refused).toMatchObject([{ file: join('deeper', 'note.txt'), code: 'file-unreadable' }]);
  });

  test('inspect of what is no statement says so, with exit 3; of no file at all, exit 1', async () => {
    expect((await nexus(['inspect', file('empty.csv', ''), '--json'])).code).toBe(3);
    expect((await nexus(['inspect', file('x.bin', '\u0000\u0001\u0002PNG\u0000\u0000\u0000\u0000')])).code).toBe(3);
    expect(await nexus(['inspect', join(folder, 'nowhere.csv')])).toMatchObject({ code: 1, out: '' });
  });

  test('match pairs rows by id, and by row number where there is none', async () => {
    const left = file(
      'l.csv',
      'id,name,city,born\nL1,Anna Bergstrom,Lund,1970-01-02\nL2,Peter Quist,Oslo,1981-05-06\nL3,Maria Lopez,Cadiz,1992-03-04\nL4,Only Left,Nice,1955-01-01\n',
    );
    const right = file(
      'r.csv',
      'id,name,city,born\nR9,Maria Lopes,Cadiz,1992-03-04\nR8,Ana Bergstrom,Lund,1970-01-02\nR7,Peter Qvist,Oslo,1981-05-06\nR6,Other Right,Riga,1944-12-12\n',
    );
    const run = await nexus(['match', left, right, '--id', 'id', '--json']);
    const json = JSON.parse(run.out) as {
      pairs: { left: string; right: string; confidence: number; parts: object[] }[];
      unmatchedLeft: string[];
      unmatchedRight: string[];
      seconds: number;
    };
    const pairs = Object.fromEntries(json.pairs.map((pair) => [pair.left, pair.right]));
    expect(pairs).toEqual({ L1: 'R8', L2: 'R7', L3: 'R9' });
    expect(json.unmatchedLeft).toEqual(['L4']);
    expect(json.unmatchedRight).toEqual(['R6']);
    const numbered = JSON.parse((await nexus(['match', left, right, '--json'])).out) as typeof json;
    expect(numbered.pairs.every((pair) => typeof pair.left === 'number')).toBe(true);
  });

  test('score ranks the row that stands out, the same each time', async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `${(i * 7) % 50},${(i * 13) % 40},0`);
    rows[123] = '900,-700,1';
    const path = file('s.csv', `a,b,bad\n${rows.join('\n')}\n`);
    const run = await nexus(['score', path, '--label', 'bad', '--json']);
    const json = JSON.parse(run.out) as { rows: { row: number; risk: number; score: number; reasons: object[] }[]; seconds: number };
    expect(json.rows).toHaveLength(300);
    expect(json.rows.toSorted((a, b) => b.score - a.score)[0]!.row).toBe(124);
    const again = JSON.parse((await nexus(['score', path, '--label', 'bad', '--json'])).out) as typeof json;
    expect(again.rows).toEqual(json.rows);
  });

  test('a case from vault to export', { timeout: 120_000 }, async () => {
    const bank = file('bank.csv', 'Date,Description,Amount\n2024-01-30,ALPHA LTD 100,-10.00\n2024-01-31,BETA LTD 200,-20.00\n');
    const ledger = file('ledger.csv', 'Date,Text,Amount\n2024-01-31,Alpha Ltd 100,-10.00\n2024-02-01,Gamma 300,-99.00\n');
    const made = await nexus(['vault', 'create', vault, '--name', 'CLI', '--passphrase-fd', '3', '--json'], PASSPHRASE);
    expect(made.code).toBe(0);
    expect(JSON.parse(made.out)).toMatchObject({ name: 'CLI', recoveryCode: expect.stringMatching(/^[0-9A-Z-]{60,}$/) });
    expect(await nexus(['vault', 'create', vault, '--passphrase-fd', '3'], PASSPHRASE)).toMatchObject({ code: 1 });
    expect(JSON.parse((await nexus(['vault', 'info', vault, '--json'])).out)).toMatchObject({ state: 'locked', name: 'CLI' });
    const inVault = (args: readonly string[]): Promise<Run> =>
      nexus([...args, '--vault', vault, '--passphrase-fd', '3', '--json'], PASSPHRASE);
    expect(await nexus(['case', 'list', '--vault', vault, '--passphrase-fd', '3'], 'not the passphrase')).toMatchObject({
      code: 4,
      out: '',
    });
    await new Promise((resolve) => setTimeout(resolve, 1_200));
    expect((await inVault(['case', 'create', 'Field case'])).code).toBe(0);
    expect(JSON.parse((await inVault(['import', bank, '--kind', 'bank'])).out)).toMatchObject({ imports: [{ rowsKept: 2 }] });
    expect(JSON.parse((await inVault(['import', ledger, '--kind', 'ledger'])).out)).toMatchObject({ imports: [{ rowsKept: 2 }] });
    expect((await inVault(['import', bank, '--kind', 'bank'])).code).toBe(1);
    const reconciled = JSON.parse((await inVault(['reconcile'])).out) as { leftTotal: number; suggested: number; unmatchedLeft: number };
    expect(reconciled.leftTotal).toBe(2);
    expect(reconciled.suggested + reconciled.unmatchedLeft).toBe(2);
    expect((JSON.parse((await inVault(['anomalies', '--top', '3'])).out) as { rows: object[] }).rows).toHaveLength(3);
    const out = join(folder, 'report.csv');
    expect((await inVault(['export', '--out', out])).code).toBe(0);
    expect(readFileSync(out, 'utf8')).toContain('ALPHA LTD 100');
    expect((await inVault(['export', '--out', out])).code).toBe(1);
    expect(existsSync(out)).toBe(true);
    expect(JSON.parse((await inVault(['audit', 'verify'])).out)).toMatchObject({ holds: true });
    expect(JSON.parse((await nexus(['vault', 'verify', vault, '--passphrase-fd', '3', '--json'], PASSPHRASE)).out)).toMatchObject({
      holds: true,
    });
  });

  test('the passphrase is never taken from arguments or the environment', async () => {
    expect((await nexus(['case', 'list', '--vault', vault, '--passphrase', PASSPHRASE])).code).toBe(2);
    const run = await nexus(['case', 'list', '--vault', vault]);
    expect(run).toMatchObject({ code: 2, out: '' });
    expect(run.err).toContain('--passphrase-fd');
  });
});
