import { expect, test, vi } from 'vitest';
import { BLOCK_ROWS, BlockCache, BLOCKS_KEPT, type BlockAnswer } from './blocks.ts';

const TOTAL = 100_000;
const answer = (block: number): BlockAnswer<number> => ({
  rows: Array.from({ length: BLOCK_ROWS }, (_, at) => block * BLOCK_ROWS + at),
  total: TOTAL,
  unfiltered: TOTAL,
});
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

test('loads what is wanted once, and knows the total from it', async () => {
  const load = vi.fn((block: number) => Promise.resolve(answer(block)));
  const cache = new BlockCache(load);
  cache.want(0, 20);
  cache.want(0, 20);
  await settle();
  expect(load).toHaveBeenCalledTimes(1);
  expect(cache.total).toBe(TOTAL);
  expect(cache.row(7)).toBe(7);
  expect(cache.row(TOTAL - 1)).toBeUndefined();
});

test('keeps twenty blocks and drops the least recently used', async () => {
  const cache = new BlockCache((block: number) => Promise.resolve(answer(block)));
  cache.want(0, 20);
  await settle();
  for (let block = 1; block <= BLOCKS_KEPT; block++) {
    cache.want(block * BLOCK_ROWS + 100, block * BLOCK_ROWS + 120);
    await settle();
  }
  expect(cache.row(5)).toBeUndefined();
  expect(cache.row(BLOCK_ROWS * BLOCKS_KEPT + 5)).toBe(BLOCK_ROWS * BLOCKS_KEPT + 5);
});

test('gives up a block that is scrolled away before it came', async () => {
  const signals = new Map<number, AbortSignal>();
  const cache = new BlockCache<number>((block, signal) => {
    signals.set(block, signal);
    return block === 0 ? Promise.resolve(answer(0)) : new Promise(() => undefined);
  });
  cache.want(0, 20);
  await settle();
  cache.want(50_100, 50_120);
  cache.want(90_100, 90_120);
  expect(signals.get(250)!.aborted).toBe(true);
  expect(signals.get(450)!.aborted).toBe(false);
});

test('a refresh keeps old rows until the new ones are here', async () => {
  let shift = 0;
  const cache = new BlockCache((block: number) => {
    const now = shift;
    return Promise.resolve({ ...answer(block), rows: answer(block).rows.map((row) => row + now) });
  });
  cache.want(0, 20);
  await settle();
  shift = 1000;
  cache.refresh();
  expect(cache.row(0)).toBe(0);
  await settle();
  expect(cache.row(0)).toBe(1000);
});

test('a failed block is an error to show, and the next want tries again', async () => {
  let fail = true;
  const cache = new BlockCache((block: number) => (fail ? Promise.reject(new Error('closed')) : Promise.resolve(answer(block))));
  cache.want(0, 20);
  await settle();
  expect(cache.error).toBeInstanceOf(Error);
  fail = false;
  cache.want(0, 20);
  await settle();
  expect([cache.error, cache.row(3)]).toEqual([null, 3]);
});

test('a range over several blocks is exact at both ends', async () => {
  const cache = new BlockCache((block: number) => Promise.resolve(answer(block)));
  const rows = await cache.range(150, 650, new AbortController().signal);
  expect([rows.length, rows[0], rows.at(-1)]).toEqual([501, 150, 650]);
});
