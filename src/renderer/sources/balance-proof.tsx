import type { Inspection } from '../../shared/contract/import.ts';
import { formatCount } from '../text/format.ts';
import { t } from '../text/t.ts';
import { Chip } from '../ui/chip.tsx';
import { Money } from '../ui/values.tsx';
import styles from './balance-proof.module.css';

export type ProofFigures = Pick<Inspection, 'openingMinor' | 'closingMinor' | 'inMinor' | 'outMinor' | 'equations'>;

/** The proof of a statement as a sum set out line by line, then every equation with a tick or its difference. */
export function BalanceProof({ figures, currency }: { readonly figures: ProofFigures; readonly currency: string }) {
  const { openingMinor, closingMinor, inMinor, outMinor, equations } = figures;
  const computed = openingMinor === null ? null : openingMinor + inMinor + (outMinor > 0 ? -outMinor : outMinor);
  const lines: [string, number | null][] = [
    [t('Opening balance'), openingMinor],
    [t('+ money in'), inMinor],
    [t('− money out'), Math.abs(outMinor)],
    [t('= computed closing'), computed],
    [t('Closing balance in the file'), closingMinor],
  ];
  return (
    <div className={styles['proof']}>
      <section aria-label={t('The sum')}>
        <h2>{t('The sum')}</h2>
        <table>
          <tbody>
            {lines.map(([label, minor]) => (
              <tr key={label}>
                <th scope="row">{label}</th>
                <td>{minor === null ? t('not stated') : <Money minor={minor} currency={currency} />}</td>
              </tr>
            ))}
          </tbody>
        </table>
        {computed !== null && closingMinor !== null ? <Verdict differenceMinor={closingMinor - computed} currency={currency} /> : null}
      </section>
      <section aria-label={t('Equations')}>
        <h2>{t('Equations')}</h2>
        {equations.length === 0 ? (
          <p className={styles['quiet']}>{t('The file states no balances, so nothing proves that it is whole.')}</p>
        ) : null}
        <ul>
          {equations.map((equation) => (
            <li key={equation.name}>
              {equation.holds ? <Chip tone="ok">{t('Holds')}</Chip> : <Chip tone="bad">{t('Differs')}</Chip>}
              <span>{equation.name}</span>
              {equation.holds ? null : (
                <span className={styles['difference']}>
                  {t('difference')} <Money minor={equation.differenceMinor} currency={currency} />
                  {equation.line === null ? null : <span> {t('first at line {line}', { line: formatCount(equation.line) })}</span>}
                </span>
              )}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function Verdict({ differenceMinor, currency }: { readonly differenceMinor: number; readonly currency: string }) {
  if (differenceMinor === 0) return <Chip tone="ok">{t('Agrees to the last unit')}</Chip>;
  return (
    <p>
      <Chip tone="bad">{t('Difference')}</Chip> <Money minor={differenceMinor} currency={currency} withCode />
    </p>
  );
}
