import { useEffect, useRef } from 'react';
import type { OutputOf } from '../../../shared/contract/table.ts';
import { t } from '../../text/t.ts';
import styles from './page-view.module.css';

type Source = OutputOf<'transaction.source'>;

/**
 * The page of a PDF as its text layer places it, with the values of the movement framed. Nothing of the file itself is run
 * or drawn: these are the texts that were read, at their places.
 */
export function PageView({ page, fields }: { readonly page: NonNullable<Source['page']>; readonly fields: Source['fields'] }) {
  const here = useRef<HTMLDivElement>(null);
  const boxes = fields.flatMap(({ name, box }) => (box === undefined ? [] : [{ name, box }]));
  const top = boxes[0]?.box[1] ?? 0;
  useEffect(() => {
    const view = here.current;
    if (!view) return;
    const scale = view.scrollHeight / page.height;
    view.scrollTop = Math.max(0, top * scale - view.clientHeight / 2);
  }, [page, top]);
  return (
    <div
      ref={here}
      className={styles['view']}
      role="region"
      tabIndex={0}
      aria-label={t('Page {n} of the file', { n: page.number })}
      data-keys="viewer"
    >
      <svg viewBox={`0 0 ${page.width} ${page.height}`} role="img" aria-label={page.texts.map(({ text }) => text).join(' ')}>
        <rect className={styles['paper']} width={page.width} height={page.height} />
        {boxes.map(({ name, box: [x, y, width, height] }, at) => (
          <rect key={at} className={styles['mark']} x={x - 1.5} y={y - 1.5} width={width + 3} height={height + 3}>
            <title>{name}</title>
          </rect>
        ))}
        {page.texts.map(({ text, x, y, width, height }, at) => (
          <text
            key={at}
            x={x}
            y={y + height * 0.8}
            fontSize={height}
            textLength={width > 0 ? width : undefined}
            lengthAdjust="spacingAndGlyphs"
          >
            {text}
          </text>
        ))}
      </svg>
    </div>
  );
}
