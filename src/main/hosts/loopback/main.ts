import { toErrorData } from '../../../shared/errors.ts';
import { createApplication } from '../../app/application.ts';
import { rendererAssets } from '../assets.ts';
import { readOptions } from '../options.ts';
import { programPlaces } from '../places.ts';
import { version } from '../version.ts';
import { runLoopback } from './run.ts';

/** The loopback host as a program of its own. Exit code 0 when it was ended, 1 with one sentence when it could not begin. */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env);
  const places = programPlaces();
  const app = await createApplication({
    vaultDir: options.vaultDir,
    appVersion: version(),
    resourcesDir: places.resources,
  });
  await runLoopback(app, await rendererAssets(places.renderer), options, (line) => process.stdout.write(`${line}\n`));
}

try {
  await main();
} catch (error) {
  const { code, message, remedy } = toErrorData(error);
  process.stderr.write(`${message}${remedy ? ` ${remedy}` : ''}\n`);
  if (code === 'internal' && process.env['NEXUS_DEBUG'] === '1')
    process.stderr.write(`${String(error instanceof Error ? error.stack : error)}\n`);
  process.exitCode = 1;
}
