// The first thing `npm start` runs. Plain JavaScript that old versions of Node can read: it makes sure that the rest runs
// on a Node whose interface the database binary needs (an older one would crash the process), or says so in one sentence.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';

const script = fileURLToPath(new URL('start.ts', import.meta.url));
const fits = Number(process.versions.napi) >= 10 && Boolean(process.features.typescript);

function bundledNode() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const bin = process.platform === 'win32' ? 'bin/node.exe' : 'bin/node';
  const file = fileURLToPath(new URL('../node_modules/node-' + system + '-' + process.arch + '/' + bin, import.meta.url));
  return existsSync(file) ? file : null;
}

if (fits) {
  import(pathToFileURL(script).href).catch((error) => {
    process.stderr.write(String(error && error.stack ? error.stack : error) + '\n');
    process.exit(1);
  });
} else {
  const node = process.env.NEXUS_RESTARTED ? null : bundledNode();
  if (node === null) {
    process.stderr.write(
      'NEXUS Examiner needs Node 24 and this is Node ' +
        process.versions.node +
        ': run "npm ci" in its folder, which brings the right one, and then "npm start".\n',
    );
    process.exit(1);
  }
  const child = spawn(node, [script].concat(process.argv.slice(2)), {
    stdio: 'inherit',
    env: Object.assign({}, process.env, { NEXUS_RESTARTED: '1' }),
  });
  ['SIGINT', 'SIGTERM', 'SIGHUP'].forEach((signal) => process.on(signal, () => child.kill(signal)));
  child.on('exit', (code) => process.exit(code === null ? 1 : code));
}
