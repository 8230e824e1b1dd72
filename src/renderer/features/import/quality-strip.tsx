import type { ReactNode } from 'react';
import type { Inspection } from '../../../shared/contract/import.ts';
import { formatCount } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Chip } from '../../ui/chip.tsx';
import { Money } from '../../ui/values.tsx';
import styles from './import.module.css';

/** The figures of a file at a glance: rows, period, money in and out, and whether its balances prove it. */
export function QualityStrip({ inspection, reading }: { readonly inspection: Inspection; readonly reading: boolean }) {
  const { layout, rowsRead, rowsKept, rowsRejected, firstDate, lastDate, inMinor, outMinor, openingMinor, closingMinor } = inspection;
  const money = (minor: number | null) => (minor === null ? t('not stated') : <Money minor={minor} currency={layout.currency} />);
  const figures: [string, ReactNode][] = [
    [t('Rows read'), formatCount(rowsRead)],
    [t('Imported'), formatCount(rowsKept)],
    [t('Rejected'), rowsRejected === 0 ? t('none') : formatCount(rowsRejected)],
    [t('Period'), firstDate && lastDate ? t('{from} to {to}', { from: firstDate, to: lastDate }) : t('not known')],
    [t('Currency'), layout.currency || t('not stated')],
    [t('Opening'), money(openingMinor)],
    [t('Money in'), money(inMinor)],
    [t('Money out'), money(outMinor)],
    [t('Closing'), money(closingMinor)],
  ];
  return (
    <section className={styles['quality']} aria-label={t('Quality')}>
      <dl>
        {figures.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <div className={styles['proofChip']} aria-live="polite">
        {reading ? <Chip tone="info">{t('Reading again')}</Chip> : <ProofChip inspection={inspection} />}
      </div>
    </section>
  );
}

function ProofChip({ inspection }: { readonly inspection: Inspection }) {
  const { balance, equations } = inspection;
  const wrong = equations.filter((equation) => !equation.holds).length;
  if (balance === 'proved') return <Chip tone="ok">{t('Balance proved')}</Chip>;
  if (balance === 'differs')
    return <Chip tone="bad">{t('{n, plural, one {# equation differs} other {# equations differ}}', { n: wrong })}</Chip>;
  return <Chip>{t('No balances to prove it')}</Chip>;
}
