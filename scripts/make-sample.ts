/** Writes the generated files of the sample case to resources/sample. The same seed writes the same bytes. */
import { writeFileSync } from 'node:fs';
import { generateSample } from '../resources/sample/generate.ts';

for (const [name, text] of generateSample()) {
  writeFileSync(new URL(`../resources/sample/${name}`, import.meta.url), text);
  process.stdout.write(`${name}: ${Buffer.byteLength(text)} bytes\n`);
}
