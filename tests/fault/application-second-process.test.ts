import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { PASSPHRASE, startApplication, startCase } from '../integration/case-fixture.ts';
import { bankText } from './application-files.ts';

test(
  'a second program on the same vault is told so; when the first is killed it gets in and finds all that was saved',
  { timeout: 60_000 },
  async () => {
    const one = await startCase();
    onTestFinished(() => one.close());
    const { caseId, folder } = one;
    await one.call('vault.lock', {});
    const files = [join(folder, 'bank.csv'), join(folder, 'ledger.csv')];
    for (const [n, file] of files.entries()) writeFileSync(file, bankText(400, `Side ${n}`));
    const child = spawn(process.execPath, [join(import.meta.dirname, 'kill-child.ts'), join(folder, 'vault'), PASSPHRASE, ...files], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const exited = once(child, 'exit');
    let said = '';
    // Its output is read on to the end: a closed pipe would end the program.
    await new Promise<void>((resolve) =>
      child.stdout.on('data', (chunk) => {
        said += String(chunk);
        if (/imported .*\n/.test(said)) resolve();
      }),
    );

    // By the application that is running here, and by one that starts anew.
    const other = await startApplication(folder);
    onTestFinished(() => other.app.close());
    for (const second of [one, other]) {
      await expect(second.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE })).rejects.toMatchObject({
        data: {
          code: 'vault-in-use',
          message: expect.stringMatching(/already open/) as unknown,
          remedy: expect.stringMatching(/Close it/) as unknown,
        },
      });
      expect(await second.call('vault.status', {})).toMatchObject({ state: 'locked', name: 'Test vault' });
      await expect(
        second.call('vault.create', { name: 'Over it', userName: 'Eve', role: 'examiner', passphrase: PASSPHRASE }),
      ).rejects.toMatchObject({ data: { code: expect.stringMatching(/^vault-(in-use|exists)$/) as unknown } });
    }
    child.kill('SIGKILL');
    await exited;

    expect(await other.call('vault.unlock', { with: 'passphrase', passphrase: PASSPHRASE })).toMatchObject({ state: 'unlocked' });
    await other.app.idle();
    const [, sourceId, rowsKept] = /imported (\d+) (\d+)/.exec(said)!;
    const { sources } = await other.call('source.list', { caseId });
    expect(sources.find((source) => source.id === Number(sourceId))).toMatchObject({ rowsKept: Number(rowsKept), state: 'ready' });
    for (const scope of [caseId, null]) expect(await other.call('audit.verify', { caseId: scope })).toMatchObject({ holds: true });
  },
);
