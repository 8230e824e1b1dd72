/** Frequencies that several features share, counted in a few passes over the rows. */
import { NO_DAY } from '../../shared/columns.ts';
import { partsOfDay, weekdayOf } from '../../shared/calendar.ts';
import { firstTwo } from './digits.ts';
import type { Frame, Numbered } from './frame.ts';
import { internPairs } from './interner.ts';
import { eachWord } from './text-keys.ts';

export interface Counts {
  readonly dated: number;
  /** By ISO weekday 1 to 7, and by day of month 1 to 31. */
  readonly weekday: Float64Array;
  readonly monthDay: Float64Array;
  /** By first two digits. */
  readonly leading: Float64Array;
  readonly amount: Int32Array;
  readonly partyAmount: Int32Array;
  readonly pairIds: Int32Array;
  readonly pair: Int32Array;
  /** Days since the counterparty's previous row; -1 for its first and for undated rows. */
  readonly sinceLast: Int32Array;
  /** Rows of the counterparty from three days before to three days after, the row included. */
  readonly within7: Int32Array;
  /** Geometric mean of the share of texts that use each word of the row's text. */
  readonly wordShare: Float32Array;
}

function countIds({ ids, count }: Numbered): Int32Array {
  const counts = new Int32Array(count + 1);
  for (const id of ids) counts[id]!++;
  return counts;
}

/** Words share counters of 2^18 digests: a rare word can look commoner than it is, never rarer. */
const WORD_MASK = (1 << 18) - 1;

function wordShares(frame: Frame): Float32Array {
  const used = new Float64Array(WORD_MASK + 1);
  const share = new Float32Array(frame.rows);
  const { description } = frame.columns;
  const count = (hash: number): void => {
    used[hash & WORD_MASK]!++;
  };
  for (let row = 0; row < frame.rows; row++) eachWord(description, row, count);
  for (let i = 0; i < used.length; i++) used[i] = Math.log(Math.max(1, used[i]!) / frame.rows);
  let sum = 0;
  let words = 0;
  const add = (hash: number): void => {
    sum += used[hash & WORD_MASK]!;
    words++;
  };
  for (let row = 0; row < frame.rows; row++) {
    sum = words = 0;
    eachWord(description, row, add);
    // A text without words is as common as such texts are; it carries no word that could be rare.
    share[row] = words === 0 ? 1 : Math.exp(sum / words);
  }
  return share;
}

function rhythm(frame: Frame): Pick<Counts, 'sinceLast' | 'within7'> {
  const sinceLast = new Int32Array(frame.rows).fill(-1);
  const within7 = new Int32Array(frame.rows).fill(1);
  const { order, starts } = frame.byParty;
  const { day } = frame.columns;
  for (let p = 1; p <= frame.party.count; p++) {
    let end = starts[p + 1]!;
    while (end > starts[p]! && day[order[end - 1]!] === NO_DAY) end--;
    let low = starts[p]!;
    let high = low;
    for (let i = starts[p]!; i < end; i++) {
      const today = day[order[i]!]!;
      if (i > starts[p]!) sinceLast[order[i]!] = today - day[order[i - 1]!]!;
      while (day[order[low]!]! < today - 3) low++;
      while (high < end && day[order[high]!]! <= today + 3) high++;
      within7[order[i]!] = high - low;
    }
  }
  return { sinceLast, within7 };
}

/** Counts a frame. */
export function countsOf(frame: Frame): Counts {
  const weekday = new Float64Array(8);
  const monthDay = new Float64Array(32);
  const leading = new Float64Array(100);
  let dated = 0;
  for (let row = 0; row < frame.rows; row++) {
    leading[firstTwo(frame.magnitude[row]!)]!++;
    const day = frame.columns.day[row]!;
    if (day === NO_DAY) continue;
    dated++;
    weekday[weekdayOf(day)]!++;
    monthDay[partsOfDay(day).day]!++;
  }
  const pair = internPairs(frame.party.ids, frame.category.ids);
  return {
    dated,
    weekday,
    monthDay,
    leading,
    amount: countIds(frame.amount),
    partyAmount: countIds(frame.partyAmount),
    pairIds: pair.ids,
    pair: countIds(pair),
    ...rhythm(frame),
    wordShare: wordShares(frame),
  };
}
