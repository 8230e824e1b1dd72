import { memoryAssets } from '../../src/main/http/assets.ts';
import { runLoopback } from '../../src/main/hosts/loopback/run.ts';
import { readOptions } from '../../src/main/hosts/options.ts';
import { FAKE_FILES, FakeApplication } from './fake-application.ts';

// The loopback host as a process of its own, with canned answers behind it.
const app = new FakeApplication();
const options = readOptions(process.argv.slice(2), process.env);
await runLoopback(app, memoryAssets(FAKE_FILES), options, (line) => process.stdout.write(`${line}\n`));
process.stdout.write(`closed ${app.closed}\n`);
