export interface Span {
  readonly from: string;
  readonly to: string;
}
export interface Month {
  /** `2023-04`. */
  readonly id: string;
  readonly state: 'covered' | 'gap';
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

/** Which months of the whole period an account's files reach into. */
export function coverage(spans: readonly Span[], whole: Span): Month[] {
  return monthsBetween(whole.from, whole.to).map((id) => ({
    id,
    state: spans.some((span) => span.from.slice(0, 7) <= id && span.to.slice(0, 7) >= id) ? 'covered' : 'gap',
  }));
}
