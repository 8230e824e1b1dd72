import { expect, test } from 'vitest';
import { combinedTail, explainRange, fitEnsemble, MODELS, rankModel, scoreRange } from './ensemble.ts';
import { scaleColumns, type Matrix } from './matrix.ts';
import { rocAuc, averagePrecision } from './measures.ts';
import { mulberry32 } from './random.ts';
import { BASE_LOGIT, MODEL_SLOPE, rankRows, strongest, termsOf } from './risk.ts';

function fitted(rows: number, width: number): { matrix: Matrix; ensemble: ReturnType<typeof fitEnsemble> } {
  const random = mulberry32(11);
  const matrix = { rows, width, values: Float32Array.from({ length: rows * width }, () => random() ** 3) };
  scaleColumns(matrix, 1, 20);
  const ensemble = fitEnsemble(matrix, 1);
  scoreRange(ensemble, 0, rows);
  for (const model of MODELS.keys()) rankModel(ensemble, model);
  return { matrix, ensemble };
}

test('the terms of every row add up to its log-odds within 1e-9', () => {
  const { matrix, ensemble } = fitted(500, 6);
  const rule = { code: 'A1', logit: 0.6, hit: { row: 3, weight: 0.6, args: [], evidence: [] } };
  const { score } = rankRows(500, ensemble, new Map([[3, [rule]]]));
  const rows = Int32Array.from({ length: 500 }, (_, i) => i);
  const out = new Float64Array(500 * matrix.width);
  explainRange(ensemble, rows, 0, 500, out);
  for (const row of rows) {
    const parts = out.subarray(row * matrix.width, (row + 1) * matrix.width);
    const terms = termsOf(row === 3 ? [rule] : [], parts, ['M1', 'M2', 'M3', 'M4', 'M5', 'M6'], () => []);
    const sum = terms.reduce((total, term) => total + term.logit, BASE_LOGIT);
    expect(Math.abs(sum - score[row]!)).toBeLessThan(1e-9);
    expect(terms.every((term) => term.logit >= 0)).toBe(true);
  }
  expect(score[0]).toBeCloseTo(BASE_LOGIT + MODEL_SLOPE * combinedTail(ensemble, 0), 12);
});

test('the strongest terms come first and their points never pass the risk', () => {
  const term = (code: string, logit: number) => ({ code, logit, args: () => [], evidence: [], feature: -1 });
  const list = strongest(
    ['D1', 'D2', 'D3', 'A1', 'A2', 'A3', 'A4'].map((code, i) => term(code, 1 + i)),
    70,
  );
  expect(list.map(({ term: { code } }) => code)).toEqual(['A4', 'A3', 'A2', 'A1', 'D3']);
  expect(list.reduce((sum, { points }) => sum + points, 0)).toBeCloseTo((70 * 25) / 28, 0);
  expect(strongest([term('D1', 0)], 70)).toEqual([]);
});

test('measures agree with figures worked out by hand', () => {
  expect(rocAuc([1, 2, 3, 4], [0, 1, 0, 1])).toBe(0.75);
  expect(rocAuc([1, 1, 1, 1], [0, 1, 0, 1])).toBe(0.5);
  expect(rocAuc([1, 2], [1, 1])).toBeNaN();
  // Ranking 4, 3, 2, 1: hits at places 1 and 3, so (1/1 + 2/3) / 2.
  expect(averagePrecision([1, 2, 3, 4], [0, 1, 0, 1])).toBeCloseTo((1 + 2 / 3) / 2, 12);
  expect(averagePrecision([5, 5], [0, 1])).toBe(0.5);
});
