import { expect, test } from 'vitest';
import { WRITERS } from '../samples/statement-formats.ts';
import { mutateFormat } from './ingest-mutations.ts';

/** The short form; `npm run fuzz` reads 100,000 damaged files per format. */
const INPUTS = 250;

test.each([...Object.keys(WRITERS), 'pdf'])('%s: damaged files give findings, never an exception, a hang or silence', async (format) => {
  const report = await mutateFormat(format, format === 'xlsx' || format === 'pdf' ? INPUTS / 5 : INPUTS, 20_261_121);
  expect(report.faults).toEqual([]);
  expect(report.inputs).toBeGreaterThan(0);
});
