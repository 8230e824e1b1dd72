import type { StatementSummary } from '../../shared/contract/cases.ts';
import { formatCount } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Money } from '../ui/values.tsx';
import { BalanceChip } from './balance-chip.tsx';
import styles from './statement-list.module.css';

/** The statements of a file, each with its account, its period, its sums and the proof by its own balances. */
export function StatementList({ statements, total }: { readonly statements: readonly StatementSummary[]; readonly total: number }) {
  return (
    <div className={styles['list']}>
      {total > statements.length ? (
        <p>{t('The first {n} of {all} statements.', { n: formatCount(statements.length), all: formatCount(total) })}</p>
      ) : null}
      <div className={styles['scroll']} role="region" tabIndex={0} aria-label={t('Statements of the file')} data-keys="viewer">
        <table>
          <thead>
            <tr>
              <th scope="col">{t('Line')}</th>
              <th scope="col">{t('Account')}</th>
              <th scope="col">{t('Statement')}</th>
              <th scope="col">{t('Period')}</th>
              <th scope="col" data-number>
                {t('Rows')}
              </th>
              <th scope="col" data-number>
                {t('Opening')}
              </th>
              <th scope="col" data-number>
                {t('Money in')}
              </th>
              <th scope="col" data-number>
                {t('Money out')}
              </th>
              <th scope="col" data-number>
                {t('Closing')}
              </th>
              <th scope="col">{t('Proof')}</th>
            </tr>
          </thead>
          <tbody>
            {statements.map((each) => (
              <Row key={each.seq} statement={each} />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Row({ statement }: { readonly statement: StatementSummary }) {
  const { line, account, number, currency, rows, openingMinor, inMinor, outMinor, closingMinor, balance, equations } = statement;
  const from = statement.periodFrom ?? statement.firstDate;
  const to = statement.periodTo ?? statement.lastDate;
  const money = (minor: number | null) => (minor === null ? t('not stated') : <Money minor={minor} currency={currency} />);
  const broken = equations.filter((equation) => !equation.holds);
  return (
    <tr>
      <td data-number>{formatCount(line)}</td>
      <td>
        <code>{account ?? t('not stated')}</code> {currency}
      </td>
      <td>{number || t('n/a')}</td>
      <td className={styles['nowrap']}>{from && to ? t('{from} to {to}', { from, to }) : t('not known')}</td>
      <td data-number>{formatCount(rows)}</td>
      <td data-number>{money(openingMinor)}</td>
      <td data-number>{money(inMinor)}</td>
      <td data-number>{money(outMinor)}</td>
      <td data-number>{money(closingMinor)}</td>
      <td>
        <BalanceChip balance={balance} />
        {broken.map((equation) => (
          <p key={equation.name} className={styles['difference']}>
            {equation.name}: {t('difference')} <Money minor={equation.differenceMinor} currency={currency} />
          </p>
        ))}
      </td>
    </tr>
  );
}
