import { useRef, useState, type KeyboardEvent } from 'react';
import { formatCount, formatMoney } from '../../text/format.ts';
import { t } from '../../text/t.ts';
import { Button } from '../../ui/button.tsx';
import styles from './item.module.css';
import { CHART, marksOf, type Peers } from './histogram.ts';

/** How the amount stands among comparable ones: a histogram with "this one", or the same as a table. */
export function PeerComparison({
  peers,
  amountMinor,
  currency,
}: {
  readonly peers: Peers;
  readonly amountMinor: number;
  readonly currency: string;
}) {
  const [asTable, setAsTable] = useState(false);
  const money = (minor: number) => formatMoney(minor, currency);
  const summary = t('{n} amounts of {label}, median {median} {currency}; this one is {amount}.', {
    n: formatCount(peers.count),
    label: peers.label,
    median: money(peers.medianMinor),
    currency,
    amount: money(Math.abs(amountMinor)),
  });
  return (
    <figure className={styles['peers']} aria-label={summary}>
      <figcaption>
        <span>{summary}</span>
        <Button look="quiet" aria-pressed={asTable} onClick={() => setAsTable(!asTable)}>
          {asTable ? t('Show as chart') : t('Show as table')}
        </Button>
      </figcaption>
      {asTable ? <PeerTable peers={peers} currency={currency} /> : <Chart peers={peers} currency={currency} />}
      <p className={styles['axis']}>{t('Amounts without sign, bins of equal width on a logarithmic scale.')}</p>
    </figure>
  );
}

function binText(bin: Peers['bins'][number], currency: string): string {
  const words = t('{from} to {to}: {n, plural, one {# amount} other {# amounts}}', {
    from: formatMoney(bin.fromMinor, currency),
    to: formatMoney(bin.toMinor, currency),
    n: bin.count,
  });
  return bin.here ? t('{bin}, with this one', { bin: words }) : words;
}

function Chart({ peers, currency }: { readonly peers: Peers; readonly currency: string }) {
  const svg = useRef<SVGSVGElement>(null);
  const here = Math.max(
    0,
    peers.bins.findIndex((bin) => bin.here),
  );
  const [at, setAt] = useState(here);
  const { marks, medianX } = marksOf(peers);
  const floor = CHART.height - CHART.bottom;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Math.min(marks.length - 1, Math.max(0, at + step));
    setAt(next);
    svg.current?.querySelectorAll<SVGElement>('[data-mark]')[next]?.focus();
  };
  const own = marks[here];
  const middle = own ? own.x + own.width / 2 : 0;
  const align = (x: number) => (x < 50 ? 'start' : x > CHART.width - 50 ? 'end' : 'middle');
  return (
    <svg
      ref={svg}
      className={styles['chart']}
      viewBox={`0 0 ${CHART.width} ${CHART.height}`}
      role="group"
      aria-label={t('Histogram')}
      onKeyDown={onKeyDown}
    >
      <line className={styles['floor']} x1={0} x2={CHART.width} y1={floor} y2={floor} />
      {marks.map((mark, index) => (
        <g
          key={mark.bin.fromMinor + index}
          data-mark
          data-here={mark.bin.here || undefined}
          role="img"
          tabIndex={index === at ? 0 : -1}
          aria-label={binText(mark.bin, currency)}
          onFocus={() => setAt(index)}
        >
          <title>{binText(mark.bin, currency)}</title>
          <rect className={styles['hit']} x={mark.x} y={CHART.top} width={mark.width} height={floor - CHART.top} />
          <rect className={styles['mark']} x={mark.x} y={mark.y} width={mark.width} height={mark.height} />
        </g>
      ))}
      <line className={styles['median']} x1={medianX} x2={medianX} y1={CHART.top} y2={floor} />
      <path className={styles['here']} d={`M${middle - 4} ${CHART.top - 6}h8l-4 6z`} />
      <text className={styles['hereText']} x={middle} y={9} textAnchor={align(middle)}>
        {t('this one')}
      </text>
      <text x={0} y={CHART.height - 4}>
        {formatMoney(peers.bins[0]?.fromMinor ?? 0, currency)}
      </text>
      {medianX > 90 && medianX < CHART.width - 90 ? (
        <text x={medianX} y={CHART.height - 4} textAnchor="middle">
          {t('median')}
        </text>
      ) : null}
      <text x={CHART.width} y={CHART.height - 4} textAnchor="end">
        {formatMoney(peers.bins.at(-1)?.toMinor ?? 0, currency)}
      </text>
    </svg>
  );
}

function PeerTable({ peers, currency }: { readonly peers: Peers; readonly currency: string }) {
  return (
    <table className={styles['peerTable']}>
      <thead>
        <tr>
          <th scope="col">{t('From')}</th>
          <th scope="col">{t('To')}</th>
          <th scope="col">{t('Amounts')}</th>
          <th scope="col">
            <span className="visually-hidden">{t('This one')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {peers.bins.map((bin, at) => (
          <tr key={at} data-here={bin.here || undefined}>
            <td>{formatMoney(bin.fromMinor, currency)}</td>
            <td>{formatMoney(bin.toMinor, currency)}</td>
            <td>{formatCount(bin.count)}</td>
            <td>{bin.here ? t('this one') : ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
