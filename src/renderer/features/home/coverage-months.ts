export interface Span {
  readonly from: string;
  readonly to: string;
}
export interface Month {
  /** `2023-04`. */
  readonly id: string;
  readonly state: 'covered' | 'gap' | 'outside';
}

/** Months of `2023-04` to `2023-09` in order, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = from.split('-').map(Number) as [number, number];
  // 600 months: fifty years, more than any account has; a misread year must not fill the page.
  while (months.length < 600) {
    const id = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
    if (id > to.slice(0, 7)) break;
    months.push(id);
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year++;
  }
  return months;
}

/** An account's own period: from its first file's first day to its last file's last. */
export function periodOf(spans: readonly Span[]): Span {
  return {
    from: spans.map((span) => span.from).reduce((a, b) => (a < b ? a : b)),
    to: spans.map((span) => span.to).reduce((a, b) => (a > b ? a : b)),
  };
}

/**
 * The stretches of time that periods form together: what overlaps is drawn to one scale, so that a statement and its
 * ledger can be compared, while files of another decade do not squeeze them.
 */
export function stretches(periods: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const period of periods.toSorted((a, b) => a.from.localeCompare(b.from))) {
    const last = merged.at(-1);
    if (last && period.from.slice(0, 7) <= last.to.slice(0, 7)) merged[merged.length - 1] = periodOf([last, period]);
    else merged.push(period);
  }
  return merged;
}

/** Which months of a stretch an account's files reach into. A gap lies between its files; `outside` before or after them. */
export function coverage(spans: readonly Span[], stretch: Span): Month[] {
  const own = periodOf(spans);
  return monthsBetween(stretch.from, stretch.to).map((id) => ({
    id,
    state: spans.some((span) => span.from.slice(0, 7) <= id && span.to.slice(0, 7) >= id)
      ? 'covered'
      : id < own.from.slice(0, 7) || id > own.to.slice(0, 7)
        ? 'outside'
        : 'gap',
  }));
}
