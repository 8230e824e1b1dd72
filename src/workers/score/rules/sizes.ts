/** A1, A4, A5: amounts that stand out by their size or roundness. */
import { unitOf } from '../frame.ts';
import { MAD_TO_SIGMA } from '../robust.ts';
import { SPREAD_FLOOR, type AmountBaseline } from '../baselines.ts';
import type { Rule } from './rule.ts';

/** A1: whole multiples of 1,000 units. */
export const roundAmount: Rule = {
  codes: ['A1'],
  needs: [],
  run: ({ frame, hit }) => {
    const rows: number[] = [];
    for (let row = 0; row < frame.rows; row++) {
      const minor = frame.magnitude[row]!;
      if (minor > 0 && minor % (1000 * unitOf(frame, row)) === 0) rows.push(row);
    }
    for (const row of rows) {
      const step = 1000 * unitOf(frame, row);
      const level = frame.magnitude[row]! % (10 * step) === 0 ? 10 * step : step;
      hit('A1', row, 0.6, [frame.magnitude[row]!, level, rows.length / frame.rows, frame.rows]);
    }
  },
};

const FACTOR = 10;

/** A4: the largest amount of a counterparty (1,000 or more, of three or more) is ten times the second largest. */
export const sizeFactor: Rule = {
  codes: ['A4'],
  needs: ['party'],
  run: ({ frame, hit }) => {
    const { order, starts } = frame.byParty;
    for (let p = 1; p <= frame.party.count; p++) {
      const n = starts[p + 1]! - starts[p]!;
      if (n < 3) continue;
      let largest = order[starts[p]!]!;
      let second = -1;
      for (let i = starts[p]! + 1; i < starts[p + 1]!; i++) {
        const row = order[i]!;
        if (frame.magnitude[row]! > frame.magnitude[largest]!) {
          second = largest;
          largest = row;
        } else if (second < 0 || frame.magnitude[row]! > frame.magnitude[second]!) second = row;
      }
      const ratio = frame.magnitude[largest]! / frame.magnitude[second]!;
      if (!(ratio >= FACTOR && ratio < Infinity) || frame.magnitude[largest]! < 1000 * unitOf(frame, largest)) continue;
      hit('A4', largest, 1.5, [frame.magnitude[largest]!, ratio, frame.magnitude[second]!, n], [second]);
    }
  },
};

const DEVIATIONS = 6;
const PARTY_ROWS = 10;
const CATEGORY_ROWS = 30;

/** A5: more than six robust deviations (log amount) from the counterparty's median, else from the category's. */
export const amountOutlier: Rule = {
  codes: ['A5'],
  needs: [],
  run: ({ frame, baselines, hit }) => {
    const test = (row: number, baseline: AmountBaseline, group: number): void => {
      const median = baseline.median[group]!;
      const z = (baselines.logAmount[row]! - median) / Math.max(MAD_TO_SIGMA * baseline.mad[group]!, SPREAD_FLOOR);
      if (Math.abs(z) <= DEVIATIONS) return;
      // An amount far too small can't have cost much: it counts less.
      hit('A5', row, z > 0 ? 1.4 : 0.5, [frame.magnitude[row]!, Math.round(Math.exp(median)), Math.abs(z), baseline.n[group]!]);
    };
    for (let row = 0; row < frame.rows; row++) {
      if (frame.magnitude[row] === 0) continue;
      const party = frame.party.ids[row]!;
      const category = frame.category.ids[row]!;
      if (party !== 0 && baselines.party.n[party]! >= PARTY_ROWS) test(row, baselines.party, party);
      else if (category !== 0 && baselines.category.n[category]! >= CATEGORY_ROWS) test(row, baselines.category, category);
    }
  },
};
