import type { DISPOSITIONS, FlagRow } from '../../../shared/contract/flags.ts';
import { t } from '../../text/t.ts';

export type Disposition = (typeof DISPOSITIONS)[number];
/** What a person may find; `open` is having found nothing yet. */
export const FINDINGS = ['explained', 'needs-work', 'refer', 'not-an-issue'] as const;
export const FLAG_TABS = ['open', 'findings', 'all', 'rules'] as const;
export type FlagTab = (typeof FLAG_TABS)[number];
export type { FlagRow };

/** The list an address names; what is open where it names none. */
export function tabOf(name: string | undefined): FlagTab {
  return FLAG_TABS.find((tab) => tab === name) ?? 'open';
}

/** A list's name. */
export function tabTitle(tab: FlagTab): string {
  return { open: t('Open'), findings: t('Findings'), all: t('All scored'), rules: t('Rules') }[tab];
}

/** A finding in a word or two. */
export function dispositionTitle(disposition: Disposition): string {
  return {
    open: t('Open'),
    explained: t('Explained'),
    'needs-work': t('Needs work'),
    refer: t('Refer'),
    'not-an-issue': t('Not an issue'),
  }[disposition];
}

/** The key of a finding. */
export const FINDING_KEYS: Readonly<Record<Disposition, string>> = {
  explained: 'e',
  'needs-work': 'Shift+w',
  refer: 'Shift+r',
  'not-an-issue': 'Shift+i',
  open: 'Shift+o',
};
