import type { SourceSummary } from '../../shared/contract/cases.ts';
import type { ReconcileSettings, UnmatchedKind } from '../../shared/contract/reconcile.ts';

/** What the two sides of a reconciliation are called. */
export interface SideNames {
  readonly left: string;
  readonly right: string;
}

const SIDES: Readonly<Record<SourceSummary['kind'], string>> = { bank: 'Bank', ledger: 'Ledger', payments: 'Payments' };

/** Names the sides after the kind of their sources; sides that are of one kind, or of several, are left and right. */
export function sideNames(sources: readonly SourceSummary[], settings: ReconcileSettings | null): SideNames {
  const kindOf = (ids: readonly number[]): string | null => {
    const kinds = new Set(sources.filter((source) => ids.includes(source.id)).map((source) => source.kind));
    return kinds.size === 1 ? SIDES[[...kinds][0]!] : null;
  };
  const left = kindOf(settings?.leftSources ?? []);
  const right = kindOf(settings?.rightSources ?? []);
  return left !== null && right !== null && left !== right ? { left, right } : { left: 'Left', right: 'Right' };
}

/** Category names as pages have them. */
export function unmatchedWord(kind: UnmatchedKind, sides: SideNames): string {
  const words: Readonly<Record<UnmatchedKind, string>> = {
    timing: 'Timing difference',
    fee: 'Bank fee or interest',
    'missing-left': `Missing: ${sides.left.toLowerCase()}`,
    'missing-right': `Missing: ${sides.right.toLowerCase()}`,
    duplicate: 'Possible duplicate',
    'amount-differs': 'Amount differs',
    unexplained: 'Unexplained',
  };
  return words[kind];
}

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

/** A share of 0 to 1 in percent with one decimal. 100 % always means all, and 0 % none. */
export function percent(share: number): string {
  const tenths = Math.round(share * 1000);
  const shown = share < 1 ? Math.min(tenths, 999) : tenths;
  return `${((share > 0 ? Math.max(shown, 1) : shown) / 10).toFixed(1)} %`;
}
