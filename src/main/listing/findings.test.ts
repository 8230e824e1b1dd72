import { expect, test } from 'vitest';
import { groupFindings, rejects, type StoredFinding } from './findings.ts';

let seq = 0;
const finding = (code: string, severity: StoredFinding['severity'], line: number): StoredFinding => ({
  seq: ++seq,
  code,
  severity,
  line,
  field: null,
  message: `${code} in ${line}`,
  raw: line === 0 ? null : `raw ${line}`,
});
const none: ReadonlySet<number> = new Set();

test('an error about a line rejects it; one about the whole file, or an amount kept with its exact text, does not', () => {
  expect(rejects(finding('AMT-UNREADABLE', 'error', 4), none)).toBe(true);
  expect(rejects(finding('DATE-MISSING', 'warning', 4), none)).toBe(false);
  expect(rejects(finding('FILE-DAMAGED', 'error', 4), none)).toBe(false);
  expect(rejects(finding('FILE-EMPTY', 'error', 0), none)).toBe(false);
  expect(rejects(finding('AMT-PRECISION', 'error', 7), none)).toBe(true);
  expect(rejects(finding('AMT-PRECISION', 'error', 7), new Set([7]))).toBe(false);
});

test('groups put what rejected rows first, then by weight and number, and know the place of their first finding', () => {
  const groups = groupFindings(
    [
      finding('DIA-LINE-ENDS', 'info', 0),
      finding('BAL-ROW', 'warning', 3),
      finding('ENC-INVALID', 'warning', 4),
      finding('ENC-INVALID', 'warning', 5),
      finding('AMT-PRECISION', 'error', 6),
      finding('AMT-PRECISION', 'error', 7),
      finding('AMT-MISSING', 'error', 8),
      finding('AMT-MISSING', 'error', 9),
    ],
    new Set([6]),
  );
  expect(groups.map(({ code, count, rejects: refused, firstAt }) => [code, count, refused, firstAt])).toEqual([
    ['AMT-MISSING', 2, true, 6],
    ['AMT-PRECISION', 1, true, 5],
    ['AMT-PRECISION', 1, false, 4],
    ['ENC-INVALID', 2, false, 2],
    ['BAL-ROW', 1, false, 1],
    ['DIA-LINE-ENDS', 1, false, 0],
  ]);
  expect(groups[0]!.examples[0]).toMatchObject({ line: 8, raw: 'raw 8', message: 'AMT-MISSING in 8' });
});

test('a group keeps five examples and the whole count', () => {
  const [group] = groupFindings(
    Array.from({ length: 400 }, (_, i) => finding('AMT-MISSING', 'error', i + 2)),
    none,
  );
  expect(group!.count).toBe(400);
  expect(group!.examples.map(({ line }) => line)).toEqual([2, 3, 4, 5, 6]);
});
