import { expect, test } from 'vitest';
import { surveySource } from '../../encoding.ts';
import { bytesSource } from '../../source.ts';
import { soundLines, type SoundLine } from '../sound-lines.ts';
import { lineBatches } from './line-batches.ts';

/** The same numbers in every run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

async function both(bytes: Uint8Array): Promise<[SoundLine[], SoundLine[], string[], string[]]> {
  const source = bytesSource(bytes);
  const survey = await surveySource(source);
  const found: [string[], string[]] = [[], []];
  const sink = (into: string[]) => ({ problem: (code: string, line: number) => void into.push(`${code}:${line}`) });
  const one: SoundLine[] = [];
  const other: SoundLine[] = [];
  for await (const lines of soundLines(source, survey, sink(found[0]))) one.push(...lines);
  for await (const lines of lineBatches(source, survey, sink(found[1]))) other.push(...lines);
  return [one, other, ...found];
}

const PARTS = ['\n', '\r', '\r\n', 'T-12.50', 'Pä', 'Zoë', '€', '^', ' ', '\0', 'x'.repeat(700), '\ufffd'];

test.each([1, 2, 3, 4])('the same lines, places and findings as line by line, whatever the line ends (%i)', async (seed) => {
  const next = numbers(seed);
  let text = seed === 2 ? '\ufeff' : '';
  while (text.length < 700_000) text += PARTS[next(PARTS.length)]!;
  const encodings = { 1: 'utf8', 2: 'utf8', 3: 'latin1', 4: 'utf16le' } as const;
  const bytes = Buffer.from(seed === 4 ? `\ufeff${text}` : text, encodings[seed as 1]);
  // Single lines in another encoding.
  if (seed === 1) for (let i = 0; i < 20; i++) bytes[next(bytes.length)] = 0xe9;
  const [one, other, found, alike] = await both(bytes);
  expect(one.length).toBeGreaterThan(1000);
  expect(other).toEqual(one);
  expect(alike).toEqual(found);
});

test('a line without end is reported and passed over, the next one is read', async () => {
  const bytes = Buffer.concat([Buffer.from('a\n'), Buffer.alloc(3_000_000, 120), Buffer.from('\nb')]);
  const [one, other, found, alike] = await both(bytes);
  expect(other.map(({ number, byteStart, byteLength, text, cut }) => [number, byteStart, byteLength, text, cut])).toEqual([
    [1, 0, 1, 'a', false],
    [2, 2, 3_000_000, '', true],
    [3, 3_000_003, 1, 'b', false],
  ]);
  expect(other).toEqual(one);
  expect(alike).toEqual(found);
});

test('CR and LF parted by the end of a piece are one line end', async () => {
  for (let shift = -2; shift <= 2; shift++) {
    const bytes = Buffer.from(`${'x'.repeat(256 * 1024 - 1 + shift)}\r\nb\r\n`);
    const [one, other] = await both(bytes);
    expect(other.map((line) => line.number)).toEqual([1, 2]);
    expect(other).toEqual(one);
  }
});
