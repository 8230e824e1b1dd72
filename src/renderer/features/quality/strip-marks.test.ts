import { expect, test } from 'vitest';
import type { AccountCoverage } from '../../../shared/contract/quality.ts';
import { STRIP_WIDTH, stripMarks } from './strip-marks.ts';

const held = (from: string, to: string) => ({ from, to }) as AccountCoverage['held'][number];
const account = (more: Partial<AccountCoverage>): AccountCoverage =>
  ({ from: '2025-01-01', to: '2025-01-10', days: 10, held: [], gaps: [], overlaps: [], breaks: [], ...more }) as AccountCoverage;

test('held periods that touch are one mark, and a gap lies between the others', () => {
  const marks = stripMarks(
    account({
      held: [held('2025-01-01', '2025-01-02'), held('2025-01-03', '2025-01-04'), held('2025-01-08', '2025-01-10')],
      gaps: [{ from: '2025-01-05', to: '2025-01-07' } as AccountCoverage['gaps'][number]],
    }),
  );
  expect(marks.map(({ kind, x, width, count }) => [kind, x, width, count])).toEqual([
    ['held', 0, 400, 2],
    ['gap', 400, 300, 1],
    ['held', 700, 300, 1],
  ]);
});

test('a single day in ten years keeps a width that can be seen, inside the strip', () => {
  const marks = stripMarks(
    account({
      from: '2015-01-01',
      to: '2024-12-31',
      days: 3653,
      held: [held('2015-01-01', '2024-12-31')],
      breaks: [{ at: '2024-12-31' } as AccountCoverage['breaks'][number]],
    }),
  );
  const last = marks.at(-1)!;
  expect(last.kind).toBe('break');
  expect(last.width).toBeGreaterThanOrEqual(3);
  expect(last.x + last.width).toBeLessThanOrEqual(STRIP_WIDTH);
});
