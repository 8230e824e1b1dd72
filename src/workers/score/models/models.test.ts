import { expect, test } from 'vitest';
import type { Matrix } from '../matrix.ts';
import { mulberry32 } from '../random.ts';
import { countHistograms, explainHistograms, scoreHistograms } from './histogram.ts';
import { averagePath, explainForest, growForest, scoreForest } from './isolation-forest.ts';
import { drawSamples, explainNearest, scoreNearest } from './nearest-sample.ts';
import { fillTails, orderByScore } from './tail.ts';

/** A cloud around 0 with one row at its edge, and far away in column 2. */
function cloud(rows: number, width: number, seed = 5): Matrix {
  const random = mulberry32(seed);
  const values = Float32Array.from({ length: rows * width }, () => random() + random() + random() - 1.5);
  values.fill(1.45, (rows - 1) * width);
  values[(rows - 1) * width + 2] = 9;
  return { rows, width, values };
}
const sum = (values: Float64Array) => values.reduce((a, b) => a + b, 0);
const highest = (values: Float64Array) => values.indexOf(Math.max(...values));

test('average path length has its published values', () => {
  expect(averagePath(1)).toBe(0);
  expect(averagePath(2)).toBe(1);
  // 2 H(255) - 2 * 255 / 256, with H(255) = 6.12043...
  expect(averagePath(256)).toBeCloseTo(10.2487, 3);
});

const MODELS = [
  ['isolation forest', growForest, scoreForest, explainForest],
  ['nearest sample', drawSamples, scoreNearest, explainNearest],
  ['histogram', countHistograms, scoreHistograms, explainHistograms],
] as const;

for (const [name, fit, score, explain] of MODELS) {
  test(`${name}: the far row is the most unusual, its column the reason, and the parts add up to the score`, () => {
    const matrix = cloud(2000, 7);
    const model = fit(matrix, 42) as never;
    const scores = new Float64Array(matrix.rows);
    score(model, matrix, 0, matrix.rows, scores);
    expect(highest(scores)).toBe(matrix.rows - 1);
    for (const row of [0, 1, 777, matrix.rows - 1]) {
      const parts = new Float64Array(matrix.width);
      explain(model, matrix, row, parts);
      expect(Math.abs(sum(parts) - scores[row]!)).toBeLessThan(1e-6);
    }
    const far = new Float64Array(matrix.width);
    explain(model, matrix, matrix.rows - 1, far);
    expect(highest(far)).toBe(2);
  });

  test(`${name}: blocks give the same figures as one pass, the seed decides`, () => {
    const matrix = cloud(1500, 5);
    const scored = (seed: number, step: number) => {
      const out = new Float64Array(matrix.rows);
      const model = fit(matrix, seed) as never;
      for (let from = 0; from < matrix.rows; from += step) score(model, matrix, from, Math.min(matrix.rows, from + step), out);
      return out;
    };
    expect(scored(7, 1500)).toEqual(scored(7, 37));
    // Histograms count every row, so that no seed enters.
    const other = scored(8, 1500);
    const same = scored(7, 1500).every((value, row) => value === other[row]);
    expect(same).toBe(name === 'histogram');
  });
}

test('nearest sample: a row in the sample is measured against the others, not against itself', () => {
  const matrix = { rows: 3, width: 1, values: Float32Array.from([0, 3, 10]) };
  const out = new Float64Array(3);
  scoreNearest(drawSamples(matrix, 1), matrix, 0, 3, out);
  expect([...out].map((value) => Number(value.toFixed(9)))).toEqual([3, 3, 7]);
});

test('constant and tiny matrices are scored without failing', () => {
  for (const matrix of [cloud(1, 3), cloud(2, 3), { rows: 50, width: 2, values: new Float32Array(100) }]) {
    for (const [, fit, score] of MODELS) {
      const out = new Float64Array(matrix.rows);
      score(fit(matrix, 1) as never, matrix, 0, matrix.rows, out);
      expect(out.every((value) => Number.isFinite(value))).toBe(true);
    }
  }
});

test('tails rise with the score, equal scores share one, and none is infinite', () => {
  const scores = Float64Array.from([3, 1, 2, 2, 9]);
  const out = new Float64Array(5);
  fillTails(scores, out);
  expect(out[2]).toBe(out[3]);
  expect(out[2]).toBeCloseTo(-Math.log(1 - 2.5 / 6), 12);
  expect(out[4]).toBeCloseTo(Math.log(6), 12);
  expect([...out].every((u) => u > 0 && Number.isFinite(u))).toBe(true);
});

test('scores are ordered exactly, negatives, zeros and near neighbours included', () => {
  const random = mulberry32(4);
  const scores = Float64Array.from({ length: 3000 }, (_, i) => (i % 7 === 0 ? 0 : (random() - 0.5) * 10 ** Math.floor(random() * 20 - 10)));
  scores[5] = scores[6]! + Number.EPSILON * Math.abs(scores[6]!);
  const sorted = Float64Array.from(orderByScore(scores), (row) => scores[row]!);
  expect(sorted).toEqual(Float64Array.from(scores).sort());
});
