import type { UnmatchedKind } from '../../shared/contract/reconcile.ts';

/** Category names as every screen and page has them. */
export const UNMATCHED_WORDS: Readonly<Record<UnmatchedKind, string>> = {
  timing: 'Timing difference',
  fee: 'Bank fee or interest',
  'missing-left': 'Missing on the left',
  'missing-right': 'Missing on the right',
  duplicate: 'Possible duplicate',
  'amount-differs': 'Amount differs',
  unexplained: 'Unexplained',
};

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** `2026-11-20` as `20 November 2026`; anything else as it stands. */
export function longDate(iso: string): string {
  const parts = /^(\d{4})-(\d{2})-(\d{2})/.exec(iso);
  const month = parts ? MONTHS[Number(parts[2]) - 1] : undefined;
  return parts && month ? `${Number(parts[3])} ${month} ${parts[1]}` : iso;
}

/** An ISO time in UTC as `2026-11-20 21:04 UTC`; anything else as it stands. */
export function utcTime(iso: string): string {
  const at = Date.parse(iso);
  return Number.isNaN(at) ? iso : `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** A share of 0 to 1 in percent, rounded down, so that 100 % always means all. */
export function percent(share: number): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`;
}
