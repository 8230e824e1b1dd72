/** T1 and V1: rules about when something first or unexpectedly happens. */
import { weekdayOf } from '../../../shared/calendar.ts';
import { NO_DAY } from '../../../shared/columns.ts';
import { MAD_TO_SIGMA, medianMad } from '../robust.ts';
import type { Rule } from './rule.ts';

const WEEKEND_SHARE = 0.02;

/** T1: dated on a weekend, where fewer than 2 % of the transactions are. Switches itself off elsewhere. */
export const weekend: Rule = {
  codes: ['T1'],
  needs: ['day'],
  run: ({ frame, hit, note }) => {
    const { day } = frame.columns;
    const rows: number[] = [];
    let dated = 0;
    for (let row = 0; row < frame.rows; row++) {
      if (day[row] === NO_DAY) continue;
      dated++;
      if (weekdayOf(day[row]!) >= 6) rows.push(row);
    }
    const share = rows.length / dated;
    if (share >= WEEKEND_SHARE) {
      note(
        'T1',
        `Weekend dates are ordinary here (${(share * 100).toFixed(1)} % of the dated transactions), so the rule switched itself off.`,
      );
      return;
    }
    for (const row of rows) hit('T1', row, 0.8, [day[row]!, share, dated]);
  },
};

/** Days after the start of the data until a counterparty's first appearance says that it is new. */
const WARM_UP_DAYS = 90;
/** Standard normal quantile of 95 %: the level is estimated from median and MAD, so that planted rows can't lift it. */
const Z95 = 1.6449;

/** V1: the first payment to a new counterparty, at or above the 95 % level of first payments. */
export const firstPayment: Rule = {
  codes: ['V1'],
  needs: ['party', 'day'],
  run: ({ frame, baselines, hit, note }) => {
    const { order, starts } = frame.byParty;
    const { day } = frame.columns;
    let low = Infinity;
    let high = -Infinity;
    for (const d of baselines.partyFirst) if (d !== NO_DAY && d < low) low = d;
    for (const d of baselines.partyLast) if (d !== NO_DAY && d > high) high = d;
    // Short data: the first quarter has to do as the warm-up.
    const since = low + Math.min(WARM_UP_DAYS, Math.floor((high - low) / 4));
    for (let segment = 0; segment < frame.segments; segment++) {
      const firsts: number[] = [];
      for (let p = 1; p <= frame.party.count; p++) {
        const row = order[starts[p]!]!;
        if (frame.segment[row] === segment && baselines.partyFirst[p] !== NO_DAY && day[row]! > since && frame.magnitude[row]! > 0)
          firsts.push(row);
      }
      if (firsts.length === 0) continue;
      if (firsts.length < 20) {
        note('V1', `Only ${firsts.length} counterparties are new after the first days of the data: too few to compare.`);
        continue;
      }
      const { median, mad } = medianMad(Float64Array.from(firsts, (row) => baselines.logAmount[row]!));
      const level = median + Z95 * MAD_TO_SIGMA * mad;
      for (const row of firsts) {
        if (baselines.logAmount[row]! < level) continue;
        hit('V1', row, 1, [frame.magnitude[row]!, Math.round(Math.exp(median)), Math.round(Math.exp(level)), firsts.length]);
      }
    }
  },
};
