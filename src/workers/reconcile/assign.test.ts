import { expect, test } from 'vitest';
import { assign } from './assign.ts';
import { buildGraph } from './marginals.ts';

const graphOf = (rows: number, columns: number, edges: [number, number][]) =>
  buildGraph(
    rows,
    columns,
    Int32Array.from(edges, (e) => e[0]),
    Int32Array.from(edges, (e) => e[1]),
  );

test('two rows that want the same partner are settled together, not first come first served', () => {
  const graph = graphOf(2, 2, [
    [0, 0],
    [0, 1],
    [1, 0],
  ]);
  const { edge, total, bound } = assign(graph, Int32Array.of(10, 9, 8));
  expect([...edge]).toEqual([1, 2]);
  expect(total).toBe(17);
  expect(bound).toBe(17);
});

test('a row stays alone where that is worth more', () => {
  const graph = graphOf(2, 1, [
    [0, 0],
    [1, 0],
  ]);
  expect([...assign(graph, Int32Array.of(3, 7)).edge]).toEqual([-1, 1]);
});

test('when the work limit is reached the rest is taken greedily and counted', () => {
  const graph = graphOf(2, 2, [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ]);
  const { edge, greedyRows } = assign(graph, Int32Array.of(10, 9, 8, 1), 1);
  expect(greedyRows).toBe(1);
  expect([...edge]).toEqual([0, 3]);
});
