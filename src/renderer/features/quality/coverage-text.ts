import type { AccountCoverage } from '../../../shared/contract/quality.ts';
import { formatCount, formatMoney } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import type { Tone } from '../../ui/chip.tsx';
import type { StripMark } from './strip-marks.ts';

/** An account's verdict as a chip. */
export function stateChip(state: AccountCoverage['state']): { readonly tone: Tone; readonly text: string } {
  return {
    whole: { tone: 'ok' as const, text: t('Whole') },
    unproved: { tone: 'plain' as const, text: t('No day missing, not proved') },
    gaps: { tone: 'warn' as const, text: t('Gaps') },
    broken: { tone: 'bad' as const, text: t('Broken') },
  }[state];
}

/** A statement by its file, with its own number where the file holds several. */
export function statementName(account: AccountCoverage, at: number): string {
  const period = account.held[at];
  if (!period) return '';
  return period.number || period.seq > 0
    ? t('{file}, statement {number}', { file: period.sourceName, number: period.number || String(period.seq + 1) })
    : period.sourceName;
}

/** A difference of balances in words, with its currency. */
export function differenceText(minor: number | null, currency: string): string {
  if (minor === null) return t('not known');
  return minor === 0 ? t('none') : `${formatMoney(minor, currency)} ${currency}`.trim();
}

/** What a mark of the strip says when it is read out. */
export function markText(account: AccountCoverage, mark: StripMark): string {
  const { from, to, at } = mark;
  const { currency } = account;
  switch (mark.kind) {
    case 'held':
      return t('Held {from} to {to}, {n, plural, one {# statement} other {# statements}}', { from, to, n: mark.count });
    case 'gap': {
      const gap = account.gaps[at]!;
      return t('Gap {from} to {to}, {n, plural, one {# day} other {# days}}; change of the balance: {difference}', {
        from,
        to,
        n: gap.days,
        difference: differenceText(gap.differenceMinor, currency),
      });
    }
    case 'overlap':
      return t('Held more than once {from} to {to}, {n, plural, one {# day} other {# days}}', { from, to, n: account.overlaps[at]!.days });
    case 'break': {
      const broken = account.breaks[at]!;
      return t('Balances do not join on {at}: closing {closing}, opening {opening}', {
        at: broken.at,
        closing: formatMoney(broken.closingMinor, currency),
        opening: formatMoney(broken.openingMinor, currency),
      });
    }
  }
}

/** Days held of all days. */
export function daysText(account: AccountCoverage): string {
  return t('{held} of {all} days held', { held: formatCount(account.daysHeld), all: formatCount(account.days) });
}
