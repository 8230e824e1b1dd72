import { app } from 'electron';
import { createApplication } from '../../app/application.ts';
import { rendererAssets } from '../assets.ts';
import { faultLog } from '../fault-log.ts';
import { readOptions } from '../options.ts';
import { programPlaces } from '../places.ts';
import { runElectron } from './program.ts';

// A package is started without its own path among the arguments, a checkout with it (`electron .`).
const options = readOptions(process.argv.slice(app.isPackaged ? 1 : 2), process.env);
const places = programPlaces();

await runElectron({
  options,
  createApplication: () => createApplication({ vaultDir: options.vaultDir, appVersion: app.getVersion(), resourcesDir: places.resources }),
  assets: () => rendererAssets(places.renderer),
  onFault: faultLog((line) => process.stderr.write(`${line}\n`), process.env),
  print: (line) => process.stdout.write(`${line}\n`),
});
