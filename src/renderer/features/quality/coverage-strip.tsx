import { useId, useRef, useState, type KeyboardEvent } from 'react';
import type { AccountCoverage } from '../../../shared/contract/quality.ts';
import { t } from '../../text/t.ts';
import { markText } from './coverage-text.ts';
import styles from './coverage.module.css';
import { STRIP_WIDTH, stripMarks } from './strip-marks.ts';

const HEIGHT = 28;

/** One account over time: held days filled, gaps hatched, days held twice barred, balances that do not join marked. Arrows move along it. */
export function CoverageStrip({ account }: { readonly account: AccountCoverage }) {
  const svg = useRef<SVGSVGElement>(null);
  const hatch = useId();
  const [at, setAt] = useState(0);
  const marks = stripMarks(account);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: marks.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    const place = Math.min(marks.length - 1, Math.max(0, next));
    setAt(place);
    svg.current?.querySelectorAll<SVGElement>('[data-mark]')[place]?.focus();
  };
  return (
    <div className={styles['stripWrap']}>
      <svg
        ref={svg}
        className={styles['strip']}
        viewBox={`0 0 ${STRIP_WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        role="group"
        aria-label={t('{account} over time', { account: account.account })}
        onKeyDown={onKeyDown}
      >
        <defs>
          <pattern id={hatch} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <rect className={styles['hatchGround']} width="5" height="5" />
            <line className={styles['hatchLine']} x1="0" x2="0" y1="0" y2="5" />
          </pattern>
        </defs>
        {marks.map((mark, index) => (
          <g
            key={`${mark.kind}-${mark.at}`}
            data-mark={mark.kind}
            role="img"
            tabIndex={index === at ? 0 : -1}
            aria-label={markText(account, mark)}
            onFocus={() => setAt(index)}
          >
            <title>{markText(account, mark)}</title>
            {mark.kind === 'break' ? (
              <path className={styles['break']} d={`M${mark.x} 0h${Math.max(6, mark.width)}v${HEIGHT}h-${Math.max(6, mark.width)}z`} />
            ) : (
              <rect
                className={styles[mark.kind]}
                x={mark.x}
                width={mark.width}
                y={5}
                height={mark.kind === 'overlap' ? 7 : HEIGHT - 10}
                {...(mark.kind === 'gap' ? { fill: `url(#${hatch})` } : {})}
              />
            )}
          </g>
        ))}
      </svg>
      <p className={styles['scale']} aria-hidden>
        <span>{account.from}</span>
        <span>{account.to}</span>
      </p>
    </div>
  );
}
