import { expect, test } from 'vitest';
import { bytesSource } from '../source.ts';
import { LINE_BYTES, linesOf, type Line } from './lines.ts';

async function all(bytes: Uint8Array, encoding = 'utf-8', start = 0): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of linesOf(bytesSource(bytes), encoding, start)) lines.push(line);
  return lines;
}

test('LF, CR LF and CR end lines, mixed as they come; each line knows its bytes', async () => {
  const bytes = Buffer.from('a\nbb\r\nccc\rdddd\n\r\n\r\rlast');
  const lines = await all(bytes);
  expect(lines.map(({ text }) => text)).toEqual(['a', 'bb', 'ccc', 'dddd', '', '', '', 'last']);
  for (const { byteStart, byteLength, text } of lines) expect(bytes.subarray(byteStart, byteStart + byteLength).toString()).toBe(text);
  expect(lines.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});

test.each(['utf-16le', 'utf-16be'])('%s: letters whose half is a line end are not one', async (encoding) => {
  const text = 'x\u0a0d\u0d0a y\r\nz';
  const bytes = Buffer.from(text, 'utf16le');
  if (encoding === 'utf-16be') bytes.swap16();
  expect((await all(bytes, encoding)).map((line) => line.text)).toEqual(['x\u0a0d\u0d0a y', 'z']);
});

test('line ends at the borders of the pieces that are read', async () => {
  const border = 256 * 1024;
  for (const [end, shift] of [
    ['\r\n', 0],
    ['\r\n', 1],
    ['\n', 0],
    ['\n', 1],
    ['\r', 1],
  ] as const) {
    const lines = await all(Buffer.from(`${'a'.repeat(border - shift)}${end}b${end}`));
    expect(lines.map(({ text, byteLength }) => [text.length, byteLength])).toEqual([
      [border - shift, border - shift],
      [1, 1],
    ]);
  }
});

test('of a line beyond the limit the beginning is kept, and the line behind it is whole', async () => {
  const lines = await all(Buffer.from(`${'a'.repeat(LINE_BYTES + 5)}\nb`));
  expect(lines).toMatchObject([
    { byteLength: LINE_BYTES + 5, cut: true },
    { text: 'b', number: 2, cut: false },
  ]);
  expect(lines[0]!.text).toHaveLength(LINE_BYTES);
});
