import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bytesSource } from '../../source.ts';
import { collectStatements } from '../collect.ts';
import { readCamt } from './read.ts';
import { balanceXml, documentXml, entryXml, statementXml } from './sample.ts';

const SAMPLE = Buffer.from(
  documentXml(
    statementXml(balanceXml('OPBD', '1.00') + balanceXml('CLBD', '7.00') + [1, 2, 3].map((n) => entryXml({ amount: `${n}.00` })).join('')) +
      statementXml(balanceXml('OPBD', '7.00') + entryXml({ amount: '5.5', sign: 'DBIT', currency: 'USD' }), 'S2'),
  ),
);
const PIECES = ['<', '>', '&', '"', '</', '<Ntry>', '</Ntry>', '<!--', '<![CDATA[', '<?xml version="1.0"?>', '<!DOCTYPE a [', '\0', 'ü'];

test('any damage ends in a result, with every place inside of the file', async () => {
  const change = fc.record({
    at: fc.nat(SAMPLE.length - 1),
    drop: fc.integer({ min: 0, max: 60 }),
    put: fc.oneof(fc.constantFrom(...PIECES), fc.string({ maxLength: 4 })),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      let bytes = SAMPLE;
      for (const { at, drop, put } of changes) bytes = Buffer.concat([bytes.subarray(0, at), Buffer.from(put), bytes.subarray(at + drop)]);
      const { statements } = await collectStatements(readCamt, bytesSource(bytes));
      for (const row of statements.flatMap(({ rows }) => rows)) {
        expect(Number.isSafeInteger(row.amountMinor)).toBe(true);
        for (const [start, length] of [[row.byteStart, row.byteLength] as const, ...Object.values(row.spans!)]) {
          expect(start >= 0 && length >= 0 && start + length <= bytes.length).toBe(true);
        }
      }
    }),
    { numRuns: 400, seed: 20 },
  );
});
