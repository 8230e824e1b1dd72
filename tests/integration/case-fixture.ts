import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApplication, type RunningApplication } from '../../src/main/app/application.ts';
import type { AppEvent } from '../../src/shared/contract/events.ts';
import type { JobRow } from '../../src/shared/contract/jobs.ts';
import { CONTRACT, type CommandName, type InputOf, type OutputOf } from '../../src/shared/contract/table.ts';

export const PASSPHRASE = 'brisk kettle orbit lantern';

/** A running application on a fresh vault folder, spoken to through the contract; outputs are checked against it. */
export interface Fixture {
  readonly app: RunningApplication;
  readonly folder: string;
  readonly events: AppEvent[];
  call<N extends CommandName>(name: N, input: InputOf<N>): Promise<OutputOf<N>>;
  upload(caseId: string, fileName: string, text: string | Uint8Array): Promise<string>;
  importText(
    caseId: string,
    fileName: string,
    text: string | Uint8Array,
    o: { kind: 'bank' | 'ledger'; account?: string },
  ): Promise<JobRow>;
  finish(jobId: string): Promise<JobRow>;
  /** Stops the application and starts it again on the same folder, locked. */
  restart(): Promise<Fixture>;
  close(): Promise<void>;
}

export async function startApplication(folder: string = mkdtempSync(join(tmpdir(), 'nexus-app-'))): Promise<Fixture> {
  const app = await createApplication({
    vaultDir: join(folder, 'vault'),
    appVersion: '0.0.0',
    resourcesDir: new URL('../../resources', import.meta.url).pathname,
  });
  const events: AppEvent[] = [];
  app.subscribe((event) => events.push(event));
  const call: Fixture['call'] = async (name, input) => {
    const output = await app.execute(name, CONTRACT[name].input.parse(input), { windowId: 'test' });
    return CONTRACT[name].output.parse(output) as never;
  };
  const finish: Fixture['finish'] = async (jobId) => {
    await app.idle();
    return (await call('job.get', { jobId })).job;
  };
  const upload: Fixture['upload'] = async (caseId, fileName, text) => {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    const { uploadId, sliceBytes } = await call('import.begin', { caseId, fileName, sizeBytes: bytes.length });
    for (let from = 0, slice = 0; from < bytes.length; from += sliceBytes)
      await app.upload(uploadId, slice++, bytes.slice(from, from + sliceBytes));
    await call('import.seal', { caseId, uploadId });
    return uploadId;
  };
  return {
    app,
    folder,
    events,
    call,
    upload,
    finish,
    importText: async (caseId, fileName, text, o) => {
      const uploadId = await upload(caseId, fileName, text);
      const { jobId } = await call('import.run', { caseId, uploadId, kind: o.kind, name: fileName, account: o.account ?? '' });
      return await finish(jobId);
    },
    restart: async () => {
      await app.close();
      return await startApplication(folder);
    },
    close: async () => {
      await app.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A fixture with an unlocked vault and one empty case. */
export async function startCase(): Promise<Fixture & { caseId: string; recoveryCode: string }> {
  const fixture = await startApplication();
  const { recoveryCode } = await fixture.call('vault.create', {
    name: 'Test vault',
    userName: 'Ann Examiner',
    role: 'examiner',
    passphrase: PASSPHRASE,
  });
  const made = await fixture.call('case.create', { name: 'Test case', currency: 'GBP' });
  return Object.assign(fixture, { caseId: made.case.id, recoveryCode });
}
