import type { AccountCoverage } from '../../shared/contract/quality.ts';
import { formatMinor } from '../../shared/money.ts';

const grouped = new Intl.NumberFormat('en-GB');
const counted = (n: number, one: string, many: string): string => `${grouped.format(n)} ${n === 1 ? one : many}`;

type Facts = Pick<AccountCoverage, 'currency' | 'from' | 'to' | 'held' | 'gaps' | 'overlaps' | 'breaks'>;

/**
 * What the periods and balances of an account say together, as a state and in words.
 * @param joined statements whose opening balance is the closing balance before it
 * @param unknown statements of which that can not be said, since a balance is not stated
 */
export function verdictOf(account: Facts, joined: number, unknown: number): Pick<AccountCoverage, 'state' | 'verdict'> {
  const { held, gaps, overlaps, breaks, currency } = account;
  const moved = gaps.filter((gap) => gap.differenceMinor !== null && gap.differenceMinor !== 0);
  const torn = overlaps.filter((overlap) => overlap.differenceMinor !== null && overlap.differenceMinor !== 0);
  const open = gaps.filter((gap) => gap.differenceMinor === null);
  const money = (minor: number): string => `${formatMinor(minor, currency)} ${currency}`.trim();
  const sentences: string[] = [`${account.from} to ${account.to}, ${counted(held.length, 'statement', 'statements')}.`];
  if (gaps.length === 0) sentences.push('No day is missing.');
  else {
    const days = gaps.reduce((sum, gap) => sum + gap.days, 0);
    sentences.push(`${counted(gaps.length, 'gap', 'gaps')} of ${counted(days, 'day', 'days')} together.`);
    const still = gaps.length - moved.length - open.length;
    if (still > 0)
      sentences.push(
        still === gaps.length
          ? 'The balance behind is the balance before each time, so the missing days hold no movements, or ones that add up to nothing.'
          : `Over ${counted(still, 'gap', 'gaps')} the balance did not change.`,
      );
  }
  if (moved.length > 0) {
    const [first] = moved;
    sentences.push(
      moved.length === 1
        ? `From ${first!.from} to ${first!.to} the balance changed by ${money(first!.differenceMinor!)}: movements are missing.`
        : `Over ${counted(moved.length, 'gap', 'gaps')} the balance changed, first by ${money(first!.differenceMinor!)}: movements are missing.`,
    );
  }
  if (breaks.length > 0) {
    const [first] = breaks;
    sentences.push(
      `${counted(breaks.length, 'opening balance differs', 'opening balances differ')} from the closing balance before, first on ${first!.at} by ${money(first!.differenceMinor)}.`,
    );
  }
  if (joined > 0 && moved.length === 0 && breaks.length === 0 && torn.length === 0)
    sentences.push(
      unknown > 0
        ? 'Where both are stated, the opening balance is the closing balance before it.'
        : `${joined === 1 ? 'The' : 'Each'} opening balance is the closing balance before it.`,
    );
  if (unknown > 0) sentences.push(`At ${counted(unknown, 'place', 'places')} no balances say whether the statements join.`);
  if (overlaps.length > 0) {
    const agree = overlaps.filter((overlap) => overlap.differenceMinor === 0).length;
    const same =
      agree === 0
        ? ''
        : agree === overlaps.length
          ? ', with the same balance at the end'
          : `, ${agree} of them with the same balance at the end`;
    sentences.push(`${counted(overlaps.length, 'stretch is', 'stretches are')} held more than once${same}.`);
  }
  const [disagreeing] = torn;
  if (disagreeing)
    sentences.push(`On ${disagreeing.to} the statements that hold the same days differ by ${money(disagreeing.differenceMinor!)}.`);
  const silent = held.filter(({ openingMinor, closingMinor }) => openingMinor === null || closingMinor === null).length;
  if (silent > 0 && unknown === 0)
    sentences.push(`${counted(silent, 'statement gives', 'statements give')} no balances that could prove that nothing else is missing.`);
  const broken = moved.length + breaks.length + torn.length > 0;
  const state = broken ? 'broken' : open.length > 0 ? 'gaps' : unknown + silent > 0 ? 'unproved' : 'whole';
  return { state, verdict: sentences.join(' ') };
}
