/**
 * How two amounts agree. The side of the difference is kept apart, because a fee makes the arriving amount smaller,
 * never larger; the learned weights then form the fee curve.
 */
export const AMOUNT_LEVELS = 14;
export const AMOUNT_EXACT = 0;
const CENTS = 1;
const SWAPPED = 2;
/** Upper bounds of the relative difference of the banded levels; the sixth band is everything beyond. */
export const BANDS = [0.001, 0.01, 0.03, 0.1, 0.3] as const;
/** Levels 3..8 where the right amount is smaller, 9..13 where it is larger (the last holds everything beyond 10 %). */
const SMALLER = 3;
const LARGER = 9;

/** The level of right amount `b` against left amount `a`, both integers in minor units. */
export function amountLevel(a: number, b: number): number {
  if (a === b) return AMOUNT_EXACT;
  const gap = Math.abs(a - b);
  if (gap <= 2) return CENTS;
  if (gap % 9 === 0 && swappedDigits(Math.abs(a), Math.abs(b))) return SWAPPED;
  const share = gap / Math.max(1, Math.abs(a));
  let band = 0;
  while (band < BANDS.length && share > BANDS[band]!) band++;
  return Math.abs(b) < Math.abs(a) ? SMALLER + band : LARGER + Math.min(band, 4);
}

/** Whether `b` is `a` with two neighbouring digits exchanged. */
export function swappedDigits(a: number, b: number): boolean {
  const gap = Math.abs(a - b);
  if (gap === 0 || gap % 9 !== 0) return false;
  for (let unit = 1; unit * 9 <= gap; unit *= 10) {
    if (gap % (9 * unit) !== 0) continue;
    const steps = gap / (9 * unit);
    if (steps > 9) continue;
    const low = Math.floor(a / unit) % 10;
    const high = Math.floor(a / (unit * 10)) % 10;
    if (a + (low - high) * 9 * unit === b) return true;
  }
  return false;
}

/** The range of right amounts [from, to] that a banded level covers for left amount `a`; exact levels return [a, a]. */
export function levelRange(a: number, level: number): { from: number; to: number } {
  if (level === AMOUNT_EXACT) return { from: a, to: a };
  if (level === CENTS) return { from: a - 2, to: a + 2 };
  if (level === SWAPPED) return { from: a, to: a };
  const smaller = level < LARGER;
  const band = smaller ? level - SMALLER : level - LARGER;
  const inner = band === 0 ? 0 : BANDS[band - 1]!;
  const outer = smaller ? (band < BANDS.length ? BANDS[band]! : 1) : band < 4 ? BANDS[band]! : 1;
  const size = Math.abs(a);
  const near = smaller ? size * (1 - inner) : size * (1 + inner);
  const far = smaller ? size * (1 - outer) : size * (1 + outer);
  return a < 0 ? { from: Math.min(-near, -far), to: Math.max(-near, -far) } : { from: Math.min(near, far), to: Math.max(near, far) };
}

/** The largest relative difference a level can have; exchanged digits are covered by the bands around them. */
export function levelShare(level: number): number {
  if (level < SMALLER) return 0;
  const band = level < LARGER ? level - SMALLER : level - LARGER;
  return level < LARGER ? (BANDS[band] ?? 1) : band < 4 ? BANDS[band]! : 1;
}

/** Sentences for the levels, for explanations. */
export function amountSentence(a: number, b: number): string {
  const level = amountLevel(a, b);
  if (level === AMOUNT_EXACT) return 'The amounts are equal.';
  const gap = Math.abs(a - b);
  if (level === SWAPPED) return `The amounts differ by ${gap} minor units: two neighbouring digits are exchanged.`;
  const percent = ((100 * gap) / Math.max(1, Math.abs(a))).toFixed(2);
  return `The amounts differ by ${gap} minor units (${percent} %); the right one is ${Math.abs(b) < Math.abs(a) ? 'smaller' : 'larger'}.`;
}
