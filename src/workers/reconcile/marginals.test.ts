import { expect, test } from 'vitest';
import { buildGraph, marginals } from './marginals.ts';
import { seeded } from './random.ts';

/** Exact probabilities by listing every matching. */
function exact(edges: [number, number][], odds: number[]): number[] {
  const sums = edges.map(() => 0);
  let all = 0;
  const walk = (at: number, left: Set<number>, right: Set<number>, weight: number, used: number[]): void => {
    if (at === edges.length) {
      all += weight;
      for (const e of used) sums[e]! += weight;
      return;
    }
    walk(at + 1, left, right, weight, used);
    const [i, j] = edges[at]!;
    if (left.has(i) || right.has(j)) return;
    walk(at + 1, new Set(left).add(i), new Set(right).add(j), weight * odds[at]!, [...used, at]);
  };
  walk(0, new Set(), new Set(), 1, []);
  return sums.map((sum) => sum / all);
}

test('on a chain of rivals the probabilities are exact', () => {
  const edges: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [2, 1],
    [2, 2],
  ];
  const odds = [4, 30, 2, 9, 0.5];
  const graph = buildGraph(
    3,
    3,
    Int32Array.from(edges, (e) => e[0]),
    Int32Array.from(edges, (e) => e[1]),
  );
  const p = marginals(graph, Float64Array.from(odds, Math.log2));
  exact(edges, odds).forEach((expected, e) => expect(p[e]).toBeCloseTo(expected, 3));
});

test('two equal rows against two equal rows: one half each', () => {
  const graph = buildGraph(2, 2, Int32Array.of(0, 0, 1, 1), Int32Array.of(0, 1, 0, 1));
  for (const p of marginals(graph, new Float64Array(4).fill(30))) expect(p).toBeCloseTo(0.5, 1);
});

test('on random loops they stay close to exact and never exceed one per row', () => {
  const random = seeded(5);
  for (let round = 0; round < 40; round++) {
    const edges: [number, number][] = [];
    for (let i = 0; i < 4; i++) for (let j = 0; j < 4; j++) if (random() < 0.5) edges.push([i, j]);
    const odds = edges.map(() => 2 ** (8 * random() - 3));
    const graph = buildGraph(
      4,
      4,
      Int32Array.from(edges, (e) => e[0]),
      Int32Array.from(edges, (e) => e[1]),
    );
    const p = marginals(graph, Float64Array.from(odds, Math.log2));
    const truth = exact(edges, odds);
    truth.forEach((expected, e) => expect(Math.abs(p[e]! - expected)).toBeLessThan(0.12));
    const rows = [0, 0, 0, 0];
    edges.forEach(([i], e) => (rows[i]! += p[e]!));
    for (const sum of rows) expect(sum).toBeLessThan(1.001);
  }
});
