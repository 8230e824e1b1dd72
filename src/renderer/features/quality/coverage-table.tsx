import type { AccountCoverage } from '../../../shared/contract/quality.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip, type Tone } from '../../ui/chip.tsx';
import { Money } from '../../ui/values.tsx';
import { differenceText, statementName } from './coverage-text.ts';
import styles from './coverage.module.css';
import { stripMarks, type StripMark } from './strip-marks.ts';

interface Line {
  readonly key: string;
  readonly kind: StripMark['kind'];
  readonly from: string;
  readonly to: string;
  readonly days: number | null;
  readonly note: string;
  readonly opening: number | null;
  readonly closing: number | null;
  readonly sourceId: number | null;
  readonly name: string;
}

/** What the strip shows, line by line in order of time; every statement leads to its rows. */
export function CoverageTable({ account, onOpen }: { readonly account: AccountCoverage; readonly onOpen: (sourceId: number) => void }) {
  const words: Readonly<Record<Line['kind'], readonly [Tone, string]>> = {
    held: ['plain', t('Held')],
    gap: ['warn', t('Gap')],
    overlap: ['info', t('Held twice')],
    break: ['bad', t('Does not join')],
  };
  return (
    <div className={styles['tableWrap']} role="region" tabIndex={0} aria-label={t('Periods of {account}', { account: account.account })} data-keys="viewer">
      <table className={styles['table']}>
        <thead>
          <tr>
            <th scope="col">{t('What')}</th>
            <th scope="col">{t('From')}</th>
            <th scope="col">{t('To')}</th>
            <th scope="col" data-number>
              {t('Days')}
            </th>
            <th scope="col" data-number>
              {t('Opening')}
            </th>
            <th scope="col" data-number>
              {t('Closing')}
            </th>
            <th scope="col">{t('Statement')}</th>
            <th scope="col">{t('Note')}</th>
          </tr>
        </thead>
        <tbody>
          {linesOf(account).map((line) => (
            <tr key={line.key} data-kind={line.kind}>
              <td>{line.kind === 'held' ? t('Held') : <Chip tone={words[line.kind][0]}>{words[line.kind][1]}</Chip>}</td>
              <td className={styles['keep']}>{line.from}</td>
              <td className={styles['keep']}>{line.to}</td>
              <td data-number>{line.days === null ? '' : formatCount(line.days)}</td>
              <td data-number>{line.opening === null ? '' : <Money minor={line.opening} currency={account.currency} />}</td>
              <td data-number>{line.closing === null ? '' : <Money minor={line.closing} currency={account.currency} />}</td>
              <td>
                {line.sourceId === null ? (
                  line.name
                ) : (
                  <button type="button" className={styles['link']} onClick={() => onOpen(line.sourceId!)}>
                    {line.name}
                  </button>
                )}
              </td>
              <td>{line.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  ); // prettier-ignore
}

function linesOf(account: AccountCoverage): Line[] {
  const { currency } = account;
  const held = account.held.map((period, at): Line => ({
    key: `held-${at}`,
    kind: 'held',
    from: period.from,
    to: period.to,
    days: daysBetween(period.from, period.to),
    note: period.stated ? t('period as stated') : t('from its first to its last row'),
    opening: period.openingMinor,
    closing: period.closingMinor,
    sourceId: period.sourceId,
    name: statementName(account, at),
  }));
  const others = stripMarks(account).flatMap((mark): Line[] => {
    const base = { key: `${mark.kind}-${mark.at}`, kind: mark.kind, from: mark.from, to: mark.to, sourceId: null, name: '' };
    if (mark.kind === 'gap') {
      const gap = account.gaps[mark.at]!;
      const note = t('change of the balance: {difference}', { difference: differenceText(gap.differenceMinor, currency) });
      return [{ ...base, days: gap.days, note, opening: null, closing: null }];
    }
    if (mark.kind === 'overlap') {
      const { before, after, days, differenceMinor } = account.overlaps[mark.at]!;
      const names = { a: statementName(account, before), b: statementName(account, after) };
      const note =
        differenceMinor === null
          ? t('{a} and {b}', names)
          : t('{a} and {b}; difference at the end: {difference}', { ...names, difference: differenceText(differenceMinor, currency) });
      return [{ ...base, days, note, opening: null, closing: null }];
    }
    if (mark.kind === 'break') {
      const broken = account.breaks[mark.at]!;
      const note = t('closing before and opening after differ by {difference}', {
        difference: differenceText(broken.differenceMinor, currency),
      });
      return [{ ...base, days: null, note, opening: broken.openingMinor, closing: broken.closingMinor }];
    }
    return [];
  });
  return [...held, ...others].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
}

function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
}
