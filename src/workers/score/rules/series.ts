/** V7 and V8: a regular series (rent, fees, salaries) with another amount or an extra payment. */
import { NO_DAY } from '../../../shared/columns.ts';
import { groupRows } from '../groups.ts';
import { internPairs } from '../interner.ts';
import { MAD_TO_SIGMA, medianMad } from '../robust.ts';
import type { Rule, RuleContext } from './rule.ts';

const SERIES_ROWS = 6;
const GAP_DAYS = 5;
/** Robust coefficient of variation below which gaps, and amounts, count as regular. */
const REGULAR = 0.15;
const JUMP = 0.2;
const SHORT_GAP = 0.5;

const robustVariation = (values: Float64Array): { median: number; variation: number } => {
  const { median, mad } = medianMad(values);
  return { median, variation: median > 0 ? (MAD_TO_SIGMA * mad) / median : Infinity };
};

/** Positions that came early: of two close neighbours the one without which the rhythm is kept; on one day the later. */
function extras(days: readonly number[], gap: number): number[] {
  const found: number[] = [];
  for (let i = 1; i < days.length; i++) {
    if (days[i]! - days[i - 1]! >= SHORT_GAP * gap) continue;
    const without = i >= 2 ? Math.abs(days[i]! - days[i - 2]! - gap) : Infinity;
    const keeping = i + 1 < days.length ? Math.abs(days[i + 1]! - days[i - 1]! - gap) : Infinity;
    const at = without < keeping && days[i] !== days[i - 1] ? i - 1 : i;
    if (found.at(-1) !== at) found.push(at);
  }
  return found;
}

function judge({ frame, hit }: RuleContext, rows: readonly number[]): void {
  const days = rows.map((row) => frame.columns.day[row]!);
  const gaps = Float64Array.from(days.slice(1), (day, i) => day - days[i]!).filter((gap) => gap > 0);
  if (gaps.length < SERIES_ROWS - 2) return;
  const rhythm = robustVariation(gaps);
  const amounts = robustVariation(Float64Array.from(rows, (row) => frame.magnitude[row]!));
  if (rhythm.median < GAP_DAYS || rhythm.variation >= REGULAR || amounts.variation >= REGULAR) return;
  for (const [i, row] of rows.entries()) {
    const difference = Math.abs(frame.magnitude[row]! / amounts.median - 1);
    if (difference <= JUMP) continue;
    const before = rows[i - 1] ?? rows[i + 1]!;
    hit('V7', row, 1, [frame.magnitude[row]!, Math.round(amounts.median), rows.length, Math.round(rhythm.median), difference], [before]);
  }
  for (const i of extras(days, rhythm.median)) {
    const before = rows[i - 1] ?? rows[i + 1]!;
    hit(
      'V8',
      rows[i]!,
      1,
      [frame.magnitude[rows[i]!]!, i > 0 ? days[i]! - days[i - 1]! : days[1]! - days[0]!, rows.length, Math.round(rhythm.median)],
      [before],
    );
  }
}

/** V7, V8: series of one counterparty (and category, where there is one) with a steady rhythm and a steady amount. */
export const brokenSeries: Rule = {
  codes: ['V7', 'V8'],
  needs: ['party', 'day'],
  run: (context) => {
    const { frame } = context;
    const pairs = internPairs(frame.party.ids, frame.category.ids);
    const { order, starts } = groupRows(pairs.ids, pairs.count, frame.byDay);
    for (let g = 1; g <= pairs.count; g++) {
      const size = starts[g + 1]! - starts[g]!;
      if (size < SERIES_ROWS) continue;
      judge(
        context,
        [...order.subarray(starts[g], starts[g + 1])].filter((row) => frame.columns.day[row] !== NO_DAY),
      );
    }
  },
};
