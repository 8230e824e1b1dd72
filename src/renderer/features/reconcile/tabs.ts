import type { UnmatchedKind } from '../../../shared/contract/reconcile.ts';
import { t } from '../../text/t.ts';

export const MATCH_TABS = ['suggested', 'accepted', 'rejected'] as const;
export const UNMATCHED_TABS = ['left', 'right'] as const;
export type MatchTab = (typeof MATCH_TABS)[number];
export type UnmatchedTab = (typeof UNMATCHED_TABS)[number];
export type ReconcileTab = MatchTab | UnmatchedTab;

/** The list an address names; the suggestions where it names none. */
export function tabOf(name: string | undefined): ReconcileTab {
  return [...MATCH_TABS, ...UNMATCHED_TABS].find((tab) => tab === name) ?? 'suggested';
}

/** Whether a list holds pairs. */
export function isMatchTab(tab: ReconcileTab): tab is MatchTab {
  return tab !== 'left' && tab !== 'right';
}

/** A list's name. */
export function tabTitle(tab: ReconcileTab): string {
  return {
    suggested: t('Suggested'),
    accepted: t('Accepted'),
    rejected: t('Rejected'),
    left: t('Unmatched statement'),
    right: t('Unmatched ledger'),
  }[tab];
}

/** An unmatched category in a word or two. */
export function kindTitle(kind: UnmatchedKind): string {
  return {
    timing: t('Timing'),
    fee: t('Bank charge'),
    'missing-left': t('Not on statement'),
    'missing-right': t('Not in ledger'),
    duplicate: t('Duplicate'),
    'amount-differs': t('Amount differs'),
    unexplained: t('Unexplained'),
  }[kind];
}
