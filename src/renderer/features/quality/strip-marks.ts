import type { AccountCoverage } from '../../../shared/contract/quality.ts';

/** Width of a strip in its own units; the page stretches it. */
export const STRIP_WIDTH = 1000;
/** Least width of a mark, so that one missing day in ten years can be seen and met. */
const LEAST = 3;
/** Marks drawn of one account (design guide, section 12). */
const MARKS = 400;

export interface StripMark {
  readonly kind: 'held' | 'gap' | 'overlap' | 'break';
  readonly x: number;
  readonly width: number;
  readonly from: string;
  readonly to: string;
  /** Position in the account's list of its kind; of joined held periods the first. */
  readonly at: number;
  /** Held periods that the mark stands for. */
  readonly count: number;
}

const DAY_MS = 86_400_000;
const dayOf = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / DAY_MS);

/**
 * Everything of an account that has a place in time, in the order of time. Held periods that touch are drawn as one; what is
 * missing, doubled or broken is drawn one by one.
 */
export function stripMarks(account: AccountCoverage): StripMark[] {
  const first = dayOf(account.from);
  const scale = STRIP_WIDTH / Math.max(1, account.days);
  const mark = (kind: StripMark['kind'], from: string, to: string, at: number, count = 1): StripMark => {
    const width = Math.max(LEAST, (dayOf(to) - dayOf(from) + 1) * scale);
    return { kind, x: Math.max(0, Math.min((dayOf(from) - first) * scale, STRIP_WIDTH - width)), width, from, to, at, count };
  };
  const marks: StripMark[] = [];
  let open: { from: string; to: string; at: number; count: number } | null = null;
  for (const [at, { from, to }] of account.held.entries()) {
    if (open && dayOf(from) <= dayOf(open.to) + 1) {
      open.count++;
      if (to > open.to) open.to = to;
    } else {
      if (open) marks.push(mark('held', open.from, open.to, open.at, open.count));
      open = { from, to, at, count: 1 };
    }
  }
  if (open) marks.push(mark('held', open.from, open.to, open.at, open.count));
  for (const [at, gap] of account.gaps.entries()) marks.push(mark('gap', gap.from, gap.to, at));
  for (const [at, overlap] of account.overlaps.entries()) marks.push(mark('overlap', overlap.from, overlap.to, at));
  for (const [at, broken] of account.breaks.entries()) marks.push(mark('break', broken.at, broken.at, at));
  const order = { held: 0, gap: 1, overlap: 2, break: 3 } as const;
  return marks.sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : order[a.kind] - order[b.kind])).slice(0, MARKS);
}
