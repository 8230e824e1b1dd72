import { expect, test } from 'vitest';
import { QueueOverlay } from './queue-overlay.ts';

const quiet = new AbortController().signal;
const listOf = (ids: readonly number[]) => {
  const asked: number[] = [];
  const load = (block: number) => {
    asked.push(block);
    const rows = ids.slice(block * 200, (block + 1) * 200).map((id) => ({ id }));
    return Promise.resolve({ rows, total: ids.length, unfiltered: ids.length });
  };
  return { asked, load };
};
const count = (n: number) => Array.from({ length: n }, (_, i) => i + 1);

test('an answered row is gone at once, without asking the vault', async () => {
  const overlay = new QueueOverlay<{ id: number }>((row) => row.id);
  const { load, asked } = listOf(count(450));
  overlay.follow(1);
  const loader = overlay.loader(load);
  await loader(0, quiet);
  await loader(1, quiet);
  overlay.hide(3);
  const first = await loader(0, quiet);
  expect(first.total).toBe(449);
  expect(first.rows.slice(0, 4).map((row) => row.id)).toEqual([1, 2, 4, 5]);
  expect(first.rows.length).toBe(200);
  expect(first.rows.at(-1)?.id).toBe(201);
  expect(asked).toEqual([0, 1]);
});

test('a row that waits for its answer is left out of newer lists too, and comes back when it was refused', async () => {
  const overlay = new QueueOverlay<{ id: number }>((row) => row.id);
  const { load, asked } = listOf(count(5));
  overlay.follow(1);
  const loader = overlay.loader(load);
  overlay.hide(2);
  expect((await loader(0, quiet)).rows.map((row) => row.id)).toEqual([1, 3, 4, 5]);
  overlay.follow(2);
  expect((await loader(0, quiet)).total).toBe(4);
  expect(overlay.settle(2)).toBe(true);
  expect((await loader(0, quiet)).rows.length).toBe(5);
  expect(asked).toEqual([0, 0, 0]);
});

test('two answers under way: the list is asked again only after the last', () => {
  const overlay = new QueueOverlay<{ id: number }>((row) => row.id);
  overlay.hide(1);
  overlay.hide(2);
  expect(overlay.settle(1)).toBe(false);
  expect(overlay.settle(2)).toBe(true);
});
