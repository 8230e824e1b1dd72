import type { COMPARED_KINDS, PairEvidence, RepeatPair, RepeatVerdict } from '../../../shared/contract/overlaps.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import type { Tone } from '../../ui/chip.tsx';

export type ComparedKind = (typeof COMPARED_KINDS)[number];

/** A verdict in a word. */
export function verdictTitle(verdict: RepeatVerdict): string {
  return {
    possible: t('Possible repeat'),
    repeat: t('Repeat'),
    own: t('Its own'),
    'left-out': t('Left out'),
  }[verdict];
}

export const VERDICT_TONES: Readonly<Record<RepeatVerdict, Tone>> = { possible: 'warn', repeat: 'info', own: 'ok', 'left-out': 'hold' };

/** What a verdict means for the totals, as a sentence. */
export function effectOf(verdict: RepeatVerdict): string {
  return {
    possible: t('It counts until somebody decides.'),
    repeat: t('It is kept and not counted: the other row counts.'),
    own: t('It counts as a movement of its own.'),
    'left-out': t('It is kept and not counted.'),
  }[verdict];
}

/** Why a pair got its verdict, as a sentence. */
export function ruleText(rule: string): string {
  switch (rule) {
    case 'identifier':
      return t('Date, amount and text agree, and the bank gave both rows one identifier.');
    case 'count':
      return t('Date, amount and text agree, and the files hold it no more often than this.');
    case 'identifier-differs':
      return t('Date, amount and text agree, but the bank gave the two rows different identifiers.');
    case 'balance-differs':
      return t('Date, amount and text agree, but the balances behind the rows differ on a day that one file may hold only in part.');
    case 'follows-on':
      return t('Date, amount and text agree, but one statement opens with what the other closes with, so they should not overlap.');
    case 'account-unknown':
      return t('Date and amount agree, and so do most rows of the two files; one of them does not name its account.');
    case 'text-differs':
      return t('Date and amount agree, as often in one file as in the other; the text differs.');
    case 'import-undone':
      return t('It repeated a row of a file that was taken out of the case.');
    case 'chosen-at-import':
      return t('Chosen row by row before the import.');
    case 'taken-back':
      return t('A decision was taken back.');
    default:
      return t('Decided by a person.');
  }
}

/** The parts of a pair that were compared and how each came out, in words. */
export function evidenceLines(evidence: PairEvidence): { readonly label: string; readonly value: string }[] {
  const agreement = (value: NonNullable<PairEvidence['account']>): string =>
    ({
      same: t('the same'),
      differs: t('different'),
      unknown: t('not in both files'),
      renumbered: t('different in every row: each file numbers its lines anew'),
    })[value];
  const parts: [string, PairEvidence['account']][] = [
    [t('Account'), evidence.account],
    [t('Currency'), evidence.currency],
    [t('Text'), evidence.description],
    [t('Identifier'), evidence.identifier],
    [t('Balance'), evidence.balance],
  ];
  const lines = parts.flatMap(([label, value]) => (value === undefined ? [] : [{ label, value: agreement(value) }]));
  const { inFile, held } = evidence;
  if (inFile === undefined || held === undefined) return lines;
  return [
    ...lines,
    {
      label: t('Counts'),
      value: t('{inFile} in this file, {held} held before it', { inFile: formatCount(inFile), held: formatCount(held) }),
    },
  ];
}

/** Who decided, in words. */
export function deciderText({ decidedBy, decider }: Pick<RepeatPair, 'decidedBy' | 'decider'>): string {
  return decidedBy === 'engine' ? t('by the counts') : decider;
}

/** What a line of a comparison is. */
export function comparedTitle(kind: ComparedKind): string {
  return {
    'only-a': t('Only in this file'),
    'only-b': t('Only in the other'),
    differs: t('Differs'),
    same: t('The same'),
  }[kind];
}

export const COMPARED_TONES: Readonly<Record<ComparedKind, Tone>> = { 'only-a': 'warn', 'only-b': 'warn', differs: 'bad', same: 'ok' };

/** The name of a compared field. */
export function fieldTitle(field: string): string {
  const titles: Readonly<Record<string, string>> = {
    date: t('Date'),
    amountMinor: t('Amount'),
    currency: t('Currency'),
    description: t('Text'),
    reference: t('Reference'),
    counterparty: t('Counterparty'),
    balanceMinor: t('Balance'),
  };
  return titles[field] ?? field;
}
