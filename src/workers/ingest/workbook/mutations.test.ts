import { expect, test } from 'vitest';
import { utils, write } from 'xlsx';
import { renderWorkbook } from './render.ts';
import { numberText } from './typed-text.ts';

/** Park and Miller's generator: the same mutations on every run. */
function random(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

function mutated(bytes: Uint8Array, next: () => number): Uint8Array {
  let out = Buffer.from(bytes);
  const rounds = 1 + Math.floor(next() * 4);
  for (let i = 0; i < rounds && out.length > 0; i++) {
    const at = Math.floor(next() * out.length);
    const way = next();
    if (way < 0.5) out[at] = Math.floor(next() * 256);
    else if (way < 0.6) out = out.subarray(0, at);
    else if (way < 0.75) out = Buffer.concat([out.subarray(0, at), out.subarray(at + 1 + Math.floor(next() * 20))]);
    else if (way < 0.9) out = Buffer.concat([out.subarray(0, at), out.subarray(Math.floor(next() * at), at), out.subarray(at)]);
    else if (at + 4 <= out.length) out.writeUInt32LE(next() < 0.5 ? 0xffffffff : 0x7fffffff, at);
  }
  return out;
}

const sheet = utils.aoa_to_sheet([
  ['Title'],
  ['Date', 'Text', 'Amount', 'Balance'],
  [45322, 'Rent', -12.5, 100.25],
  [45323, 'x"y', 7, 107.25],
]);
for (const name of ['A3', 'A4']) sheet[name].z = 'dd/mm/yyyy';
const book = utils.book_new();
utils.book_append_sheet(book, sheet, 'S');

test.each(['xlsx', 'xlsb', 'ods', 'biff8', 'xlml', 'html'] as const)(
  '%s: 250 damaged files never throw or hang; in a package no changed byte goes unsaid',
  async (bookType) => {
    const whole = new Uint8Array(write(book, { type: 'buffer', bookType, compression: true }) as Buffer);
    const { csv, problemCounts } = await renderWorkbook(whole);
    const next = random(20_240_131);
    let slowest = 0;
    const unsaid: string[] = [];
    for (let i = 0; i < 250; i++) {
      const start = performance.now();
      const read = await renderWorkbook(mutated(whole, next));
      slowest = Math.max(slowest, performance.now() - start);
      const same = Buffer.compare(read.csv, csv) === 0 || Object.keys(read.problemCounts).join() !== Object.keys(problemCounts).join();
      if (!same) unsaid.push(Buffer.from(read.csv).toString());
    }
    expect(slowest).toBeLessThan(1000);
    if (whole[0] === 0x50) expect(unsaid).toEqual([]);
  },
  30_000,
);

test('numbers: fifteen digits, no exponent, no grouping', () => {
  const texts = [0.1 + 0.2, 1234.5, -0, 1e-7, 1.5e16, 123_456_789.123_456_78, 1e21, 2 / 3, -1e-10, Number.NaN].map(numberText);
  expect(texts).toEqual([
    ...['0.3', '1234.5', '0', '0.0000001', '15000000000000000', '123456789.123457', '1000000000000000000000', '0.666666666666667'],
    ...['-0.0000000001', ''],
  ]);
});
